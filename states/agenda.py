"""Which cases stand on a meeting's agenda, in which group and order, and why. Pure."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from states.facts import MeetingFacts, MeetingState
from states.machine import DRAFT, TreatmentState
from states.paper import Group, Item


class Why(StrEnum):
    """Why a case is on an agenda or off it."""

    WAITS_HERE = "waits_here"
    EXPECTED = "expected"
    CARRIED_OVER = "carried_over"
    LATER_MEETING = "later_meeting"
    OTHER_MEETING = "other_meeting"
    OTHER_FORUM = "other_forum"
    NOT_SUBMITTED = "not_submitted"
    WAITS_FOR_OTHERS = "waits_for_others"
    AGENDA_LOCKED = "agenda_locked"
    POSTPONED = "postponed"


_OVER = frozenset({MeetingState.HELD, MeetingState.CANCELLED})
ON = frozenset({Why.WAITS_HERE, Why.EXPECTED, Why.CARRIED_OVER})


REMOVED = "removed"
"""The kind of an item that has left its agenda; it is kept, and printed nowhere."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open case and its open treatment, if it has one at the forum asked about.

    `forums`: the codes of the forums whose treatment is open; `meeting`: the date its treatment here is planned for;
    `position`: the place asked for on the agenda, None where nobody has said. `treated_here`: this very meeting has
    treated it, so that it waits for the one after. `passed`: its meeting lies before one that was held.
    """

    case_id: int
    title: str
    case_state: str
    forums: tuple[str, ...] = ()
    treatment_id: int | None = None
    treatment_state: TreatmentState | None = None
    meeting: date | None = None
    group: str | None = None
    position: int | None = None
    has_text: bool = True
    treated_here: bool = False
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one case is on or off: a code with the values that a sentence needs."""

    case_id: int
    title: str
    why: Why
    forums: tuple[str, ...] = ()
    meeting: date | None = None

    @property
    def is_on(self) -> bool:
        """Whether the case stands on the agenda."""
        return self.why in ON


def reason(candidate: Candidate, meeting: date, *, locked: bool = False) -> Reason:
    """Why a case is on or off the agenda of the forum's meeting on that date.

    `locked`: the agenda has been sent, so that only what was placed on it stands there.
    """
    why = _why(candidate, meeting, locked)
    return Reason(candidate.case_id, candidate.title, why, candidate.forums, candidate.meeting)


def _why(case: Candidate, meeting: date, locked: bool) -> Why:
    if case.case_state == DRAFT:
        return Why.NOT_SUBMITTED
    if case.treatment_id is None:
        return Why.OTHER_FORUM if case.forums else Why.WAITS_FOR_OTHERS
    if case.treated_here:
        return Why.POSTPONED
    if case.passed:
        return Why.AGENDA_LOCKED if locked else Why.CARRIED_OVER
    placed = case.treatment_state is TreatmentState.ON_AGENDA
    if case.meeting is not None and case.meeting > meeting:
        return Why.LATER_MEETING
    if placed and case.meeting is not None and case.meeting < meeting:
        return Why.OTHER_MEETING
    if locked and not placed:
        return Why.AGENDA_LOCKED
    return Why.WAITS_HERE if case.has_text else Why.EXPECTED


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The cases in agenda order: by the place asked for, then those without one by their number."""
    return sorted(candidates, key=lambda case: (case.position is None, case.position or 0, case.case_id))


def numbered(groups: Sequence[tuple[str, Sequence[Item]]]) -> tuple[Group, ...]:
    """Groups and items numbered as printed (2. and 2.1); a group without items is not printed."""
    printed = [(title, items) for title, items in groups if items]
    return tuple(
        Group(str(place), title, tuple(replace(item, number=f"{place}.{n}") for n, item in enumerate(items, 1)))
        for place, (title, items) in enumerate(printed, 1)
    )


def ahead(meetings: Iterable[MeetingFacts]) -> list[MeetingFacts]:
    """A forum's meetings that are still to come: those after the last one held that are not cancelled.

    An earlier one whose minutes never came has passed all the same: a later meeting has been held.
    """
    meetings = tuple(meetings)
    last = last_held(meetings)
    return [one for one in meetings if one.state not in _OVER and (last is None or one.on > last)]


def next_for(meetings: Iterable[MeetingFacts], treated: Container[int | None] = ()) -> MeetingFacts | None:
    """The meeting that a waiting case comes on by itself: the first to come whose agenda is not fixed.

    `treated`: the meetings that have treated the case already.
    """
    return next((one for one in ahead(meetings) if one.state == MeetingState.PLANNED and one.id not in treated), None)


def comes_on(
    planned: date | None, meetings: Iterable[MeetingFacts], treated: Container[int | None] = ()
) -> date | None:
    """The day of the meeting that a waiting case comes on: the one it is planned for, else the next for it, if any."""
    coming = None if planned else next_for(meetings, treated)
    return coming.on if coming else planned


def last_held(meetings: Iterable[MeetingFacts]) -> date | None:
    """The date of the last meeting that was held."""
    return max((one.on for one in meetings if one.state == MeetingState.HELD), default=None)
