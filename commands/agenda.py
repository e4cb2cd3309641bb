"""The next agenda."""

from pathlib import Path
from typing import Annotated

import typer

from commands import edge
from commands.tables import as_json
from states.forms import Form


def mount(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command("agenda")(agenda)


def agenda(
    forum: Annotated[str, typer.Argument(metavar="FORUM", help="The forum's code, such as KKR.")],
    meeting: Annotated[str | None, typer.Option(help="Which meeting, YYYY-MM-DD (else the first not held).")] = None,
    format: Annotated[Form | None, typer.Option(help="How it is written (else as FILE is named, else text).")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file to write (else the screen).")] = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    why: Annotated[bool, typer.Option("--why", help="List every open case and why it is on or off.")] = False,
) -> None:
    """Write the next agenda of a forum from the cases that wait there.

    Example: sagsgang agenda KKR -o kkr.pdf
    """
    from commands.delivering import choose_form, deliver
    from commands.reasons import reasons
    from templates.press import press
    from workflow.agenda import next_agenda

    form = choose_form(format, output, json=json)
    on = edge.day_or_none(meeting)
    made = edge.read(lambda connection: next_agenda(connection, forum, on, why=why))
    if why:
        rows = reasons(made)
        if form is Form.JSON:
            as_json(rows)
        else:
            for row in rows:
                print(f"{'on ' if row['on'] else 'off'}  case {row['case_id']} {row['title']}: {row['reason']}")
    if output or not why:
        deliver(press(made.paper, form), output, f"{made.meeting.forum} {made.meeting.on}")
    for doubt in () if why else made.paper.doubts:  # --why has said it of each case
        typer.echo(f"note: {doubt}", err=True)
    for change in made.changes:
        typer.echo(f"changed since it was locked: {change}", err=True)
