"""The reads behind sending agendas: the meetings whose agenda is fixed, its versions, and who sits in a forum."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from db.models import Row as Register
from states.addresses import Address
from states.calendar import Notice
from states.facts import MeetingFacts, MeetingState

_TABLES = Register.metadata.tables
_MEETING, _FORUM, _DISPATCH, _SEAT, _PERSON, _CASE = (
    _TABLES[name] for name in ("meeting", "forum", "dispatch", "membership", "person", "cases")
)


@dataclass(frozen=True, slots=True)
class FixedMeeting:
    """A meeting to come whose agenda is fixed. `goes_out`: the day when it is sent; `versions`: the dispatches' ids."""

    facts: MeetingFacts
    goes_out: date
    versions: tuple[int, ...]


def fixed_meetings(connection: Connection, today: date, forum: str | None = None) -> list[FixedMeeting]:
    """The locked meetings from `today` on, the earliest first; of one forum, by its code, where it is named."""
    columns = (_MEETING.c[name] for name in ("id", "on", "state", "at", "place", "dispatch"))
    settings = (_FORUM.c.code, _FORUM.c.dispatch.label("ahead"), _FORUM.c.dispatch_working)
    query = select(*columns, *settings).join_from(_MEETING, _FORUM)
    query = query.where(_MEETING.c.state == MeetingState.LOCKED, _MEETING.c.on >= today)
    if forum:
        query = query.where(_FORUM.c.code == forum)
    rows = list(connection.execute(query.order_by(_MEETING.c.on, _MEETING.c.id)))
    versions = _versions(connection, [row.id for row in rows])
    return [_fixed(row, versions[row.id]) for row in rows if versions[row.id]]


def _fixed(row: Any, versions: list[int]) -> FixedMeeting:
    facts = MeetingFacts(row.id, row.code, row.on, row.state, row.at, row.place)
    goes_out = row.dispatch or Notice(row.ahead, row.dispatch_working).before(row.on)
    return FixedMeeting(facts, goes_out, tuple(versions))


def _versions(connection: Connection, meetings: Collection[int]) -> dict[int, list[int]]:
    query = select(_DISPATCH.c.meeting_id, _DISPATCH.c.id).where(_DISPATCH.c.meeting_id.in_(list(meetings)))
    found: dict[int, list[int]] = defaultdict(list)
    for row in connection.execute(query.order_by(_DISPATCH.c.version)):
        found[row.meeting_id].append(row.id)
    return found


def cases_titled(connection: Connection, titles: Collection[str]) -> list[int]:
    """The cases with these very titles."""
    return list(connection.execute(select(_CASE.c.id).where(_CASE.c.title.in_(list(titles)))).scalars())


@dataclass(frozen=True, slots=True)
class Seated:
    """Who is to have a forum's agenda: its members with an address, its own mailbox, and the members without."""

    members: tuple[Address, ...]
    mailbox: str | None
    unreached: tuple[str, ...]


def seated(connection: Connection, forum: str, today: date) -> Seated:
    """The members that the forum (its code) has today, each once, in the order they were seated."""
    query = (
        select(_PERSON.c.id, _PERSON.c.name, _PERSON.c.email)
        .join_from(_SEAT, _PERSON)
        .join(_FORUM, _FORUM.c.id == _SEAT.c.forum_id)
        .where(_FORUM.c.code == forum)
        .where(or_(_SEAT.c.since.is_(None), _SEAT.c.since <= today))
        .where(or_(_SEAT.c.until.is_(None), _SEAT.c.until >= today))
        .order_by(_SEAT.c.id)
    )
    people = {row.id: row for row in connection.execute(query)}.values()
    mailbox = connection.execute(select(_FORUM.c.email).where(_FORUM.c.code == forum)).scalar()
    members = {row.email.casefold(): Address(row.email, row.name) for row in people if row.email}
    return Seated(tuple(members.values()), mailbox or None, tuple(row.name for row in people if not row.email))
