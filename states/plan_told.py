"""A plan as it is told: the deadline, each stop with its dates and reasons, the ways out. Pure.

Reasons are codes with values; `templates/planning.py` words them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from states.adviser import Question, WayOut
from states.calendar import CLOSING_DAYS, ONE_DAY, is_working_day, works_to
from states.planner import LegPlan, Verdict
from states.timetable import Slot


class Because(StrEnum):
    """Begrundelse: why a date is what it is."""

    DAY_NOT_COUNTED = "day_not_counted"
    NO_WORKING_DAY = "no_working_day"
    DUE = "due"
    FIRST_MEETING = "first_meeting"
    FIRST_OF_GROUP = "first_of_group"
    LAST_BEFORE_DEADLINE = "last_before_deadline"
    LAST_BEFORE_NEXT = "last_before_next"
    NOTHING_TO_SPARE = "nothing_to_spare"
    TOO_LATE = "too_late"
    NO_MEETING = "no_meeting"
    WAITS_FOR_BEFORE = "waits_for_before"
    CALENDAR_ENDS = "calendar_ends"
    NO_CALENDAR = "no_calendar"
    ESTIMATED = "estimated"
    SOME_IN_TIME = "some_in_time"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason with what its sentence needs."""

    because: Because
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Due:
    """Frist: the day said, whether it counts itself, and the working day it is worked to.

    `closing`: the days (month, day) on which the offices are closed though they are no holidays.
    """

    on: date
    before: bool = False
    closing: frozenset[tuple[int, int]] = CLOSING_DAYS

    @property
    def works_to(self) -> date:
        """The last working day on which the duty can be done."""
        return works_to(self.on, before=self.before, closing=self.closing)

    def reasons(self) -> tuple[Reason, ...]:
        """How the day that is said becomes the day that is worked to."""
        return tuple(self._reasons())

    def _reasons(self) -> Iterator[Reason]:
        last = self.on - ONE_DAY if self.before else self.on
        if self.before:
            yield Reason(Because.DAY_NOT_COUNTED, {"day": self.on, "last": last})
        if not is_working_day(last, self.closing):
            yield Reason(Because.NO_WORKING_DAY, {"day": last, "works_to": self.works_to})
        elif not self.before:
            yield Reason(Because.DUE, {"day": self.on})


@dataclass(frozen=True, slots=True)
class ToldLeg:
    """A stop of the plan with the reasons of its dates."""

    plan: LegPlan
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ToldPlan:
    """Plan: what is answered to "will it make the date?"."""

    verdict: Verdict
    due: Due
    legs: tuple[ToldLeg, ...]
    ways: tuple[WayOut, ...]
    unknown: tuple[str, ...]
    default: str = ""
    case_id: int | None = None
    title: str = ""


def tell(asked: Question, due: Due, ways: tuple[WayOut, ...]) -> ToldPlan:
    """The plan of a question with every reason."""
    legs = tuple(ToldLeg(one, tuple(_reasons(asked, place))) for place, one in enumerate(asked.plan.legs))
    return ToldPlan(asked.plan.verdict, due, legs, ways, asked.plan.unknown, asked.default)


def _reasons(asked: Question, place: int) -> Iterator[Reason]:
    one = asked.plan.legs[place]
    yield from _calendars(asked, one)
    if one.earliest:
        yield _earliest(asked, place)
    if one.verdict is Verdict.LATE:
        yield from _late(asked, place)
    elif one.latest and one.too_late_after:
        yield _latest(asked, place)
    if one.verdict is Verdict.TIGHT:
        yield Reason(Because.NOTHING_TO_SPARE, {"forum": _name(one)})
    if one.missing and len(one.leg.forums) > 1:
        named = {"count": len(one.by_date), "all": len(one.leg.forums), "missing": one.missing}
        yield Reason(Because.SOME_IN_TIME, named)


def _calendars(asked: Question, one: LegPlan) -> Iterator[Reason]:
    """What is not known of these forums' meetings, where it could matter."""
    estimated = [code for code in one.leg.forums if asked.calendars[code].estimated]
    if estimated:
        yield Reason(Because.ESTIMATED, {"forums": tuple(estimated)})
    for code in one.leg.forums:
        calendar = asked.calendars[code]
        if not calendar.is_known and not calendar.estimated and one.verdict in (Verdict.UNKNOWN, Verdict.LATE):
            ends = calendar.known_to
            because = Because.CALENDAR_ENDS if ends else Because.NO_CALENDAR
            yield Reason(because, {"forum": code, "day": ends} if ends else {"forum": code})


def _name(one: LegPlan) -> tuple[str, ...]:
    """Whom a sentence is about: the forums of the stop, by code."""
    return one.leg.forums


def _earliest(asked: Question, place: int) -> Reason:
    one = asked.plan.legs[place]
    if len(one.leg.forums) > 1:
        return Reason(Because.FIRST_OF_GROUP, {"forums": _name(one), "count": one.leg.needed, "day": one.earliest})
    slot = _slot(asked, one.leg.forums[0], one.earliest)
    values = {"forum": _name(one), "day": one.earliest, "cut_off": slot.cut_off if slot else one.earliest}
    return Reason(Because.FIRST_MEETING, values)


def _slot(asked: Question, code: str, on: date | None) -> Slot | None:
    return next((slot for slot in asked.tables[code].slots if slot.on == on), None)


def _latest(asked: Question, place: int) -> Reason:
    one, legs = asked.plan.legs[place], asked.plan.legs
    following = legs[place + 1] if place + 1 < len(legs) else None
    values = {"forum": _name(one), "day": one.latest, "too_late_after": one.too_late_after}
    if following is None or following.verdict in (Verdict.LATE, Verdict.UNKNOWN):
        return Reason(Because.LAST_BEFORE_DEADLINE, {**values, "works_to": asked.works_to})
    return Reason(Because.LAST_BEFORE_NEXT, {**values, "next": _name(following), "closes": following.too_late_after})


def _late(asked: Question, place: int) -> Iterator[Reason]:
    one = asked.plan.legs[place]
    if one.earliest:
        yield Reason(Because.TOO_LATE, {"works_to": asked.works_to})
    elif place and asked.plan.legs[place - 1].earliest is None:
        yield Reason(Because.WAITS_FOR_BEFORE, {"before": _name(asked.plan.legs[place - 1])})
    else:
        yield Reason(Because.NO_MEETING, {"forum": _name(one), "works_to": asked.works_to})
