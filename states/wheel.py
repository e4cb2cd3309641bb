"""Årshjulet: the duties that come back, each with the rule by which it does, as plain data. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from states.duties import MonthDay
from states.errors import SagsgangError
from states.outcomes import Purpose
from states.paper import DeadlineKind
from states.shift import Shift

DEFAULT_MARGIN = 20
"""Working days that an officer has to write a case before it must be on the first agenda, where the duty says none."""

LAST_DAY = MonthDay(12, 31)

_YEAR = re.compile(r"\{year([+-][1-9])?\}")


class TurnState(StrEnum):
    """Omgangens tilstand. ANSWERED: the day that was asked for is known, and the case opens in its time."""

    ASKED = "asked"
    ANSWERED = "answered"
    OPENED = "opened"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class LawDate:
    """A day of every year."""

    on: MonthDay


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in the words of RFC 5545 ("FREQ=YEARLY;BYMONTH=6;BYDAY=-1FR"), counted from the day `first`."""

    words: str
    first: date


@dataclass(frozen=True, slots=True)
class MeetingsBefore:
    """The `count`-th last meeting of a forum up to a day of the year: 1 is the last one."""

    count: int
    forum: str
    by: MonthDay = LAST_DAY


@dataclass(frozen=True, slots=True)
class TermYears:
    """A day in some years of the four-year term: 1 is the first after an election."""

    years: tuple[int, ...]
    on: MonthDay


@dataclass(frozen=True, slots=True)
class AfterElection:
    """So many days after each municipal election."""

    days: int


Recurrence = LawDate | Rule | MeetingsBefore | TermYears | AfterElection


@dataclass(frozen=True, slots=True)
class YearlyDuty:
    """Årshjulspligt: what comes back, by which rule, and the case that it makes each time.

    `title`, `words` and `texts` (section → plain text) may hold {year}, {year+1}, {year-1}. `before`: the day itself
    does not count. `every`: every so many years, counted from the year `first`. `ask`: the month moves, so the day is
    asked for each time; `seen`: days on which it fell before the register knew. `margin`: working days in which the
    case is written. `host`: the council that the route leaves open. `attachments`: the files that belong to it.
    `source`: the law or contract, in words. `default`: what happens when it is missed. `ready`: the day on which the
    case opens, whatever the calendar, since what it rests on is not known before.
    """

    key: str
    title: str
    route: str
    recurrence: Recurrence
    before: bool = False
    shift: Shift = Shift.NONE
    every: int = 1
    first: int | None = None
    ask: bool = False
    seen: tuple[date, ...] = ()
    kind: DeadlineKind = DeadlineKind.REPORT
    words: str = ""
    host: str | None = None
    owners: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    purpose: Purpose | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[str, ...] = ()
    source: str = ""
    default: str = ""
    margin: int = DEFAULT_MARGIN
    ready: MonthDay | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Omgang: what the register knows of one time that a duty came. `due`: the day, once known."""

    id: int
    occurrence: str
    state: TurnState
    due: date | None = None
    asked_on: date | None = None
    case_id: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class KnownDuty:
    """A duty as the register has it. `since`: from when on it is in force; what was due before is not its business."""

    id: int
    duty: YearlyDuty
    active: bool
    since: date
    turns: tuple[Turn, ...] = ()

    def turn(self, occurrence: str) -> Turn | None:
        """What the register knows of this time."""
        return next((one for one in self.turns if one.occurrence == occurrence), None)

    @property
    def earlier(self) -> tuple[date, ...]:
        """The days on which it is known to have fallen, the latest first."""
        known = (one.due for one in self.turns if one.due and one.state is not TurnState.SKIPPED)
        return tuple(sorted({*self.duty.seen, *known}, reverse=True))


class BadDuty(SagsgangError):
    """A duty of the wheel that cannot be."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"The duty {key!r} cannot be: {reason}")


def fill_year(words: str, year: int) -> str:
    """Words with {year}, {year+1}, {year-1} filled in."""
    return _YEAR.sub(lambda place: str(year + int(place[1] or 0)), words)


def says_year(title: str) -> bool:
    """Whether a title says the year, so that the cases of two years are told apart by it."""
    return _YEAR.search(title) is not None


def without_year(title: str) -> str:
    """What a title says beside its years; titles of the same duty in two years are the same so."""
    return " ".join(re.sub(r"\{year([+-][1-9])?\}|\b(?:19|20)\d\d\b", " ", title).casefold().split())


def year_of(occurrence: str) -> int:
    """The year of an occurrence ("2028", "2028-06", "2028-06-12")."""
    return int(occurrence[:4])


def checked(duty: YearlyDuty) -> YearlyDuty:
    """The duty, if it can come back at all. Raises BadDuty."""
    for wrong, reason in _wrongs(duty):
        if wrong:
            raise BadDuty(duty.key, reason)
    return duty


def _wrongs(duty: YearlyDuty) -> Sequence[tuple[bool, str]]:
    rule = duty.recurrence
    named = re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", duty.key)
    return (
        (named is None, "its key is a short word in small letters, digits and hyphens, such as accounts-social."),
        (not duty.title.strip(), "it needs a title."),
        ("{" in _YEAR.sub("", duty.title), "its title may hold {year}, {year+1} or {year-1}, and no other braces."),
        (not 1 <= duty.every <= 10, "it comes every 1 to 10 years."),
        (duty.every > 1 and duty.first is None, "say the first year too: in which years is it due otherwise?"),
        (not 0 <= duty.margin <= 250, "its margin is 0 to 250 working days."),
        (isinstance(rule, MeetingsBefore) and not 1 <= rule.count <= 12, "it counts 1 to 12 meetings back."),
        (isinstance(rule, TermYears) and not _are_term_years(rule.years), "the years of a term are 1, 2, 3 and 4."),
        (isinstance(rule, AfterElection) and not 0 <= rule.days <= 700, "it is due 0 to 700 days after an election."),
    )


def _are_term_years(years: Sequence[int]) -> bool:
    return bool(years) and len(set(years)) == len(years) and set(years) <= {1, 2, 3, 4}


LEAP_YEAR = 2000
"""A day of every year is checked against a year that has them all."""


def month_day(word: str) -> MonthDay:
    """A day of every year, written MM-DD. Raises ValueError."""
    day = date.fromisoformat(f"{LEAP_YEAR}-{word.strip()}")
    return MonthDay(day.month, day.day)


def dump_month_day(on: MonthDay) -> str:
    """The day as `month_day` reads it."""
    return f"{on.month:02}-{on.day:02}"
