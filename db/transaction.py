"""The edge of every write: one transaction, one command id, and the retries that nobody needs to see."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from db.engine import Database, reason
from db.errors import Unavailable
from db.record import begin_command

T = TypeVar("T")

PAUSES = (0.02, 0.1, 0.3, 1.0, 2.0)
"""Seconds before each new try. A writer that waits for another waits inside the database, not here."""

PATIENCE = 60.0
"""Seconds after which no new try begins."""

_PASSING = frozenset({"40001", "40P01", "55P03", "23505"})
"""PostgreSQL's serialization failure, deadlock, lock not available, and a key that another writer took first (the next
try sees that row). Source: PostgreSQL manual, appendix A."""


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
        if not begin_command(connection, command_id, by=by, now=now, name=name):
            return AlreadyDone(command_id)
        return work(connection)

    until = time.monotonic() + PATIENCE
    pauses = iter(PAUSES)
    while True:
        try:
            return _commit(database, once)
        except _driver_error(database) as problem:
            pause = next(pauses, None)
            if pause is None or time.monotonic() > until or not _passes(database, problem):
                raise _told(database, problem) from problem
        time.sleep(pause)


def _driver_error(database: Database) -> tuple[type[Exception], ...]:
    """What the driver raises, wrapped by SQLAlchemy or (from our own statements) bare."""
    return (DBAPIError, database.writer.dialect.loaded_dbapi.Error)


def _commit(database: Database, once: Callable[[Connection], T]) -> T:
    with database.writer.connect() as connection:
        try:
            with connection.begin():
                return once(connection)
        except _driver_error(database) as problem:
            if _lost(database, problem) and not connection.invalidated:
                connection.invalidate()  # or the pool would try to roll back on a dead line, and log a traceback
            raise


def _bare(problem: Exception) -> BaseException:
    return (problem.orig or problem) if isinstance(problem, DBAPIError) else problem


def _lost(database: Database, problem: Exception) -> bool:
    if isinstance(problem, DBAPIError) and problem.connection_invalidated:
        return True
    bare = _bare(problem)
    dialect = database.writer.dialect
    return isinstance(bare, dialect.loaded_dbapi.Error) and dialect.is_disconnect(bare, None, None)


def _passes(database: Database, problem: Exception) -> bool:
    """Whether a new try may succeed."""
    bare = _bare(problem)
    if database.is_sqlite:
        return "locked" in str(bare)
    return getattr(bare, "sqlstate", None) in _PASSING or _lost(database, problem)


def _told(database: Database, problem: Exception) -> Exception:
    """What a person is told. A statement that is wrong in itself is our mistake and stays as it is."""
    driver = database.writer.dialect.loaded_dbapi
    ours = (IntegrityError, ProgrammingError, driver.IntegrityError, driver.ProgrammingError)
    return problem if isinstance(problem, ours) else Unavailable(database.place, reason(problem))
