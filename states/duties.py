"""Årshjul: what comes every year, and the day by which it must be through. Pure."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from states.plan_told import Due


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of every year; 29 February is the last day of the month where a year has no 29th."""

    month: int
    day: int

    def within(self, year: int) -> date:
        """The day in a year."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))


@dataclass(frozen=True, slots=True)
class Duty:
    """Tilbagevendende pligt: a case of this route must be through by a day, of one year or of every year.

    `line`: where the duty stands in its file. `at`, `host`: where it begins on the route, and the route's host council.
    `before`: the day itself does not count. `ready`: the day from which the case can be put on an agenda.
    """

    line: int
    route: str
    on: date | MonthDay
    words: str = ""
    at: str | None = None
    host: str | None = None
    before: bool = False
    ready: date | MonthDay | None = None

    def dues(self, years: Iterable[int], today: date) -> Iterator[tuple[Due, date]]:
        """Each time that it is due in these years from today on, with the day on which it can begin."""
        days = [self.on] if isinstance(self.on, date) else [self.on.within(year) for year in sorted(set(years))]
        for on in days:
            due = Due(on, self.before, words=self.words)
            if due.works_to >= today:
                yield due, max(today, self._ready(on) or today)

    def _ready(self, on: date) -> date | None:
        """A month and day that lies after the deadline is that of the year before."""
        if not isinstance(self.ready, MonthDay):
            return self.ready
        day = self.ready.within(on.year)
        return day if day <= on else self.ready.within(on.year - 1)
