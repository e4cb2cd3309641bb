"""The one place that makes engines, with the settings that keep an acknowledged write."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, ProgrammingError

from db.errors import BadAddress, NewerSchema, NoRegister, NotARegister, OlderSchema, Unavailable

try:
    import pysqlite3.dbapi2 as pysqlite3
except ImportError:  # no wheel for this platform
    pysqlite3 = None

SCHEMA = "0005"
"""The schema that this program reads and writes: the name of the latest migration."""

BUSY_TIMEOUT = 30
"""Seconds that a writer waits for another before it gives up."""

SAFE_WAL = (3, 51, 3)
"""The first SQLite whose write-ahead log survives every power cut of the trial; older ones use a rollback journal."""


@dataclass(frozen=True, slots=True)
class Database:
    """A register that is open: `writer` for transactions that write, `reader` for those that only look."""

    writer: Engine
    reader: Engine
    place: str
    """Where it is, for messages: a path or an address without password."""

    @property
    def is_sqlite(self) -> bool:
        """Whether the register is a file."""
        return self.writer.dialect.name == "sqlite"

    def close(self) -> None:
        """Let go of every connection."""
        self.writer.dispose()
        self.reader.dispose()


def open_database(url: str, *, new: bool = False) -> Database:
    """Open the register at a file, `sqlite:///path` or `postgresql://…`.

    With `new` (for init and migrations) there need be nothing yet, and an older schema will do.
    Raises BadAddress, NoRegister, NotARegister, NewerSchema, OlderSchema, Unavailable.
    """
    address = _address(url)
    database = _sqlite(address, new) if address.get_backend_name() == "sqlite" else _postgresql(address)
    try:
        if not new:
            _check_schema(database)
            _settle_journal(database)
    except BaseException:
        database.close()
        raise
    return database


def schema_version(database: Database) -> str | None:
    """The register's schema, None where there is none yet. Cheap, and without Alembic.

    Raises NotARegister, Unavailable.
    """
    try:
        with database.reader.connect() as connection:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
            if found is not None and not str(found).isdigit():  # another program's migrations
                raise NotARegister(database.place)
            return None if found is None else str(found)
    except (OperationalError, ProgrammingError) as problem:
        if "no such table" in str(problem.orig) or getattr(problem.orig, "sqlstate", None) == "42P01":
            return None
        raise Unavailable(database.place, reason(problem)) from problem
    except (DBAPIError, UnicodeDecodeError) as problem:  # damage can reach into SQLite's own message
        raise NotARegister(database.place) from problem


def describe(database: Database) -> str:
    """Which database runs, and how it keeps what it acknowledges; said at start."""
    database.reader.dispose()  # a connection from before the first write still tells the mode it was opened under
    with database.reader.connect() as connection:
        if not database.is_sqlite:
            version = connection.exec_driver_sql("SHOW server_version").scalar_one()
            return f"PostgreSQL {version} at {database.place}"
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    journal, synchronous = _durability(database.writer.dialect.loaded_dbapi)
    version = _sqlite_version(database.writer.dialect.loaded_dbapi)
    return f"SQLite {version} at {database.place}, journal {mode or journal}, synchronous {synchronous}"


def reason(problem: BaseException) -> str:
    """What the driver says, on one line."""
    told = getattr(problem, "orig", None) or problem
    return " ".join(str(told).split()).rstrip(".")


def _address(url: str) -> URL:
    if "://" not in url:
        return _file_address(url, url)
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise BadAddress(url) from None
    match address.drivername.partition("+")[0]:
        case "sqlite":
            return _file_address(address.database or "", url)
        case "postgresql" | "postgres":
            return address.set(drivername="postgresql+psycopg")
        case _:
            raise BadAddress(address.render_as_string(hide_password=True))


def _file_address(path: str, url: str) -> URL:
    if not path or path == ":memory:" or path.startswith("file:"):
        raise BadAddress(url)  # writer and reader must see the same rows
    return URL.create("sqlite", database=str(Path(path).expanduser()))


def _sqlite(address: URL, new: bool) -> Database:
    path = Path(address.database or "")
    if path.exists() and not path.is_file():
        raise NotARegister(str(path))
    if not path.exists() and not new:
        raise NoRegister(str(path))
    if not path.parent.is_dir():
        raise Unavailable(str(path), f"there is no folder {path.parent}")
    writer, reader = (_sqlite_engine(address, reads_only=reads_only) for reads_only in (False, True))
    return Database(writer, reader, str(path))


def _sqlite_engine(address: URL, *, reads_only: bool) -> Engine:
    driver: ModuleType = pysqlite3 or sqlite3
    # isolation_level=None: the driver begins nothing by itself; the begin event below does, and says IMMEDIATE.
    arguments = {"isolation_level": None, "timeout": BUSY_TIMEOUT}
    engine = create_engine(address, module=driver, connect_args=arguments)
    journal, synchronous = _durability(driver)

    def on_connect(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT * 1000}")
        connection.execute("PRAGMA foreign_keys=ON")
        if reads_only:
            connection.execute("PRAGMA query_only=ON")
        else:
            connection.execute(f"PRAGMA journal_mode={journal}")
            connection.execute(f"PRAGMA synchronous={synchronous}")

    def on_begin(connection: Connection) -> None:
        # By the driver's cursor: SQLAlchemy's way to the same word costs more than one of our writes.
        connection.connection.cursor().execute("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


def _durability(driver: Any) -> tuple[str, str]:
    """Journal mode and synchronous setting for this SQLite."""
    return ("WAL", "FULL") if driver.sqlite_version_info >= SAFE_WAL else ("DELETE", "EXTRA")


def _sqlite_version(driver: Any) -> str:
    return str(driver.sqlite_version)


def _postgresql(address: URL) -> Database:
    writer = create_engine(address)
    # One snapshot for the whole of a reading transaction, as SQLite gives it.
    reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Database(writer, reader, address.set(drivername="postgresql").render_as_string(hide_password=True))


def _settle_journal(database: Database) -> None:
    """Bring a file that another SQLite wrote last to our journal mode: that needs the file to be open nowhere else."""
    if not database.is_sqlite:
        return
    wanted, _ = _durability(database.writer.dialect.loaded_dbapi)
    with database.reader.connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    if mode != wanted.lower():
        database.reader.dispose()
        try:
            database.writer.connect().close()  # connecting sets the mode
        except DBAPIError as problem:
            raise Unavailable(database.place, reason(problem)) from problem


def _check_schema(database: Database) -> None:
    found = schema_version(database)
    if found is None:
        raise NoRegister(database.place)
    if found > SCHEMA:
        raise NewerSchema(database.place, found, SCHEMA)
    if found < SCHEMA:
        raise OlderSchema(database.place, found, SCHEMA)
