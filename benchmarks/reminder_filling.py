"""Filling a register with open deadlines: some due on each of a few days, and any number that are due years later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.filling import LAST_ID, insert, numbers
from benchmarks.plan_filling import PlanFilling, plan_filling
from states.calendar import add_working_days

CASES = 1_000
"""The deadlines are dealt out to so many cases, which are on their way."""

LEFT = 30
"""Working days that are left on the day when a deadline is due to be looked at; the next step is 16 days on."""


@dataclass(frozen=True, slots=True)
class ReminderFilling:
    """Open deadlines, `due` of them on each of the `days`, and `others` far ahead. Each has an owner of its own."""

    days: Sequence[date]
    due: int
    others: int
    councils: tuple[str, ...]


def reminder_filling(how: ReminderFilling) -> list[str]:
    """The statements that fill a register in SQLite which has its forums, in order."""
    first = 1_000_000
    return [
        *plan_filling(PlanFilling(CASES, 200, how.councils)),
        "DELETE FROM deadline",
        *(_due(first + place * how.due, how.due, day) for place, day in enumerate(how.days)),
        _far(10 * first, how.others),
        "ANALYZE",
        f"UPDATE journal_head SET last_id = {LAST_ID}",
    ]


def _due(first: int, count: int, day: date) -> str:
    works_to = f"'{add_working_days(day, LEFT)}'"
    return _deadlines(numbers(first, first + count - 1), works_to, f"'{day}'")


def _far(first: int, count: int) -> str:
    on = "date('2040-01-02', (i % 1400) || ' days')"
    return _deadlines(numbers(first, first + count - 1), on, "date('2039-01-03', (i % 300) || ' days')")


def _deadlines(source: str, on: str, remind_on: str) -> str:
    return insert(
        "deadline",
        source,
        id="i",
        case_id=f"i % {CASES} + 1",
        kind="'report'",
        words="'Redegørelse ' || i",
        on=on,
        works_to=on,
        owners="'[\"ejer-' || i || '@example.dk\"]'",
        since="'2027-01-04'",
        remind_on=remind_on,
    )
