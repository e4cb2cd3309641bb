"""Handing over the whole archive, and taking one over."""

from pathlib import Path
from typing import Annotated

import typer

from commands import edge
from commands.publish import stored_content
from commands.tables import as_json, counted


def mount(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("handover")(handover)
    app.command("takeover")(takeover)


def handover(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The archive's folder: new, or empty.")],
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Write the whole archive in open formats: JSON lines, the files, and pages for people. Closed items too.

    It can be read without this program, and taken over again with sagsgang takeover. Ends in 1 where the register does
    not agree with its journal.

    Example: sagsgang handover archive-2027
    """
    from dataclasses import asdict
    from importlib.metadata import version

    from workflow.handover import hand_over

    program, now = version("sagsgang"), edge.now()
    done = edge.read(lambda connection: hand_over(connection, folder, content=stored_content, program=program, now=now))
    if json:
        as_json(asdict(done))
    else:
        for note in done.notes:
            typer.echo(f"note: {note}", err=True)
        print(
            f"Handed over in {folder}: {counted(done.rows, 'row')}, {counted(done.files, 'attached file')}, "
            f"{counted(done.papers, 'paper')} (agendas and minutes). "
            f"It holds closed (confidential) items too: give it only to those who may see them.\n"
            f"Start at {folder / 'index.html'}. Head: {done.seq}:{done.hash}"
        )
    if done.findings:
        typer.echo(
            f"The register and its journal do not agree in {counted(done.findings, 'place')}; "
            "sagsgang verify names them. The archive holds all of it, and cannot be taken over as it is.",
            err=True,
        )
        raise typer.Exit(1)


def takeover(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The archive, as sagsgang handover wrote it.")],
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Take an archive over into an empty database, which --db names; all of it or nothing.

    Every file is held against the archive's manifest before, and the register against its journal after. Letters that
    had not left wait for approval here, since the old register's clock may still send them.

    Example: sagsgang --db register.db takeover archive-2027
    """
    from db.engine import describe, open_database
    from workflow.takeover import examine, take_over

    archive = examine(folder)
    files = edge.files() if archive.manifest.stored else None
    database = open_database(edge.settings().database, new=True)
    try:
        done = take_over(database, archive, files)
        place = describe(database)
    finally:
        database.close()
    told = {"rows": done.rows, "files": done.files, "held": done.held}
    if json:
        as_json(told | {"seq": done.manifest.seq, "hash": done.manifest.hash})
        return
    print(f"Took over {counted(done.rows, 'row')} and {counted(done.files, 'attached file')}: {place}.")
    print(f"The journal and the register agree. Head: {done.manifest.seq}:{done.manifest.hash}")
    if done.held:
        waits = "letter had not left and waits" if done.held == 1 else "letters had not left and wait"
        typer.echo(
            f"note: {done.held} {waits} for approval. Stop the old register's clock, see there which have left "
            "(sagsgang outbox list), then approve or cancel them here.",
            err=True,
        )
