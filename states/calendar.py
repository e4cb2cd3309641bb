"""The Danish working-day calendar: weekends, holidays and the closing days of the office. The door to `holidays`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

from states.closing import ClosingDay, closing_days

Closing = Collection[ClosingDay] | None
"""On which days nobody works beside weekends and holidays; None: on the closing days that the office has chosen."""

ONE_DAY = timedelta(days=1)
SATURDAY = 5
"""As weekdays are numbered: Monday is 0."""


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DK", years=year))


def is_working_day(day: date, closing: Closing = None) -> bool:
    """Arbejdsdag: neither a weekend, a public holiday of that year, nor a closing day."""
    closed = closing_days() if closing is None else closing
    if day.weekday() >= SATURDAY or day in closed or (day.month, day.day) in closed:
        return False
    return day not in _public_holidays(day.year)


def last_working_day(day: date, closing: Closing = None) -> date:
    """The day itself if it is a working day, else the last one before it."""
    while not is_working_day(day, closing):
        day -= ONE_DAY
    return day


def works_to(day: date, *, before: bool = False, closing: Closing = None) -> date:
    """The day a deadline is worked to: the last working day on which the duty can still be done.

    `before`: the day itself does not count ("inden den 10."). Source: domain practice, forvaltningsretlig frist.
    """
    return last_working_day(day - ONE_DAY if before else day, closing)


def add_working_days(day: date, count: int, closing: Closing = None) -> date:
    """The working day `count` working days after `day` (before it, for a negative count); 0 gives `day` unchanged."""
    step = ONE_DAY if count >= 0 else -ONE_DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day, closing):
            day += step
    return day


def days_before(day: date, count: int, working: bool = False, closing: Closing = None) -> date:
    """The day `count` days before another, in calendar or working days; 0 gives the day itself.

    Calendar days are counted as they come: what is asked for two weeks before may fall on a Sunday, and lasts that day.
    """
    return add_working_days(day, -count, closing) if working else day - timedelta(days=count)


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """Frist før mødet: so many days before a meeting, calendar days unless they are `working` days."""

    days: int
    working: bool = False

    def before(self, day: date) -> date:
        """The day of this notice for a meeting on `day`."""
        return days_before(day, self.days, self.working)

    def __str__(self) -> str:
        return f"{self.days} {'working ' if self.working else ''}day{'s' if self.days != 1 else ''}"


Ahead = Notice | int
"""A notice, or a number of calendar days."""


def as_notice(ahead: Ahead) -> Notice:
    """The notice that is meant: a number says calendar days."""
    return Notice(ahead) if isinstance(ahead, int) else ahead


def week_number(day: date) -> int:
    """Ugenummer: the ISO week."""
    return day.isocalendar().week
