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
    format: Annotated[Form, typer.Option(help="How it is written.")] = Form.TEXT,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file to write (else the screen).")] = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    why: Annotated[bool, typer.Option("--why", help="List every open case and why it is on or off.")] = False,
) -> None:
    """Write the next agenda of a forum from the cases that wait there.

    Example: sagsgang agenda KKR --format html -o kkr.html
    """
    from commands.writing import reasons, write_file
    from templates.render import render
    from workflow.agenda import next_agenda

    form = Form.JSON if json else format
    on = edge.day_or_none(meeting)
    made = edge.read(lambda connection: next_agenda(connection, forum, on, why=why))
    if why:
        rows = reasons(made)
        if form is Form.JSON:
            as_json(rows)
        else:
            for row in rows:
                print(f"{'on ' if row['on'] else 'off'}  case {row['case_id']} {row['title']}: {row['reason']}")
    if output:
        write_file(output, render(made.paper, form))
        print(f"Wrote {output}: {made.meeting.forum} {made.meeting.on}.")
    elif not why:
        print(render(made.paper, form), end="")
    for doubt in () if why else made.paper.doubts:  # --why has said it of each case
        typer.echo(f"note: {doubt}", err=True)
    for change in made.changes:
        typer.echo(f"changed since it was locked: {change}", err=True)
