"""The one writer: everything that is written to the register is written here, with the event that explains it.

    with Ledger.open(connection, by="bel", now=now) as ledger:
        ledger.add(Event("decided", case_id, facts, (Update("cases", {"id": 7}, {"version": 3}, {"version": 2}), …)))

A ledger collects events and writes them when it closes: one statement for each table and shape, however many events
there are. Nothing is written when the block raises. The caller owns the transaction (db/transaction.py).
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from secrets import token_hex
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPICursor

from db import statements
from db.batches import Batch, Plan
from db.chain import commit_to, link
from db.columns import instant_text
from db.errors import Conflict, NoRegister
from db.statements import Stored
from db.writes import Event, Insert, Update, Write
from states.crashpoint import crashpoint

__all__ = ["Event", "Insert", "Ledger", "Update", "Write", "begin_command", "lock_cases"]

_HEAD = ("seq", "hash", "last_case", "last_id")

SALT_BYTES = 16
"""Enough that a short payload cannot be guessed from its commitment."""


def lock_cases(connection: Connection, case_ids: Iterable[int]) -> None:
    """Hold these cases until the transaction ends. Before `Ledger.open`, always, so that no two writers wait in a ring.

    SQLite has one writer at a time anyway.
    """
    wanted = sorted(set(case_ids))
    if connection.dialect.name == "postgresql" and wanted:
        _cursor(connection).execute("SELECT id FROM cases WHERE id = ANY(%s) ORDER BY id FOR UPDATE", (wanted,))


def begin_command(connection: Connection, command_id: str, *, by: str, now: datetime, name: str) -> bool:
    """Note that this command is being applied; False when it was applied before."""
    table = statements.table("command")
    values = table.stored({"id": command_id, "at": now, "by": by, "name": name}, table.columns)
    cursor = _cursor(connection)
    cursor.execute(f"{statements.insert(connection.dialect.name, table.name)} ON CONFLICT DO NOTHING", values)
    return cursor.rowcount == 1


def _cursor(connection: Connection) -> DBAPICursor:
    """The driver's own cursor: our statements are text already, and every layer above costs as much as the work."""
    return connection.connection.cursor()


class Ledger:
    """Journalen, open for writing: holds the chain's head, hands out ids, and writes the events when it closes."""

    def __init__(self, connection: Connection, head: tuple[int, str, int, int], *, by: str, now: datetime) -> None:
        """Use `open`."""
        self._connection = connection
        self._seq, self._hash, self._last_case, self._last_id = head
        self._by, self._at = by, instant_text(now)
        self._events: list[Event] = []

    @classmethod
    def open(cls, connection: Connection, *, by: str, now: datetime) -> Self:
        """Lock the journal's head and read it. The connection must be in a transaction, its cases locked before."""
        if not connection.in_transaction():
            raise RuntimeError("A ledger needs a transaction: without one each statement would commit by itself.")
        lock = " FOR UPDATE" if connection.dialect.name == "postgresql" else ""
        cursor = _cursor(connection)
        cursor.execute(f"SELECT seq, hash, last_case, last_id FROM journal_head WHERE id = 1{lock}")
        head = cursor.fetchone()
        if head is None:
            raise NoRegister(str(connection.engine.url.render_as_string(hide_password=True)))
        crashpoint("ledger.opened")
        return cls(connection, tuple(head), by=by, now=now)

    def next_case_id(self) -> int:
        """The number of a new case; cases count by themselves, so that people see 1, 2, 3."""
        self._last_case += 1
        return self._last_case

    def next_id(self) -> int:
        """The key of a new row in any other table."""
        self._last_id += 1
        return self._last_id

    def add(self, event: Event) -> None:
        """Note an event; it is written when the ledger closes."""
        self._events.append(event)

    def close(self) -> None:
        """Write what was added. Raises Conflict where a row was not as expected."""
        events, self._events = self._events, []
        if not events:
            return
        plan, dialect = Plan(events, (self._last_case, self._last_id)), self._connection.dialect.name
        entries = [self._entry(event, payload) for event, payload in zip(events, plan.payloads, strict=True)]
        end = (self._seq, self._hash, self._last_case, self._last_id, 1)
        with _together(self._connection):
            written = [(self._run(batch.statement(dialect), batch.rows), batch) for batch in plan.batches]
            crashpoint("ledger.rows")
            self._run(statements.insert(dialect, "event"), entries)
            crashpoint("ledger.journal")
            self._run(statements.update(dialect, "journal_head", _HEAD, ("id",)), [end])
        for cursor, batch in written:
            if batch.condition and cursor.rowcount != len(batch.rows):
                raise Conflict(_losers(cursor, dialect, batch))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, at: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()

    def _entry(self, event: Event, payload: str) -> tuple[Stored, ...]:
        """The journal's row for an event, in the order of the table's columns; the chain moves on by one."""
        salt = token_hex(SALT_BYTES)
        commitment = commit_to(salt, payload)
        self._seq, previous = self._seq + 1, self._hash
        self._hash = link(self._seq, event.kind, event.case_id, self._at, self._by, commitment, previous)
        start = (self._seq, event.case_id, event.kind, self._at, self._by)
        return (*start, payload, salt, commitment, previous, self._hash)

    def _run(self, statement: str, rows: list[tuple[Stored, ...]]) -> DBAPICursor:
        """Run a statement for each row; how many rows it hit is known when all of them have been sent."""
        cursor = _cursor(self._connection)
        if len(rows) == 1:  # executemany has a price of its own
            cursor.execute(statement, rows[0])
        elif rows:
            cursor.executemany(statement, rows)
        return cursor


def _together(connection: Connection) -> AbstractContextManager[object]:
    """Sends what is run inside in one go where the database is at the end of a line (psycopg's pipeline mode)."""
    if connection.dialect.name != "postgresql":
        return nullcontext()
    line: Any = connection.connection.driver_connection
    pipeline: AbstractContextManager[object] = line.pipeline()
    return pipeline


def _losers(cursor: DBAPICursor, dialect: str, batch: Batch) -> str:
    """The cases whose rows do not stand as the batch would have left them."""
    key = tuple(name for name in batch.condition if name in statements.table(batch.table).key)
    question = statements.exists(dialect, batch.table, batch.columns + key)
    width = len(batch.columns) + len(key)
    lost: set[int | None] = set()
    for row, case_id in zip(batch.rows, batch.cases, strict=True):
        cursor.execute(question, row[:width])
        if cursor.fetchone() is None:
            lost.add(case_id)
    numbers = sorted(case_id for case_id in lost if case_id is not None)
    return f"case {', '.join(map(str, numbers))}" if numbers else f"the same {batch.table.replace('_', ' ')}"
