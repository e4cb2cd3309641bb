"""The office's closing days: no holidays, and nobody works. Pure, but that they are chosen once a run."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from states.errors import SagsgangError

ClosingDay = tuple[int, int] | date
"""Lukkedag: month and day, every year; or one date."""

USUAL = frozenset[ClosingDay]({(6, 5), (12, 24), (12, 31)})
"""Grundlovsdag, Christmas Eve, New Year's Eve. No public holidays, but municipal offices are closed."""

NONE = "none"
MOST = 100
"""Closing days that an office may have; with more of them a deadline would be worked to months before its day."""

_SHAPE = re.compile(r"(?P<year>[0-9]{4}-)?[0-9]{2}-[0-9]{2}")
LEAP_YEAR = 2000
"""29 February is a day of every year that has it."""


class BadClosingDay(SagsgangError):
    """The setting of closing days, or a word in it, that is no day."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"SAGSGANG_CLOSING_DAYS: {reason}. Write MM-DD for a day of every year and YYYY-MM-DD for one date, with "
            f'blanks between, such as "06-05 12-24 12-31 2027-05-07"; or "{NONE}".'
        )


def read_closing_days(words: str) -> frozenset[ClosingDay]:
    """The closing days as they are set: "06-05 12-24 2027-05-07", "none"; the usual ones where nothing is said.

    Raises BadClosingDay.
    """
    typed = words.replace(",", " ").split()
    if not typed:
        return USUAL
    if [word.lower() for word in typed] == [NONE]:
        return frozenset()
    found = frozenset(map(_day, typed))
    if len(found) > MOST:
        raise BadClosingDay(f"it names {len(found)} days, and an office has {MOST} at most")
    return found


def _day(word: str) -> ClosingDay:
    found = _SHAPE.fullmatch(word)
    try:
        if found and found["year"]:
            return date.fromisoformat(word)
        if found:
            yearly = date.fromisoformat(f"{LEAP_YEAR}-{word}")
            return yearly.month, yearly.day
    except ValueError:
        pass  # the 31st of June
    raise BadClosingDay(f"{word!r} is no day")


@dataclass(slots=True)
class _Chosen:
    days: frozenset[ClosingDay] = USUAL


_chosen = _Chosen()


def choose(days: Collection[ClosingDay] = USUAL) -> None:
    """Count with these closing days from here on. The edge says it once, before any counting."""
    _chosen.days = frozenset(days)


def closing_days() -> frozenset[ClosingDay]:
    """The closing days that count."""
    return _chosen.days
