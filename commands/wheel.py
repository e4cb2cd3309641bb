"""Commands about the yearly wheel: duties that come back, and open their cases by themselves."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands import edge, wheel_adding
from commands.tables import as_json

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from sqlalchemy import Connection

    from workflow.wheel_ahead import Coming

app = typer.Typer(
    help="The yearly wheel: what comes back; list, next, draw, add, start, stop, answer, link.", no_args_is_help=True
)
wheel_adding.mount(app)
Key = Annotated[str, typer.Argument(metavar="KEY", help="The duty's key (sagsgang wheel list).")]
Occurrence = Annotated[str, typer.Argument(metavar="OCCURRENCE", help='Which time: "2028", or "2028-06".')]
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]


@app.command("list")
def list_(json: Json = False) -> None:
    """List every duty: its rule, when it is due next, when its case opens, and what became of it last.

    Duties that are only offered open nothing until the office puts them in force with wheel start.

    Example: sagsgang wheel list
    """
    from commands.wheel_told import duty_json, print_duties
    from workflow.wheel_ahead import duties

    routes = edge.settings().routes
    found = edge.read(lambda connection: duties(connection, routes=routes, today=edge.today()))
    if json:
        as_json([duty_json(one) for one in found])
    else:
        print_duties(found)


@app.command("next")
def next_(
    within: Annotated[str, typer.Option(help="How far ahead: 12m, 90d or 40w.")] = "12m",
    json: Json = False,
) -> None:
    """List what comes: when each case opens, when it is due, and whether the calendar carries it.

    Example: sagsgang wheel next --within 6m
    """
    from commands.wheel_told import coming_json, print_coming
    from workflow.wheel_ahead import what_comes

    today, routes = edge.today(), edge.settings().routes
    until = wheel_adding.within_days(within, today)
    found = edge.read(lambda connection: what_comes(connection, until, routes=routes, today=today))
    if json:
        as_json([coming_json(one) for one in found])
    else:
        print_coming(found, until)


@app.command()
def start(
    keys: Annotated[list[str] | None, typer.Argument(metavar="KEY", help="Keys of duties.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every duty that is shipped.")] = False,
    owner: wheel_adding.Owners = None,
    officer: wheel_adding.Officers = None,
) -> None:
    """Put duties in force from today: the clock opens their cases in time, and one that is late already is opened now.

    Example: sagsgang wheel start refugee-quotas hub-funen --owner bel@example.dk --officer bel
    """
    from workflow.wheel_turns import Assigned, start

    if not keys and not everything:
        edge.misused("say which duties, or --all.")
    people = Assigned(tuple(owner or ()), tuple(officer or ()))
    routes, by, now = edge.settings().routes, edge.who(), edge.now()

    def work(connection: "Connection") -> list[str]:
        return start(connection, keys or [], everything=everything, people=people, routes=routes, by=by, now=now)

    wheel_adding.in_force(work, "wheel start")


@app.command()
def stop(key: Key) -> None:
    """Open no more cases of a duty; what it opened stays.

    Example: sagsgang wheel stop hub-funen
    """
    from workflow.wheel_turns import stop

    title = edge.write(lambda connection: stop(connection, key, by=edge.who(), now=edge.now()), "wheel stop")
    print(f"Stopped: {key} ({title}).")


@app.command()
def answer(
    key: Key,
    occurrence: Occurrence,
    day: Annotated[str | None, typer.Argument(metavar="DATE", help="When it is due, YYYY-MM-DD.")] = None,
    skip: Annotated[bool, typer.Option("--skip", help="It does not come this time.")] = False,
    reason: Annotated[str | None, typer.Option(help="Why it is left out.", callback=edge.some_words)] = None,
) -> None:
    """Say when a duty is due whose day moves, or that it does not come this time.

    Example: sagsgang wheel answer accounts-social 2028 2028-06-20

    Example: sagsgang wheel answer accounts-social 2028 --skip --reason "lagt sammen med budgettet"
    """
    from workflow import wheel_turns

    by, now = edge.who(), edge.now()
    if skip == bool(day):
        edge.misused("say a date, or --skip with a --reason.")
    if skip and not reason:
        edge.misused("say why it is left out: --reason WORDS.")
    if day:
        _answer(key, occurrence, edge.day(day))
        return
    why = reason or ""
    edge.write(lambda connection: wheel_turns.skip(connection, key, occurrence, reason=why, by=by, now=now), "skip")
    print(f"{key} {occurrence} is left out: {why}")


def _answer(key: str, occurrence: str, on: date) -> None:
    from workflow.wheel import open_due
    from workflow.wheel_turns import answer

    routes, by, now = edge.settings().routes, edge.who(), edge.now()

    def both(connection: "Connection") -> list[str]:
        answer(connection, key, occurrence, on, by=by, now=now)
        return open_due(connection, routes=routes, only=[key], by=by, now=now)

    lines = edge.write(both, "wheel answer")
    print(f"{key} {occurrence} is due {on}. See when its case opens: sagsgang wheel next.")
    for line in lines:
        print(line)


@app.command()
def link(
    key: Key,
    occurrence: Occurrence,
    case: Annotated[int, typer.Argument(metavar="CASE", help="The case's number.", callback=edge.a_number)],
    due: Annotated[str | None, typer.Option(help="Its day, where the rule says another, YYYY-MM-DD.")] = None,
) -> None:
    """Say that a case is this time of a duty: it is not opened again, and the next one takes its texts.

    Example: sagsgang wheel link accounts-social 2026 12 --due 2026-06-20
    """
    from workflow.wheel_turns import link

    on, by, now = edge.day_or_none(due), edge.who(), edge.now()
    number = edge.write(
        lambda connection: link(connection, key, occurrence, case, due=on, by=by, now=now), "wheel link"
    )
    print(f"{key} {occurrence} is case {number}.")


@app.command()
def draw(
    year: Annotated[int | None, typer.Option(help="Which year (else this one).", min=1900, max=2199)] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The SVG file (else the screen).")] = None,
) -> None:
    """Draw the year as a ring: each duty from the day its case opens to its day, the forums' meetings, the weeks.

    Example: sagsgang wheel draw --year 2027 -o aarshjul.svg
    """
    from commands.delivering import deliver
    from db.queries.wheel import meeting_days
    from templates.printed import Printed
    from templates.ring import ring_picture, ring_svg
    from workflow.wheel_ahead import as_marks, year_round

    today, routes = edge.today(), edge.settings().routes
    shown = year or today.year

    def look(connection: "Connection") -> tuple[list["Coming"], dict[str, list[date]]]:
        return year_round(connection, shown, routes=routes, today=today), meeting_days(connection)

    found, meetings = edge.read(look)
    picture = ring_picture(as_marks(found), meetings, year=shown, today=today)
    deliver(
        Printed(ring_svg(picture).encode()),
        output,
        f"the wheel of {shown}, {len(found)} {'duty' if len(found) == 1 else 'duties'}",
    )
