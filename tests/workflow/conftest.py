"""An office for every test that asks; after each test the register and its journal must agree."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.engine import Database, open_database
from db.files import Files
from tests.conftest import KINDS, NewPostgres
from tests.workflow.handed import handed_over
from tests.workflow.office import Office
from tests.workflow.played import attaches, play

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


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database, once of each kind, beside the one that is handed over."""
    if request.param == "sqlite":
        url = str(tmp_path / "taken.db")
    else:
        make: NewPostgres = request.getfixturevalue("new_postgres")
        url = make("template1")
    database = open_database(url, new=True)
    yield database
    database.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """A register that is not there yet, in a file."""
    database = open_database(str(tmp_path / "taken.db"), new=True)
    yield database
    database.close()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files")


@pytest.fixture
def archive(office: Office, files: Files, tmp_path: Path) -> Path:
    """An archive of a small register with one attached file."""
    office.meets("KKR", "2027-04-20")
    case = office.opens("Fælles havn", "kkr", recommendation="Det indstilles, at havnen drøftes.")
    attaches(office, files, f"{case}", "Kort.pdf", b"%PDF-1.7 kort")
    office.locks("KKR")
    handed_over(office, tmp_path / "archive", files)
    return tmp_path / "archive"


@pytest.fixture
def played(office: Office, files: Files) -> Office:
    play(office, files)
    return office
