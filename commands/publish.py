"""Publishing the papers of every meeting."""

from pathlib import Path
from typing import Annotated

import typer

from commands import edge
from commands.tables import as_json, counted


def mount(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command("publish")(publish)


def stored_content(digest: str, name: str) -> bytes:
    """The content of an attached file. The folder is asked for when there is a file to read, and not before."""
    return edge.files().content(digest, name)


def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The site's folder: new, empty, or published before.")],
    base_url: Annotated[
        str | None, typer.Option("--base-url", help="Where the site will stand: the feed and the PDFs link to there.")
    ] = None,
    forum: Annotated[list[str] | None, typer.Option(help="Only this forum's meetings (may be repeated).")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Write agendas and minutes as a static site that anybody may see; closed items are left out.

    Only files that changed are written, and what is no longer public is removed.

    Example: sagsgang publish site --base-url https://www.example.dk/moeder/
    """
    from dataclasses import asdict

    from states.site import site_address
    from workflow.publish import publish as bring_up_to_date

    address = site_address(base_url) if base_url else ""
    done = edge.read(
        lambda connection: bring_up_to_date(
            connection, folder, content=stored_content, address=address, forums=forum or ()
        )
    )
    if json:
        as_json(asdict(done))
        return
    for note in done.notes:
        typer.echo(f"note: {note}", err=True)
    print(
        f"Published {counted(done.papers, 'paper')} in {folder}: {counted(done.files, 'file')}, "
        f"{done.written} written, {done.removed} removed. Start at {folder / 'index.html'}."
    )
