"""The item that a person names: KKR/2027-06-20/2.3, or a case by its number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection

from db.errors import Conflict
from db.queries.agendas import decided_at, printed_items, treatments
from db.queries.facts import load_case, load_forums, load_meetings
from states.errors import SagsgangError
from states.facts import CaseFacts, MeetingFacts, TreatmentFacts
from workflow.agenda import choose_meeting, next_agenda
from workflow.cases import draft_of
from workflow.desk import PLANNED, registered
from workflow.errors import NoMeetingAhead

One = TypeVar("One")

EXAMPLE = "KKR/2027-06-20/2.3"


class NoItemName(SagsgangError):
    """Words that name neither an item nor a case."""

    def __init__(self, word: str) -> None:
        super().__init__(
            f"{word!r} names no item: write it as FORUM/DATE/NUMBER, such as {EXAMPLE}, or a case's number."
        )


class NoSuchItem(SagsgangError):
    """The agenda has no item of that number."""

    def __init__(self, forum: str, on: date, number: str, known: Sequence[str]) -> None:
        super().__init__(
            f"The agenda of {forum} {on} has no item {number} (it has {', '.join(known) or 'none'}). "
            f"See it with sagsgang agenda {forum} --meeting {on}."
        )


class TwoItems(SagsgangError):
    """A paper may print a number twice."""

    def __init__(self, forum: str, on: date, number: str, titles: Sequence[str]) -> None:
        super().__init__(
            f"The agenda of {forum} {on} has {len(titles)} items {number} ({'; '.join(titles)}): "
            "name the case by its number instead."
        )


class NoRowYet(SagsgangError):
    """A standing item of an agenda that is still being put together is not in the register."""

    def __init__(self, forum: str, on: date, number: str, title: str) -> None:
        super().__init__(
            f"Item {number} of {forum} {on} ({title}) is no case, and is only written down when the agenda is locked. "
            f"Lock it first: sagsgang meeting lock {forum} --meeting {on}."
        )


class WaitsNowhere(SagsgangError):
    """The case has no open treatment to attach to."""

    def __init__(self, case_id: int, state: str) -> None:
        super().__init__(
            f"Case {case_id} is {state}: no forum has it before it. "
            f"Name the item of the meeting that treated it, such as {EXAMPLE}."
        )


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """Punktets plads: a case's treatment, or a standing item by its row. `number`, `meeting`: where it is printed."""

    forum: str
    title: str
    meeting: MeetingFacts | None = None
    number: str | None = None
    case: CaseFacts | None = None
    treatment: TreatmentFacts | None = None
    item_id: int | None = None

    def __str__(self) -> str:
        if self.number and self.meeting:
            return f"item {self.number} of {self.forum} {self.meeting.on} ({self.title})"
        return f"case {self.case.id if self.case else '?'} at {self.forum} ({self.title})"


def find_item(connection: Connection, word: str, *, forum: str | None = None, lock: bool = False) -> ItemPlace:
    """The item that the words name. `forum`: which, where a case waits at several; `lock` holds its case.

    An item of an agenda that is not locked goes by the number that it would be printed with now. Raises NoItemName,
    NoSuchItem, TwoItems, NoRowYet, WaitsNowhere, UnknownCase, UnknownForum, NoSuchMeeting, WhichForum, NotThere.
    """
    if word.isdecimal():
        return _of_case(connection, int(word), forum, lock)
    parts = [part.strip() for part in word.rsplit("/", 2)]
    on = _day(parts[1]) if len(parts) == 3 else None
    if on is None or not parts[0] or not parts[2]:
        raise NoItemName(word)
    code = registered(load_forums(connection), parts[0]).forum.code
    meeting = choose_meeting(code, load_meetings(connection, code), on)
    number = parts[2].rstrip(".")
    if meeting.state == PLANNED:
        return _planned(connection, meeting, number, lock)
    return _printed(connection, meeting, number, lock)


def on_agenda(connection: Connection, place: ItemPlace) -> ItemPlace:
    """The same place with the number that it has on its forum's agenda now; unchanged where it is on none. Reads."""
    if place.number or place.case is None:
        return place
    try:
        made = next_agenda(connection, place.forum, place.meeting.on if place.meeting else None, marked=False)
    except NoMeetingAhead:
        return place
    number = next((one.number for one in made.paper.items if one.case_id == place.case.id), None)
    return replace(place, number=number, meeting=made.meeting) if number else place


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def _of_case(connection: Connection, number: int, forum: str | None, lock: bool) -> ItemPlace:
    case = load_case(connection, number, lock=lock)
    if not case.open_treatments:
        raise WaitsNowhere(case.id, case.state)
    code = registered(load_forums(connection), forum).forum.code if forum else None
    return _waiting(connection, case, draft_of(case, code))


def _waiting(connection: Connection, case: CaseFacts, treatment: TreatmentFacts) -> ItemPlace:
    meetings = load_meetings(connection, treatment.forum)
    meeting = next((one for one in meetings if one.id == treatment.meeting_id), None)
    return ItemPlace(treatment.forum, case.title, meeting, case=case, treatment=treatment)


def _planned(connection: Connection, meeting: MeetingFacts, number: str, lock: bool) -> ItemPlace:
    items = list(next_agenda(connection, meeting.forum, meeting.on, marked=False).paper.items)
    item = _only(meeting, number, [(one.number, one.title, one) for one in items])
    if item.case_id is None:
        raise NoRowYet(meeting.forum, meeting.on, number, item.title)
    case = load_case(connection, item.case_id, lock=lock)
    decided = {row.id for row in decided_at(connection, meeting.id) if row.case_id == case.id}
    waiting = {one.id for one in case.open_treatments if one.forum == meeting.forum}
    treatment = next((one for one in case.treatments if one.id in (decided or waiting)), None)
    if treatment is None:  # it was decided or moved while we looked
        raise Conflict(f"case {case.id}")
    return ItemPlace(meeting.forum, case.title, meeting, number, case, treatment)


def _printed(connection: Connection, meeting: MeetingFacts, number: str, lock: bool) -> ItemPlace:
    rows = printed_items(connection, meeting.id)
    row = _only(meeting, number, [(one.number or "", one.title, one) for one in rows])
    if row.treatment_id is None:
        return ItemPlace(meeting.forum, row.title, meeting, number, item_id=row.id)
    case = load_case(connection, treatments(connection, [row.treatment_id])[row.treatment_id].case_id, lock=lock)
    treatment = next(one for one in case.treatments if one.id == row.treatment_id)
    return ItemPlace(meeting.forum, row.title, meeting, number, case, treatment)


def _only(meeting: MeetingFacts, number: str, items: Sequence[tuple[str, str, One]]) -> One:
    """The one item of that number."""
    found = [(title, one) for known, title, one in items if known == number]
    if not found:
        raise NoSuchItem(meeting.forum, meeting.on, number, [known for known, _, _ in items])
    if len(found) > 1:
        raise TwoItems(meeting.forum, meeting.on, number, [title for title, _ in found])
    return found[0][1]
