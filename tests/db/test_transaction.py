import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection

from db.engine import Database
from db.errors import Conflict, Unavailable
from db.record import Event, Ledger, lock_cases
from db.transaction import AlreadyDone, snapshot, transaction
from db.verify import verify

OpenCases = Callable[[int], list[int]]
Moved = Callable[..., Event]
ROOT = Path(__file__).parents[2]


class Mover:
    """Work that moves case 1 on, and first fails as often as it is told to."""

    def __init__(self, now: datetime, moved: Moved, *failures: Callable[[Connection], object]) -> None:
        self.now, self.moved, self.failures, self.tries = now, moved, list(failures), 0

    def __call__(self, connection: Connection) -> str:
        self.tries += 1
        lock_cases(connection, (1,))
        version = connection.exec_driver_sql("SELECT version FROM cases WHERE id = 1").scalar_one()
        with Ledger.open(connection, by="bel", now=self.now) as ledger:
            ledger.add(self.moved(1, version))
        if self.failures:
            self.failures.pop(0)(connection)
        return "done"


def cut_the_line(connection: Connection) -> None:
    pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    with connection.engine.connect() as other:
        other.exec_driver_sql(f"SELECT pg_terminate_backend({pid}, 1000)")


def run(
    database: Database, work: Callable[[Connection], str], now: datetime, command_id: str = "c-1"
) -> str | AlreadyDone:
    return transaction(database, work, command_id=command_id, by="bel", now=now, name="decide")


def version_of_case_1(database: Database) -> int:
    with database.reader.begin() as connection:
        assert verify(connection) == []
        return int(connection.exec_driver_sql("SELECT version FROM cases WHERE id = 1").scalar_one())


def test_a_command_is_applied_once_however_often_it_is_sent(
    database: Database, now: datetime, open_cases: OpenCases, moved: Moved
) -> None:
    open_cases(1)
    work = Mover(now, moved)
    answers = [run(database, work, now) for _ in range(3)]
    assert answers == ["done", AlreadyDone("c-1"), AlreadyDone("c-1")]
    assert version_of_case_1(database) == 2


def test_a_lost_line_before_the_commit_is_tried_again_and_applied_once(
    database: Database, now: datetime, open_cases: OpenCases, moved: Moved, caplog: pytest.LogCaptureFixture
) -> None:
    if database.is_sqlite:
        pytest.skip("a file has no line to lose")
    open_cases(1)
    work = Mover(now, moved, cut_the_line, cut_the_line)
    assert run(database, work, now) == "done"
    assert (work.tries, version_of_case_1(database), caplog.records) == (3, 2, [])


def test_a_lost_answer_to_the_commit_is_not_applied_twice(
    database: Database, now: datetime, open_cases: OpenCases, moved: Moved
) -> None:
    if database.is_sqlite:
        pytest.skip("a file has no line to lose")
    open_cases(1)

    def commit_and_cut(connection: Connection) -> None:
        connection.connection.cursor().execute("COMMIT")
        cut_the_line(connection)

    work = Mover(now, moved, commit_and_cut)
    assert run(database, work, now) == AlreadyDone("c-1")
    assert (work.tries, version_of_case_1(database)) == (1, 2)


def test_what_the_work_raises_is_raised_and_the_command_may_come_again(
    database: Database, now: datetime, open_cases: OpenCases, moved: Moved
) -> None:
    open_cases(1)

    def stale(connection: Connection) -> str:
        with Ledger.open(connection, by="bel", now=now) as ledger:
            ledger.add(moved(1, version=7))
        return "done"

    with pytest.raises(Conflict, match="case 1"):
        run(database, stale, now)
    assert run(database, Mover(now, moved), now) == "done"


def test_a_database_that_refuses_is_told_in_one_sentence(database: Database, now: datetime) -> None:
    def refused(connection: Connection) -> str:
        connection.exec_driver_sql("PRAGMA query_only=ON" if database.is_sqlite else "SET TRANSACTION READ ONLY")
        with Ledger.open(connection, by="bel", now=now) as ledger:
            ledger.add(Event("noted", None))
        return "done"

    with pytest.raises(Unavailable, match=r"^The register at .* could not be used: .*\. Nothing was written\.$"):
        run(database, refused, now)


def test_a_register_that_is_damaged_while_we_read_is_told_in_one_sentence(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("a file can be damaged under our feet")
    path = Path(database.place)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"x" * (path.stat().st_size - 4096))
    with pytest.raises(Unavailable, match=r"could not be used: .*malformed"), snapshot(database) as connection:
        connection.exec_driver_sql("SELECT * FROM event")


WRITER = """
import sys
from datetime import UTC, datetime
from db.engine import open_database
from db.errors import Conflict
from db.record import Event, Ledger, Update, lock_cases
from db.transaction import transaction

url, name = sys.argv[1:]
database = open_database(url)
now = datetime(2026, 11, 21, tzinfo=UTC)

def decide(case_id, looked_at):
    def work(connection):
        lock_cases(connection, (case_id,))
        version = looked_at or connection.exec_driver_sql(f"SELECT version FROM cases WHERE id={case_id}").scalar_one()
        with Ledger.open(connection, by=name, now=now) as ledger:
            change = Update("cases", {"id": case_id}, {"version": version + 1}, {"version": version})
            ledger.add(Event("moved", case_id, {}, (change,)))
        return 1
    return work

won = 0
for number in range(40):
    # Half of the commands look afresh and always win; half insist on the first version, and one process wins.
    case_id, looked_at = (number % 5 + 1, None) if number % 2 else (number % 5 + 6, 1)
    work, command_id = decide(case_id, looked_at), f"{name}-{number}"
    try:
        won += transaction(database, work, command_id=command_id, by=name, now=now, name="decide")
    except Conflict:
        pass
print(won)
"""


def test_eight_processes_lose_nothing_and_each_case_has_one_winner(
    database: Database, database_url: str, open_cases: OpenCases
) -> None:
    open_cases(10)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, database_url, f"p{number}"],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for number in range(8)
    ]  # fmt: skip
    results = [process.communicate(timeout=120) for process in processes]
    assert [told for _, told in results] == [""] * 8
    with database.reader.begin() as connection:
        assert verify(connection) == []
        versions = dict(tuple(row) for row in connection.exec_driver_sql("SELECT id, version FROM cases").all())
        moves = connection.exec_driver_sql("SELECT count(*) FROM event WHERE kind = 'moved'").scalar_one()
    assert {versions[case_id] for case_id in range(6, 11)} == {2}
    assert sum(versions.values()) - 10 == moves == sum(int(won) for won, _ in results) == 8 * 20 + 5
