"""When a letter that could not be delivered is tried again, and when nobody tries any more. Pure."""

from datetime import datetime, timedelta

FIRST_PAUSE = timedelta(minutes=5)
"""Long enough for a server that greylists, short enough that nobody notices."""

LONGEST_PAUSE = timedelta(hours=4)
"""Source: engineering/reliability.md, rule 5; RFC 5321, 4.5.4.1 asks for tries over at least four to five days."""

GIVEN_UP_AFTER = timedelta(days=5)
"""From the first try that was put off."""

_MOST_DOUBLINGS = (LONGEST_PAUSE // FIRST_PAUSE).bit_length()


def pause(attempts: int) -> timedelta:
    """How long to wait after so many tries (1: the first has failed): 5 minutes, then twice as long, up to 4 hours."""
    doublings = min(max(attempts - 1, 0), _MOST_DOUBLINGS)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def next_try(attempts: int, *, since: datetime, now: datetime) -> datetime | None:
    """When to try again after so many tries, the first of them put off at `since`; None: it is given up."""
    return None if now - since >= GIVEN_UP_AFTER else now + pause(attempts)
