"""The edge of every write: one transaction, one command id, and the retries that nobody needs to see."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPIModule
from sqlalchemy.exc import DBAPIError

from db.engine import Database, reason
from db.errors import Unavailable
from db.record import begin_command
from states.crashpoint import crashpoint

T = TypeVar("T")

PAUSES = (0.02, 0.1, 0.3, 1.0, 2.0)
"""Seconds before each new try. A writer that waits for another waits inside the database, not here."""

PATIENCE = 60.0
"""Seconds after which no new try begins."""

_PASSING = frozenset({"40001", "40P01", "55P03", "57P01", "57P02", "57P03", "23505"})
"""PostgreSQL's serialization failure, deadlock, lock not available, shutdowns, and a key that another writer took first
(the next try sees that row). Source: PostgreSQL manual, appendix A."""


@dataclass(frozen=True, slots=True)
class AlreadyDone:
    """The command was applied before (its answer was lost, or it was sent twice); nothing was done now."""

    command_id: str


def transaction(
    database: Database, work: Callable[[Connection], T], *, command_id: str, by: str, now: datetime, name: str
) -> T | AlreadyDone:
    """Do `work` in one transaction, exactly once however often it is tried.

    `work` must do nothing outside the database, since it may run more than once. `name`: what the command is called.
    Raises what `work` raises, and Unavailable when the database goes on refusing.
    """

    def once(connection: Connection) -> T | AlreadyDone:
        crashpoint("transaction.begun")
        if not begin_command(connection, command_id, by=by, now=now, name=name):
            return AlreadyDone(command_id)
        crashpoint("transaction.noted")
        return work(connection)

    until = time.monotonic() + PATIENCE
    pauses = iter(PAUSES)
    while True:
        try:
            return _commit(database, once)
        except (DBAPIError, _driver(database).Error) as problem:
            pause = next(pauses, None)
            if pause is None or time.monotonic() > until or not _passes(database, problem):
                raise _told(database, problem) from problem
        time.sleep(pause)


@contextmanager
def snapshot(database: Database) -> Iterator[Connection]:
    """A connection for reads that all see the register as it stood at the first of them.

    Raises Unavailable for what the database refuses, and what the block raises.
    """
    with plainly(database), database.reader.connect() as connection:
        connection.begin()
        yield connection  # closing rolls back: there is nothing to commit, and so nothing that could fail


@contextmanager
def plainly(database: Database) -> Iterator[None]:
    """Makes what the driver raises inside into one sentence: Unavailable."""
    try:
        yield
    except (DBAPIError, _driver(database).Error) as problem:
        raise _told(database, problem) from problem


def _driver(database: Database) -> DBAPIModule:
    """Our own statements go to the driver bare, so its errors come bare too; SQLAlchemy's reads wrap them."""
    return database.writer.dialect.loaded_dbapi


def _commit(database: Database, once: Callable[[Connection], T]) -> T:
    with database.writer.connect() as connection:
        line = connection.connection.dbapi_connection
        transaction = connection.begin()
        try:
            answer = once(connection)
            crashpoint("transaction.committing")
            transaction.commit()
            crashpoint("transaction.committed")
            return answer
        except BaseException as problem:
            if _is_lost(database, problem, line):
                connection.invalidate()  # nothing can be rolled back on a dead line
            else:
                transaction.rollback()
            raise


def _bare(problem: BaseException) -> BaseException:
    return (problem.orig or problem) if isinstance(problem, DBAPIError) else problem


def _is_lost(database: Database, problem: BaseException, line: DBAPIConnection | None) -> bool:
    bare = _bare(problem)
    return isinstance(bare, _driver(database).Error) and database.writer.dialect.is_disconnect(bare, line, None)


def _passes(database: Database, problem: Exception) -> bool:
    """Whether a new try may succeed."""
    bare = _bare(problem)
    if database.is_sqlite:
        return "locked" in str(bare)
    state = getattr(bare, "sqlstate", None)
    # No code from the server: the line broke, or the server is starting again.
    return state in _PASSING or (state is None and isinstance(bare, _driver(database).OperationalError))


def _told(database: Database, problem: Exception) -> Exception:
    """What a person is told. A statement that is wrong in itself is our mistake and stays as it is."""
    driver = _driver(database)
    ours = (driver.IntegrityError, driver.ProgrammingError)
    return problem if isinstance(_bare(problem), ours) else Unavailable(database.place, reason(problem))
