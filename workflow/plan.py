"""Will it make the date: the plan of a route that is only thought of, and of a case in the register."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import case_deadlines
from db.queries.calendars import meets, slot_of
from db.queries.facts import load_case, load_forums
from states.adviser import ways_out
from states.errors import SagsgangError
from states.forums import RegisteredForum, UnknownForum
from states.loops import loops
from states.plan_told import AlsoDue, Due, ToldPlan, tell
from states.planner import Leg, leg, plan
from states.routes import Route, lay
from states.standing import Standing, apart, left, passed, standing_of
from states.ways import Question
from workflow.desk import registered
from workflow.route_shelf import check_given
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
    """A case without a date to plan for; vague words are told, never planned."""

    def __init__(self, case_id: int, vague: Sequence[AlsoDue] = ()) -> None:
        told = "; ".join(f"{one.words!r} ({one.earliest or '…'} to {one.latest or '…'})" for one in vague)
        has = f"no deadline with an exact date, only {told}" if vague else "no open deadline"
        super().__init__(f"Case {case_id} has {has}: say one with --deadline DATE.")


def plan_route(
    connection: Connection,
    route: Route,
    at: str | None,
    due: Due,
    *,
    default: str = "",
    host: str | None = None,
    answers_by: date | None = None,
    today: date,
) -> ToldPlan:
    """The plan of a case that waits today at a stop of the route (`at`: its key or a forum's name; else the first).

    `host`: the forum of a route that leaves it open. `answers_by`: the last day of its groups that wait for a date.
    Raises NotOnRoute, RouteParameterMissing, NoHost, NoGroupWaits, UnknownForum.
    """
    check_given(route, host, answers_by)
    forums = load_forums(connection)
    around = surroundings(meets(connection, today), today, due.works_to)
    legs, begin = laid_legs(route, around.councils, forums, at=at, host=host, answers_by=answers_by)
    asked = replace(question(around, legs[begin:], {}, due, default, behind=legs[:begin]), names=council_names(forums))
    return tell(asked, due, ways_out(asked), loops(asked, legs[:begin]))


def laid_legs(
    route: Route,
    councils: frozenset[str],
    forums: dict[str, RegisteredForum],
    *,
    at: str | None = None,
    host: str | None = None,
    answers_by: date | None = None,
) -> tuple[tuple[Leg, ...], int]:
    """A route's stops as the planner sees them, and the place of the one where the case waits.

    Raises NotOnRoute, RouteParameterMissing, UnknownForum.
    """
    given = {"host": registered(forums, host).forum.code} if host else {}
    laid = lay(route, sorted(councils), **given)
    begin = 0 if at is None else _place(route, laid, at, forums)
    legs = apart([leg(stop, until=answers_by) for stop in laid.stops])
    waiting = replace(legs[begin], gap=0)  # the days before it are over
    return (*legs[:begin], waiting, *legs[begin + 1 :]), begin


def _place(route: Route, laid: Route, at: str, forums: dict[str, RegisteredForum]) -> int:
    """The stop that goes by this key, or the first whose forum goes by this code, name or alias."""
    named = {at, at.lower(), at.upper(), _code(forums, at)}
    for place, (stop, one) in enumerate(zip(route.stops, laid.stops, strict=True)):
        if stop.key in named or named.intersection((*stop.forums, *one.forums)):
            return place
    raise NotOnRoute(at, route)


def _code(forums: dict[str, RegisteredForum], name: str) -> str:
    try:
        return registered(forums, name).forum.code
    except UnknownForum:
        return name  # a stop's key is no forum


def plan_case(
    connection: Connection, case_id: int, due: Due | None = None, *, default: str = "", today: date
) -> ToldPlan:
    """The plan of a case in the register, for its first open deadline or the one given; the others are told.

    `default`: what the law says happens when it is missed, where the register does not know.
    Raises UnknownCase, NothingLeft, NoDeadline.
    """
    case = standing_of(load_case(connection, case_id))
    if not left(case):
        raise NothingLeft(case.case_id, case.state)
    rows = case_deadlines(connection, [case.case_id])[case.case_id]
    first = _row(rows, due)
    due = due or (_due(first) if first else None)
    if due is None:
        raise NoDeadline(case.case_id, [_also(row) for row in rows])
    default = default or (first.legal_default if first else None) or ""
    asked = _asked(connection, case, [due, *(_due(row) for row in rows if row.on)], default, today)
    told = tell(asked, due, ways_out(asked), loops(asked, passed(case)))
    others = sorted((_judged(asked, row) for row in rows if row is not first), key=_in_turn)
    return replace(told, case_id=case.case_id, title=case.title, others=tuple(others))


def _asked(connection: Connection, case: Standing, dues: Sequence[Due], default: str, today: date) -> Question:
    """The question for the first of these deadlines, with calendars that reach them all."""
    around = surroundings(meets(connection, today), today, max(due.works_to for due in dues))
    placed = slot_of(connection, [one.meeting_id for one in case.waiting if one.meeting_id])
    own = placed_on(around, case, placed)
    asked = question(around, left(case), own, dues[0], default, behind=passed(case))
    return replace(asked, names=council_names(load_forums(connection)))


def council_names(forums: dict[str, RegisteredForum]) -> dict[str, str]:
    """The councils by their municipalities."""
    councils = {code: entry.forum for code, entry in forums.items() if entry.forum.municipality}
    return {code: (council.aliases or (council.name,))[0] for code, council in councils.items()}


def _row(rows: Sequence[Any], due: Due | None) -> Any | None:
    """The deadline that decides: the one that is meant, or the one to work to first."""
    exact = [row for row in rows if row.on and (due is None or (row.on, row.before) == (due.on, due.before))]
    return min(exact, key=lambda row: _due(row).works_to, default=None)


def _due(row: Any) -> Due:
    return Due(row.on, row.before, kind=row.kind, words=row.words)


def _also(row: Any) -> AlsoDue:
    works_to = _due(row).works_to if row.on else None
    return AlsoDue(row.kind, row.words, row.on, row.before, works_to, row.earliest, row.latest)


def _in_turn(also: AlsoDue) -> tuple[bool, date, str]:
    return also.works_to is None, also.works_to or also.earliest or date.max, also.words


def _judged(asked: Question, row: Any) -> AlsoDue:
    also = _also(row)
    if also.works_to is None:
        return also
    return replace(also, verdict=plan(asked.legs, asked.calendars, asked.today, also.works_to).verdict)
