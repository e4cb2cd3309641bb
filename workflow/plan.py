"""Will it make the date: the plan of a route that is only thought of, and of a case in the register."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from db.queries.agendas import case_deadlines
from db.queries.calendars import meets, slot_of
from db.queries.facts import load_case
from states.adviser import ways_out
from states.errors import SagsgangError
from states.plan_told import Due, ToldPlan, tell
from states.planner import leg
from states.routes import Route, lay
from states.standing import apart, left, standing_of
from workflow.surroundings import placed_on, question, surroundings


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


def plan_route(
    connection: Connection, route: Route, at: str | None, due: Due, *, default: str = "", today: date
) -> ToldPlan:
    """The plan of a case that waits today at a stop of the route (`at`: its key or a forum's code; else the first).

    Raises NotOnRoute, RouteParameterMissing.
    """
    around = surroundings(meets(connection, today), today, due.works_to)
    laid = lay(route, [code for code, forum in around.meets.items() if forum.council])
    begin = 0 if at is None else _place(laid, at)
    asked = question(around, apart([leg(stop) for stop in laid.stops[begin:]]), {}, due, default)
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
    around = surroundings(meets(connection, today), today, due.works_to)
    placed = slot_of(connection, [one.meeting_id for one in case.waiting if one.meeting_id])
    asked = question(around, left(case), placed_on(around, case, placed), due)
    told = tell(asked, due, ways_out(asked))
    return replace(told, case_id=case.case_id, title=case.title)


def _first_deadline(connection: Connection, case_id: int) -> Due:
    dated = [Due(row.on, row.before) for row in case_deadlines(connection, [case_id])[case_id] if row.on]
    if not dated:
        raise NoDeadline(case_id)
    return min(dated, key=lambda due: due.works_to)
