"""Hvad nu hvis: changes to the calendar or to a case that are only thought of. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from states.calendar import Ahead, as_notice
from states.errors import SagsgangError
from states.facts import LaidStop
from states.planner import Verdict
from states.standing import Standing, Waiting
from states.timetable import Slot


@dataclass(frozen=True, slots=True)
class Moved:
    """A meeting is held on another day; added where `old` is None, cancelled where `new` is None.

    `cut_off`: when its agenda then closes, where it is not as far ahead as before.
    """

    forum: str
    old: date | None
    new: date | None
    cut_off: date | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """A case is sent back to a stop that it has passed (the one before, where none is said)."""

    case_id: int
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """What becomes of a case: its verdict before and after, and the last day to act."""

    case_id: int
    title: str
    before: Verdict
    after: Verdict
    act_by_before: date | None
    act_by_after: date | None

    @property
    def worse_by(self) -> int:
        """How many steps worse it would be; negative where it would be better."""
        return _STEPS[self.after] - _STEPS[self.before]


_STEPS = {Verdict.SAFE: 0, Verdict.TIGHT: 1, Verdict.UNKNOWN: 2, Verdict.LATE: 3}


class NoSuchMeetingThere(SagsgangError):
    """A meeting that is not in the calendar cannot be moved."""

    def __init__(self, forum: str, on: date, known: Sequence[date]) -> None:
        days = ", ".join(map(str, known)) or "none"
        super().__init__(f"{forum} has no meeting on {on} that can still be moved; its meetings ahead: {days}.")


class AlreadyThere(SagsgangError):
    """A meeting cannot be put on a day that has one."""

    def __init__(self, forum: str, on: date) -> None:
        super().__init__(f"{forum} already has a meeting on {on}.")


class CannotReturn(SagsgangError):
    """There is no stop to send a case back to."""

    def __init__(self, case: Standing, to: str | None) -> None:
        passed = ", ".join(laid.stop.key for laid in passed_stops(case)) or "none"
        where = f"to {to!r}" if to else "anywhere"
        super().__init__(f"Case {case.case_id} cannot be sent back {where}; the stops it has passed: {passed}.")


def moved(forum: str, slots: Iterable[Slot], change: Moved, notice: Ahead) -> tuple[Slot, ...]:
    """A forum's meetings as they would be. A moved meeting keeps the notice that it had; a new one has the forum's.

    Raises NoSuchMeetingThere, AlreadyThere.
    """
    there = {slot.on: slot for slot in slots}
    days: timedelta | None = None
    if change.old is not None:
        if change.old not in there:
            raise NoSuchMeetingThere(forum, change.old, sorted(there))
        old = there.pop(change.old)
        days = old.on - old.cut_off
    if change.new is not None:
        if change.new in there:
            raise AlreadyThere(forum, change.new)
        cut_off = as_notice(notice).before(change.new) if days is None else change.new - days
        there[change.new] = Slot(change.new, change.cut_off or cut_off)
    return tuple(sorted(there.values()))


def passed_stops(case: Standing) -> list[LaidStop]:
    """The stops that a case has behind it, in order."""
    stops = [laid for laid in case.stops if not laid.skipped]
    place = next((place for place, laid in enumerate(stops) if laid.stop.key == case.state), 0)
    return stops[:place]


def returned(case: Standing, to: str | None) -> Standing:
    """The case as it would be if it were sent back now. Raises CannotReturn."""
    passed = passed_stops(case)
    target = next((laid for laid in passed if laid.stop.key == to), None) if to else (passed[-1] if passed else None)
    if target is None:
        raise CannotReturn(case, to)
    waiting = tuple(Waiting(forum, target.id) for forum in target.stop.forums)
    return replace(case, state=target.stop.key, waiting=waiting)
