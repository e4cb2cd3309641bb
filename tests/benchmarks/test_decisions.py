"""Both sides of the decisions do the same work; only then is their ratio worth anything."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.decisions import Decide, Pair, in_one_commit, one_by_one, postgres_pair, sqlite_pair

TABLES = ("cases", "treatment", "decision", "outbox")
WRITTEN = {
    "event": "SELECT seq, kind, case_id, at, by, payload FROM event ORDER BY seq",
    "journal_head": "SELECT seq, last_case, last_id FROM journal_head",
    "command": "SELECT at, by, name FROM command ORDER BY name",
    **{table: f"SELECT * FROM {table} ORDER BY id" for table in TABLES},
}


@pytest.fixture(params=["sqlite", "postgresql"])
def pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    if request.param == "sqlite":
        with sqlite_pair(10, "decisions-test") as pair:
            yield pair
    else:
        with postgres_pair(request.getfixturevalue("postgres_server"), 10) as pair:
            yield pair


def rows(line: Any) -> dict[str, list[tuple[Any, ...]]]:
    return {name: [tuple(row) for row in line.cursor().execute(query).fetchall()] for name, query in WRITTEN.items()}


def our_line(pair: Pair) -> Any:
    """The driver's connection that the program uses: its pool has this one."""
    with pair.database.writer.connect() as connection:
        return connection.connection.driver_connection


@pytest.mark.parametrize("case_ids", [[1], [2, 3, 5]], ids=["one", "several in one commit"])
def test_both_sides_leave_the_same_rows(pair: Pair, case_ids: list[int]) -> None:
    before = rows(pair.line)
    assert rows(our_line(pair)) == before
    pair.ours(case_ids)
    pair.theirs(case_ids)
    after = rows(pair.line)
    assert rows(our_line(pair)) == after
    assert len(after["decision"]) == len(after["event"]) - len(before["event"]) == len(case_ids)


@pytest.mark.parametrize("case_ids", [[1], [2, 3, 5]], ids=["one", "several in one commit"])
def test_both_sides_send_the_same_statements(case_ids: list[int]) -> None:
    with sqlite_pair(10, "decisions-test") as pair:
        ours = sent(our_line(pair), pair.ours, case_ids)
        assert ours == sent(pair.line, pair.theirs, case_ids)
        assert ours[0] == "BEGIN"


def sent(line: Any, decide: Decide, case_ids: list[int]) -> list[str]:
    """What SQLite was told, with the values left out."""
    told: list[str] = []
    line.set_trace_callback(told.append)
    decide(case_ids)
    line.set_trace_callback(None)
    return [shape(words) for words in told]


def shape(words: str) -> str:
    """The verb and the tables that a statement reads or writes."""
    verb = words.split()[0]
    tables = re.findall(r'(?:FROM|INTO|JOIN|UPDATE) "?(\w+)"?', words)
    return " ".join([verb, *sorted(set(tables))])


def test_every_round_decides_cases_of_its_own() -> None:
    with sqlite_pair(20, "decisions-test") as pair:
        one_by_one(pair, rounds=1, at_once=2)  # and two rounds to warm up
        assert moved_on(pair.line) == [1, 2, 3, 4, 5, 6]


def test_a_round_may_be_one_commit() -> None:
    with sqlite_pair(20, "decisions-test") as pair:
        in_one_commit(pair, rounds=2, at_once=3)
        assert moved_on(our_line(pair)) == list(range(1, 13))
        assert len(rows(pair.line)["command"]) == 1 + 4


def moved_on(line: Any) -> list[int]:
    return [row[0] for row in line.execute("SELECT id FROM cases WHERE state = 'kkr' ORDER BY id")]
