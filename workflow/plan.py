"""Will it make the date: plans of a route that is only thought of, and of cases in the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from sqlalchemy import Connection

from db.queries.agendas import case_deadlines
from db.queries.calendars import Meets, meets, slot_of
from db.queries.facts import load_case
from db.queries.planning import dated_cases
from states.adviser import Question, ways_out
from states.errors import SagsgangError
from states.plan_told import Due, ToldPlan, tell
from states.planner import Leg, Plan, Verdict, leg, plan
from states.routes import Route, lay
from states.standing import Standing, apart, left, standing_of
from states.timetable import Calendar, Slot, Timetable, any_day, known_calendar, monthly_calendar

CHAIR = "-F"
"""The code of a forum's chairmanship is its own with this behind it (KKR, KKR-F)."""


class NotOnRoute(SagsgangError):
    """A forum or stop that the route does not pass."""

    def __init__(self, name: str, route: Route) -> None:
        stops = ", ".join(stop.key for stop in route.stops)
        super().__init__(f"Route {route.key!r} has no stop {name!r}; its stops are: {stops}.")


class NothingLeft(SagsgangError):
    """A case that no forum has before it."""

    def __init__(self, case_id: int, state: str) -> None:
        super().__init__(f"Case {case_id} is {state}: no forum has it before it, so there is nothing to plan.")


class NoDeadline(SagsgangError):
    """A case without a date to plan for."""

    def __init__(self, case_id: int) -> None:
        super().__init__(f"Case {case_id} has no open deadline: say one with --deadline DATE.")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every plan of one moment shares: when the forums meet, and up to when that was looked at.

    `notice`, `chairs`, `councils`: as in `states.adviser.Question`.
    """

    meets: Mapping[str, Meets]
    today: date
    until: date
    calendars: dict[str, Calendar]
    notice: Mapping[str, int]
    chairs: Mapping[str, str]
    councils: frozenset[str]

    def calendar(self, code: str) -> Calendar:
        """The forum's calendar, compiled once."""
        if code not in self.calendars:
            self.calendars[code] = _calendar(self.meets[code], self.today, self.until)
        return self.calendars[code]


def surroundings(connection: Connection, today: date, until: date) -> Surroundings:
    """Every forum's meetings from today to the day `until`, read once."""
    forums = meets(connection, today)
    return Surroundings(
        meets=forums,
        today=today,
        until=until,
        calendars={},
        notice={code: forum.notice for code, forum in forums.items()},
        chairs={code: code + CHAIR for code in forums if code + CHAIR in forums},
        councils=frozenset(code for code, forum in forums.items() if forum.council),
    )


def _calendar(forum: Meets, today: date, until: date) -> Calendar:
    if forum.code.endswith(CHAIR) and forum.last is None:  # empowered, it decides on the day that it likes
        table = Timetable.of(any_day(today, until, 0))
        return Calendar(forum.code, table, table)
    if forum.council and forum.last is None:
        return monthly_calendar(forum.code, cut_off=forum.notice, today=today, until=until)
    return known_calendar(forum.code, forum.slots, cut_off=forum.notice, today=today, until=until, held=forum.last)


def plan_route(
    connection: Connection, route: Route, at: str | None, due: Due, *, default: str = "", today: date
) -> ToldPlan:
    """The plan of a case that waits today at a stop of the route (`at`: its key or a forum's code; else the first).

    Raises NotOnRoute, RouteParameterMissing.
    """
    around = surroundings(connection, today, due.works_to)
    laid = lay(route, [code for code, forum in around.meets.items() if forum.council])
    begin = 0 if at is None else _place(laid, at)
    asked = _question(around, apart([leg(stop) for stop in laid.stops[begin:]]), {}, due, default)
    return tell(asked, due, ways_out(asked))


def _place(route: Route, at: str) -> int:
    for place, stop in enumerate(route.stops):
        if at == stop.key or at in stop.forums:
            return place
    raise NotOnRoute(at, route)


def plan_case(connection: Connection, case_id: int, due: Due | None = None, *, today: date) -> ToldPlan:
    """The plan of a case in the register, for its first open deadline or the one given.

    Raises UnknownCase, NothingLeft, NoDeadline.
    """
    case = standing_of(load_case(connection, case_id))
    if not left(case):
        raise NothingLeft(case.case_id, case.state)
    due = due or _first_deadline(connection, case.case_id)
    around = surroundings(connection, today, due.works_to)
    placed = slot_of(connection, [one.meeting_id for one in case.waiting if one.meeting_id])
    asked = _asked(around, case, placed, due)
    told = tell(asked, due, ways_out(asked))
    return replace(told, case_id=case.case_id, title=case.title)


def _first_deadline(connection: Connection, case_id: int) -> Due:
    dated = [Due(row.on, row.before) for row in case_deadlines(connection, [case_id])[case_id] if row.on]
    if not dated:
        raise NoDeadline(case_id)
    return min(dated, key=lambda due: due.works_to)


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """A case with its date and its plan; what can be done about it is told by `plan_case`."""

    case: Standing
    due: Due
    plan: Plan


WORST_FIRST = {Verdict.LATE: 0, Verdict.TIGHT: 1, Verdict.UNKNOWN: 2, Verdict.SAFE: 3}


def plan_all(connection: Connection, *, today: date) -> list[PlannedCase]:
    """The plan of every open case with an exact deadline, the worst first, then the one to act on first."""
    dated = [
        (case, min((_due(on, before) for on, before in dates), key=lambda due: due.works_to))
        for case, dates in dated_cases(connection)
    ]
    around = surroundings(connection, today, max((due.works_to for _, due in dated), default=today))
    placed = slot_of(connection, {one.meeting_id for case, _ in dated for one in case.waiting if one.meeting_id})
    planner = _Planner(around, placed)
    planned = [PlannedCase(case, due, planner.plan(case, legs, due)) for case, due in dated if (legs := left(case))]
    return sorted(planned, key=_urgency)


@dataclass(frozen=True, slots=True)
class _Planner:
    """Plans case after case. Those that have the same way left to the same day, and no meeting of their own, share."""

    around: Surroundings
    placed: Mapping[int, Slot]
    shared: dict[tuple[tuple[Leg, ...], date], Plan] = field(default_factory=dict)

    def plan(self, case: Standing, legs: tuple[Leg, ...], due: Due) -> Plan:
        """The plan of one case."""
        if own := _placed(self.around, case, self.placed):
            return _question(self.around, legs, own, due, "").plan
        key = (legs, due.works_to)
        if key not in self.shared:
            self.shared[key] = _question(self.around, legs, {}, due, "").plan
        return self.shared[key]


@lru_cache(maxsize=4096)
def _due(on: date, before: bool) -> Due:
    return Due(on, before)


def _urgency(one: PlannedCase) -> tuple[int, date, int]:
    return WORST_FIRST[one.plan.verdict], one.plan.legs[0].too_late_after or one.due.works_to, one.case.case_id


def _asked(around: Surroundings, case: Standing, placed: Mapping[int, Slot], due: Due) -> Question:
    return _question(around, left(case), _placed(around, case, placed), due, "")


def _placed(around: Surroundings, case: Standing, placed: Mapping[int, Slot]) -> dict[str, Calendar]:
    """A case that stands on a fixed agenda, or is planned for a meeting whose cut-off has passed, comes on there."""
    own: dict[str, Calendar] = {}
    for one in case.waiting:
        slot = placed.get(one.meeting_id) if one.meeting_id else None
        if slot and slot.on >= around.today and _is_shut(slot, around, one.forum):
            own[one.forum] = _with(around.calendar(one.forum), Slot(slot.on, around.today))
    return own


def _is_shut(slot: Slot, around: Surroundings, forum: str) -> bool:
    return slot.cut_off < around.today or slot not in around.meets[forum].slots


def _with(calendar: Calendar, slot: Slot) -> Calendar:
    sure = Timetable.of((*(one for one in calendar.sure.slots if one.on != slot.on), slot))
    if calendar.is_known:
        return replace(calendar, sure=sure, possible=sure)
    return replace(calendar, sure=sure, possible=Timetable.of((*calendar.possible.slots, slot)))


def _question(
    around: Surroundings, legs: Sequence[Leg], own: Mapping[str, Calendar], due: Due, default: str
) -> Question:
    codes = dict.fromkeys(code for one in legs for code in one.forums)
    calendars = {code: own.get(code) or around.calendar(code) for code in codes}
    return Question(
        legs=legs,
        calendars=calendars,
        plan=plan(legs, calendars, around.today, due.works_to),
        today=around.today,
        works_to=due.works_to,
        notice=around.notice,
        chairs=around.chairs,
        councils=around.councils,
        default=default,
    )
