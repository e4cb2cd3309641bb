"""Møderegel: on which days a forum meets, as "the first Friday of February and April". Pure."""

from calendar import monthcalendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from states.calendar import Closing, add_working_days, is_working_day
from states.shift import Shift

WEEKEND = 5
"""Weekdays count from 0, Monday; those from here on are free."""


@dataclass(frozen=True, slots=True)
class MeetingRule:
    """Møderegel. `places`: which of a month's such weekdays (1 the first, -1 the last); empty for all of them.

    `weekdays`: 0 Monday to 6 Sunday. `months`: 1 to 12.
    """

    places: frozenset[int]
    weekdays: frozenset[int]
    months: frozenset[int]

    def days(self, first: date, last: date) -> Iterator[date]:
        """The days of the interval that the rule names, in order."""
        for year in range(first.year, last.year + 1):
            for month in sorted(self.months):
                yield from (day for day in self._in_month(year, month) if first <= day <= last)

    def _in_month(self, year: int, month: int) -> list[date]:
        weeks = monthcalendar(year, month)
        found: set[date] = set()
        for weekday in self.weekdays:
            days = [date(year, month, week[weekday]) for week in weeks if week[weekday]]
            places = self.places or range(1, len(days) + 1)
            found.update(days[place - 1 if place > 0 else place] for place in places if abs(place) <= len(days))
        return sorted(found)


@dataclass(frozen=True, slots=True)
class RuledDay:
    """A day of a meeting by a rule. `moved_from`: the closing day on which it would have fallen."""

    on: date
    moved_from: date | None = None


def ruled_days(
    rule: MeetingRule,
    first: date,
    last: date,
    shift: Shift,
    closing: Closing = None,
) -> list[RuledDay]:
    """The meetings of an interval, each day once. A rule that names a weekend is taken at its word."""
    found: dict[date, RuledDay] = {}
    for day in rule.days(first, last):
        one = _shifted(day, shift, closing)
        found.setdefault(one.on, one)
    return [found[on] for on in sorted(found)]


def _shifted(day: date, shift: Shift, closing: Closing) -> RuledDay:
    if shift is Shift.NONE or day.weekday() >= WEEKEND or is_working_day(day, closing):
        return RuledDay(day)
    step = 1 if shift is Shift.NEXT else -1
    moved = add_working_days(day, step, closing)
    if moved.month != day.month:  # what is to be in December is not in January: the other way
        moved = add_working_days(day, -step, closing)
    return RuledDay(moved, day)
