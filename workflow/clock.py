"""The clock: what one tick does. The database is the schedule; a tick asks it what is due by now.

In order: cases whose date has come go on, the wheel opens what is due, letters are written and queued, and what is
queued is sent. Each in transactions of its own, so that one that fails leaves the others done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from traceback import extract_tb
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from db.beats import beat, last_beat
from db.errors import Conflict, Unavailable
from db.queries.decisions import overdue_cases
from db.queries.outbox import due_unsent, put_off
from states.beats import (
    CLOCK,
    REACHED,
    STANDSTILL,
    WHEEL,
    Beat,
    has_stopped,
    lost_a_working_day,
    was_set_back,
    went_until,
)
from states.errors import SagsgangError
from states.hours import is_letter_time, is_quiet
from states.zone import ZONE
from templates.letters import write
from workflow.batch import Batch
from workflow.outbox import Posting, queue
from workflow.tick import tick as lapse

T = TypeVar("T")

ROUND = 100
"""Letters sent between two beats: a minute or two of work on a slow server."""


class Register(Protocol):
    """The register, as the edge opens it: each call is a transaction of its own."""

    def now(self) -> datetime:
        """What the clock says."""

    def read(self, look: Callable[[Connection], T]) -> T:
        """What a look gives."""

    def write(self, work: Callable[[Connection], T], name: str) -> T:
        """Do one piece of work once, however often the database makes us try."""

    def note(self, work: Callable[[Connection], None]) -> None:
        """Write what may be said again without harm: a beat."""


class Producer(Protocol):
    """Looks at the register for letters that are due. Changes nothing."""

    def __call__(self, connection: Connection, /, *, today: date, link: str) -> Batch:
        """The letters, and the rows that go with them."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a tick sees to. `producers`: by name. `link`: the pages' address, or "".

    `open_duties`: the wheel (connection, by, now). `send`: sends what is queued and due, at most so many letters, and
    tells what became of each; None where nobody said how letters leave.
    """

    producers: Sequence[tuple[str, Producer]]
    posting: Posting
    link: str = ""
    open_duties: Callable[..., Sequence[str]] | None = None
    send: Callable[[int], Sequence[object]] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a tick did, a line each, and what it could not do; also letters that could not leave."""

    lines: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ticker:
    """Who ticks: `holder` names the process, `every` is the seconds between its ticks, `by` stands in the journal."""

    holder: str
    every: int
    by: str = CLOCK


def tick(register: Register, work: Work, ticker: Ticker) -> Told:
    """Do what is due by now. A step that fails is told, and the others go on. Raises Unavailable.

    From 01:00 to 04:00 local time the clock only beats. Letters are written on working days from 06:00. A failure
    stands in the beat until its step has been done. Letters that did not leave stand in the outbox, and not there.
    """
    told, now = Told(), register.now()
    last = register.read(lambda connection: last_beat(connection, CLOCK))
    failing = dict(line.split(": ", 1) for line in (last.note or "").splitlines()) if last else {}
    told.lines.extend(_begin(register, ticker, last, now))
    for name, step in () if is_quiet(now) else _steps(register, work, ticker, now):
        try:
            told.lines.extend(step())
            failing.pop(name, None)
        except Unavailable:
            raise  # the others would meet the same
        except Exception as problem:  # whatever it is, the letters of the others must leave
            failing[name] = sentence(problem)
            told.failures.append(f"{name}: {failing[name]}")
    _beat(register, ticker, "\n".join(f"{name}: {words}" for name, words in failing.items()) or None)
    if not is_quiet(now):
        told.failures.extend(_stuck(register))
    return told


def _stuck(register: Register) -> list[str]:
    """What is said of letters that were tried and lie still."""
    stuck = register.read(put_off)
    if not stuck.count:
        return []
    letters = "1 letter" if stuck.count == 1 else f"{stuck.count} letters"
    said = f" ({stuck.words.rstrip('.')})" if stuck.words else ""
    return [f"sending: {letters} could not leave yet{said}; see sagsgang outbox list."]


def _begin(register: Register, ticker: Ticker, last: Beat | None, now: datetime) -> list[str]:
    """The first beat of the tick, said before the work, which may take long; and whether beats were missed before."""
    if last is None:
        _beat(register, ticker, None)
        return []
    until = went_until(last, _reached(register, ticker, last, now), now)
    stopped = has_stopped(until, now)
    if stopped and lost_a_working_day(until.at, now):
        since = until.at.isoformat()
        register.note(lambda connection: beat(connection, STANDSTILL, holder=ticker.holder, now=now, note=since))
    _beat(register, ticker, last.note)
    if not stopped or is_quiet(now):  # nothing is done in the night, and the letter of the morning tells of it
        return []
    return [f"The clock stood still since {local(until.at)}: what fell due meanwhile is done now."]


def _reached(register: Register, ticker: Ticker, last: Beat, now: datetime) -> Beat | None:
    """How far the clock had come before it was set back; noted where that is found out now."""
    reached = register.read(lambda connection: last_beat(connection, REACHED))
    if was_set_back(last, now) and (reached is None or reached.at < last.at):
        register.note(lambda connection: beat(connection, REACHED, holder=ticker.holder, now=last.at))
    return reached


def _beat(register: Register, ticker: Ticker, note: str | None) -> None:
    now = register.now()
    register.note(
        lambda connection: beat(connection, CLOCK, holder=ticker.holder, now=now, every=ticker.every, note=note)
    )


Step = Callable[[], Sequence[str]]


def _steps(register: Register, work: Work, ticker: Ticker, now: datetime) -> list[tuple[str, Step]]:
    by = ticker.by
    steps: list[tuple[str, Step]] = [("dates", partial(_lapses, register, by, now))]
    if work.open_duties is not None:
        steps.append(("wheel", partial(_duties, register, work.open_duties, by, now)))
    if is_letter_time(now):
        for name, producer in work.producers:
            steps.append((name, partial(_letters, register, work, name, producer, by, now)))
    if work.send is not None:
        steps.append(("sending", partial(_sending, register, work.send, ticker)))
    return steps


def _lapses(register: Register, by: str, now: datetime) -> list[str]:
    """Cases whose date has come. It is looked first, so that a tick without any leaves nothing behind."""
    today = now.astimezone(ZONE).date()
    if not register.read(lambda connection: overdue_cases(connection, today)):
        return []
    return register.write(lambda connection: lapse(connection, by=by, now=now), "tick")


def _duties(register: Register, open_due: Callable[..., Sequence[str]], by: str, now: datetime) -> Sequence[str]:
    """The wheel is looked at once a local day."""
    seen = register.read(lambda connection: last_beat(connection, WHEEL))
    if seen is not None and seen.at.astimezone(ZONE).date() == now.astimezone(ZONE).date():
        return []
    lines = register.write(lambda connection: open_due(connection, by=by, now=now), WHEEL)
    register.note(lambda connection: beat(connection, WHEEL, holder=by, now=now))
    return lines


def _letters(register: Register, work: Work, name: str, producer: Producer, by: str, now: datetime) -> list[str]:
    """Look, word, queue. Where somebody changed what was looked at meanwhile, it is looked at once more."""
    try:
        queued = _queued(register, work, name, producer, by, now)
    except Conflict:
        queued = _queued(register, work, name, producer, by, now)
    return [f"{name}: {queued} letter{'' if queued == 1 else 's'} queued"] if queued else []


def _queued(register: Register, work: Work, name: str, producer: Producer, by: str, now: datetime) -> int:
    today = now.astimezone(ZONE).date()
    batch = register.read(lambda connection: producer(connection, today=today, link=work.link))
    if batch == Batch():
        return 0
    written = write(batch.drafts)
    ids = register.write(
        lambda connection: queue(connection, written, work.posting, along=batch.along, by=by, now=now), name
    )
    return len(ids)


def _sending(register: Register, send: Callable[[int], Sequence[object]], ticker: Ticker) -> list[str]:
    """What is queued and due, in rounds, with a beat between two of them: many letters take long."""
    lines: list[str] = []
    while register.read(lambda connection: due_unsent(connection, register.now())):
        tried = send(ROUND)
        lines.extend(map(str, tried))
        if len(tried) < ROUND:
            break
        last = register.read(lambda connection: last_beat(connection, CLOCK))
        _beat(register, ticker, last.note if last else None)
    return lines


def sentence(problem: Exception) -> str:
    """A failure in one sentence. Of one that is our mistake only the kind and the place: its words may hold texts."""
    if isinstance(problem, SagsgangError):
        return " ".join(str(problem).split())
    place = extract_tb(problem.__traceback__)[-1]
    return f"a mistake in the program, {type(problem).__name__} at {Path(place.filename).name}:{place.lineno}."


def local(at: datetime) -> str:
    """An instant as a person at the office reads it: "2027-06-21 07:00"."""
    return at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
