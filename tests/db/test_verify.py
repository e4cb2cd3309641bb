"""Each kind of tampering is found and named. The tamperer has the database's password: triggers are switched off."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection

from db.chain import commit_to, link
from db.columns import instant_text
from db.engine import Database, open_database
from db.findings import Fault, Finding
from db.models import Row
from db.record import Event
from db.transaction import snapshot
from db.verify import head, verify
from states.errors import SagsgangError

OpenCases = Callable[[int], list[int]]
Write = Callable[..., None]
Moved = Callable[..., Event]

REQUIRED = "title, state, version, route_key, route_version, assumed, officers, journal_numbers, expected, opened_on"


@contextmanager
def tampering(database: Database) -> Iterator[Connection]:
    with database.writer.begin() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("DROP TRIGGER event_no_update")
            connection.exec_driver_sql("DROP TRIGGER event_no_delete")
        else:
            connection.exec_driver_sql("ALTER TABLE event DISABLE TRIGGER USER")
        yield connection


def findings(database: Database, *, anchor: tuple[int, str] | None = None) -> list[Finding]:
    with database.reader.begin() as connection:
        return verify(connection, anchor=anchor)


def anchor_of(database: Database) -> tuple[int, str]:
    with database.reader.begin() as connection:
        anchor = head(connection)
    assert anchor is not None
    return anchor


@pytest.fixture(autouse=True)
def history(open_cases: OpenCases, write: Write, moved: Moved) -> None:
    """Events 2 to 4 open the cases 1 to 3; event 5 moves case 2, event 6 case 3."""
    open_cases(3)
    write(moved(2, version=1), moved(3, version=1))


def test_a_register_that_nobody_touched_has_no_findings(database: Database) -> None:
    assert findings(database, anchor=anchor_of(database)) == []


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        ("UPDATE event SET \"by\" = 'x' WHERE seq = 5", [Finding(Fault.EVENT_CHANGED, event=5)]),
        ("UPDATE event SET kind = 'x' WHERE seq = 5", [Finding(Fault.EVENT_CHANGED, event=5)]),
        ("UPDATE event SET case_id = 1 WHERE seq = 5", [Finding(Fault.EVENT_CHANGED, event=5)]),
        ("UPDATE event SET at = '2020-01-01T00:00:00+00:00' WHERE seq = 5", [Finding(Fault.EVENT_CHANGED, event=5)]),
        ("UPDATE event SET salt = '00' WHERE seq = 5", [Finding(Fault.PAYLOAD_CHANGED, event=5)]),
        (
            "UPDATE event SET payload = replace(payload, 'K22', 'KKR') WHERE seq = 5",
            [
                Finding(Fault.PAYLOAD_CHANGED, event=5),
                Finding(Fault.VALUE, None, "cases", "2", "state", "KKR", "K22"),
            ],
        ),
        (
            "DELETE FROM event WHERE seq = 5",
            [
                Finding(Fault.EVENT_MISSING, event=5, stands="5"),
                Finding(Fault.VALUE, None, "cases", "2", "state", "SDF", "K22"),
                Finding(Fault.VALUE, None, "cases", "2", "version", 1, 2),
            ],
        ),
    ],
)
def test_an_event_that_was_edited_or_deleted_is_named(database: Database, tamper: str, found: list[Finding]) -> None:
    with tampering(database) as connection:
        connection.exec_driver_sql(tamper)
    assert findings(database) == found


def test_events_that_changed_places_are_named(database: Database) -> None:
    with tampering(database) as connection:
        for before, after in ((5, -1), (6, 5), (-1, 6)):
            connection.exec_driver_sql(f"UPDATE event SET seq = {after} WHERE seq = {before}")
    assert [(finding.fault, finding.event) for finding in findings(database)][:4] == [
        (Fault.CHAIN_BROKEN, 5),
        (Fault.EVENT_CHANGED, 5),
        (Fault.CHAIN_BROKEN, 6),
        (Fault.EVENT_CHANGED, 6),
    ]


def copy_at_the_end(connection: Connection) -> tuple[int, str]:
    """Put in an eighth event with a hash of its own that fits, as somebody would who knows how the chain is made."""
    row = connection.exec_driver_sql(
        'SELECT kind, case_id, at, "by", payload, salt, hash FROM event WHERE seq = 6'
    ).one()
    kind, case_id, at, by, payload, salt, previous = row
    at = at if isinstance(at, str) else instant_text(at)
    commitment = commit_to(salt, payload)
    hash_ = link(7, kind, case_id, at, by, commitment, previous)
    copied = 'kind, case_id, at, "by", payload, salt'
    connection.exec_driver_sql(
        f"INSERT INTO event (seq, {copied}, commitment, previous, hash) "
        f"SELECT 7, {copied}, '{commitment}', hash, '{hash_}' FROM event WHERE seq = 6"
    )
    return 7, hash_


def test_an_event_that_was_put_in_is_found_by_the_head(database: Database) -> None:
    before = anchor_of(database)
    with tampering(database) as connection:
        after = copy_at_the_end(connection)
    assert findings(database) == [
        Finding(Fault.HEAD, journal=f"event {before[0]} ({before[1]})", stands=f"event {after[0]} ({after[1]})")
    ]


def test_a_cut_tail_is_found_by_the_anchor(database: Database, write: Write, moved: Moved) -> None:
    old = anchor_of(database)
    write(moved(1, version=1))
    anchor = anchor_of(database)
    with tampering(database) as connection:
        connection.exec_driver_sql("DELETE FROM event WHERE seq = 7")
        connection.exec_driver_sql("UPDATE cases SET state = 'SDF', version = 1 WHERE id = 1")
        connection.exec_driver_sql(f"UPDATE journal_head SET seq = {old[0]}, hash = '{old[1]}'")
    assert findings(database) == []
    assert findings(database, anchor=anchor) == [Finding(Fault.CUT, event=7, stands=6)]


def test_a_rewritten_tail_is_found_by_the_anchor(database: Database, write: Write, moved: Moved) -> None:
    old = anchor_of(database)
    write(moved(1, version=1, state="K22"))
    anchor = anchor_of(database)
    with tampering(database) as connection:
        connection.exec_driver_sql("DELETE FROM event WHERE seq = 7")
        connection.exec_driver_sql("UPDATE cases SET state = 'SDF', version = 1 WHERE id = 1")
        connection.exec_driver_sql(f"UPDATE journal_head SET seq = {old[0]}, hash = '{old[1]}'")
    write(moved(1, version=1, state="KKR"))
    assert findings(database) == []
    assert findings(database, anchor=anchor) == [Finding(Fault.REWRITTEN, event=7)]


def test_rows_that_differ_from_the_events_are_named_with_both_values(database: Database) -> None:
    with database.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET title = 'Anden sag', assumed = NOT assumed WHERE id = 2")
        connection.exec_driver_sql("DELETE FROM cases WHERE id = 1")
        connection.exec_driver_sql(f"INSERT INTO cases (id, {REQUIRED}) SELECT 99, {REQUIRED} FROM cases WHERE id = 3")
    assert {str(finding) for finding in findings(database)} == {
        "cases 2, title: the journal says 'Sag 2', and 'Anden sag' stands there.",
        f"cases 2, assumed: the journal says False, and {1 if database.is_sqlite else True} stands there.",
        "cases 1 is missing; the journal says that it was written.",
        "cases 99 stands there, and no event wrote it.",
    }


def test_a_counter_that_was_set_back_is_named(database: Database) -> None:
    with database.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE journal_head SET last_case = 1")
    assert findings(database) == [Finding(Fault.VALUE, None, "journal_head", "1", "last_case", 3, 1)]


def test_a_removed_head_is_found(database: Database) -> None:
    anchor = anchor_of(database)
    with database.writer.begin() as connection:
        connection.exec_driver_sql("DELETE FROM journal_head")
    assert findings(database) == [Finding(Fault.HEAD, journal="nothing", stands=f"event 6 ({anchor[1]})")]


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bits_change_nothing_in_silence(database: Database, tmp_path: Path, seed: int) -> None:
    if not database.is_sqlite:
        pytest.skip("a server's files are its own")
    database.close()  # which brings everything from the write-ahead log into the file
    before = rows(database.place)
    chance = random.Random(seed)
    content = Path(database.place).read_bytes()
    for number in range(25):
        damaged = bytearray(content)
        damaged[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path = tmp_path / f"{number}.db"
        path.write_bytes(damaged)
        assert is_reported(str(path)) or rows(str(path)) == before


def rows(path: str) -> list[list[tuple[object, ...]]]:
    """Every row of every table but the commands', which no event explains."""
    database = open_database(path)
    try:
        with database.reader.begin() as connection:
            names = sorted(set(Row.metadata.tables) - {"command"})
            return [[tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')] for name in names]
    finally:
        database.close()


def is_reported(path: str) -> bool:
    try:
        database = open_database(path)
    except SagsgangError:
        return True
    try:
        with snapshot(database) as connection:
            return verify(connection) != []
    except SagsgangError:
        return True
    finally:
        database.close()


def test_values_of_a_kind_that_nobody_writes_are_findings_and_no_crash(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL keeps its types")
    with tampering(database) as connection:
        connection.exec_driver_sql("UPDATE event SET payload = x'ff00' WHERE seq = 5")
        connection.exec_driver_sql("UPDATE event SET \"by\" = x'ff00' WHERE seq = 6")
        connection.exec_driver_sql("UPDATE forum SET name = CAST(x'ff' AS TEXT) WHERE id = 1")
    assert [(finding.fault, finding.event, finding.table) for finding in findings(database)] == [
        (Fault.PAYLOAD_CHANGED, 5, None),
        (Fault.EVENT_CHANGED, 6, None),
        (Fault.VALUE, None, "cases"),
        (Fault.VALUE, None, "cases"),
        (Fault.UNREADABLE, None, "forum"),
    ]
