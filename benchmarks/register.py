"""Scratch registers: made as `sagsgang init` makes them, then filled with cases by the database itself."""

import shutil
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.filling import Filling, filling
from db.create import create
from db.engine import Database, open_database

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "bench"
"""On the disk that the project is on: a memory disk would make every commit free."""

NOW = datetime(2027, 5, 14, 12, tzinfo=UTC)


def sqlite_register(name: str, how: Filling) -> Path:
    """A register in a file of its own, made anew."""
    return filled_register(name, filling(how, "sqlite"))


def filled_register(name: str, statements: Sequence[str]) -> Path:
    """A register in a file of its own, made anew and filled by these statements."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.db"
    forget(path)
    make(str(path))
    with closing(open_database(str(path))) as database, closing(bare_line(database)) as line:
        line.execute("PRAGMA synchronous=OFF")  # only while it is filled
        line.execute("PRAGMA cache_size=-200000")
        line.execute("BEGIN")
        for statement in statements:
            line.execute(statement)
        line.execute("COMMIT")
        line.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def bare_line(database: Database) -> Any:
    """The bare driver on a register in SQLite, with the pragmas that the program itself has set there."""
    names = ("busy_timeout", "foreign_keys", "journal_mode", "synchronous")
    with database.writer.connect() as connection:
        pragmas = [(name, connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()) for name in names]
    line = database.writer.dialect.loaded_dbapi.connect(database.place, isolation_level=None)
    for name, value in pragmas:
        line.execute(f"PRAGMA {name}={value}")
    return line


def copy_of(path: Path, name: str) -> Path:
    """A second register that is the same to the byte."""
    other = path.with_name(f"{name}.db")
    forget(other)
    shutil.copyfile(path, other)
    return other


def forget(path: Path) -> None:
    """Remove a register with its companions."""
    for companion in (path, *(path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm", "-journal"))):
        companion.unlink(missing_ok=True)


def fill_postgres(address: str, how: Filling) -> None:
    """Make a register in an empty PostgreSQL database and fill it."""
    make(address)
    with psycopg.connect(address) as connection:
        for statement in filling(how, "postgresql"):
            connection.execute(statement.encode())
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def make(address: str) -> None:
    """A register with its forums, as `sagsgang init` makes it."""
    database = open_database(address, new=True)
    create(database, by="bench", now=NOW)
    database.close()
