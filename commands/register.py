"""The register as a whole: make it, read papers into it, verify it."""

from pathlib import Path
from typing import Annotated

import typer

from commands import edge
from commands.tables import as_json


def mount(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("init")(init)
    app.command("import")(import_)
    app.command("verify")(verify)


def init() -> None:
    """Make a register with southern Denmark's forums, or bring an old one up to date.

    Example: sagsgang --db register.db init
    """
    from db.create import create
    from db.engine import describe, open_database

    database = open_database(edge.settings().database, new=True)
    try:
        made = create(database, by=edge.who(), now=edge.now())
        print(f"{'Made' if made.seeded else 'There already was'} a register: {describe(database)}.")
        if made.backup:
            print(f"Its schema was brought up to date; as it was before it is kept in {made.backup}.")
        if made.seeded:
            print("Next: take in the papers you have, sagsgang import FILE.")
    finally:
        database.close()


def import_(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders whose files are taken in date order.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what is read; needs no register.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
    forum: Annotated[str | None, typer.Option(help="The forum, where the paper does not say it.")] = None,
    date: Annotated[str | None, typer.Option(help="The meeting's date, where the paper does not say it.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write a changed paper of a known meeting.")] = False,
) -> None:
    """Read agendas and minutes (text, HTML, DOCX, PDF) into the register.

    Example: sagsgang import dagsorden-2027-06-20.pdf
    """
    from commands.importing import dry, into_register

    day = edge.day_or_none(date)
    if dry_run:
        dry(paths, forum, day, json=json)
    else:
        into_register(paths, forum, day, replacing=replace, json=json)


def verify(
    anchor: Annotated[str | None, typer.Option(help="A head noted before, SEQ:HASH: finds a cut tail.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Check the journal's chain, and hold every row against what its events say.

    Note the head that it prints somewhere else: with it, a rewritten or cut journal and an old backup are found too.
    Ends with 1 when something is wrong, or when attached files could not be looked at.

    Example: sagsgang verify --anchor 41:9f2c…
    """
    from commands.verifying import checked

    done = checked(anchor)
    if json:
        as_json({"head": done.head, "findings": done.findings, "left_out": done.left_out})
    else:
        for finding in done.findings:
            print(finding["message"])
        print("The journal and the register agree." if not done.findings else f"{len(done.findings)} things are wrong.")
        print(f"Head: {done.head}")
    if done.left_out and not json:
        typer.echo(done.left_out, err=True)
    if not done.passed:
        raise typer.Exit(1)
