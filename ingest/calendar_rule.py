"""Rules for meetings as people type them, in Danish and English; the words stand in da.yaml."""

import re
from dataclasses import dataclass, field
from functools import cache

from ingest.phrases import compiled, entry, pattern
from states.calendar import Notice
from states.errors import SagsgangError
from states.meeting_rule import MeetingRule

EVERY_MONTH = frozenset(range(1, 13))
MOST_DAYS = 366
WEEK = 7
WORD = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")


class NotARule(SagsgangError):
    """Words that name no days."""

    def __init__(self, words: str, reason: str) -> None:
        super().__init__(
            f"{words!r} is no rule for meetings: {reason}. Write it like “first friday of feb, apr and jun” or "
            "“last wednesday of every month but july”, in Danish or English."
        )


class NotANotice(SagsgangError):
    """Words that say no number of days."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"{words!r} does not say how long before a meeting: write it as “14 days” or “5 working days”, "
            f"at most {MOST_DAYS} days."
        )


def read_notice(words: str) -> Notice:
    """How long before a meeting something is due: "14 days", "2 uger", "5 arbejdsdage"; a bare number means days.

    Raises NotANotice.
    """
    found = pattern("notice").fullmatch(words.strip())
    if not found:
        raise NotANotice(words)
    days = int(found["days"]) * (WEEK if found["weeks"] else 1)
    if days > MOST_DAYS:
        raise NotANotice(words)
    return Notice(days, working=found["working"] is not None)


@dataclass
class _Heard:
    """What was heard of a rule so far."""

    places: set[int] = field(default_factory=set)
    weekdays: set[int] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    without: set[int] = field(default_factory=set)
    every_month: bool = False
    every: bool = False
    excepting: bool = False
    range_from: int | None = None
    last_month: int | None = None


def read_rule(words: str) -> MeetingRule:
    """The rule that is meant. Raises NotARule, which names the word that was not understood."""
    heard = _Heard()
    for word in WORD.findall(words.casefold()):
        kind, value = _meaning(word)
        if kind == "unknown":
            raise NotARule(words, f"{word!r} is not understood")
        _hear(heard, kind, value, words)
    return _rule(heard, words)


@cache
def _vocabulary() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    book = entry("calendar_rule")
    listed = [("weekday", number, words) for number, words in enumerate(book["weekdays"])]
    listed += [("month", number, words) for number, words in enumerate(book["months"], start=1)]
    listed += [("place", number, words) for number, words in book["ordinals"].items()]
    listed += [(kind, 0, book[kind]) for kind in ("every", "month_word", "except", "to", "passed_over")]
    return tuple((kind, number, compiled(words)) for kind, number, words in listed)


def _meaning(word: str) -> tuple[str, int]:
    return next(((kind, number) for kind, number, words in _vocabulary() if words.fullmatch(word)), ("unknown", 0))


def _hear(heard: _Heard, kind: str, value: int, words: str) -> None:
    match kind:
        case "place" if heard.weekdays:
            raise NotARule(words, "the number comes before the weekday")
        case "place":
            heard.places.add(value)
        case "weekday":
            heard.weekdays.add(value)
        case "month":
            _hear_month(heard, value)
        case "every":
            heard.every = True
        case "month_word":
            heard.every_month = True
        case "except":
            heard.excepting = True
        case "to":
            if heard.last_month is None:
                raise NotARule(words, "a range goes from one month to another")
            heard.range_from = heard.last_month
        case _:
            pass


def _hear_month(heard: _Heard, month: int) -> None:
    begin = month if heard.range_from is None else heard.range_from
    span = range(begin, month + 1) if begin <= month else [*range(begin, 13), *range(1, month + 1)]
    (heard.without if heard.excepting else heard.months).update(span)
    heard.range_from, heard.last_month = None, month


def _rule(heard: _Heard, words: str) -> MeetingRule:
    if not heard.weekdays:
        raise NotARule(words, "it names no weekday")
    if heard.range_from is not None:
        raise NotARule(words, "a range goes from one month to another")
    if heard.excepting and not heard.without:
        raise NotARule(words, "it does not say which months are left out")
    if heard.every and heard.places and not (heard.every_month or heard.months):
        raise NotARule(words, "say of which months; every second week has no beginning that is known here")
    if not (heard.places or heard.every):
        raise NotARule(words, "it does not say which of a month's such days: the first, the last, or every one")
    months = frozenset((heard.months or EVERY_MONTH) - heard.without)
    if not months:
        raise NotARule(words, "no month is left")
    return MeetingRule(frozenset(heard.places), frozenset(heard.weekdays), months)
