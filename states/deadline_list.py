"""Fristlisten: deadlines as they are listed, how many working days each has left, and how far ahead one looks. Pure."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from states.calendar import ONE_DAY, is_working_day
from states.closing import ClosingDay, closing_days
from states.deadlines import Days, DeadlineState
from states.errors import SagsgangError
from states.watched import Watched

LATE = "late"
"""How an open deadline is listed when the working day it is worked to is over."""

_SPAN = re.compile(r"(?P<count>\d{1,4})\s*(?P<unit>[dwmy]?)", re.IGNORECASE)
_MONTHS = {"m": 1, "y": 12}
_DAYS = {"": 1, "d": 1, "w": 7}
_YEAR = 12
LAST_YEAR = 2199
"""Further ahead there is no calendar."""


class NotASpan(SagsgangError):
    """Words that say no length of time."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"{words!r} does not say how far ahead: write 30d (days), 6w (weeks), 3m (months) or 1y (a year)."
        )


def until(words: str, today: date) -> date:
    """The last day within a span from today: "30d", "6w", "3m"; a bare number means days. Raises NotASpan.

    A month ends on the same day of the month, or on its last where it has no such day.
    """
    found = _SPAN.fullmatch(words.strip())
    if not found:
        raise NotASpan(words)
    count, unit = int(found["count"]), found["unit"].lower()
    if unit in _DAYS:
        return today + timedelta(days=count * _DAYS[unit])
    months = today.month - 1 + count * _MONTHS[unit]
    year, month = today.year + months // _YEAR, months % _YEAR + 1
    if year > LAST_YEAR:
        raise NotASpan(words)
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def working_days_to(day: date, today: date) -> int:
    """How many working days are left: 0 on the day itself, negative from the next day on (at least one over)."""
    count = _working_days_after(min(day, today), max(day, today), closing_days())
    return count if day >= today else -max(count, 1)


@lru_cache(maxsize=4096)
def _working_days_after(first: date, last: date, closing: frozenset[ClosingDay]) -> int:
    """How many there are after the first day up to the last: a long list asks for the same days again and again."""
    return sum(is_working_day(first + ONE_DAY * ahead, closing) for ahead in range(1, (last - first).days + 1))


@dataclass(frozen=True, slots=True)
class ListedDeadline:
    """En linje i fristlisten. `id`: the number of a deadline, else what it is derived from ("cut_off:7").

    `kind`: states.paper.DeadlineKind, or task, promise, cut_off, dispatch. `forum`: whose meeting it belongs to.
    `source`: the paper that told it, by name, or what was said. `closed`: of a confidential case. `ended_on`, `reason`:
    when and why it is open no more.
    """

    id: int | str
    kind: str
    words: str
    days: Days
    state: str = DeadlineState.OPEN
    case_id: int | None = None
    title: str = ""
    closed: bool = False
    owners: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    revision: int | None = None
    legal_default: str = ""
    source: str = ""
    forum: str | None = None
    officers: tuple[str, ...] = ()
    ended_on: date | None = None
    reason: str = ""

    def standing(self, today: date) -> str:
        """Its state; an open one is `LATE` once its last working day is over (of vague words: the last they mean)."""
        last = self.days.last_working_day
        return LATE if self.state == DeadlineState.OPEN and last is not None and last < today else str(self.state)

    def left(self, today: date) -> int | None:
        """Working days left, negative when over; None of an ended one.

        Of vague words: until the first day that they may mean, then 0 until the last is over.
        """
        first, last = self.days.first_working_day, self.days.last_working_day
        if self.state != DeadlineState.OPEN or first is None or last is None:
            return None
        if first < today <= last:
            return 0
        return working_days_to(last if last < today else first, today)

    @property
    def order(self) -> tuple[date, str, int]:
        """By the working day it is worked to, then by what it is."""
        number = self.id if isinstance(self.id, int) else int(self.id.rpartition(":")[2])
        return (self.days.first_working_day or date.max, self.kind, number)


def derived(watched: Watched) -> ListedDeadline:
    """What stands in another table (a task, a promise, a meeting's day), as a line among the deadlines."""
    return ListedDeadline(
        id=watched.subject,
        kind=watched.kind,
        words=watched.words,
        days=Days(watched.on, watched.before, watched.earliest, watched.latest),
        case_id=watched.case_id,
        title=watched.title,
        closed=watched.closed,
        owners=watched.owners,
        addressees=watched.addressees,
        legal_default=watched.legal_default,
        forum=watched.forum,
        officers=watched.officers,
    )
