"""Will it make the date."""

from pathlib import Path
from typing import Annotated

import typer

from commands import edge
from states.forms import Form

OneCase = Annotated[int | None, typer.Argument(metavar="[CASE]", help="A case's number.", callback=edge.a_number)]
OneRoute = Annotated[str | None, typer.Option(help="Plan this route without a case.")]
At = Annotated[str | None, typer.Option(help="With --route: the stop or forum where it waits, else the first.")]
Host = Annotated[str | None, typer.Option(help="With --route: the host council, for routes that need one.")]
AnswersBy = Annotated[
    str | None, typer.Option(help="With --route: the last day of a group that waits for a date, YYYY-MM-DD.")
]
Deadline = Annotated[
    str | None, typer.Option(help='YYYY-MM-DD, or "before YYYY-MM-DD" where the day itself does not count.')
]
Default = Annotated[str, typer.Option(help="What the law says happens when the deadline is missed.")]
All = Annotated[bool, typer.Option("--all", help="Every open case that has a date, the worst first.")]
OneForum = Annotated[str | None, typer.Option("--forum", help="With --all: cases before this forum or on their way.")]
Verdicts = Annotated[
    list[str] | None, typer.Option(help="With --all: only safe, tight, late or unknown; may stand several times.")
]
Worst = Annotated[int | None, typer.Option(min=1, help="With --all: at most so many.")]
Closed = Annotated[bool, typer.Option("--closed", help="With --all: closed cases (lukket) in documents too.")]
Today = Annotated[str | None, typer.Option(help="Plan as if it were this day, YYYY-MM-DD.")]
Svg = Annotated[bool, typer.Option("--svg", help="Draw the timeline, as an SVG picture.")]
How = Annotated[Form | None, typer.Option("--format", help="Write it as a document (else as FILE is named).")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="The file to write (else the screen).")]
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]


def mount(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command("plan")(plan)


def plan(
    case: OneCase = None,
    route: OneRoute = None,
    at: At = None,
    host: Host = None,
    answers_by: AnswersBy = None,
    deadline: Deadline = None,
    default: Default = "",
    all_: All = False,
    forum: OneForum = None,
    verdict: Verdicts = None,
    worst: Worst = None,
    closed: Closed = False,
    today: Today = None,
    svg: Svg = False,
    format: How = None,
    output: Output = None,
    json: Json = False,
) -> None:
    """Say whether the meetings that are left can carry a case to its deadline, and what to do if not.

    Example: sagsgang plan 12 -o plan.pdf

    Example: sagsgang plan --route social --at K22 --deadline 2027-07-01

    Example: sagsgang plan --all --svg -o frister.svg
    """
    from commands.plan_asked import all_plans, check, one_plan, route_asked
    from commands.plan_output import give, give_all, wanted

    day, out = edge.day_or_none(today) or edge.today(), wanted(drawing=svg, form=format, file=output, json=json)
    asked = route_asked(route, at, host, answers_by)
    check(case, route, all_=all_, chosen=bool(forum or verdict or worst or closed))
    if all_:
        give_all(all_plans(forum, verdict or (), worst, closed=closed or not out.is_sent_around, today=day), out, day)
    else:
        give(one_plan(case, asked, deadline, default, day), out)
