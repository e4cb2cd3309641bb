"""An office for every test that asks; after each test the register and its journal must agree."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.engine import Database, open_database
from tests.workflow.office import Office

TODAY = date(2027, 3, 1)


@pytest.fixture
def office(sqlite_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An office on a register of its own, in SQLite: the rules are the same in both, and this one is quick."""
    database = open_database(str(shutil.copy(sqlite_template, tmp_path / "register.db")))
    yield from _checked(database)
    database.close()


@pytest.fixture
def office_in_both(database: Database) -> Iterator[Office]:
    """An office in either kind of database, for what the databases might do differently."""
    yield from _checked(database)


def _checked(database: Database) -> Iterator[Office]:
    office = Office(database, TODAY)
    yield office
    assert office.findings() == []
