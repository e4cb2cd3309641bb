"""Holding the register against its journal: the chain, and every row that the events wrote."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from db import statements
from db.chain import GENESIS, Entry
from db.columns import instant_text
from db.engine import reason
from db.findings import Fault, Finding
from db.models import UNJOURNALLED, Row
from db.replay import Replay

T = TypeVar("T")

Anchor = tuple[int, str]
"""The number and hash of the journal's last event at some time: kept outside the database, it tells a cut or rewritten
journal from a true one."""

_STREAM = {"stream_results": True, "yield_per": 1_000}


def head(connection: Connection) -> Anchor | None:
    """The journal's end as it says itself, to be kept as an anchor; None where somebody removed it."""
    row = connection.exec_driver_sql("SELECT seq, hash FROM journal_head WHERE id = 1").one_or_none()
    return (row[0], row[1]) if row else None


def verify(connection: Connection, *, anchor: Anchor | None = None) -> list[Finding]:
    """Everything in the register that does not fit its journal; empty when all is well.

    Finds events that were edited, deleted, put in or swapped, and rows that differ from what the events wrote. With an
    anchor from before also a cut tail, a rewritten journal, and an old backup.
    """
    replay = Replay()
    findings = list(_storage(connection))
    findings += _guarded("event", _chain(connection, replay, anchor))
    for table in Row.metadata.sorted_tables:
        if table.name not in UNJOURNALLED:
            findings += _guarded(table.name, _rows(connection, replay, table.name))
    return findings


def verify_tail(connection: Connection, events: int) -> list[Finding]:
    """What is wrong with the journal's last so many events and its head: cheap, however long the journal is."""
    return list(_guarded("event", _tail(connection, events)))


def _tail(connection: Connection, events: int) -> Iterator[Finding]:
    says = head(connection)
    start = max((says[0] if says else 0) - events, 0)
    last: Anchor = (0, GENESIS)
    for entry in _entries(connection, f"WHERE seq >= {start}"):
        if entry.seq == start:  # the one before the first that is looked at
            last = (entry.seq, entry.hash)
            continue
        yield from _entry(entry, last)
        last = (entry.seq, entry.hash)
    if says != last:
        yield Finding(Fault.HEAD, journal=_anchor_text(says), stands=_anchor_text(last))


def _entries(connection: Connection, where: str = "") -> Iterator[Entry]:
    columns = ", ".join(f'"{name}"' for name in statements.table("event").columns)
    rows = connection.exec_driver_sql(f"SELECT {columns} FROM event {where} ORDER BY seq", execution_options=_STREAM)
    return (Entry(*map(_stored, row)) for row in rows)


def _guarded(table: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """A table that the database cannot read is a finding too."""
    try:
        yield from findings
    except (DBAPIError, UnicodeDecodeError) as problem:
        yield Finding(Fault.UNREADABLE, table=table, stands=reason(problem))


def _storage(connection: Connection) -> Iterator[Finding]:
    """What SQLite finds in its own pages and indexes; PostgreSQL checks its pages as it reads them."""
    if connection.dialect.name != "sqlite":
        return
    try:
        told = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    except DBAPIError as problem:
        told = [reason(problem)]
    yield from (Finding(Fault.STORAGE, stands=str(line)) for line in told if line != "ok")


def _chain(connection: Connection, replay: Replay, anchor: Anchor | None) -> Iterator[Finding]:
    last: Anchor = (0, GENESIS)
    for entry in _entries(connection):
        yield from _entry(entry, last)
        if not _holds(replay.apply, entry.payload) and _holds(Entry.is_committed, entry):
            yield Finding(Fault.PAYLOAD_CHANGED, event=entry.seq)
        if anchor and entry.seq == anchor[0] and entry.hash != anchor[1]:
            yield Finding(Fault.REWRITTEN, event=entry.seq)
        last = (entry.seq, entry.hash)
    if anchor and last[0] < anchor[0]:
        yield Finding(Fault.CUT, event=anchor[0], stands=last[0])
    if (says := head(connection)) != last:
        yield Finding(Fault.HEAD, journal=_anchor_text(says), stands=_anchor_text(last))
    yield from _counters(connection, replay)


def _counters(connection: Connection, replay: Replay) -> Iterator[Finding]:
    """A counter set back would hand out a key twice."""
    row = connection.exec_driver_sql("SELECT last_case, last_id FROM journal_head WHERE id = 1").one_or_none()
    for column, says, stands in zip(("last_case", "last_id"), replay.last_ids, row or (), strict=False):
        if says != stands:
            yield Finding(Fault.VALUE, None, "journal_head", "1", column, says, stands)


def _entry(entry: Entry, last: Anchor) -> Iterator[Finding]:
    if entry.seq != last[0] + 1:
        yield Finding(Fault.EVENT_MISSING, event=last[0] + 1, stands=_span(last[0] + 1, entry.seq - 1))
    elif entry.previous != last[1]:
        yield Finding(Fault.CHAIN_BROKEN, event=entry.seq)
    if not _holds(Entry.is_linked, entry):
        yield Finding(Fault.EVENT_CHANGED, event=entry.seq)
    if not _holds(Entry.is_committed, entry):
        yield Finding(Fault.PAYLOAD_CHANGED, event=entry.seq)


def _holds(check: Callable[[T], bool], value: T) -> bool:
    """False also where the value is of no kind that we ever wrote (a blob, a NULL, broken JSON)."""
    try:
        return check(value)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _anchor_text(anchor: Anchor | None) -> str:
    return f"event {anchor[0]} ({anchor[1]})" if anchor else "nothing"


def _rows(connection: Connection, replay: Replay, name: str) -> Iterator[Finding]:
    table = statements.table(name)
    expected = dict(replay.rows(name))
    places = [table.columns.index(column) for column in table.key]
    columns = ", ".join(f'"{column}"' for column in table.columns)
    for row in connection.exec_driver_sql(f'SELECT {columns} FROM "{name}"', execution_options=_STREAM):
        actual = tuple(map(_stored, row))
        key = tuple(actual[place] for place in places)
        journal = expected.pop(key, None)
        if journal is None:
            yield Finding(Fault.ROW_UNEXPLAINED, table=name, key=_key(key))
        elif journal != actual:
            for column, says, stands in zip(table.columns, journal, actual, strict=True):
                if says != stands:
                    yield Finding(Fault.VALUE, None, name, _key(key), column, says, stands)
    yield from (Finding(Fault.ROW_MISSING, table=name, key=_key(key)) for key in expected)


def _stored(value: Any) -> Any:
    """A value in the one form that both databases share."""
    if isinstance(value, datetime):
        return instant_text(value)
    return value.isoformat() if isinstance(value, date) else value


def _key(key: tuple[Any, ...]) -> str:
    return ", ".join(map(str, key))
