import shutil
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from db.create import create
from db.engine import SCHEMA, Database, open_database, schema_version
from db.errors import DamagedLinks, NotEmpty
from db.migrate import migrate, upgrade
from db.models import Row
from db.verify import verify

MIGRATIONS = Path(__file__).parents[2] / "db" / "migrations"


def test_the_schema_that_the_program_names_is_the_latest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == SCHEMA


def test_the_tables_are_the_sum_of_the_migrations(database: Database) -> None:
    with database.writer.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Row.metadata) == []


def test_up_down_and_up_again_leaves_nothing_behind(empty_database: Database, now: datetime) -> None:
    upgrade(empty_database)
    migrate(empty_database, "base")
    with empty_database.writer.begin() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    assert create(empty_database, by="bel", now=now).seeded
    with empty_database.reader.begin() as connection:
        assert verify(connection) == []


def test_a_database_with_other_tables_is_left_alone(empty_database: Database) -> None:
    with empty_database.writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipes (id INTEGER)")
    with pytest.raises(NotEmpty, match="recipes"):
        upgrade(empty_database)
    with empty_database.reader.begin() as connection:
        assert inspect(connection).get_table_names() == ["recipes"]


def test_a_file_of_an_older_schema_is_copied_before_it_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    database = open_database(str(path), new=True)
    migrate(database, "0001")
    backup = upgrade(database)
    assert (schema_version(database), backup) == (SCHEMA, tmp_path / "register.db.schema-0001.backup")
    database.close()
    copy = open_database(str(shutil.copy(str(backup), tmp_path / "copy.db")), new=True)
    assert schema_version(copy) == "0001"
    copy.close()


def test_a_migration_that_would_leave_broken_links_is_undone(tmp_path: Path) -> None:
    database = open_database(str(tmp_path / "register.db"), new=True)
    migrate(database, "0001")
    with database.writer.connect() as connection:
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            connection.exec_driver_sql("INSERT INTO membership (id, person_id, forum_id) VALUES (1, 7, 7)")
        connection.invalidate()
    with pytest.raises(DamagedLinks, match="membership"):
        upgrade(database)
    assert schema_version(database) == "0001"
    database.close()
