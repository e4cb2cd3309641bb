"""Frister: which days they say, the working day they are worked to, and the course that each has run. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from states.calendar import ONE_DAY, is_working_day, works_to
from states.errors import SagsgangError
from states.paper import DeadlineKind

SATURDAY = 5

KINDS = tuple(kind for kind in DeadlineKind if kind is not DeadlineKind.NEXT_MEETING)
"""What a person may enter; the next meeting is a meeting (sagsgang meeting add), and only papers tell it so."""


class DeadlineState(StrEnum):
    """Fristens tilstand. Missed: it ended unmet. Moved: the paper that told it no longer does."""

    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    WAIVED = "waived"
    MOVED = "moved"


class UnknownKind(SagsgangError):
    """No deadline is of this kind."""

    def __init__(self, word: str, kinds: Sequence[str] = KINDS) -> None:
        super().__init__(f"{word!r} is no kind of deadline: say one of {', '.join(kinds)}. Nothing was written.")


class NoInterval(SagsgangError):
    """Two days that bound nothing."""

    def __init__(self, first: date, last: date) -> None:
        what = "is a day, no interval: say --due" if first == last else "runs backwards: the first day comes first"
        super().__init__(f"From {first} to {last} {what}. Nothing was written.")


class BeforeTheCase(SagsgangError):
    """A deadline cannot lie before the case was born."""

    def __init__(self, days: "Days", born: date) -> None:
        super().__init__(
            f"A deadline {days} lies before its case began ({born}). Give a day from then on, "
            "or open a case of its own. Nothing was written."
        )


class NoWorkingDay(SagsgangError):
    """No working day is left on which it could be met."""

    def __init__(self, days: "Days", worked_to: date, since: date) -> None:
        super().__init__(
            f"A deadline {days} leaves no working day: the last one is {worked_to}, and that lies before {since}. "
            "Give the last day on which it can still be done, without --before. Nothing was written."
        )


@dataclass(frozen=True, slots=True)
class Days:
    """What a deadline says: the day `on`, which does not count itself where it is `before`, or vague words.

    Vague words ("ultimo 2027") have no `on`, but a first and a last day that they may mean.
    """

    on: date | None = None
    before: bool = False
    earliest: date | None = None
    latest: date | None = None

    @property
    def works_to(self) -> date | None:
        """The working day an exact one is worked to; vague words are never made exact."""
        return works_to(self.on, before=self.before) if self.on else None

    @property
    def first_working_day(self) -> date | None:
        """`works_to`, or of vague words: of the first day that they may mean, which is when somebody must ask."""
        first = self.earliest or self.latest
        return self.works_to or (works_to(first) if first else None)

    @property
    def last_working_day(self) -> date | None:
        """`works_to`, or of vague words: of the last day that they may mean; after it, it is late whatever is meant."""
        last = self.latest or self.earliest
        return self.works_to or (works_to(last) if last else None)

    def __str__(self) -> str:
        if self.on:
            return f"{'before' if self.before else 'on'} {self.on}"
        return f"between {self.earliest or '…'} and {self.latest or '…'}"


def between(first: date, last: date) -> Days:
    """Vague words. Raises NoInterval."""
    if first >= last:
        raise NoInterval(first, last)
    return Days(earliest=first, latest=last)


def check_days(days: Days, *, born: date, today: date) -> None:
    """Refuse days that cannot be a deadline of a case that was `born` on a day.

    An exclusive day must leave a working day from today on. An inclusive one may be over: what was missed before
    anybody entered it is entered as it was. Raises BeforeTheCase, NoWorkingDay.
    """
    last, since = days.on or days.latest, max(born, today)
    if last is not None and last < born:
        raise BeforeTheCase(days, born)
    if days.before and days.works_to is not None and days.works_to < since:
        raise NoWorkingDay(days, days.works_to, since)


def why_worked_to(days: Days) -> str:
    """Why an exact deadline is worked to another day than the one it says; "" where it is that day."""
    if days.on is None or days.works_to == days.on:
        return ""
    reasons = [f"{days.on} itself does not count"] if days.before else []
    free = days.on - ONE_DAY if days.before else days.on
    if not is_working_day(free):
        reasons.append(f"{free} is {_free(free)}")
    return ", and ".join(reasons)


def _free(day: date) -> str:
    if day.weekday() >= SATURDAY:
        return "a Saturday" if day.weekday() == SATURDAY else "a Sunday"
    return "a day on which the office is closed" if is_working_day(day, ()) else "a public holiday"


class Step(StrEnum):
    """One thing that happened to a deadline, as its course keeps it."""

    MOVED = "moved"
    EDITED = "edited"
    MET = "met"
    MISSED = "missed"
    WAIVED = "waived"
    REOPENED = "reopened"


def moves(course: Sequence[Mapping[str, Any]]) -> int:
    """How often it was moved: its revision is one more."""
    return sum(1 for step in course if step["what"] == Step.MOVED)


def stands_by_hand(course: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a person has said until when it is to stand, which no paper takes back; who owns it is another matter."""
    return any(step["what"] in (Step.MOVED, Step.REOPENED) for step in course)


@dataclass(frozen=True, slots=True)
class Told:
    """Hvad der står: a deadline as a paper tells it, by which it is known again."""

    kind: str
    words: str
    days: Days

    @property
    def key(self) -> tuple[Any, ...]:
        """Blanks and the case of letters do not count, nor whether the day counts itself (a reader may learn)."""
        days = (self.days.on, self.days.earliest, self.days.latest)
        return (self.kind, *days, " ".join(self.words.split()).casefold())


def tellings(now: Told, course: Sequence[Mapping[str, Any]]) -> Iterator[Told]:
    """A deadline as it stands, and as it stood before each change, the last first.

    A paper that tells it as it was once is not telling of another.
    """
    yield now
    for step in reversed(course):
        if step["what"] == Step.MOVED:
            now = Told(now.kind, now.words, moved_from(step))
            yield now
        elif step["what"] == Step.EDITED:
            now = Told(step.get("kind") or now.kind, step.get("words") or now.words, now.days)
            yield now


def moved_from(move: Mapping[str, Any]) -> Days:
    """The days that a deadline had before a move of its course."""
    on, earliest, latest = (
        date.fromisoformat(move[name]) if move.get(name) else None for name in ("on", "earliest", "latest")
    )
    return Days(on, bool(move.get("before")), earliest, latest)
