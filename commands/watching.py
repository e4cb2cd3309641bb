"""What `sagsgang health` and `sagsgang backup` do."""

from pathlib import Path

from commands import edge
from commands.hands import Hands
from commands.ticking import holder
from db.beats import beat
from db.files import Files
from states.beats import BACKUP
from states.health import Health
from workflow.backup import BackedUp
from workflow.backup import back_up as copy
from workflow.health import health


def look(*, full: bool) -> Health:
    """How it stands now."""
    settings, now = edge.settings(), edge.now()
    can_send = settings.mail.sender is not None and bool(settings.mail.server or settings.mail.folder)
    with edge.opened() as database:
        return Hands(database, settings.user, edge.now).read(
            lambda connection: health(
                connection, now=now, backup_days=settings.backup_days, can_send=can_send, full=full
            )
        )


def tell(found: Health) -> None:
    """For a person: what is wrong first, then what is worth knowing, else that all is well."""
    for problem in found.problems:
        print(f"WRONG: {problem}")
    for warning in found.warnings:
        print(f"note: {warning}")
    if found.ok:
        print(
            "The clock, the letters, the journal and the backup are well."
            if not found.warnings
            else "Nothing is wrong."
        )


def back_up(target: Path, *, with_files: bool) -> tuple[BackedUp, Path | None]:
    """Make the backup and note that it was made; with the folder where attached files are kept.

    Raises what copying raises, and NoFilesFolder where they are asked for and nobody said where they are.
    """
    settings = edge.settings()
    files = edge.files() if with_files else Files(settings.files) if settings.files else None
    with edge.opened() as database:
        done = copy(database, target, files, with_files=with_files, now=edge.now())
        note = str(done.register.path)
        hands = Hands(database, settings.user, edge.now)
        hands.note(lambda connection: beat(connection, BACKUP, holder=holder(), now=edge.now(), note=note))
    return done, settings.files
