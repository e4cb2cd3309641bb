"""Reminders: what would leave on a day, what has left, and saying "I have it"."""

from typing import TYPE_CHECKING, Annotated

import typer

from commands import edge
from commands.tables import as_json

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from sqlalchemy import Connection

    from workflow.acknowledge import Taken

On = Annotated[str | None, typer.Option(help="The day, YYYY-MM-DD; today, without.")]
Sent = Annotated[bool, typer.Option("--sent", help="What has been sent instead, the latest first.")]
Case = Annotated[int | None, typer.Option(help="With --sent: of one case alone.", callback=edge.a_number)]
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]
What = Annotated[
    str, typer.Argument(metavar="DEADLINE", help="A deadline's number, or task:5, promise:3, cut_off:7, dispatch:7.")
]
As = Annotated[str | None, typer.Option("--as", help="Who takes it: an address, initials or a name; you, without.")]


def mount(app: typer.Typer) -> None:
    """Put the commands among those of the program."""
    app.command()(reminders)
    app.command()(acknowledge)


def reminders(on: On = None, sent: Sent = False, case: Case = None, json: Json = False) -> None:
    """What would leave on a day: to whom, at which step and why. Nothing is sent, and nothing is written.

    Of today with what was missed; of a day ahead as if all before it had been sent and nobody had answered.

    Example: sagsgang reminders --on 2027-06-21
    """
    from commands.reminders_told import as_rows, print_day, print_sent, reminders_of, sent_rows

    if case is not None and not sent:
        edge.misused("--case goes with --sent.")
    if sent:
        rows = edge.read(lambda connection: sent_rows(connection, case))
        as_json(rows) if json else print_sent(rows)
        return
    day, today = edge.day_or_none(on) or edge.today(), edge.today()
    told = edge.read(lambda connection: reminders_of(connection, day, today))
    as_json(as_rows(told)) if json else print_day(told)


def acknowledge(deadline: What, who: As = None) -> None:
    """Say "I have it": whoever says so is reminded of it no more, and the others who were asked are told.

    Without --as it is said for whoever works here, or for the one owner where nobody is registered under that name.

    Example: sagsgang acknowledge 134 --as bel
    """
    from workflow import acknowledge as taking

    def take(connection: "Connection") -> "Taken":
        if who:
            return taking.acknowledge(connection, deadline, who, by=edge.who(), now=edge.now())
        return taking.acknowledge_myself(connection, deadline, edge.who(), by=edge.who(), now=edge.now())

    taken = edge.write(take, "acknowledge")
    already = " had said so already" if taken.already else " has it"
    print(f"{taken.name}{already}: {taken.watched.subject}, {' '.join(taken.watched.words.split())}.")
