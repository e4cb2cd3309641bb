import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from db.engine import SAFE_WAL, Database, describe, open_database
from db.errors import BadAddress, NewerSchema, NoRegister, NotARegister, OlderSchema, Unavailable
from db.migrate import migrate
from states.errors import SagsgangError

ROOT = Path(__file__).parents[2]


def refusal(url: str) -> SagsgangError:
    with pytest.raises(SagsgangError) as refused:
        open_database(url)
    return refused.value


def test_no_register_says_how_to_make_one_and_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    problem = refusal(str(path))
    assert isinstance(problem, NoRegister)
    assert str(problem) == f"No register at {path}; make one with sagsgang init."
    assert list(tmp_path.iterdir()) == []


def test_a_new_register_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="there is no folder"):
        open_database(str(tmp_path / "elsewhere" / "register.db"), new=True)


def test_an_empty_database_is_no_register(empty_database: Database) -> None:
    address = empty_database.writer.url.set(drivername=empty_database.writer.dialect.name)
    with empty_database.writer.begin():
        assert isinstance(refusal(address.render_as_string(hide_password=False)), NoRegister)


@pytest.mark.parametrize("content", [b"Dagsorden for KKR\n" * 100, bytes(range(256)) * 64])
def test_another_file_is_not_a_register_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(content)
    assert isinstance(refusal(str(path)), NotARegister)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_not_a_register_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE places (id INTEGER)")
    before = path.read_bytes()
    assert isinstance(refusal(str(path)), NoRegister)
    assert path.read_bytes() == before


def test_a_folder_is_not_a_register(tmp_path: Path) -> None:
    assert isinstance(refusal(str(tmp_path)), NotARegister)


@pytest.mark.parametrize("url", ["", ":memory:", "sqlite://", "mysql://localhost/x", "sqlite:///file:x?mode=memory"])
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    assert isinstance(refusal(url), BadAddress)


def test_a_password_is_never_told() -> None:
    told = refusal("postgresql://bel:hemmelig@127.0.0.1:1/register")
    assert isinstance(told, Unavailable)
    assert "hemmelig" not in str(told)


def test_a_newer_schema_asks_for_the_newer_program(sqlite_template: Path, tmp_path: Path) -> None:
    path = str(shutil.copy(sqlite_template, tmp_path / "register.db"))
    database = open_database(path)
    with database.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    assert isinstance(refusal(path), NewerSchema)


def test_an_older_schema_asks_for_an_upgrade(tmp_path: Path) -> None:
    path = str(tmp_path / "register.db")
    database = open_database(path, new=True)
    migrate(database, "0001")
    database.close()
    assert isinstance(refusal(f"sqlite:///{path}"), OlderSchema)


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"), database.reader.begin() as connection:
        connection.exec_driver_sql("UPDATE forum SET name = 'x'")


def test_a_reader_sees_one_moment(database: Database) -> None:
    question = "SELECT name FROM forum WHERE code = 'KKR'"
    with database.reader.begin() as reading:
        before = reading.exec_driver_sql(question).scalar_one()
        with database.writer.begin() as writing:
            writing.exec_driver_sql("UPDATE forum SET name = 'x' WHERE code = 'KKR'")
        assert reading.exec_driver_sql(question).scalar_one() == before


def test_without_the_wheel_the_standard_sqlite_is_as_safe(
    monkeypatch: pytest.MonkeyPatch, sqlite_template: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr("db.engine.pysqlite3", None)
    database = open_database(str(shutil.copy(sqlite_template, tmp_path / "register.db")))
    with database.writer.begin() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
    assert (mode, synchronous) == (("wal", 2) if sqlite3.sqlite_version_info >= SAFE_WAL else ("delete", 3))
    assert f"SQLite {sqlite3.sqlite_version} " in describe(database)
    database.close()


def test_links_are_kept(database: Database) -> None:
    with pytest.raises(DBAPIError), database.writer.begin() as connection:
        connection.exec_driver_sql("DELETE FROM municipality WHERE number = '461'")


def test_reading_imports_no_migrations(database_url: str) -> None:
    program = (
        "import sys; from db.queries.cases import case_list; from db.engine import open_database; "
        "d = open_database(sys.argv[1]); case_list(d.reader.connect(), everything=True); "
        "print([m for m in sys.modules if m.startswith('alembic')])"
    )
    done = subprocess.run([sys.executable, "-c", program, database_url], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
