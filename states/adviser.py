"""Udveje: what can be done where the meetings that are left do not carry a case to its deadline, or only just. Pure.

Each way out is judged by planning again as if it were taken: what does not help is not proposed. `choose_by` is the
last day on which it can be chosen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from states.calendar import add_working_days
from states.planner import Leg, LegPlan, Plan, Verdict, overall, solve
from states.timetable import Calendar, Timetable, any_day


class Way(StrEnum):
    """Udvejens art."""

    EXTRAORDINARY_MEETING = "extraordinary_meeting"
    DELEGATION = "delegation"
    PARALLEL = "parallel"
    RESERVATION = "reservation"
    WRITTEN_PROCEDURE = "written_procedure"
    EXTENSION = "extension"
    SEPARATE_ANSWERS = "separate_answers"
    LEGAL_DEFAULT = "legal_default"


NO_OTHER: Mapping[str, Timetable] = MappingProxyType({})

ANSWER_DAYS = 7
"""Calendar days that a forum gets to answer in writing."""

ASKING_DAYS = 10
"""Working days before a deadline by which more time should be asked for."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """Udvej: what can be done, and the last day to choose it.

    `forums`: whom it concerns, by code. `day`: the last day of an extra meeting or of written answers, the meeting that
    empowers, or the day that more time must reach.
    """

    kind: Way
    choose_by: date
    forums: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True)
class Question:
    """A plan with everything that a way out is judged by.

    `notice`: calendar days before a meeting of each forum by which its items must be in. `chairs`: the forum that acts
    for another when empowered, by that other's code. `councils`: the codes of the councils. `default`: what the law
    says happens when the deadline is missed ("" where nothing is known).
    """

    legs: Sequence[Leg]
    calendars: Mapping[str, Calendar]
    plan: Plan
    today: date
    works_to: date
    notice: Mapping[str, int]
    chairs: Mapping[str, str]
    councils: frozenset[str]
    default: str = ""

    @cached_property
    def tables(self) -> dict[str, Timetable]:
        """The sure meetings."""
        return {code: calendar.sure for code, calendar in self.calendars.items()}

    def solved(self, legs: Sequence[Leg] | None = None, tables: Mapping[str, Timetable] = NO_OTHER) -> list[LegPlan]:
        """The plan as it would be with other stops or other meetings."""
        return solve(legs or self.legs, {**self.tables, **tables}, self.today, self.works_to)

    def before_councils(self) -> "Question":
        """The same question without the councils, where what comes before them is in danger too.

        They can approve afterwards (the reservation); the forums before them must keep the date.
        """
        place = next((place for place, one in enumerate(self.legs) if self.is_of_councils(one)), None)
        if not place or self.plan.verdict is not Verdict.LATE:
            return self
        legs = self.legs[:place]
        told = self.plan.legs[:place]
        return replace(self, legs=legs, plan=Plan(overall(told), told))

    def is_of_councils(self, one: Leg) -> bool:
        """Whether the councils act at this stop."""
        return bool(self.councils.intersection(one.forums))


def ways_out(asked: Question) -> tuple[WayOut, ...]:
    """Every way out that helps and can still be chosen; none where the plan is safe or a calendar is missing."""
    if asked.plan.verdict not in (Verdict.LATE, Verdict.TIGHT):
        return ()
    before = asked.before_councils()
    found = (
        *_more_meetings(before, Way.EXTRAORDINARY_MEETING),
        *_delegation(before),
        *_parallel(before),
        *_reservation(asked),
        *_more_meetings(before, Way.WRITTEN_PROCEDURE),
        *_extension(asked),
        *_separate_answers(asked),
        *_legal_default(asked),
    )
    return tuple(way for way in found if asked.today <= way.choose_by)


def _more_meetings(asked: Question, kind: Way) -> Iterator[WayOut]:
    """An extra meeting, or answers in writing, at one forum; at several where one is not enough."""
    own = [place for place, one in enumerate(asked.legs) if not asked.is_of_councils(one) and len(one.forums) == 1]
    ways = [way for place in own if (way := _called(asked, (place,), kind))]
    if not ways and asked.plan.verdict is Verdict.LATE:
        late = tuple(place for place in own if asked.plan.legs[place].verdict is Verdict.LATE)
        every = (_called(asked, places, kind) for places in (late, tuple(own)) if len(places) > 1)
        ways = [way for way in every if way][:1]
    yield from ways


def _called(asked: Question, places: tuple[int, ...], kind: Way) -> WayOut | None:
    """Meetings called on any working day at these stops, where that helps."""
    codes = tuple(asked.legs[place].forums[0] for place in places)
    tried = asked.solved(tables={code: _callable(asked, code, kind) for code in codes})
    first, last = tried[places[0]], tried[places[-1]]
    if not _helps(asked, places, tried) or first.too_late_after is None:
        return None
    return WayOut(kind, first.too_late_after, codes, last.latest)


def _callable(asked: Question, code: str, kind: Way) -> Timetable:
    notice = ANSWER_DAYS if kind is Way.WRITTEN_PROCEDURE else asked.notice.get(code, 0)
    return Timetable.of((*asked.tables[code].slots, *any_day(asked.today, asked.works_to, notice)))


def _helps(asked: Question, places: tuple[int, ...], tried: Sequence[LegPlan]) -> bool:
    """Whether a late case is late no more; or whether a stop without a meeting to spare would get one."""
    if asked.plan.verdict is Verdict.LATE:
        return overall(tried) is not Verdict.LATE
    before = asked.plan.legs[places[0]]
    return before.slack_meetings == 0 and tried[places[0]].slack_meetings != 0


def _delegation(asked: Question) -> Iterator[WayOut]:
    """The forum that ends the route empowers its chairmanship, at its last meeting before the deadline."""
    one, planned = asked.legs[-1], asked.plan.legs[-1]
    if len(one.forums) != 1 or one.forums[0] not in asked.chairs or planned.verdict is Verdict.SAFE:
        return
    meetings = [slot.on for slot in asked.tables[one.forums[0]].slots if asked.today <= slot.on <= asked.works_to]
    if meetings:
        yield WayOut(Way.DELEGATION, meetings[-1], (one.forums[0], asked.chairs[one.forums[0]]), meetings[-1])


def _parallel(asked: Question) -> Iterator[WayOut]:
    """Two stops that follow one another treat the case side by side."""
    for place in range(len(asked.legs) - 1):
        first, second = asked.legs[place : place + 2]
        if set(first.forums) & set(second.forums):
            continue
        both = replace(first, forums=first.forums + second.forums, needed=first.needed + second.needed)
        tried = asked.solved(legs=(*asked.legs[:place], both, *asked.legs[place + 2 :]))
        wanted = (Verdict.SAFE,) if asked.plan.verdict is Verdict.TIGHT else (Verdict.SAFE, Verdict.TIGHT)
        if overall(tried) in wanted and (by := tried[place].too_late_after):
            yield WayOut(Way.PARALLEL, by, (_one(first), _one(second)), tried[place].latest)


def _one(one: Leg) -> str:
    return one.forums[0] if len(one.forums) == 1 else one.stop


def _reservation(asked: Question) -> Iterator[WayOut]:
    """What the forum before the councils decides is sent in time, subject to the councils' approval."""
    place = next((place for place, one in enumerate(asked.legs) if asked.is_of_councils(one)), None)
    if place is None or all(one.verdict is Verdict.SAFE for one in asked.plan.legs[place:]):
        return
    if place == 0:
        yield WayOut(Way.RESERVATION, asked.works_to, day=asked.works_to)
        return
    before = asked.plan.legs[place - 1]
    if before.latest:  # where even that is late, another way out must bring the case there
        yield WayOut(Way.RESERVATION, before.latest, (_one(before.leg),), asked.works_to)


def _extension(asked: Question) -> Iterator[WayOut]:
    """More time is asked for, up to the day when the route would be through."""
    through = asked.plan.legs[-1].earliest
    by = max(asked.today, add_working_days(asked.works_to, -ASKING_DAYS))
    if asked.plan.verdict is Verdict.LATE and by <= asked.works_to:
        yield WayOut(Way.EXTENSION, by, day=through)


def _separate_answers(asked: Question) -> Iterator[WayOut]:
    """KL, or each council, answers alone; they need their own meeting's notice."""
    if asked.plan.verdict is Verdict.LATE:
        notice = max((asked.notice.get(code, 0) for code in asked.councils), default=0)
        called = Timetable.of(any_day(asked.today, asked.works_to, notice))
        if (place := called.last(asked.works_to)) is not None:
            yield WayOut(Way.SEPARATE_ANSWERS, called.slots[place].cut_off)


def _legal_default(asked: Question) -> Iterator[WayOut]:
    """Nothing is sent, and the law's own answer applies."""
    if asked.default:
        yield WayOut(Way.LEGAL_DEFAULT, asked.works_to)
