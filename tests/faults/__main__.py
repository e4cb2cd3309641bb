"""What happens when things break, at full size: `make faults` prints it. Ends in 1 at the first thing that is lost."""

import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from benchmarks.postgres import postgres_server, sql
from db.create import create
from db.engine import open_database
from states.crashpoint import POINTS
from tests.faults import test_smtp
from tests.faults.house import House
from tests.faults.nursery import Nursery
from tests.faults.trials import (
    SECOND,
    STEPS,
    killed_at_each_point,
    killed_at_random,
    killed_while_the_server_waits,
    queued_side_by_side,
    sent_side_by_side,
)
from tests.mail.faults import mail_room
from tests.workflow.office import Office

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
WIDTHS = (12, 24, 62)
Trial = Callable[[House], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of database: its name, how a new register of it is made, and who works on it."""

    name: str
    fresh: Callable[[], str]
    nursery: Nursery


def each_point(house: House) -> tuple[str, str]:
    first = killed_at_each_point(house, 2)
    second = killed_at_each_point(house, 2, SECOND)
    copies = sum(first.values()) + sum(second.values())
    return f"kill -9 at each of {len(POINTS)} points, at the 1st and 2nd time", _whole(copies)


def in_conversation(house: House) -> tuple[str, str]:
    copies = killed_while_the_server_waits(house, 2)
    return f"kill -9 at each of {len(STEPS)} steps of the talk with a mail server", _whole(sum(copies.values()))


def at_random(house: House) -> tuple[str, str]:
    copies = killed_at_random(house, cases=61, letters=10, seed=20270301)
    return "610 letters of 61 decisions, 60 kills at random", _whole(copies)


def senders(house: House) -> tuple[str, str]:
    sent_side_by_side(house, 4, 600)
    return "4 senders on one outbox of 600 letters", "each sent once"


def queuers(house: House) -> tuple[str, str]:
    queued_side_by_side(house, 4, 600)
    return "4 processes queue the same 600 letters", "each queued once, sent once"


TRIALS: tuple[tuple[str, Trial], ...] = (
    ("crash", each_point),
    ("crash", in_conversation),
    ("crash", at_random),
    ("concurrency", senders),
    ("concurrency", queuers),
)


def main() -> None:
    logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)  # the server's own word on each fault
    _row("area", "database", "load", "result")
    with tempfile.TemporaryDirectory(prefix="faults-") as folder, _kinds(Path(folder)) as kinds:
        for area, trial in TRIALS:
            for kind in kinds:
                _print_trial(area, kind, trial)
        _print_smtp(Path(folder), kinds[0])


def _print_trial(area: str, kind: Kind, trial: Trial) -> None:
    begin = time.monotonic()
    with mail_room() as room:
        load, result = trial(House(kind.nursery, room, kind.fresh()))
    _row(area, kind.name, load, f"{result} ({time.monotonic() - begin:.0f} s)")


def _print_smtp(folder: Path, kind: Kind) -> None:
    for trouble in test_smtp.TROUBLES:
        with _office(kind) as office:
            test_smtp.test_a_fault_costs_no_letter(office, trouble, folder)
    _row("SMTP", kind.name, f"{len(test_smtp.TROUBLES)} faults, 3 letters each", "0 lost, each arrives")
    with _office(kind) as office:
        test_smtp.test_three_days_without_a_server_lose_nothing_and_each_letter_keeps_its_own_date(office)
    _row("SMTP", kind.name, "nobody answers for 72 hours", "0 lost, each with its own date")


@contextmanager
def _office(kind: Kind) -> Iterator[Office]:
    database = open_database(kind.fresh())
    try:
        yield Office(database, date(2027, 3, 1))
    finally:
        database.close()


@contextmanager
def _kinds(folder: Path) -> Iterator[tuple[Kind, ...]]:
    template = folder / "template.db"
    _make(str(template))
    numbers = count(1)

    def copied() -> str:
        return str(shutil.copy(template, folder / f"register-{next(numbers)}.db"))

    with postgres_server() as server:

        def made() -> str:
            name = f"register_{next(numbers)}"
            sql(server, f"CREATE DATABASE {name}")
            _make(address := server.replace("DATABASE", name))
            return address

        nurseries = [Nursery(Path(copied()), stock_driver=stock) for stock in (False, True)]
        yield (
            Kind("SQLite, WAL", copied, nurseries[0]),
            Kind("SQLite, rollback journal", copied, nurseries[1]),
            Kind("PostgreSQL", made, nurseries[0]),
        )
        for nursery in nurseries:
            nursery.close()


def _make(url: str) -> None:
    database = open_database(url, new=True)
    create(database, by="faults", now=NOW)
    database.close()


def _whole(copies: int) -> str:
    return f"0 lost, 0 half, {copies} second copies under the same Message-ID"


def _row(*cells: str) -> None:
    padded = [cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=False)]
    print("  ".join([*padded, cells[-1]]), flush=True)


if __name__ == "__main__":
    main()
