"""A forum's settings: how long before a meeting items are in and the agenda goes out, and where letters to it go."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from db.queries.calendars import meets, planned_meetings
from db.queries.facts import load_forums
from db.queries.people import forum_emails
from db.record import Update, Write
from states.addresses import email_address
from states.calendar import Notice
from states.forums import RegisteredForum
from workflow.desk import PLANNED, Desk, open_desk, registered


@dataclass(frozen=True, slots=True)
class Settings:
    """Indleveringsfrist, udsendelse og adresse: what a forum's settings are now, and what became of its meetings.

    `followed`: planned meetings whose days were changed. `own`: those that keep a day of their own. `passed`: those of
    the changed ones whose new cut-off is over already.
    """

    forum: str
    cut_off: Notice
    dispatch: Notice
    followed: int = 0
    own: int = 0
    passed: int = 0
    email: str | None = None


def set_forum(
    connection: Connection,
    forum: str,
    *,
    cut_off: Notice | None = None,
    dispatch: Notice | None = None,
    email: str | None = None,
    by: str,
    now: datetime,
) -> Settings:
    """Set how long before a meeting items must be in (`cut_off`) and the agenda goes out (`dispatch`).

    The planned meetings to come follow, but for a day of their own that was set for one of them. `email`: where letters
    to the forum go, "" for nowhere. Raises UnknownForum, NotAnAddress.
    """
    with open_desk(connection, by=by, now=now) as desk:
        entry = desk.forum(forum)
        old = {"cut_off": entry.cut_off, "dispatch": entry.dispatch}
        new = {"cut_off": cut_off or entry.cut_off, "dispatch": dispatch or entry.dispatch}
        changed = {name: notice for name, notice in new.items() if notice != old[name]}
        meetings = planned_meetings(connection, entry.id, desk.today)
        moved = {row.id: _moved(row, old, changed) for row in meetings}
        rows: list[Write] = [
            Update("forum", {"id": entry.id}, _columns(changed), _columns({n: old[n] for n in changed}))
        ]
        rows += _updates(moved)
        if changed:
            facts = {"forum": entry.forum.code, **{name: str(notice) for name, notice in changed.items()}}
            desk.note("forum_set", None, facts, *rows)
        address = _set_address(desk, entry, email)
        own = sum(1 for row in meetings if len(_following(row, old, changed)) < len(changed))
        passed = sum(1 for days in moved.values() if days.get("cut_off", desk.today) < desk.today)
    followed = sum(1 for days in moved.values() if days)
    return Settings(entry.forum.code, new["cut_off"], new["dispatch"], followed, own, passed, address)


def _set_address(desk: Desk, entry: RegisteredForum, email: str | None) -> str | None:
    """The address of the forum as it is to be; written where it is another than before."""
    before = forum_emails(desk.connection).get(entry.forum.code)
    if email is None:
        return before
    after = email_address(email) if email.strip() else None
    if after != before:
        row = Update("forum", {"id": entry.id}, {"email": after}, {"email": before})
        desk.note("forum_addressed", None, {"forum": entry.forum.code}, row)
    return after


def _columns(notices: dict[str, Notice]) -> dict[str, Any]:
    days = {name: notice.days for name, notice in notices.items()}
    return days | {f"{name}_working": notice.working for name, notice in notices.items()}


def follows(day: date | None, notice: Notice, on: date) -> bool:
    """Whether a meeting's day is the one that the forum's setting gives (or gave, before free days were left out)."""
    plain = None if notice.working else on - timedelta(days=notice.days)
    return day is None or day in (notice.before(on), plain)


def _following(row: Any, old: dict[str, Notice], changed: Iterable[str]) -> list[str]:
    return [name for name in changed if follows(getattr(row, name), old[name], row.on)]


def _moved(row: Any, old: dict[str, Notice], changed: dict[str, Notice]) -> dict[str, date]:
    """The days of a meeting that become others."""
    days = {name: changed[name].before(row.on) for name in _following(row, old, changed)}
    return {name: day for name, day in days.items() if getattr(row, name) != day}


def _updates(moved: dict[int, dict[str, date]]) -> Iterator[Update]:
    for meeting_id, days in moved.items():
        if days:
            yield Update("meeting", {"id": meeting_id}, days, {"state": PLANNED})


def told_forums(connection: Connection, today: date) -> list[dict[str, Any]]:
    """Every forum: its settings, how many meetings are ahead, and the next and the last that is known."""
    known = meets(connection, today)
    found = []
    for code, entry in load_forums(connection).items():
        days = [slot.on for slot in (*known[code].fixed, *known[code].slots)]
        found.append(_told(entry) | {"meetings": len(days), "next": min(days, default=None), "last": known[code].last})
    return found


def told_forum(connection: Connection, forum: str, today: date) -> dict[str, Any]:
    """A forum with its names, settings and planned meetings. `own`: which of a meeting's days are its own.

    `monthly`: a council without a known meeting, so that plans reckon with a meeting a month. Raises UnknownForum.
    """
    entry = registered(load_forums(connection), forum)
    last = meets(connection, today)[entry.forum.code].last
    meetings = [_told_meeting(row, entry) for row in planned_meetings(connection, entry.id, today)]
    email = forum_emails(connection).get(entry.forum.code)
    more = {"aliases": entry.forum.aliases, "municipality": entry.forum.municipality, "email": email}
    monthly = entry.forum.municipality is not None and last is None
    return _told(entry) | more | {"monthly": monthly, "meetings": meetings}


def _told(entry: RegisteredForum) -> dict[str, Any]:
    settings = {"cut_off": str(entry.cut_off), "dispatch": str(entry.dispatch)}
    return {"code": entry.forum.code, "name": entry.forum.name} | settings


def _told_meeting(row: Any, entry: RegisteredForum) -> dict[str, Any]:
    usual = {"cut_off": entry.cut_off, "dispatch": entry.dispatch}
    own = [name for name, notice in usual.items() if not follows(getattr(row, name), notice, row.on)]
    told = {"date": row.on, "time": row.at, "place": row.place, "cut_off": row.cut_off, "dispatch": row.dispatch}
    return told | {"own": own}
