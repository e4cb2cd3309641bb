"""Who was at a meeting, entered by hand, and who was away under which item."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection

from db.queries.agendas import meeting_row, printed_items
from db.queries.imports import seats
from db.record import Update, Write
from states.errors import SagsgangError
from states.facts import MeetingFacts
from states.paper import Attendee, Paper, PaperKind
from workflow.desk import HELD, open_desk
from workflow.import_items import stored_people
from workflow.import_people import take_people
from workflow.minuting import NeedsReason, NoSuchItem, fixed_meeting, meeting_facts
from workflow.printing import attendees

People = tuple[Attendee, ...]


class NotPresent(SagsgangError):
    """Somebody is said to have been away under an item who is not listed as present at the meeting."""

    def __init__(self, meeting: MeetingFacts, name: str, present: People) -> None:
        who = f"those present are {', '.join(one.name for one in present)}" if present else "nobody is listed yet"
        super().__init__(
            f"{name} is not among those present at {meeting.forum} {meeting.on}: {who}. "
            f"Add the person with --present {name!r}. Nothing was written."
        )


class NotListed(SagsgangError):
    """Somebody is to be taken off the lists who is on none."""

    def __init__(self, meeting: MeetingFacts, name: str) -> None:
        super().__init__(f"{name} is not on the lists of {meeting.forum} {meeting.on}. Nothing was written.")


class ListedTwice(SagsgangError):
    """Somebody is said to have been there and to have sent apologies."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is named both as present and with apologies: say one of them. Nothing was written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Fremmøde, as far as it is said now. What is not said stays as it is.

    `lists`: those present and those with apologies, all of them anew. `present`, `apologies`: people put on one list,
    and off the other. `off`: names taken off both. `absent`: who was away under an item, by its number; () for nobody.
    """

    lists: tuple[People, People] | None = None
    present: People = ()
    apologies: People = ()
    off: tuple[str, ...] = ()
    absent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attended:
    """Who is now recorded as present at a meeting and with apologies."""

    meeting: MeetingFacts
    present: People
    apologies: People


def record_attendance(
    connection: Connection,
    forum: str,
    on: date | None,
    said: Attendance,
    *,
    reason: str | None = None,
    by: str,
    now: datetime,
) -> Attended:
    """Record who was at a meeting whose agenda is fixed, and who was away under which item.

    A person whom the forum knows by name alone gets party and municipality from there. Those named become members of
    the forum, as those whom minutes name do. Raises ListedTwice, NotListed, NotPresent, NoSuchItem, NeedsReason (the
    meeting is held and has its list), WrongMeetingState, and what choosing the meeting raises.
    """
    with open_desk(connection, by=by, now=now) as desk:
        entry, meeting = fixed_meeting(desk, forum, on)
        row = meeting_row(connection, meeting.id)
        before = attendees(row.participants), attendees(row.apologies)
        known = (*(Attendee(*seat) for seat in sorted(seats(connection, entry.id), key=str)), *before[0], *before[1])
        present, apologies = _lists(meeting, before, said, known)
        if meeting.state == HELD and any(before) and (present, apologies) != before and not reason:
            raise NeedsReason(f"Who was at {meeting.forum} {meeting.on}")
        lists = {"participants": stored_people(present), "apologies": stored_people(apologies)}
        rows: list[Write] = [Update("meeting", {"id": meeting.id}, lists, {"state": meeting.state})]
        rows += _absences(connection, meeting, said, present, reason)
        counts = {"present": len(present), "apologies": len(apologies), "items": sorted(said.absent)}
        desk.note("attendance_recorded", None, {**meeting_facts(meeting), **counts, "reason": reason}, *rows)
    listed = Paper(PaperKind.MINUTES, None, None, meeting.on, participants=present, apologies=apologies)
    take_people(connection, entry, listed, meeting.on, by=by, now=now)
    return Attended(meeting, present, apologies)


def _lists(
    meeting: MeetingFacts, before: tuple[People, People], said: Attendance, known: Sequence[Attendee]
) -> tuple[People, People]:
    """The two lists as they are now: in the order given, those put on them last."""
    coming, going = said.present, said.apologies
    present, apologies = (_named(people) for people in said.lists or before)
    for name in _both(coming, going) or (_both(*said.lists) if said.lists else ()):
        raise ListedTwice(name)
    for name in said.off:
        if present.pop(_key(name), None) is None and apologies.pop(_key(name), None) is None:
            raise NotListed(meeting, name)
    for people, onto, other in ((coming, present, apologies), (going, apologies, present)):
        for one in people:
            other.pop(_key(one.name), None)
            onto[_key(one.name)] = one
    return _completed(present.values(), known), _completed(apologies.values(), known)


def _key(name: str) -> str:
    """A name as it is compared: blanks and letter case do not count."""
    return " ".join(name.split()).casefold()


def _named(people: People) -> dict[str, Attendee]:
    return {_key(one.name): one for one in people}


def _both(one: People, other: People) -> list[str]:
    names = _named(other)
    return [person.name for person in one if _key(person.name) in names]


def _completed(people: Iterable[Attendee], known: Sequence[Attendee]) -> People:
    """Where a name stands alone and is known once, it is the one that is known."""
    found: dict[str, set[Attendee]] = {}
    for one in known:
        if one.party or one.municipality:
            found.setdefault(_key(one.name), set()).add(one)
    return tuple(_whole(one, found.get(_key(one.name), set())) for one in people)


def _whole(one: Attendee, known: set[Attendee]) -> Attendee:
    return next(iter(known)) if len(known) == 1 and not (one.party or one.municipality) else one


def _absences(
    connection: Connection, meeting: MeetingFacts, said: Attendance, present: People, reason: str | None
) -> Iterator[Update]:
    """Who was away under each item that is named; who was not at the meeting is away under none of them."""
    items = printed_items(connection, meeting.id)
    numbers = {item.number: item for item in items}
    here = _named(present)
    for number, names in said.absent.items():
        if number not in numbers:
            raise NoSuchItem(meeting, number, (item.number for item in items if item.number))
        for name in names:
            if _key(name) not in here:
                raise NotPresent(meeting, name, present)
        before, after = numbers[number].absent, stored_people(tuple(here[_key(name)] for name in names))
        if meeting.state == HELD and before and before != after and not reason:
            raise NeedsReason(f"Who was away under item {number} of {meeting.forum} {meeting.on}")
        yield Update("agenda_item", {"id": numbers[number].id}, {"absent": after})
    for item in items:
        left = [one for one in item.absent if _key(one["name"]) in here]
        if item.number not in said.absent and left != item.absent:
            yield Update("agenda_item", {"id": item.id}, {"absent": left})
