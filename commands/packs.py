"""The attachment pack."""

from pathlib import Path
from typing import Annotated

import typer

from commands import edge
from states.forms import Form


def mount(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command("pack")(pack)


def pack(
    forum: Annotated[str, typer.Argument(metavar="FORUM", help="The forum's code, such as KKR.")],
    meeting: Annotated[str | None, typer.Option(help="Which meeting, YYYY-MM-DD (else the first not held).")] = None,
    item: Annotated[str | None, typer.Option(help="Only this item's files, by its number, such as 2.3.")] = None,
    closed: Annotated[bool, typer.Option("--closed", help="The files of closed items (lukket) too.")] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A .pdf with cover pages, or a .zip of all (else a list).")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """Put the attachments of an agenda together: one PDF with a page before each, or a zip of all the files.

    Example: sagsgang pack KKR -o bilag.pdf
    """
    from commands.delivering import deliver
    from commands.packing import listed, packed
    from workflow.attachment_pack import pack as look

    on = edge.day_or_none(meeting)
    found = edge.read(lambda connection: look(connection, forum, on, item=item, closed=closed))
    if found.left_out:
        typer.echo(f"note: {found.left_out} of closed items (lukket) left out; --closed takes them in", err=True)
    printed = packed(found, output) if output else listed(found, Form.JSON if json else Form.TEXT)
    deliver(printed, output, f"{found.forum_code} {found.on}")
