"""How the machinery stands, and a backup of the register."""

from pathlib import Path
from typing import Annotated

import typer

from commands.tables import as_json, counted


def mount(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("health")(health)
    app.command("backup")(backup)


def health(
    full: Annotated[
        bool, typer.Option("--full", help="Verify the whole register, not only the journal's end.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Say whether the clock, the letters, the journal and the backup are well, and what to do where they are not.

    Ends with 1 when something must be done: the clock stands still, letters failed or did not leave, the journal is
    broken, the backup is too old. Late deadlines are told, and no reason for it.

    Example: sagsgang health
    """
    from commands.watching import look, tell
    from workflow.health import told_health

    found = look(full=full)
    if json:
        as_json(told_health(found))
    else:
        tell(found)
    if not found.ok:
        raise typer.Exit(1)


def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE|FOLDER", help="A new file, or a folder for a dated one.")],
    files: Annotated[
        bool, typer.Option("--files", help="Copy the attached files too, into a folder beside it.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Copy the register while others work on it, verify the copy, and write its digest beside it.

    A register of SQLite becomes another one, to be used as it is; one of PostgreSQL an archive for pg_restore.

    Example: sagsgang backup /backup/
    """
    from commands.watching import back_up

    done, files_in = back_up(target, with_files=files)
    copied = done.register
    if json:
        as_json(
            {
                "file": str(copied.path),
                "sha256": copied.digest,
                "size": copied.size,
                "head": f"{copied.head[0]}:{copied.head[1]}",
                "files": str(done.folder) if done.folder else None,
            }
        )
        return
    print(f"Backed up to {copied.path} ({copied.size:,} bytes), verified. Head: {copied.head[0]}:{copied.head[1]}")
    if done.folder:
        print(f"{counted(done.files, 'attached file')} copied to {done.folder}.")
    elif done.files:
        print(f"{counted(done.files, 'attached file')} not in it: copy {files_in} too, or say --files.")
