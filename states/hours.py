"""The hours of the clock: when it may do anything, and when it may write letters by itself. Pure."""

from datetime import UTC, datetime

from states.calendar import is_working_day
from states.zone import ZONE

QUIET_FROM, QUIET_UNTIL = 1, 4
"""Local hours, the first in and the last out, in which nothing is queued or sent: on two nights a year, one of them
comes twice or not at all. Source: the reliability rules, 4."""

LETTERS_FROM = 6
"""The local hour from which the clock writes letters by itself: whoever gets one is about to begin the day."""


def is_quiet(now: datetime) -> bool:
    """Whether it is between 01:00 and 04:00 local time, when nothing is queued or sent."""
    return QUIET_FROM <= now.astimezone(ZONE).hour < QUIET_UNTIL


def is_letter_time(now: datetime) -> bool:
    """Whether the clock may write letters by itself: on working days, from six in the morning to midnight."""
    local = now.astimezone(ZONE)
    return is_working_day(local.date()) and local.hour >= LETTERS_FROM


def moment(typed: datetime) -> datetime:
    """The instant that is meant: without a zone it is local time, and of an hour that comes twice the first.

    An hour that does not come (the night when summer time begins) is taken as if the clocks had not been moved.
    """
    return (typed if typed.tzinfo else typed.replace(tzinfo=ZONE, fold=0)).astimezone(UTC)
