"""Will it make the date."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands import edge
from commands.tables import as_json

if TYPE_CHECKING:
    from states.plan_told import Due, ToldLeg, ToldPlan

BEFORE = "before "
"""What stands before a day that does not count itself."""


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
    deadline: Annotated[
        str | None, typer.Option(help='YYYY-MM-DD, or "before YYYY-MM-DD" where the day itself does not count.')
    ] = None,
    default: Annotated[str, typer.Option(help="What the law says happens when the deadline is missed.")] = "",
    today: Annotated[str | None, typer.Option(help="Plan as if it were this day, YYYY-MM-DD.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Say whether the meetings that are left can carry a case to its deadline, and what to do if not.

    Example: sagsgang plan 12

    Example: sagsgang plan --route social --at K22 --deadline 2027-07-01
    """
    if (case is None) == (route is None):
        edge.misused("Say either the number of a case or --route ROUTE.")
    if route is not None and deadline is None:
        edge.misused("A route alone has no deadline: say --deadline DATE.")
    due = _due(deadline) if deadline else None
    told = _made(case, route, at, due, default, edge.day_or_none(today) or edge.today())
    if json:
        as_json(_json(told))
    else:
        _show(told)


def _due(words: str) -> "Due":
    from states.plan_told import Due

    exclusive = words.strip().lower().startswith(BEFORE)
    return Due(edge.day(words.strip()[len(BEFORE) :] if exclusive else words), exclusive)


def _made(
    case: int | None, route: str | None, at: str | None, due: "Due | None", default: str, today: date
) -> "ToldPlan":
    from db.queries.facts import load_forums
    from workflow.plan import plan_case, plan_route
    from workflow.route_shelf import shelf

    if case is not None:
        return edge.read(lambda connection: plan_case(connection, case, due, today=today))
    own = edge.settings().routes
    assert route is not None
    assert due is not None
    return edge.read(
        lambda connection: plan_route(
            connection, shelf(load_forums(connection), own).get(route), at, due, default=default, today=today
        )
    )


def _json(told: "ToldPlan") -> dict[str, Any]:
    from templates.planning import reason_words, way_words

    return {
        "case_id": told.case_id,
        "title": told.title or None,
        "verdict": told.verdict,
        "deadline": {
            "date": told.due.on,
            "before": told.due.before,
            "works_to": told.due.works_to,
            "reasons": [reason_words(reason) for reason in told.due.reasons()],
        },
        "stops": [_stop(one) for one in told.legs],
        "ways_out": [
            {"kind": way.kind, "choose_by": way.choose_by, "words": way_words(way, told), "forums": list(way.forums),
             "day": way.day}
            for way in told.ways
        ],
        "unknown": list(told.unknown),
    }  # fmt: skip


def _stop(one: "ToldLeg") -> dict[str, Any]:
    from templates.planning import reason_words

    forums = one.plan.leg.forums
    return {
        "stop": one.plan.leg.stop,
        "forum": forums[0] if len(forums) == 1 else one.plan.leg.stop,
        "forums": list(forums),
        "earliest": one.plan.earliest,
        "latest": one.plan.latest,
        "slack_days": one.plan.slack_days,
        "slack_meetings": one.plan.slack_meetings,
        "too_late_after": one.plan.too_late_after,
        "verdict": one.plan.verdict,
        "in_time": list(one.plan.by_date),
        "not_in_time": list(one.plan.missing),
        "reasons": [reason_words(reason) for reason in one.reasons],
    }


def _show(told: "ToldPlan") -> None:
    from templates.planning import reason_words, way_words
    from templates.words import phrases

    words = phrases("verdicts")
    if told.case_id:
        print(f"Case {told.case_id} {told.title}")
    print(f"{words[told.verdict].upper()} ({told.verdict}): {told.due.works_to}")
    for reason in told.due.reasons():
        print(f"  {reason_words(reason)}")
    for one in told.legs:
        row = _stop(one)
        print(f"{row['forum']}: {words[row['verdict']]} ({row['verdict']})")
        for sentence in row["reasons"]:
            print(f"  {sentence}")
    for way in told.ways:
        print(f"→ {way.kind}, choose by {way.choose_by}: {way_words(way, told)}")
