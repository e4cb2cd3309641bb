"""Will it make the date."""

from typing import Annotated

import typer

from commands import edge


def mount(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command("plan")(plan)


def plan(
    case: Annotated[
        int | None, typer.Argument(metavar="[CASE]", help="A case's number.", callback=edge.a_number)
    ] = None,
    route: Annotated[str | None, typer.Option(help="Plan this route without a case.")] = None,
    at: Annotated[
        str | None, typer.Option(help="With --route: the stop or forum where it waits, else the first.")
    ] = None,
    host: Annotated[str | None, typer.Option(help="With --route: the host council, for routes that need one.")] = None,
    answers_by: Annotated[
        str | None, typer.Option(help="With --route: the last day of a group that waits for a date, YYYY-MM-DD.")
    ] = None,
    deadline: Annotated[
        str | None, typer.Option(help='YYYY-MM-DD, or "before YYYY-MM-DD" where the day itself does not count.')
    ] = None,
    default: Annotated[str, typer.Option(help="What the law says happens when the deadline is missed.")] = "",
    all_: Annotated[bool, typer.Option("--all", help="Every open case that has a date, the worst first.")] = False,
    today: Annotated[str | None, typer.Option(help="Plan as if it were this day, YYYY-MM-DD.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Say whether the meetings that are left can carry a case to its deadline, and what to do if not.

    Example: sagsgang plan 12

    Example: sagsgang plan --route social --at K22 --deadline 2027-07-01

    Example: sagsgang plan --all
    """
    from commands import planning
    from commands.planning import Asked

    if route is None and (at or host or answers_by):
        edge.misused("--at, --host and --answers-by go with --route.")
    day = edge.day_or_none(today) or edge.today()
    due = planning.due(deadline) if deadline else None
    match case, route, all_:
        case int(), None, False:
            planning.show(planning.of_case(case, due, default, day), json=json)
        case None, str(), False:
            if due is None:
                edge.misused("A route alone has no deadline: say --deadline DATE.")
            planning.show(
                planning.of_route(Asked(route, at, host, edge.day_or_none(answers_by)), due, default, day), json=json
            )
        case None, None, True:
            planning.show_all(day, json=json)
        case _:
            edge.misused("Say the number of a case, or --route ROUTE, or --all.")
