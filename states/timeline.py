"""Tidslinje: plans laid out on an axis of time: meetings, cut-offs and deadlines. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from states.plan_told import Due, ToldPlan
from states.planner import LegPlan, Plan, Verdict
from states.timetable import Calendar, Slot

YEAR = 12
STEPS = (1, 2, 3, 6, YEAR, 2 * YEAR, 5 * YEAR, 10 * YEAR, 50 * YEAR)
"""So many months may lie between two that are named on the axis."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Tidsakse, in whole months. `last`: the first day that is not on it."""

    first: date
    last: date

    @classmethod
    def over(cls, days: Iterable[date], *, most: int | None = None) -> "Axis":
        """The axis that holds all these days, at least one; only its first `most` months, if said."""
        ordered = sorted(days)
        first, last = _number(ordered[0]), _number(ordered[-1]) + 1
        return cls(_month(first), _month(min(last, first + most) if most else last))

    def share(self, day: date) -> float:
        """How far along the axis a day is, from 0 to 1; a day that is not on it is at the nearer end."""
        days = (day - self.first).days / (self.last - self.first).days
        return min(1.0, max(0.0, days))

    def holds(self, day: date) -> bool:
        """Whether the day is on the axis."""
        return self.first <= day < self.last

    def months(self, most: int) -> tuple[date, ...]:
        """The first days of months that are named: all of them, or where those are more than `most`, every so many."""
        numbers = range(_number(self.first), _number(self.last))
        step = next((step for step in STEPS if len(numbers) <= step * most), STEPS[-1])
        return tuple(_month(number) for number in numbers if number % step == 0)


def _number(day: date) -> int:
    return day.year * YEAR + day.month - 1


def _month(number: int) -> date:
    return date(number // YEAR, number % YEAR + 1, 1)


class Mark(StrEnum):
    """What a meeting is to the plan: any, the earliest it can come on, the latest that works, or both in one."""

    MEETING = "meeting"
    EARLIEST = "earliest"
    LATEST = "latest"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class Marked:
    """Møde på tidslinjen. `cut_off`: None where a group's meetings are told together."""

    on: date
    mark: Mark
    cut_off: date | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """Bane: a stop of the plan with its forums' meetings. `known_to`: the last meeting known, where more are needed.

    `unknown`: no meeting of it is known at all. `estimated`: its meetings are reckoned, not told.
    """

    plan: LegPlan
    meetings: tuple[Marked, ...]
    known_to: date | None = None
    unknown: bool = False
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Tidslinje for one plan. `too_late_after`: the point of no return, None where it is late or not known."""

    axis: Axis
    today: date
    due: Due
    verdict: Verdict
    lanes: tuple[Lane, ...]
    too_late_after: date | None


def timeline(told: ToldPlan) -> Timeline:
    """The timeline of a plan: from today to its deadline, or to when it could be through."""
    plans = [one.plan for one in told.legs]
    axis = Axis.over(_days(told.today, told.due, plans))
    lanes = tuple(_lane(one, [told.calendars[code] for code in one.leg.forums], axis, told.due) for one in plans)
    return Timeline(axis, told.today, told.due, told.verdict, lanes, no_return(told.verdict, plans))


def no_return(verdict: Verdict, legs: Sequence[LegPlan]) -> date | None:
    """The day after which it is too late for the whole plan; None where it is so already, or nobody knows."""
    return None if verdict is Verdict.LATE or not legs else legs[0].too_late_after


def _days(today: date, due: Due, legs: Iterable[LegPlan]) -> Iterator[date]:
    yield from (today, due.on, due.works_to)
    for one in legs:
        yield from (day for day in (one.earliest, one.latest) if day)


def _lane(one: LegPlan, calendars: Sequence[Calendar], axis: Axis, due: Due) -> Lane:
    open_ones = [calendar for calendar in calendars if not calendar.reaches(due.works_to)]
    guessed = any(calendar.estimated for calendar in open_ones)
    ends = [calendar.known_to for calendar in open_ones if not calendar.estimated]
    known = [day for day in ends if day]
    slots = [slot for calendar in calendars for slot in calendar.sure.slots if axis.holds(slot.on)]
    meetings = tuple(_marked(one, slots, alone=len(calendars) == 1))
    return Lane(one, meetings, min(known, default=None), bool(ends) and not known, guessed)


def _marked(one: LegPlan, slots: Sequence[Slot], *, alone: bool) -> Iterator[Marked]:
    """The meetings by their day. What was not reached in time has no latest meeting that works."""
    latest = one.latest if one.verdict in (Verdict.SAFE, Verdict.TIGHT) else None
    cut_offs = {slot.on: slot.cut_off for slot in slots}
    days = {*cut_offs, *(day for day in (one.earliest, latest) if day)}
    for on in sorted(days):
        yield Marked(on, _mark(on, one.earliest, latest), cut_offs.get(on) if alone else None)


def _mark(on: date, earliest: date | None, latest: date | None) -> Mark:
    if on == earliest:
        return Mark.ONLY if on == latest else Mark.EARLIEST
    return Mark.LATEST if on == latest else Mark.MEETING


@dataclass(frozen=True, slots=True)
class DatedCase:
    """A case with its deadline and its plan, as a line among others."""

    case_id: int
    title: str
    due: Due
    plan: Plan


@dataclass(frozen=True, slots=True)
class Overview:
    """Oversigt: the timelines of many cases, the worst first. `left_out`: how many there is no room for."""

    axis: Axis
    today: date
    cases: tuple[DatedCase, ...]
    left_out: int


def overview(cases: Sequence[DatedCase], today: date, *, most: int, months: int) -> Overview:
    """The first `most` cases, on an axis of at most so many months."""
    shown = tuple(cases[:most])
    days = [today, *(day for one in shown for day in _days(today, one.due, one.plan.legs))]
    axis = Axis.over([day for day in days if day >= today], most=months)
    return Overview(axis, today, shown, len(cases) - len(shown))
