"""The feed: everything with a day, as entries of a calendar that people subscribe to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from db.calendar_entries import note_told, register_name, told_entries, told_under
from db.queries.facts import load_forums
from db.queries.feed import (
    closed_once,
    fed_deadlines,
    fed_deadlines_of,
    fed_meeting,
    fed_meetings,
    fed_promises,
)
from states.feed import CANCELLED_FOR, Entry, EntryKind, Told, as_told, for_forums, gone, in_turn, numbered
from states.feed_facts import About, PointOfNoReturn, spokesmen, told_once
from states.forums import Forum
from states.zone import ZONE
from templates.calendar_file import announcement
from templates.calendar_words import (
    days_before,
    deadline_entry,
    gone_title,
    meeting_entry,
    promise_entry,
    too_late_entry,
)
from templates.list_words import named
from workflow.desk import registered
from workflow.plan_all import PlannedCase, plan_all


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar as it is told now. `forums`: their codes, none for all. `is_news`: subscribers were told otherwise."""

    forums: tuple[str, ...]
    entries: tuple[Entry, ...]
    is_news: bool


def feed(connection: Connection, forums: Sequence[str], *, today: date) -> list[Entry]:
    """What stands in the calendar of these forums (codes, names or aliases), of all of them without; not numbered yet.

    Meetings with their cut-off and dispatch days, open deadlines, open promises with a day, and for each planned case
    the last day on which it can still come on; from a year back. A closed case is told by its number only. Raises
    UnknownForum.
    """
    return for_forums(_everything(connection, today), _codes(connection, forums))


def tell(connection: Connection, forums: Sequence[str], *, now: datetime) -> Feed:
    """The calendar with the number of each entry's changes, and what is gone as cancelled. Raises UnknownForum."""
    codes, told = _codes(connection, forums), told_entries(connection)
    entries = _numbered(connection, told, now)
    return Feed(codes, tuple(for_forums(entries, codes)), bool(_news(entries, told)))


def tell_and_note(connection: Connection, forums: Sequence[str], *, now: datetime) -> Feed:
    """As `tell`, and note what is told, so that the next change of an entry counts from here.

    All entries are noted, whichever forums are asked for: they count their changes once, and not once a calendar.
    """
    codes, told = _codes(connection, forums), told_entries(connection)
    entries = _numbered(connection, told, now)
    news = _news(entries, told)
    note_told(connection, news)
    return Feed(codes, tuple(for_forums(entries, codes)), bool(news))


def _news(entries: Iterable[Entry], told: Mapping[str, Told]) -> list[Told]:
    """What subscribers are told otherwise than before, or for the first time."""
    return [news for entry in entries if (news := as_told(entry)) != told.get(entry.uid)]


def entry_of(connection: Connection, kind: EntryKind, number: int, *, now: datetime) -> Entry | None:
    """The entry of one meeting or one open deadline as a letter takes it along, numbered as in the feed.

    None for a number that there is not, and for a deadline without any day. Nothing is noted: a subscriber of the feed
    hears of the same change under the same number.
    """
    if kind is EntryKind.DEADLINE:
        return deadline_entries(connection, [number], now=now).get(number)
    meeting = fed_meeting(connection, number) if kind is EntryKind.MEETING else None
    if meeting is None:
        return None
    found = meeting_entry(meeting, register_name(connection))
    return numbered([found], told_under(connection, [found.uid]), now=now)[0]


def deadline_entries(connection: Connection, numbers: Iterable[int], *, now: datetime) -> dict[int, Entry]:
    """The entries of those of these deadlines that are open and have a day, by number, as the feed tells them.

    Where several papers tell of one deadline, all of them have the entry of the first.
    """
    wanted, register = sorted(set(numbers)), register_name(connection)
    told_by = spokesmen(fed_deadlines_of(connection, wanted))
    speaking = {told_by[number].id: told_by[number] for number in wanted if number in told_by}
    made = {number: entry for number, row in speaking.items() if (entry := deadline_entry(row, register))}
    told = told_under(connection, (entry.uid for entry in made.values()))
    entries = dict(zip(made, numbered(made.values(), told, now=now), strict=True))
    return {number: entries[of] for number in wanted if number in told_by and (of := told_by[number].id) in entries}


def calendar_part(connection: Connection, deadline: int, *, now: datetime) -> str | None:
    """One open deadline as a calendar of its own (text/calendar); None where it has no day, or is over."""
    found = entry_of(connection, EntryKind.DEADLINE, deadline, now=now)
    return announcement([found]) if found else None


def _codes(connection: Connection, forums: Sequence[str]) -> tuple[str, ...]:
    known = load_forums(connection)
    return tuple(dict.fromkeys(registered(known, name).forum.code for name in forums))


def _numbered(connection: Connection, told: Mapping[str, Told], now: datetime) -> list[Entry]:
    today = now.astimezone(ZONE).date()
    there = _everything(connection, today)
    titles = {kind: gone_title(kind) for kind in EntryKind}
    return in_turn([*numbered(there, told, now=now), *gone(there, told, titles, today=today, now=now)])


def _everything(connection: Connection, today: date) -> list[Entry]:
    since, register = today - CANCELLED_FOR, register_name(connection)
    return in_turn(
        [
            *_meetings(connection, register, since),
            *(one for row in told_once(fed_deadlines(connection, since)) if (one := deadline_entry(row, register))),
            *(one for row in fed_promises(connection, since) if (one := promise_entry(row, register))),
            *(too_late_entry(point, register) for point in points_of_no_return(connection, today=today)),
        ]
    )


def _meetings(connection: Connection, register: str, since: date) -> Iterator[Entry]:
    for meeting in fed_meetings(connection, since):
        yield meeting_entry(meeting, register)
        yield from days_before(meeting, register)


def points_of_no_return(connection: Connection, *, today: date) -> list[PointOfNoReturn]:
    """The last day on which each planned case can still be put on the agenda of each stop that it has left.

    A stop that ends on a day of its own, whoever has answered, has none; neither has one that is late already.
    """
    planned = plan_all(connection, today=today)
    closed = closed_once(connection, [one.case.case_id for one in planned])
    forums = {code: entry.forum for code, entry in load_forums(connection).items()}
    return [point for one in planned for point in _points(one, one.case.case_id in closed, forums)]


def _points(one: PlannedCase, closed: bool, forums: dict[str, Forum]) -> Iterator[PointOfNoReturn]:
    about = About(one.case.case_id, one.case.title, closed)
    for leg in one.plan.legs:
        if leg.leg.until is None and leg.too_late_after and leg.latest:
            name = named(leg.leg.forums, forums)
            yield PointOfNoReturn(leg.leg.stop, leg.leg.forums, name, leg.too_late_after, leg.latest, one.due.on, about)
