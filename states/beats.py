"""Beats: when something that must go on happening last happened, and whether it still does. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from states.calendar import ONE_DAY, add_working_days
from states.zone import ZONE

CLOCK, BACKUP, WHEEL, STANDSTILL, REACHED = "clock", "backup", "wheel", "standstill", "reached"
"""The names of the beats there are. `standstill`: the last time the clock was found to have stood still.

`reached`: the latest moment that a clock had reached when it was found set back.
"""

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


SET_BACK = timedelta(hours=1)
"""A clock that lies so far behind its last beat was set back; less is what machines differ by."""


def was_set_back(last: Beat, now: datetime) -> bool:
    """Whether it is so much earlier than at the last beat that one of the two clocks is wrong."""
    return last.at - now > SET_BACK


def went_until(last: Beat, reached: Beat | None, now: datetime) -> Beat:
    """The last beat, or how far the clock had come before it was set back, if that is later and not still ahead.

    A tick by a clock that lay far back is no standstill of the months until now.
    """
    return replace(last, at=reached.at) if reached and last.at < reached.at <= now else last


def lost_a_working_day(since: datetime, until: datetime) -> bool:
    """Whether a whole working day passed between two beats, so that letters of that day were not written."""
    return add_working_days(since.astimezone(ZONE).date(), 1) < until.astimezone(ZONE).date()


def days_between(since: datetime, until: datetime) -> int:
    """Whole local days from one instant to another."""
    return (until.astimezone(ZONE).date() - since.astimezone(ZONE).date()) // ONE_DAY
