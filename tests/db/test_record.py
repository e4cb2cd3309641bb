from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from db.batches import Plan
from db.engine import Database
from db.errors import Conflict
from db.record import Event, Insert, Ledger, Update, begin_command, lock_cases
from db.verify import verify

OpenCases = Callable[[int], list[int]]
Moved = Callable[..., Event]
Write = Callable[..., None]


def states(connection: Connection) -> list[tuple[int, str, int]]:
    return [tuple(row) for row in connection.exec_driver_sql("SELECT id, state, version FROM cases ORDER BY id")]


def test_events_write_their_rows_and_the_journal_explains_them(
    database: Database, write: Write, open_cases: OpenCases, moved: Moved
) -> None:
    assert open_cases(2) == [1, 2]
    write(moved(2, version=1))
    with database.reader.begin() as connection:
        assert states(connection) == [(1, "SDF", 1), (2, "K22", 2)]
        kinds = connection.exec_driver_sql('SELECT seq, kind, case_id, "by" FROM event ORDER BY seq').all()
        assert [tuple(row) for row in kinds] == [
            (1, "register_created", None, "test"),
            (2, "opened", 1, "bel"),
            (3, "opened", 2, "bel"),
            (4, "moved", 2, "bel"),
        ]
        assert verify(connection) == []


def test_who_looked_before_somebody_else_wrote_gets_a_conflict_that_names_the_case(
    database: Database, write: Write, open_cases: OpenCases, moved: Moved
) -> None:
    open_cases(3)
    write(moved(2, version=1))
    with pytest.raises(Conflict) as conflict:
        write(*(moved(number, version=1, state="KKR") for number in (1, 2, 3)))
    assert str(conflict.value) == (
        "Somebody else changed case 2 meanwhile. Look at it again and repeat. Nothing was written."
    )
    with database.reader.begin() as connection:
        assert states(connection) == [(1, "SDF", 1), (2, "K22", 2), (3, "SDF", 1)]
        assert verify(connection) == []


def test_nothing_is_written_when_the_block_raises(database: Database, now: datetime, open_cases: OpenCases) -> None:
    open_cases(1)
    with database.writer.begin() as connection:
        with suppress(RuntimeError), Ledger.open(connection, by="bel", now=now) as ledger:
            ledger.add(Event("moved", 1, {}, (Update("cases", {"id": 1}, {"state": "KKR"}),)))
            raise RuntimeError
        assert states(connection) == [(1, "SDF", 1)]


def test_two_changes_of_one_row_keep_their_order() -> None:
    first = Update("cases", {"id": 1}, {"state": "K22"})
    second = Update("cases", {"id": 1}, {"state": "KKR", "version": 2})
    plan = Plan(
        [
            Event("moved", 1, {}, (first, second, first)),
            Event("moved", 2, {}, (Update("cases", {"id": 2}, {"state": "K22"}),)),
        ]
    )
    assert [(batch.columns, batch.rows) for batch in plan.batches] == [
        (("state",), [("K22", 1)]),
        (("state", "version"), [("KKR", 2, 1)]),
        (("state",), [("K22", 1), ("K22", 2)]),
    ]


def test_rows_are_put_in_after_those_that_they_refer_to() -> None:
    task = Insert("task", {"id": 2, "case_id": 1, "words": "Spørg KL"})
    case = Insert("cases", {"id": 1, "title": "Sag", "state": "draft", "route_key": "kkr", "route_version": 1})
    assert [batch.table for batch in Plan([Event("opened", 1, {}, (task, case))]).batches] == ["cases", "task"]


@pytest.mark.parametrize(
    "write",
    [
        Insert("cases", {"id": 1, "titel": "Sag"}),
        Update("cases", {"id": 1}, {"stat": "K22"}),
        Update("cases", {"id": 1}, {"state": "K22"}, {"versoin": 1}),
        Update("cases", {"title": "Sag"}, {"state": "K22"}),
        Update("cases", {"id": 1}, {}),
    ],
)
def test_a_write_that_names_no_column_or_no_key_is_refused(write: Insert | Update) -> None:
    with pytest.raises(ValueError, match="cases"):
        Plan([Event("moved", 1, {}, (write,))])


def test_a_value_comes_back_as_it_was_written(
    database: Database, now: datetime, write: Write, open_cases: OpenCases
) -> None:
    open_cases(1)
    words = {"text": "Børn & unge – «20. juni» 𝄞", "rows": [["a", None], ["æ", 1]], "on": date(2023, 6, 20)}
    letter = {"id": 100, "key": "k", "case_id": 1, "kind": "notice", "payload": words, "queued_at": now}
    write(Event("queued", 1, {}, (Insert("outbox", letter),)))
    from_table = "SELECT payload, state FROM outbox"
    with database.reader.begin() as connection:
        assert tuple(connection.exec_driver_sql(from_table).one()) == (
            '{"on":"2023-06-20","rows":[["a",null],["æ",1]],"text":"Børn & unge – «20. juni» 𝄞"}',
            "queued",
        )
        assert verify(connection) == []


def test_a_command_begins_once(database: Database, now: datetime) -> None:
    with database.writer.begin() as connection:
        assert [begin_command(connection, "c-1", by="bel", now=now, name="decide") for _ in range(2)] == [True, False]


def test_a_ledger_needs_a_transaction(database: Database, now: datetime) -> None:
    with database.writer.connect() as connection, pytest.raises(RuntimeError):
        Ledger.open(connection, by="bel", now=now)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET kind = 'x' WHERE seq = 1",
        "DELETE FROM event WHERE seq = 1",
        "TRUNCATE event",
    ],
)
def test_the_database_itself_refuses_to_change_the_journal(database: Database, statement: str) -> None:
    if database.is_sqlite and statement.startswith("TRUNCATE"):
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DBAPIError, match="the journal is append-only"), database.writer.begin() as connection:
        connection.exec_driver_sql(statement)


def test_the_case_is_locked_before_the_head_of_the_journal(
    database: Database, now: datetime, open_cases: OpenCases
) -> None:
    """On PostgreSQL by row locks in that order; on SQLite the transaction is the lock."""
    open_cases(1)
    with database.writer.begin() as first, database.writer.connect() as second:
        lock_cases(first, (1,))
        if database.is_sqlite:
            second.connection.cursor().execute("PRAGMA busy_timeout=0")
            with pytest.raises(database.writer.dialect.loaded_dbapi.Error, match="locked"):
                second.begin()
            return
        second.begin()
        Ledger.open(second, by="snm", now=now)  # another case's writer may have the head …
        second.rollback()
        second.begin()
        second.exec_driver_sql("SET lock_timeout = '50ms'")
        with pytest.raises(database.writer.dialect.loaded_dbapi.Error, match="lock timeout"):
            lock_cases(second, (1,))  # … but the same case's writer waits here


def test_begin_is_immediate_for_writers_and_plain_for_readers(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("SQLite's trap: a plain BEGIN takes no lock, and a later write fails or is lost")
    sent: list[str] = []
    for engine in (database.writer, database.reader):
        with engine.connect() as connection:
            line: Any = connection.connection.driver_connection
            line.set_trace_callback(sent.append)
            with connection.begin():
                connection.exec_driver_sql("SELECT 1")
    assert sent == ["BEGIN IMMEDIATE", "SELECT 1", "COMMIT", "BEGIN", "SELECT 1", "COMMIT"]
