"""A rehearsal: the coming days played one by one as if they had come, to see which letters would leave.

All of it in one transaction that the caller rolls back. Nothing leaves, and nothing is kept.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, TypeVar

from sqlalchemy import Connection

from db.beats import beat
from db.deliveries import count_as_sent
from db.queries.rehearsal import last_letter, letters_after
from states.beats import CLOCK
from states.calendar import ONE_DAY, is_working_day
from states.zone import ZONE
from workflow.clock import Ticker, Work, tick
from workflow.deeds import do_all

T = TypeVar("T")

MORNING = time(7)
"""When the clock of a rehearsal ticks, local time."""

HOLDER, BY = "rehearsal", "rehearsal"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A letter as it would leave: on which day, to whom, about what. `failure`: why it could not be worded."""

    on: date
    to: str
    name: str
    kind: str
    subject: str
    case: int | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a rehearsal showed: the letters, what else the clock would do, and what it could not."""

    letters: tuple[Foreseen, ...]
    done: tuple[str, ...]
    failures: tuple[str, ...]


@dataclass(slots=True)
class _Stage:
    """The register of a rehearsal: one open transaction, and a clock that is set."""

    connection: Connection
    at: datetime

    def now(self) -> datetime:
        return self.at

    def read(self, look: Callable[[Connection], T]) -> T:
        return look(self.connection)

    def write(self, work: Callable[[Connection], T], _name: str) -> T:
        return work(self.connection)

    def note(self, work: Callable[[Connection], None]) -> None:
        work(self.connection)

    def count_as_sent(self, _most: int) -> Sequence[str]:
        """What is queued is taken for sent."""
        count_as_sent(self.connection, now=self.at)
        return ()


def rehearse(connection: Connection, work: Work, *, until: date, silence: bool = False, now: datetime) -> Rehearsed:
    """Play the days from today to `until`; the caller rolls everything back.

    As if people did as they should (workflow/deeds.py); with `silence` as if nobody did or answered anything.
    """
    stage = _Stage(connection, now)
    stage.note(lambda line: beat(line, CLOCK, holder=HOLDER, now=now, every=int(ONE_DAY.total_seconds())))
    played = replace(work, send=stage.count_as_sent)
    letters: list[Foreseen] = []
    done: list[str] = []
    failures: list[str] = []
    for stage.at in _mornings(now, until):
        day, before = stage.at.astimezone(ZONE).date(), last_letter(connection)
        told = tick(stage, played, Ticker(HOLDER, int(ONE_DAY.total_seconds()), BY))
        failures += [f"{day}: {failure}" for failure in told.failures]
        letters += [_foreseen(row, day) for row in letters_after(connection, before)]
        done += [f"{day}: {line}" for line in told.lines if not line.endswith(" queued")]
        if not silence and is_working_day(day):
            do_all(connection, BY, stage.at)
    return Rehearsed(tuple(letters), tuple(done), tuple(failures))


def _mornings(now: datetime, until: date) -> Iterator[datetime]:
    """This moment, and then each morning."""
    yield now
    day = now.astimezone(ZONE).date() + ONE_DAY
    while day <= until:
        yield datetime.combine(day, MORNING, ZONE)
        day += ONE_DAY


def _foreseen(row: Any, day: date) -> Foreseen:
    return Foreseen(day, row.to_email, row.to_name, row.kind, row.subject or "", row.case_id, row.failure)
