"""Planlægning: whether the meetings that are left can carry a case to its deadline, and how much room there is. Pure.

A case comes on the first meeting whose agenda is still open when it is ready; a decision counts from the day of the
meeting. The forward pass finds each stop's earliest meeting, the backward pass the last one that still works.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from states.outcomes import Purpose
from states.routes import Join, JoinRule, Stop
from states.timetable import Calendar, Timetable


class Verdict(StrEnum):
    """Bedømmelse. SAFE: it can lose a meeting at each stop that is left. TIGHT: some stop has none to spare."""

    SAFE = "safe"
    TIGHT = "tight"
    LATE = "late"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Leg:
    """A stop that is left: the forums that still have to act, how many of them it takes, and the days before it.

    `gap`: calendar days that must lie between the decision before and this stop's cut-off. `until`: the day on which
    the stop ends, whoever has answered. `after`: at the end of a route, it need not keep the date: what is sent is
    subject to its approval (forbehold), or it is only told what was decided.
    """

    stop: str
    forums: tuple[str, ...]
    needed: int
    gap: int = 0
    until: date | None = None
    after: bool = False
    purpose: Purpose | None = None


def leg(stop: Stop, *, waiting: Sequence[str] | None = None, answered: int = 0, until: date | None = None) -> Leg:
    """A stop of a route as the planner sees it. `waiting`: the forums that have not answered yet (None: none has).

    `until`: the last day for the answers of a group that waits for a date.
    """
    forums = stop.forums if waiting is None else tuple(waiting)
    return Leg(
        stop.key,
        forums,
        max(1, min(len(forums), _needed(stop.join, len(stop.forums)) - answered)),
        stop.gap,
        until if stop.join.rule is JoinRule.BY_DATE else None,
        stop.reservation or stop.purpose is Purpose.TAKE_NOTE,
        stop.purpose,
    )


def bound(legs: Sequence[Leg]) -> int:
    """How many of the stops must keep the date: all up to the last that is not `after`, and at least the first."""
    return max((place for place, one in enumerate(legs, start=1) if not one.after), default=1)


def _needed(join: Join, forums: int) -> int:
    match join.rule:
        case JoinRule.ALL:
            return forums
        case JoinRule.NUMBER:
            return join.number
        case JoinRule.BY_DATE:
            return 1  # whoever has answered by the date suffices, and somebody must


@dataclass(frozen=True, slots=True)
class LegPlan:
    """One stop of a plan. `earliest`, `latest`: days of meetings, None where there is none.

    `too_late_after`: the last day on which the case can still be put on the agenda that works. `slack_meetings`: how
    many meetings it can lose. `by_date`: the members of a group that make it, `missing`: those that do not.
    """

    leg: Leg
    earliest: date | None
    latest: date | None
    too_late_after: date | None
    slack_meetings: int | None
    verdict: Verdict
    by_date: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def slack_days(self) -> int | None:
        """Calendar days from the earliest meeting to the last one that works."""
        return (self.latest - self.earliest).days if self.earliest and self.latest else None

    @property
    def is_afterwards(self) -> bool:
        """Whether the stop need not keep the date."""
        return self.verdict is Verdict.SAFE and self.latest is None


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a case: the verdict, its stops, and the forums whose missing calendar leaves it open."""

    verdict: Verdict
    legs: tuple[LegPlan, ...]
    unknown: tuple[str, ...] = ()


Tables = Mapping[str, Timetable]


def plan(legs: Sequence[Leg], calendars: Mapping[str, Calendar], ready: date, works_to: date) -> Plan:
    """The plan of a case that is ready for its first stop on the day `ready` and must be through on `works_to`.

    What sure meetings carry is safe or tight; what not even possible ones carry is late; what lies between is unknown.
    """
    sure = solve(legs, {code: calendar.sure for code, calendar in calendars.items()}, ready, works_to)
    verdict = overall(sure)
    if verdict is not Verdict.LATE or not (open_ones := _not_known(legs, calendars, works_to)):
        return Plan(verdict, tuple(sure))
    possible = solve(legs, {code: calendar.possible for code, calendar in calendars.items()}, ready, works_to)
    if overall(possible) is Verdict.LATE:
        return Plan(Verdict.LATE, tuple(_proven(one, best) for one, best in zip(sure, possible, strict=True)))
    missing = _missing(legs, calendars, open_ones, ready, works_to)
    return Plan(Verdict.UNKNOWN, tuple(_open(one, best) for one, best in zip(sure, possible, strict=True)), missing)


def _not_known(legs: Sequence[Leg], calendars: Mapping[str, Calendar], works_to: date) -> list[str]:
    codes = dict.fromkeys(code for one in legs[: bound(legs)] for code in one.forums)
    return [code for code in codes if not calendars[code].reaches(works_to)]


def _missing(
    legs: Sequence[Leg], calendars: Mapping[str, Calendar], open_ones: Sequence[str], ready: date, works_to: date
) -> tuple[str, ...]:
    """Whose calendar must be known: what is sure of it carries no case, however often the others might meet.

    Where any one of several would do, all of them.
    """
    possible = {code: calendar.possible for code, calendar in calendars.items()}
    found: dict[str, None] = {}
    for place, one in enumerate(legs) if len(open_ones) > 1 else ():
        own = {code: calendars[code].sure for code in one.forums}
        tried = solve(legs, {**possible, **own}, ready, works_to)
        if overall(tried) is Verdict.LATE:
            found |= dict.fromkeys(code for code in tried[place].missing if code in open_ones)
    return tuple(found) or tuple(open_ones)


def _proven(sure: LegPlan, possible: LegPlan) -> LegPlan:
    """What sure meetings carry stands; what even possible ones do not is late; between the two nobody knows."""
    return sure if sure.verdict is not Verdict.LATE or possible.verdict is Verdict.LATE else _open(sure, possible)


def _open(sure: LegPlan, possible: LegPlan) -> LegPlan:
    if sure.verdict is not Verdict.LATE:
        return sure
    return LegPlan(
        sure.leg, sure.earliest, possible.latest, None, None, Verdict.UNKNOWN, possible.by_date, possible.missing
    )


def overall(legs: Sequence[LegPlan]) -> Verdict:
    """The verdict of the whole: that of the stop that is worst off."""
    if any(one.verdict is Verdict.LATE for one in legs):
        return Verdict.LATE
    return Verdict.SAFE if all(one.verdict is Verdict.SAFE for one in legs) else Verdict.TIGHT


def solve(legs: Sequence[Leg], tables: Tables, ready: date, works_to: date) -> list[LegPlan]:
    """Both passes over timetables that are taken as they are.

    The backward pass begins at the last stop that can be reached in time; those after it are late.
    """
    must = bound(legs)
    earliest = _forward(legs, tables, ready)
    reached = sum(1 for day in earliest[:must] if day is not None and day <= works_to)
    found: list[LegPlan] = []
    by = works_to
    for place in reversed(range(reached)):
        one = _in_time(legs[place], tables, earliest[place - 1] if place else ready, earliest[place], by)
        found.append(one)
        by = (one.too_late_after or by) - timedelta(days=legs[place].gap)
    late = [_late(legs[place], tables, _begin(earliest, place, ready), earliest[place], works_to)
            for place in range(reached, must)]  # fmt: skip
    after = [LegPlan(legs[place], earliest[place], None, None, None, Verdict.SAFE)
             for place in range(must, len(legs))]  # fmt: skip
    return [*reversed(found), *late, *after]


def _begin(earliest: Sequence[date | None], place: int, ready: date) -> date | None:
    return earliest[place - 1] if place else ready


def _forward(legs: Sequence[Leg], tables: Tables, ready: date) -> list[date | None]:
    """When each stop is through at the earliest; None from the first stop on that no meeting can take."""
    found: list[date | None] = []
    day: date | None = ready
    for one in legs:
        day = _through(one, tables, day + timedelta(days=one.gap)) if day else None
        found.append(day)
    return found


def _through(one: Leg, tables: Tables, ready: date) -> date | None:
    if one.until:
        return max(one.until, ready)
    if len(one.forums) == 1:
        return _first_day(tables[one.forums[0]], ready)
    days = sorted(day for day in (_first_day(tables[code], ready) for code in one.forums) if day)
    return days[one.needed - 1] if len(days) >= one.needed else None


def _first_day(table: Timetable, ready: date) -> date | None:
    place = table.first(ready)
    return None if place is None else table.slots[place].on


def _in_time(one: Leg, tables: Tables, before: date | None, earliest: date | None, by: date) -> LegPlan:
    """A stop that is reached in time; each forum counts that can act in time."""
    ready = (before or by) + timedelta(days=one.gap)
    last = min(one.until or by, by)
    rooms = {code: room for code in one.forums if (room := tables[code].room(ready, last))}
    in_time = tuple(rooms)
    missing = tuple(code for code in one.forums if code not in in_time) if len(rooms) < len(one.forums) else ()
    if one.until:  # the stop ends that day by itself; it has no meeting to lose
        return LegPlan(one, earliest, earliest, max(one.until, ready), None, Verdict.SAFE, in_time, missing)
    closing = sorted([room.last.cut_off for room in rooms.values()], reverse=True)[one.needed - 1]
    latest = max([room.last.on for room in rooms.values()])
    slack = _spare([room.meetings for room in rooms.values()], one.needed)
    return LegPlan(
        one, earliest, latest, closing, slack, Verdict.SAFE if slack > 0 else Verdict.TIGHT, in_time, missing
    )


def _spare(meetings: Sequence[int], needed: int) -> int:
    """How many meetings, whichever they are, can be lost before fewer forums than are needed act in time."""
    if len(meetings) == 1:
        return meetings[0] - 1
    return sum(sorted(meetings)[: len(meetings) - needed + 1]) - 1


def _late(one: Leg, tables: Tables, before: date | None, earliest: date | None, works_to: date) -> LegPlan:
    ready = before + timedelta(days=one.gap) if before else None
    lasts = [table.slots[place].on for code in one.forums
             if (place := (table := tables[code]).last(works_to)) is not None]  # fmt: skip
    in_time = tuple(code for code in one.forums if ready and tables[code].room(ready, works_to))
    latest = max(lasts, default=None)
    slack = _short(one, tables, earliest, latest)
    missing = tuple(code for code in one.forums if code not in in_time)
    return LegPlan(one, earliest, latest, None, slack, Verdict.LATE, in_time, missing)


def _short(one: Leg, tables: Tables, earliest: date | None, latest: date | None) -> int | None:
    """How many meetings it comes too late, as a negative number."""
    if earliest is None or latest is None:
        return None
    return tables[one.forums[0]].between(earliest, latest)
