"""The command that adds a duty of the office's own to the wheel, and what its words mean."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands import edge
from commands.wheel_typed import TypedRule, duties_of
from states.outcomes import Purpose
from states.paper import DeadlineKind
from states.shift import Shift

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

    from states.wheel import YearlyDuty

Several = list[str] | None
Words = str | None
Owners = Annotated[Several, typer.Option("--owner", help="Who must see to it: address, initials or name; repeatable.")]
Officers = Annotated[Several, typer.Option("--officer", help="Initials of an officer; may be repeated.")]
_SPAN = re.compile(r"(\d{1,4})([dwm])")
DAYS_OF = {"d": 1, "w": 7, "m": 31}


def mount(app: typer.Typer) -> None:
    """Put this command into its group."""
    app.command("add")(add)


def within_days(word: str, today: date) -> date:
    """The last day of a span such as 30d, 8w or 12m. Another one is wrong usage."""
    found = _SPAN.fullmatch(word.strip().lower())
    if not found or int(found[1]) * DAYS_OF[found[2]] > 7000:
        edge.misused(f"{word!r} is no span; write it as 90d, 40w or 12m.")
    return today + timedelta(days=int(found[1]) * DAYS_OF[found[2]])


def add(
    key: Annotated[str | None, typer.Argument(metavar="KEY", help="A short word of your own.")] = None,
    title: Annotated[Words, typer.Option(help="The case's title; {year}, {year+1} and {year-1} are filled in.")] = None,
    route: Annotated[str, typer.Option(help="The route's key (sagsgang route list).")] = "kkr",
    on: Annotated[Words, typer.Option(help="A day of every year, MM-DD.")] = None,
    rule: Annotated[Words, typer.Option(help='As in a calendar file: "FREQ=YEARLY;BYMONTH=6;BYDAY=-1FR".')] = None,
    from_: Annotated[Words, typer.Option("--from", help="The first day that the rule counts from.")] = None,
    meetings_before: Annotated[
        tuple[int, str] | None, typer.Option(metavar="N FORUM", help="The N-th last meeting of a forum.")
    ] = None,
    by: Annotated[Words, typer.Option(help="Up to when those meetings count, MM-DD (else the year's end).")] = None,
    term_years: Annotated[Words, typer.Option(help="Years of the councils' term, such as 1,3; with --on.")] = None,
    after_election: Annotated[int | None, typer.Option(help="Days after each municipal election.")] = None,
    ready: Annotated[Words, typer.Option(help="The day on which its case opens, MM-DD: not known before.")] = None,
    before: Annotated[bool, typer.Option("--before", help="The day itself does not count.")] = False,
    shift: Annotated[Shift, typer.Option(help="Where a day goes that is no working day.")] = Shift.NONE,
    every: Annotated[int, typer.Option(help="Only every so many years; with --first.")] = 1,
    first: Annotated[int | None, typer.Option(help="The first year.")] = None,
    ask: Annotated[bool, typer.Option("--ask", help="The month moves: ask for the day each time.")] = False,
    kind: Annotated[DeadlineKind, typer.Option(help="What kind of deadline it is.")] = DeadlineKind.REPORT,
    host: Annotated[Words, typer.Option(help="The host council, for routes that need one.")] = None,
    owner: Owners = None,
    officer: Officers = None,
    purpose: Annotated[Purpose | None, typer.Option(help="What the forums are asked.")] = None,
    attachment: Annotated[Several, typer.Option(help="A file that belongs to the case; may be repeated.")] = None,
    margin: Annotated[int, typer.Option(help="Working days in which the case is written.")] = 20,
    file: Annotated[Path | None, typer.Option(help="A YAML file of duties instead.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Change a duty that is there already.")] = False,
) -> None:
    """Add a duty of the office's own, in force from today; several from a file (see docs/wheel.md).

    Example: sagsgang wheel add puljer --title "Puljer {year}" --route short --on 09-01 --owner bel@example.dk
    """
    typed = TypedRule(on, rule, from_, meetings_before, by, term_years, after_election, ready)
    people = {"owners": tuple(owner or ()), "officers": tuple(officer or ()), "attachments": tuple(attachment or ())}
    rest = {"route": route, "before": before, "shift": shift, "every": every, "first": first, "ask": ask, "kind": kind}
    more = {"host": host, "purpose": purpose, "margin": margin}
    _save(duties_of(file, key, title, typed, rest | people | more), replacing=replace)


def _save(duties: "Sequence[YearlyDuty]", *, replacing: bool) -> None:
    from workflow.wheel_turns import add

    routes, by, now = edge.settings().routes, edge.who(), edge.now()
    in_force(
        lambda connection: add(connection, duties, replacing=replacing, routes=routes, by=by, now=now), "wheel add"
    )
    for duty in duties:
        _tell_title(duty, edge.today().year)


def _tell_title(duty: "YearlyDuty", year: int) -> None:
    from states.wheel import says_year
    from workflow.wheel_opening import turn_title

    if not says_year(duty.title):
        print(f"The title of {duty.key} says no year, so its cases do: {turn_title(duty, str(year))}.")


def in_force(work: "Callable[[Connection], list[str]]", name: str) -> None:
    """Put duties in force; what should have been opened already is opened at once. Tells what came of it."""
    from workflow.wheel import open_due

    routes, by, now = edge.settings().routes, edge.who(), edge.now()

    def both(connection: "Connection") -> tuple[list[str], list[str]]:
        keys = work(connection)
        return keys, open_due(connection, routes=routes, only=keys, by=by, now=now)

    keys, lines = edge.write(both, name)
    print(f"In force: {', '.join(keys)}. See when they open: sagsgang wheel next.")
    for line in lines:
        print(line)
