"""Beats: when something that must go on happening last happened, and whether it still does. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from states.calendar import ONE_DAY, add_working_days
from states.zone import ZONE

CLOCK, BACKUP, WHEEL, STANDSTILL = "clock", "backup", "wheel", "standstill"
"""The names of the beats there are. `standstill`: the last time the clock was found to have stood still."""

MISSED = 3
"""So many beats may be missed before it counts: one tick may take long. Source: the reliability rules, 4."""


@dataclass(frozen=True, slots=True)
class Beat:
    """Hjerteslag: `at` an instant; `holder`: which process; `every`: seconds between beats, None without a rhythm.

    `note`: of the clock what it cannot do, a line each with the step and the reason; None where it can do all.
    """

    name: str
    at: datetime
    holder: str = ""
    every: int | None = None
    note: str | None = None


def has_stopped(last: Beat, now: datetime) -> bool:
    """Whether three beats were missed. A beat that lies ahead (a clock was set back) was not missed."""
    return last.every is not None and now - last.at > timedelta(seconds=MISSED * last.every)


def lost_a_working_day(since: datetime, until: datetime) -> bool:
    """Whether a whole working day passed between two beats, so that letters of that day were not written."""
    return add_working_days(since.astimezone(ZONE).date(), 1) < until.astimezone(ZONE).date()


def days_between(since: datetime, until: datetime) -> int:
    """Whole local days from one instant to another."""
    return (until.astimezone(ZONE).date() - since.astimezone(ZONE).date()) // ONE_DAY
