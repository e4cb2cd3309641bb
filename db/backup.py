"""A copy of the whole register, by the database's own means: to a temporary name, verified, digested, then renamed."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from db.engine import Database, open_database
from db.findings import Finding
from db.transaction import plainly, snapshot
from db.verify import Anchor, head, verify
from states.errors import SagsgangError

SUFFIX = {True: ".db", False: ".dump"}
"""What a copy's name ends in: a register of SQLite, or an archive of pg_dump."""


class CopyThere(SagsgangError):
    """A file of this name is there already."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is already a file {path}; give another name, or a folder. Nothing was overwritten.")


class NoPgDump(SagsgangError):
    """The program that copies a PostgreSQL database is not installed."""

    def __init__(self, program: str) -> None:
        super().__init__(
            f"{program} was not found on this machine. Install PostgreSQL's client programs of the server's version "
            "(on Debian and Ubuntu: apt install postgresql-client), or write everything out with sagsgang handover DIR."
        )


class CopyFailed(SagsgangError):
    """The copy could not be made; what was begun was removed."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Could not back up to {path}: {reason}. No copy was made.")


class RegisterUnwell(SagsgangError):
    """The register does not agree with its journal: a copy of it would be no better."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        more = f" and {len(findings) - 1} more" if len(findings) > 1 else ""
        super().__init__(
            f"The register does not agree with its journal ({str(findings[0]).rstrip('.')}{more}): no copy was made, "
            "so that it takes no good one's place. See all of it with sagsgang verify."
        )


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was verified: its SHA-256 (in a file beside it too), its size in bytes, its journal's head."""

    path: Path
    digest: str
    size: int
    head: Anchor


def copy_register(database: Database, path: Path) -> Copied:
    """Copy the register, as one moment left it, while others work on. `path` must not be there yet.

    The copy of an SQLite register is opened and verified itself. Of PostgreSQL it is one snapshot that is both verified
    and dumped, and the archive is read through. Raises CopyThere, CopyFailed, RegisterUnwell, NoPgDump, Unavailable.
    """
    if path.exists():
        raise CopyThere(path)
    half = path.with_name(f".{path.name}.{os.getpid()}.half")
    try:
        end = _copy_sqlite(database, half) if database.is_sqlite else _copy_postgresql(database, half)
        return _keep(half, path, end)
    except OSError as error:
        raise CopyFailed(path, (error.strerror or str(error)).lower()) from error
    finally:
        for left in (half, *(half.with_name(f"{half.name}{end}") for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def _copy_sqlite(database: Database, half: Path) -> Anchor:
    if not half.parent.is_dir():
        raise CopyFailed(half.parent, "there is no such folder")
    with plainly(database):
        line = database.writer.raw_connection()
        try:
            line.cursor().execute("VACUUM INTO ?", (str(half),))
        finally:
            line.close()
    copy = open_database(str(half))
    try:
        with snapshot(copy) as connection:
            return _sound(verify(connection), head(connection))
    finally:
        copy.close()


def _sound(findings: Sequence[Finding], end: Anchor | None) -> Anchor:
    if findings or end is None:
        raise RegisterUnwell(findings)
    return end


def _copy_postgresql(database: Database, half: Path) -> Anchor:
    """The snapshot stays open until the dump has ended, so that what was verified is what is dumped."""
    dump, restore = _program("pg_dump"), _program("pg_restore")
    url, secret = _without_password(database.writer.url)
    with snapshot(database) as connection:
        end = _sound(verify(connection), head(connection))
        name = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
        _run((dump, "-Fc", f"--snapshot={name}", f"--file={half}", f"--dbname={url}"), half, secret)
    _run((restore, "--file", os.devnull, str(half)), half)
    return end


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise NoPgDump(name)
    return found


def _without_password(url: URL) -> tuple[str, dict[str, str]]:
    """The address as pg_dump takes it, and the password apart: a command line can be read by everybody on a machine."""
    bare = url.set(drivername="postgresql", password=None).render_as_string()
    return bare, {"PGPASSWORD": str(url.password)} if url.password else {}


def _run(command: Sequence[str], path: Path, more: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(command, env={**os.environ, **(more or {})}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CopyFailed(path.parent, " ".join(done.stderr.split()) or f"{Path(command[0]).name} ended in an error")


def _keep(half: Path, path: Path, end: Anchor) -> Copied:
    """Bring it to the disk and give it its name, with its digest beside it as `sha256sum --check` reads it."""
    with half.open("rb+") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    size = half.stat().st_size
    with path.with_name(f"{path.name}.sha256").open("w", encoding="utf-8") as beside:
        beside.write(f"{digest}  {path.name}\n")
        beside.flush()
        os.fsync(beside.fileno())
    os.replace(half, path)
    with suppress(OSError):  # some systems cannot bring a folder to the disk
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    return Copied(path, digest, size, end)
