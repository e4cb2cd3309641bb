"""Taking over an archive: a whole register is put into an empty database, with its files, and held against its journal.

Rows are written past the Ledger here (db/archive.py): what comes is the journal itself, with the rows that it made.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from db.archive import load, row_values, tables_there
from db.deliveries import hold_all
from db.engine import SCHEMA, Database
from db.files import Files
from db.migrate import go_to, reshaping
from db.statements import Stored
from db.verify import head, verify
from states.archive import Manifest, NotAnArchive, TableShape
from states.errors import SagsgangError
from workflow.archive_folder import Archive, look_through, remove_quietly


class NotEmptyForTakeover(SagsgangError):
    """There is something in the database that was to take the archive."""

    def __init__(self, place: str, table: str) -> None:
        super().__init__(
            f"{place} has tables already (for one, {table}); an archive is taken over into an empty database only. "
            "Name a new one with --db. Nothing was written."
        )


class ArchiveDisagrees(SagsgangError):
    """The register in an archive does not agree with its journal."""

    def __init__(self, folder: Path, first: str, count: int) -> None:
        more = f" There are {count} such things." if count > 1 else ""
        super().__init__(
            f"The archive in {folder} is whole, but its register and its journal do not agree: {first}{more} "
            "Nothing was written."
        )


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What was taken over: the manifest of the archive, rows and files; and how many letters were `held` back."""

    manifest: Manifest
    rows: int
    files: int
    held: int = 0


def examine(folder: Path) -> Archive:
    """The archive in a folder, whole and unchanged. Only reads. Raises NotAnArchive, NewerArchive, ArchiveChanged."""
    return look_through(folder, SCHEMA)


def take_over(database: Database, archive: Archive, files: Files | None) -> TakenOver:
    """Put an archive that was examined into an empty database, all of it or nothing; an older schema is brought up.

    Letters that had not left wait for a person: the register that was handed over may still send them. `files`: the
    folder of attached files; None will do where the archive has none. Raises NotEmptyForTakeover,
    NotAnArchive, RowsRefused, ArchiveDisagrees, CannotKeep, DamagedLinks, Unavailable.
    """
    made = database.is_sqlite and not Path(database.place).exists()
    try:
        with reshaping(database) as connection:
            return _load(connection, database.place, archive, files)
    except BaseException:
        if made:
            database.close()
            remove_quietly(*(Path(database.place + tail) for tail in ("", "-wal", "-shm", "-journal")))
        raise


def _load(connection: Connection, place: str, archive: Archive, files: Files | None) -> TakenOver:
    manifest = archive.manifest
    _check_empty(connection, place)
    go_to(connection, manifest.schema)
    _check_tables(connection, archive)
    for table in manifest.tables:
        load(connection, table, _rows(archive, table))
    go_to(connection, SCHEMA)
    _check_journal(connection, archive)
    held = hold_all(connection)
    return TakenOver(manifest, sum(manifest.rows.values()), _keep(archive, files), held)


def _check_empty(connection: Connection, place: str) -> None:
    if there := tables_there(connection):
        raise NotEmptyForTakeover(place, min(there))


def _check_tables(connection: Connection, archive: Archive) -> None:
    """What the archive calls its tables and columns becomes part of statements: it must be what the schema has."""
    there = tables_there(connection)
    told = {table.name: set(table.columns) for table in archive.manifest.tables}
    if told != there or len(told) != len(archive.manifest.tables):
        names = sorted(name for name in told.keys() | there.keys() if told.get(name) != there.get(name))
        raise NotAnArchive(
            archive.folder, f"it has other tables than schema {archive.manifest.schema} ({', '.join(names[:4])})"
        )


def _rows(archive: Archive, table: TableShape) -> Iterator[tuple[Stored, ...]]:
    """The rows of a table as they are read, one at a time. Raises NotAnArchive with file and line."""
    path, number = archive.folder / table.path, 0
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                number += 1
                yield row_values(line, table)
    except OSError as error:
        raise NotAnArchive(archive.folder, f"{table.path}: {(error.strerror or str(error)).lower()}") from error
    except (ValueError, RecursionError) as error:
        raise NotAnArchive(
            archive.folder,
            f"{table.path} line {number + 1 if isinstance(error, UnicodeDecodeError) else number}: {error}",
        ) from error
    if number != archive.manifest.rows[table.name]:
        raise NotAnArchive(
            archive.folder, f"{table.path} has {number} lines, and {archive.manifest.rows[table.name]} were handed over"
        )


def _check_journal(connection: Connection, archive: Archive) -> None:
    if head(connection) != (archive.manifest.seq, archive.manifest.hash):
        raise NotAnArchive(archive.folder, "its journal ends elsewhere than its manifest says")
    if findings := verify(connection):
        raise ArchiveDisagrees(archive.folder, f"{findings[0]}", len(findings))


def _keep(archive: Archive, files: Files | None) -> int:
    """Before the transaction ends: a file too many does no harm, a missing one would."""
    kept = 0
    for digest, content in archive.stored() if files else ():
        if files and files.keep(content) != digest:
            raise NotAnArchive(archive.folder, f"the file {digest[:12]}… was changed while it was read")
        kept += 1
    return kept
