"""What is asked of `sagsgang plan`, checked and looked up."""

from collections.abc import Sequence
from datetime import date

from commands import edge
from commands.planning import Asked, Found, due, of_all, of_case, of_route
from states.planner import Verdict
from workflow.plan_choice import Choice, Chosen


def check(case: int | None, route: str | None, *, all_: bool, chosen: bool) -> None:
    """One thing is planned: a case, a route or all cases. `chosen`: an option is said that chooses among all."""
    if (case is not None) + (route is not None) + all_ != 1:
        edge.misused("Say the number of a case, or --route ROUTE, or --all.")
    if chosen and not all_:
        edge.misused("--forum, --verdict, --worst and --closed go with --all.")


def route_asked(route: str | None, at: str | None, host: str | None, answers_by: str | None) -> Asked | None:
    """The route that is planned without a case, if any. Raises BadDate."""
    if route is None:
        if at or host or answers_by:
            edge.misused("--at, --host and --answers-by go with --route.")
        return None
    return Asked(route, at, host, edge.day_or_none(answers_by))


def one_plan(case: int | None, asked: Asked | None, deadline: str | None, default: str, today: date) -> Found:
    """The plan of a case or of a route."""
    until = due(deadline) if deadline else None
    if asked is None:
        return of_case(case or 0, until, default, today)
    if until is None:
        edge.misused("A route alone has no deadline: say --deadline DATE.")
    return of_route(asked, until, default, today)


def all_plans(forum: str | None, verdicts: Sequence[str], worst: int | None, *, closed: bool, today: date) -> Chosen:
    """The plans of the cases that are asked for."""
    known = {str(verdict): verdict for verdict in Verdict}
    for word in verdicts:
        if word not in known:
            edge.misused(f"{word!r} is no verdict; they are {', '.join(known)}.")
    return of_all(Choice(forum, tuple(known[word] for word in verdicts), worst, closed), today)
