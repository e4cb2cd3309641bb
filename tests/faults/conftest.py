"""A register that outlives the processes that work on it, nurseries to make them, and a mail server that keeps all."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.engine import open_database
from tests.conftest import KINDS, NewPostgres
from tests.faults.house import House
from tests.faults.nursery import Nursery
from tests.mail.faults import MailRoom, mail_room
from tests.workflow.office import Office

STOCK = "stock sqlite"


@pytest.fixture(scope="session")
def nursery(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    nursery = Nursery(_spare(sqlite_template, tmp_path_factory))
    yield nursery
    nursery.close()


@pytest.fixture(scope="session")
def stock_nursery(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    nursery = Nursery(_spare(sqlite_template, tmp_path_factory), stock_driver=True)
    yield nursery
    nursery.close()


def _spare(template: Path, factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(template, factory.mktemp("spare") / "register.db"))


@pytest.fixture
def mail() -> Iterator[MailRoom]:
    with mail_room() as room:
        yield room


@pytest.fixture(params=KINDS)
def house(request: pytest.FixtureRequest, tmp_path: Path, nursery: Nursery, mail: MailRoom) -> House:
    """A register in each kind of database."""
    if request.param == "sqlite":
        return House(nursery, mail, _copied(request, tmp_path))
    make: NewPostgres = request.getfixturevalue("new_postgres")
    return House(nursery, mail, make(request.getfixturevalue("postgres_template")))


@pytest.fixture
def stock_house(request: pytest.FixtureRequest, tmp_path: Path, stock_nursery: Nursery, mail: MailRoom) -> House:
    """A register in SQLite as it is where pysqlite3 is not to be had: with a rollback journal."""
    return House(stock_nursery, mail, _copied(request, tmp_path))


def _copied(request: pytest.FixtureRequest, folder: Path) -> str:
    return str(shutil.copy(request.getfixturevalue("sqlite_template"), folder / "register.db"))


@pytest.fixture
def office(sqlite_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An office in SQLite, for what has nothing to do with the database."""
    database = open_database(str(shutil.copy(sqlite_template, tmp_path / "office.db")))
    office = Office(database, date(2027, 3, 1))
    yield office
    assert office.findings() == []
    database.close()
