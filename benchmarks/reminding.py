"""Reminding: a tick over very many deadlines of which few are due, and very many letters at once."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import median
from uuid import uuid4

from sqlalchemy import Connection

from benchmarks.measure import WARM_UP, Figure, Work, cost, limit, seconds, side_by_side
from benchmarks.planning import COUNCILS
from benchmarks.register import filled_register, forget
from benchmarks.reminder_filling import ReminderFilling, reminder_filling
from db.engine import Database, open_database
from db.transaction import AlreadyDone, snapshot, transaction
from states.calendar import add_working_days
from templates.letters import write
from workflow.outbox import Posting, queue
from workflow.reminders import reminders

TODAY = date(2027, 3, 1)
FEW = 1_000
DUE = 100
"""How many of the open deadlines are due on a day."""

POSTING = Posting("example.dk")
LINK = "https://sag.example.dk"


def figures(*, many: int = 1_000_000, letters: int = 10_000, rounds: int = 9) -> Iterator[Figure]:
    """Every figure about reminding. At most 14 rounds: later ones would meet the next step of the first."""
    days = _days(rounds + WARM_UP)
    registers = [_register(days, DUE, count - DUE * len(days)) for count in (many, FEW + DUE * len(days))]
    try:
        with closing(open_database(str(registers[0]))) as large, closing(open_database(str(registers[1]))) as small:
            times = side_by_side(_tick(large, days, DUE), _tick(small, days, DUE), rounds=rounds)
            yield cost(f"reminders: {DUE} due of {many:,} open deadlines, against {FEW:,}", times, most=1.5)
    finally:
        for path in registers:
            forget(path)
    yield _letters(letters, rounds=max(1, rounds // 3))


def _letters(count: int, *, rounds: int) -> Figure:
    days = _days(rounds + 1)
    path = _register(days, count, 0)
    try:
        with closing(open_database(str(path))) as database:
            taken = [seconds(_tick(database, days, count), number) for number in range(rounds + 1)][1:]
    finally:
        forget(path)
    return limit(f"reminders: {count:,} letters looked for, worded and queued", median(taken), "s", below=5)


def _days(count: int) -> list[date]:
    return [add_working_days(TODAY - timedelta(days=1), number) for number in range(1, count + 1)]


def _register(days: Sequence[date], due: int, others: int) -> Path:
    return filled_register(f"remind-{due}-{others}", reminder_filling(ReminderFilling(days, due, others, COUNCILS)))


def _tick(database: Database, days: Sequence[date], due: int) -> Work:
    """Each round is another day, with as many deadlines of its own."""

    def work(number: int) -> None:
        day = days[number]
        with snapshot(database) as connection:
            batch = reminders(connection, today=day, link=LINK)
        written, now = write(batch.drafts), datetime.combine(day, time(7), UTC)

        def keep(connection: Connection) -> int:
            return len(queue(connection, written, POSTING, along=batch.along, by="clock", now=now))

        queued = transaction(database, keep, command_id=str(uuid4()), by="clock", now=now, name="reminders")
        if isinstance(queued, AlreadyDone) or queued != due:
            raise RuntimeError(f"{queued} letters were queued, and not {due}")
        _leave(database)

    return work


def _leave(database: Database) -> None:
    """The letters have left: those that lie still would be superseded by those of the next day."""
    with database.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE delivery SET state = 'sent' WHERE state = 'queued'")
