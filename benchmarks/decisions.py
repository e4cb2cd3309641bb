"""A whole durable decision, through the program and by the bare driver, on two copies of one register."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg

from benchmarks.bare import Bare
from benchmarks.filling import Filling
from benchmarks.measure import WARM_UP, Figure, Times, Work, side_by_side, throughput
from benchmarks.postgres import postgres_server, sql
from benchmarks.register import NOW, bare_line, copy_of, fill_postgres, forget, sqlite_register
from db.engine import Database, open_database
from db.transaction import transaction
from states.outcomes import Outcome
from workflow.asked import Asked
from workflow.decide import decide, decide_all

WORDS = "K22 godkendte indstillingen."
BY = "bel"
Decide = Callable[[Sequence[int]], object]


def through_workflow(database: Database) -> Decide:
    """Decides cases as `sagsgang decide` does, one commit for all of them."""

    def work(case_ids: Sequence[int]) -> object:
        asked = [Asked(case_id=case_id, outcome=Outcome.APPROVED, words=WORDS) for case_id in case_ids]
        return transaction(
            database,
            lambda connection: (
                decide_all(connection, asked, by=BY, now=NOW)
                if len(asked) > 1
                else decide(connection, asked[0], by=BY, now=NOW)
            ),
            command_id=str(uuid4()),
            by=BY,
            now=NOW,
            name="decide",
        )

    return work


def by_bare_driver(line: object, dialect: str) -> Decide:
    """Decides cases by the bare driver."""
    bare = Bare(line, dialect, BY, NOW)
    return lambda case_ids: bare.decide(case_ids, Outcome.APPROVED.value, WORDS)


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides, each on a register of its own that was the same to begin with."""

    database: Database
    line: Any
    dialect: str

    @property
    def ours(self) -> Decide:
        """Decides through the program."""
        return through_workflow(self.database)

    @property
    def theirs(self) -> Decide:
        """Decides by the bare driver."""
        return by_bare_driver(self.line, self.dialect)


@contextmanager
def sqlite_pair(cases: int, name: str = "decisions") -> Iterator[Pair]:
    """Both sides in SQLite, on the same disk with the same pragmas."""
    path = sqlite_register(name, Filling(cases=cases, here=cases, forum="K22"))
    other = copy_of(path, f"{name}-bare")
    try:
        with (
            closing(open_database(str(path))) as database,
            closing(open_database(str(other))) as same,
            closing(bare_line(same)) as line,
        ):
            yield Pair(database, line, "sqlite")
    finally:
        forget(path)
        forget(other)


@contextmanager
def postgres_pair(server: str, cases: int) -> Iterator[Pair]:
    """Both sides on one PostgreSQL server."""
    mine, other = (server.replace("DATABASE", name) for name in ("decisions", "decisions_bare"))
    for name in ("decisions", "decisions_bare"):
        sql(server, f"DROP DATABASE IF EXISTS {name}")
    sql(server, "CREATE DATABASE decisions")
    fill_postgres(mine, Filling(cases=cases, here=cases, forum="K22"))
    sql(server, "CREATE DATABASE decisions_bare TEMPLATE decisions")
    with closing(open_database(mine)) as database, closing(psycopg.connect(other)) as line:
        yield Pair(database, line, "postgresql")


def one_by_one(pair: Pair, *, rounds: int, at_once: int) -> Times:
    """Rounds of so many decisions, each in a commit of its own."""
    return _rounds(pair, rounds, at_once, [1] * at_once)


def in_one_commit(pair: Pair, *, rounds: int, at_once: int) -> Times:
    """Rounds of so many decisions in one commit."""
    return _rounds(pair, rounds, at_once, [at_once])


def _rounds(pair: Pair, rounds: int, at_once: int, commits: Sequence[int]) -> Times:
    def work(decide: Decide) -> Work:
        def round_(number: int) -> None:
            case_id = 1 + number * at_once
            for size in commits:
                decide(range(case_id, case_id + size))
                case_id += size

        return round_

    return side_by_side(work(pair.ours), work(pair.theirs), rounds=rounds)


def figures(*, rounds: int = 15, few: int = 20, many: int = 1_000) -> Iterator[Figure]:
    """The three figures about decisions; `few` a round one by one, `many` a round in one commit."""
    counted = rounds + WARM_UP
    with sqlite_pair(counted * few) as pair:
        times = one_by_one(pair, rounds=rounds, at_once=few)
        yield throughput("a decision, one commit (SQLite)", times, least=0.5, pieces=few)
    with sqlite_pair(counted * many) as pair:
        times = in_one_commit(pair, rounds=rounds, at_once=many)
        yield throughput(f"a decision, {many:,} in one commit (SQLite)", times, least=0.4, pieces=many)
    with postgres_server() as server, postgres_pair(server, counted * few) as pair:
        times = one_by_one(pair, rounds=rounds, at_once=few)
        yield throughput("a decision, one commit (PostgreSQL)", times, least=0.6, pieces=few)
