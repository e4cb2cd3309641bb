"""Will it make the date: plans of a route that is only thought of, and of cases in the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from db.queries.agendas import case_deadlines
from db.queries.calendars import Meets, meets, slot_of
from db.queries.facts import load_case
from states.adviser import Question, ways_out
from states.errors import SagsgangError
from states.facts import CaseFacts
from states.plan_told import Due, ToldPlan, tell
from states.planner import Leg, leg, plan
from states.routes import Route, lay
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
    """What every plan of one moment shares: when the forums meet, and up to when that was looked at."""

    meets: Mapping[str, Meets]
    today: date
    until: date
    calendars: dict[str, Calendar]

    def calendar(self, code: str) -> Calendar:
        """The forum's calendar, compiled once."""
        if code not in self.calendars:
            self.calendars[code] = _calendar(self.meets[code], self.today, self.until)
        return self.calendars[code]


def surroundings(connection: Connection, today: date, until: date) -> Surroundings:
    """Every forum's meetings from today to the day `until`, read once."""
    return Surroundings(meets(connection, today), today, until, {})


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
    legs = [leg(stop) for stop in laid.stops[begin:]]
    return _planned(around, _apart(legs), {}, today, due, default)


def _place(route: Route, at: str) -> int:
    for place, stop in enumerate(route.stops):
        if at == stop.key or at in stop.forums:
            return place
    raise NotOnRoute(at, route)


def plan_case(connection: Connection, case_id: int, due: Due | None = None, *, today: date) -> ToldPlan:
    """The plan of a case in the register, for its first open deadline or the one given.

    Raises UnknownCase, NothingLeft, NoDeadline.
    """
    case = load_case(connection, case_id)
    due = due or _first_deadline(connection, case.id)
    around = surroundings(connection, today, due.works_to)
    placed = slot_of(connection, [one.meeting_id for one in case.open_treatments if one.meeting_id])
    return _plan_of(around, case, placed, due)


def _first_deadline(connection: Connection, case_id: int) -> Due:
    dated = [row for row in case_deadlines(connection, [case_id])[case_id] if row.on]
    if not dated:
        raise NoDeadline(case_id)
    return min((Due(row.on, row.before) for row in dated), key=lambda due: due.works_to)


def _plan_of(around: Surroundings, case: CaseFacts, placed: Mapping[int, Slot], due: Due) -> ToldPlan:
    legs = left(case)
    if not legs:
        raise NothingLeft(case.id, case.state)
    own, ready = _placed(around, case, placed)
    told = _planned(around, legs, own, ready, due, "")
    return replace(told, case_id=case.id, title=case.title)


def left(case: CaseFacts) -> list[Leg]:
    """The stops that a case has left, the one where it is with the forums that have not answered yet."""
    stops = [laid for laid in case.stops if not laid.skipped]
    begin = next((place for place, laid in enumerate(stops) if laid.stop.key == case.state), None)
    if case.state == "draft":
        begin = 0
    if begin is None:
        return []
    legs = [leg(laid.stop) for laid in stops[begin:]]
    waiting = [one.forum for one in case.open_treatments if one.stop_id == stops[begin].id]
    if waiting and len(stops[begin].stop.forums) > 1:
        answered = len(stops[begin].stop.forums) - len(waiting)
        legs[0] = leg(stops[begin].stop, waiting=waiting, answered=answered)
    return _apart(legs)


def _apart(legs: Sequence[Leg]) -> list[Leg]:
    """A forum that treats the case twice in a row does so at two meetings."""
    return [
        replace(one, gap=1) if place and set(one.forums) & set(legs[place - 1].forums) else one
        for place, one in enumerate(legs)
    ]


def _placed(around: Surroundings, case: CaseFacts, placed: Mapping[int, Slot]) -> tuple[dict[str, Calendar], date]:
    """A case that stands on a fixed agenda, or is planned for a meeting whose cut-off has passed, comes on there."""
    own: dict[str, Calendar] = {}
    ready = around.today
    for one in case.open_treatments:
        slot = placed.get(one.meeting_id) if one.meeting_id else None
        if slot and slot.on >= around.today and _is_shut(slot, around, one.forum):
            own[one.forum] = _with(around.calendar(one.forum), Slot(slot.on, around.today))
    return own, ready


def _is_shut(slot: Slot, around: Surroundings, forum: str) -> bool:
    return slot.cut_off < around.today or slot not in around.meets[forum].slots


def _with(calendar: Calendar, slot: Slot) -> Calendar:
    sure = Timetable.of((*(one for one in calendar.sure.slots if one.on != slot.on), slot))
    if calendar.is_known:
        return replace(calendar, sure=sure, possible=sure)
    return replace(calendar, sure=sure, possible=Timetable.of((*calendar.possible.slots, slot)))


def _planned(
    around: Surroundings, legs: Sequence[Leg], own: Mapping[str, Calendar], ready: date, due: Due, default: str
) -> ToldPlan:
    codes = dict.fromkeys(code for one in legs for code in one.forums)
    calendars = {code: own.get(code) or around.calendar(code) for code in codes}
    asked = Question(
        legs=legs,
        calendars=calendars,
        plan=plan(legs, calendars, ready, due.works_to),
        today=around.today,
        ready=ready,
        works_to=due.works_to,
        notice={code: forum.notice for code, forum in around.meets.items()},
        chairs={code: code + CHAIR for code in around.meets if code + CHAIR in around.meets},
        councils=frozenset(code for code, forum in around.meets.items() if forum.council),
        default=default,
    )
    return tell(asked, due, ways_out(asked))
