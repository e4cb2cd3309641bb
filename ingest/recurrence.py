"""Rules that repeat (RFC 5545, 3.3.10) to days. The door to `dateutil` for what is typed as a rule."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from dateutil.rrule import rrulestr

from states.errors import SagsgangError
from states.wheel import Rule

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY")
LONGEST = 200
"""Signs; a rule that needs more is two duties."""


class BadRule(SagsgangError):
    """Words that are no rule."""

    def __init__(self, words: str, reason: str) -> None:
        super().__init__(
            f"{words!r} is no rule: {reason}. Write it as in a calendar file, such as FREQ=YEARLY;BYMONTH=6;BYDAY=-1FR."
        )


def rule_days(rule: Rule, year: int) -> Sequence[date]:
    """The days of a rule in a year, none before its first. Raises BadRule."""
    until = datetime.combine(date(year, 12, 31), time())
    made = _made(rule).replace(until=until)
    return [moment.date() for moment in made.between(datetime(year, 1, 1), until, inc=True)]


def checked_rule(rule: Rule) -> Rule:
    """The rule, if it is one and comes at least once in the ten years after its first. Raises BadRule."""
    if not any(rule_days(rule, rule.first.year + after) for after in range(10)):
        raise BadRule(rule.words, "it never comes")
    return rule


def _made(rule: Rule) -> Any:
    words = rule.words.strip().upper().removeprefix("RRULE:")
    parts = dict(part.partition("=")[::2] for part in words.split(";"))
    if len(words) > LONGEST or "\n" in words:
        raise BadRule(rule.words[:LONGEST], f"it is longer than one line of {LONGEST} signs")
    if parts.get("FREQ") not in FREQUENCIES:
        raise BadRule(rule.words, f"its FREQ is one of {', '.join(FREQUENCIES)}")
    if not re.fullmatch(r"0*[1-9]\d{0,2}", parts.get("INTERVAL", "1"), re.ASCII):  # others never end
        raise BadRule(rule.words, "its INTERVAL is a whole number from 1 to 999")
    timed = [name for name in ("BYHOUR", "BYMINUTE", "BYSECOND", "UNTIL", "DTSTART") if name in parts]
    if timed:
        raise BadRule(rule.words, f"a duty has days and no hours, and ends when it is stopped: leave out {timed[0]}")
    try:
        return rrulestr(words, dtstart=datetime.combine(rule.first, time()))
    except (ValueError, TypeError, ArithmeticError, KeyError) as error:
        raise BadRule(rule.words, " ".join(str(error).split()) or "it cannot be read") from error
