"""The next agenda of a forum out of few cases and out of very many; and the memory that it takes."""

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.child import answer, run_child
from benchmarks.filling import Filling
from benchmarks.measure import Figure, Work, cost, limit, peak_memory, side_by_side
from benchmarks.register import forget, sqlite_register
from db.engine import Database, open_database
from db.transaction import snapshot
from workflow.agenda import next_agenda

FORUM, WAITING = "KKR", 15


def agenda(database: Database) -> Work:
    """Puts the next agenda together."""

    def work(_round: int) -> None:
        with snapshot(database) as connection:
            made = next_agenda(connection, FORUM)
        if sum(1 for item in made.paper.items if item.case_id) != WAITING:
            raise RuntimeError(f"the agenda holds not the {WAITING} cases that wait")

    return work


def figures(*, few: int = 1_000, many: int = 1_000_000, rounds: int = 40) -> Iterator[Figure]:
    """Both figures about agendas."""
    small, large = (
        sqlite_register(f"agenda-{cases}", Filling(cases=cases, here=WAITING, forum=FORUM)) for cases in (few, many)
    )
    try:
        with closing(open_database(str(large))) as ours, closing(open_database(str(small))) as theirs:
            times = side_by_side(agenda(ours), agenda(theirs), rounds=rounds)
        yield cost(f"the next agenda out of {many:,} cases, against {few:,}", times, most=1.5)
        memory = run_child("benchmarks.agendas", large)["mib"]
        yield limit(f"the next agenda out of {many:,} cases, peak memory", memory, "MiB", below=200)
    finally:
        forget(small)
        forget(large)


def child(path: Path) -> dict[str, float]:
    """One agenda in a process of its own, and the memory that it took."""
    with closing(open_database(str(path))) as database:
        agenda(database)(0)
    return {"mib": peak_memory()}


if __name__ == "__main__":
    answer(child(Path(sys.argv[1])))
