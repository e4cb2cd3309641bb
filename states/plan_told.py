"""A plan as it is told: the deadline, each stop with its dates and reasons, the ways out. Pure.

Reasons are codes with values; `templates/planning.py` words them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from states.calendar import ONE_DAY, is_working_day, works_to
from states.closing import ClosingDay
from states.loops import Loop
from states.outcomes import Purpose
from states.planner import Leg, LegPlan, Verdict
from states.routes import COUNCILS, FEW
from states.timetable import Calendar, Slot
from states.ways import Question, WayOut


class Because(StrEnum):
    """Begrundelse: why a date is what it is."""

    DAY_NOT_COUNTED = "day_not_counted"
    NO_WORKING_DAY = "no_working_day"
    DUE = "due"
    FIRST_MEETING = "first_meeting"
    FIRST_OF_GROUP = "first_of_group"
    FIRST_OF_ALL = "first_of_all"
    LAST_BEFORE_DEADLINE = "last_before_deadline"
    LAST_BEFORE_NEXT = "last_before_next"
    LAST_OF_GROUP_BEFORE_DEADLINE = "last_of_group_before_deadline"
    LAST_OF_GROUP_BEFORE_NEXT = "last_of_group_before_next"
    NOTHING_TO_SPARE = "nothing_to_spare"
    TOO_LATE = "too_late"
    NO_MEETING = "no_meeting"
    WAITS_FOR_BEFORE = "waits_for_before"
    CALENDAR_ENDS = "calendar_ends"
    NO_CALENDAR = "no_calendar"
    ESTIMATED = "estimated"
    SOME_IN_TIME = "some_in_time"
    NONE_IN_TIME = "none_in_time"
    ANSWERS_UNTIL = "answers_until"
    GAP = "gap"
    AFTERWARDS = "afterwards"
    ONLY_TOLD = "only_told"
    DEPENDS = "depends"
    MUST_BY = "must_by"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason with what its sentence needs."""

    because: Because
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Councils:
    """So many councils, too many to be named one by one."""

    count: int


def called(forums: Sequence[str], names: Mapping[str, str]) -> tuple[str | Councils, ...]:
    """Forums as one says them: councils by their municipality (`names`), or counted; the others by their codes."""
    councils = [code for code in forums if code in names]
    if len(councils) <= MOST_NAMED:
        return tuple(names.get(code, code) for code in forums)
    return (Councils(len(councils)), *(code for code in forums if code not in names))


MOST_NAMED = 6
"""So many councils are named one by one where a stop is told of. Where only some make it, the others are all named."""


@dataclass(frozen=True, slots=True)
class Due:
    """Frist: the day said, whether it counts itself, and the working day it is worked to.

    `closing`: the closing days to count with, None for the office's own. `kind`, `words`: what the deadline is for, and
    the words it stands in.
    """

    on: date
    before: bool = False
    closing: frozenset[ClosingDay] | None = None
    kind: str = ""
    words: str = ""

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
class AlsoDue:
    """Another deadline of a case: an exact one with its own verdict, or vague words as an interval, never planned."""

    kind: str
    words: str
    on: date | None = None
    before: bool = False
    works_to: date | None = None
    earliest: date | None = None
    latest: date | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class ToldLeg:
    """A stop of the plan with the reasons of its dates."""

    plan: LegPlan
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ToldPlan:
    """Plan: what is answered to "will it make the date?". `returns`: what it would cost to be sent back.

    `today`: the day it was planned on; `calendars`: those it stands on, by the forums' codes.
    """

    verdict: Verdict
    due: Due
    legs: tuple[ToldLeg, ...]
    ways: tuple[WayOut, ...]
    unknown: tuple[str, ...]
    default: str = ""
    case_id: int | None = None
    title: str = ""
    others: tuple[AlsoDue, ...] = ()
    returns: tuple[Loop, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    today: date = date.min
    calendars: Mapping[str, Calendar] = field(default_factory=dict)

    def forum_of(self, one: Leg) -> str:
        """A stop's forum: a code, a few codes, the councils' common one, or the stop's own key."""
        if len(one.forums) > FEW and all(code in self.names for code in one.forums):
            return COUNCILS
        return " + ".join(one.forums) if len(one.forums) <= FEW else one.stop


def tell(asked: Question, due: Due, ways: tuple[WayOut, ...], returns: tuple[Loop, ...] = ()) -> ToldPlan:
    """The plan of a question with every reason."""
    legs = tuple(ToldLeg(one, tuple(_reasons(asked, place))) for place, one in enumerate(asked.plan.legs))
    return ToldPlan(
        asked.plan.verdict,
        due,
        legs,
        ways,
        asked.plan.unknown,
        asked.default,
        returns=returns,
        names=asked.names,
        today=asked.today,
        calendars=asked.calendars,
    )


def _reasons(asked: Question, place: int) -> Iterator[Reason]:
    one = asked.plan.legs[place]
    yield from _calendars(asked, one)
    if place and one.leg.gap > 1:  # a single day only keeps two visits of one forum apart
        yield Reason(Because.GAP, {"forum": _name(asked, one), "days": one.leg.gap})
    if one.earliest:
        yield _earliest(asked, place)
    if place >= asked.bound:
        told = one.leg.purpose is Purpose.TAKE_NOTE
        yield Reason(Because.ONLY_TOLD if told else Because.AFTERWARDS, {"forum": _name(asked, one)})
    if one.verdict is Verdict.UNKNOWN:
        yield from _unknown(asked, place)
    if one.verdict is Verdict.LATE:
        yield from _late(asked, place)
    elif one.latest and one.too_late_after and one.leg.until is None:
        yield _latest(asked, place)
    if one.verdict is Verdict.TIGHT:
        yield Reason(Because.NOTHING_TO_SPARE, {"forum": _name(asked, one)})
    if one.missing and len(one.leg.forums) > 1:
        yield _missing(asked, one)


def _unknown(asked: Question, place: int) -> Iterator[Reason]:
    """What it hangs on, and the last day that could work whenever the forums meet."""
    one = asked.plan.legs[place]
    open_before = [before for before in asked.plan.legs[:place] if before.verdict is Verdict.UNKNOWN]
    if open_before and all(asked.calendars[code].reaches(asked.works_to) for code in one.leg.forums):
        yield Reason(Because.DEPENDS, {"before": _name(asked, open_before[-1])})
    if one.latest:
        yield Reason(Because.MUST_BY, {"forum": _name(asked, one), "day": one.latest})


def _missing(asked: Question, one: LegPlan) -> Reason:
    if not one.by_date:
        return Reason(Because.NONE_IN_TIME, {"missing": _name(asked, one)})
    missing = tuple(asked.names.get(code, code) for code in one.missing)
    return Reason(Because.SOME_IN_TIME, {"count": len(one.by_date), "all": len(one.leg.forums), "missing": missing})


def _calendars(asked: Question, one: LegPlan) -> Iterator[Reason]:
    """What is not known of these forums' meetings, where it could matter."""
    estimated = [code for code in one.leg.forums if asked.calendars[code].estimated]
    if estimated:
        yield Reason(Because.ESTIMATED, {"forums": called(estimated, asked.names)})
    for code in one.leg.forums:
        calendar = asked.calendars[code]
        if (
            not calendar.reaches(asked.works_to)
            and not calendar.estimated
            and one.verdict in (Verdict.UNKNOWN, Verdict.LATE)
        ):
            ends = calendar.known_to
            because = Because.CALENDAR_ENDS if ends else Because.NO_CALENDAR
            name = called((code,), asked.names)
            yield Reason(because, {"forum": name, "day": ends} if ends else {"forum": name})


def _name(asked: Question, one: LegPlan) -> tuple[str | Councils, ...]:
    """Whom a sentence is about: the forums of the stop."""
    return called(one.leg.forums, asked.names)


def _earliest(asked: Question, place: int) -> Reason:
    one = asked.plan.legs[place]
    if one.leg.until:
        return Reason(Because.ANSWERS_UNTIL, {"forums": _name(asked, one), "day": one.earliest})
    if len(one.leg.forums) > 1:
        values = {"forums": _name(asked, one), "day": one.earliest}
        if one.leg.needed == len(one.leg.forums):
            return Reason(Because.FIRST_OF_ALL, values)
        return Reason(Because.FIRST_OF_GROUP, {**values, "count": one.leg.needed})
    slot = _slot(asked, one.leg.forums[0], one.earliest)
    values = {"forum": _name(asked, one), "day": one.earliest, "cut_off": slot.cut_off if slot else one.earliest}
    return Reason(Because.FIRST_MEETING, values)


def _slot(asked: Question, code: str, on: date | None) -> Slot | None:
    return next((slot for slot in asked.tables[code].slots if slot.on == on), None)


def _latest(asked: Question, place: int) -> Reason:
    one, legs = asked.plan.legs[place], asked.plan.legs
    following = legs[place + 1] if place + 1 < asked.bound else None
    group = len(one.leg.forums) > 1
    values = {"forum": _name(asked, one), "day": one.latest, "too_late_after": one.too_late_after}
    if following is None or following.verdict in (Verdict.LATE, Verdict.UNKNOWN):
        because = Because.LAST_OF_GROUP_BEFORE_DEADLINE if group else Because.LAST_BEFORE_DEADLINE
        return Reason(because, {**values, "works_to": asked.works_to})
    because = Because.LAST_OF_GROUP_BEFORE_NEXT if group else Because.LAST_BEFORE_NEXT
    return Reason(because, {**values, "next": _name(asked, following), "closes": following.too_late_after})


def _late(asked: Question, place: int) -> Iterator[Reason]:
    one = asked.plan.legs[place]
    if one.earliest:
        yield Reason(Because.TOO_LATE, {"works_to": asked.works_to})
    elif place and asked.plan.legs[place - 1].earliest is None:
        yield Reason(Because.WAITS_FOR_BEFORE, {"before": _name(asked, asked.plan.legs[place - 1])})
    else:
        yield Reason(Because.NO_MEETING, {"forum": _name(asked, one), "works_to": asked.works_to})
