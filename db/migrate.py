"""Bringing a register to the schema of this program (reliability.md, rule 14). The only module that imports Alembic."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect

from db.engine import SCHEMA, Database, schema_version
from db.errors import DamagedLinks, NewerSchema, NotEmpty
from db.transaction import plainly

_FOLDER = Path(__file__).parent / "migrations"
_MIGRATION_LOCK = 22_031_970
"""Any number; two programs that migrate one PostgreSQL database at once meet at this lock."""


def upgrade(database: Database) -> Path | None:
    """Run the migrations that are missing, all or none; the path of the backup, where a file was changed.

    Raises NewerSchema, NotEmpty (other tables stand there), DamagedLinks, Unavailable.
    """
    found = schema_version(database)
    if found == SCHEMA:
        return None
    if found and found > SCHEMA:
        raise NewerSchema(database.place, found, SCHEMA)
    if found is None:
        _check_empty(database)
    backup = _back_up(database, found) if found and database.is_sqlite else None
    migrate(database, SCHEMA)
    return backup


def migrate(database: Database, target: str) -> None:
    """Go to a schema, up or down ("base" is none at all), in one transaction. Raises DamagedLinks, Unavailable."""
    with reshaping(database) as connection:
        go_to(connection, target)


@contextmanager
def reshaping(database: Database) -> Iterator[Connection]:
    """One transaction in which tables are made or changed: no foreign key is looked at until its end.

    Raises DamagedLinks, Unavailable, and what the block raises; then nothing is written.
    """
    with plainly(database), database.writer.connect() as connection:
        _links(connection, on=False)
        try:
            with connection.begin():
                yield connection
                _check_links(connection, database.place)
        finally:
            _links(connection, on=True)


def go_to(connection: Connection, target: str) -> None:
    """Run the migrations to a schema inside a transaction of `reshaping`."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    here = (
        connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if _stamped(connection) else None
    )
    (command.downgrade if target == "base" or (here and here > target) else command.upgrade)(config, target)


def _stamped(connection: Connection) -> bool:
    return inspect(connection).has_table("alembic_version")


def _links(connection: Connection, *, on: bool) -> None:
    """Foreign keys of SQLite: off while tables are copied, or dropping the old copy deletes every child row.

    The pragma does nothing inside a transaction, so it goes past SQLAlchemy, which would begin one.
    """
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def _check_links(connection: Connection, place: str) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise DamagedLinks(place, sorted({str(row[0]) for row in broken}))


def _check_empty(database: Database) -> None:
    with database.reader.connect() as connection:
        tables = inspect(connection).get_table_names()
        # With Alembic's table: taken down to nothing, or another init is at work this moment.
        if tables and "alembic_version" not in tables:
            raise NotEmpty(database.place, min(tables))


def _back_up(database: Database, found: str) -> Path:
    """A whole copy beside the file, under its final name only when it is complete."""
    target = Path(f"{database.place}.schema-{found}.backup")
    half = target.with_suffix(".half")
    half.unlink(missing_ok=True)
    with database.reader.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA query_only=OFF")  # VACUUM INTO writes, though to another file
        try:
            cursor.execute("VACUUM INTO ?", (str(half),))
        finally:
            cursor.execute("PRAGMA query_only=ON")
    return half.replace(target)
