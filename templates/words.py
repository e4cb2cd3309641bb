"""The Danish words that are written, from templates/da/words.yaml."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from functools import cache
from typing import Any

import yaml

from templates.environment import FOLDER, fill_phrase


@cache
def _book() -> dict[str, Any]:
    book: dict[str, Any] = yaml.safe_load((FOLDER / "words.yaml").read_text(encoding="utf-8"))
    return book


def phrases(chapter: str) -> Mapping[str, str]:
    """A chapter of words.yaml whose entries have names."""
    named: Mapping[str, str] = _book()[chapter]
    return named


def listing(chapter: str) -> Sequence[str]:
    """A chapter of words.yaml that is a list."""
    words: Sequence[str] = _book()[chapter]
    return words


def say(chapter: str, entry: str, **values: object) -> str:
    """The phrase `entry` of a chapter, filled in."""
    return fill_phrase(phrases(chapter)[entry], **values)


def day(on: date) -> str:
    """A date inside a sentence: "den 20. juni 2023"."""
    return say("dates", "day", day=on.day, month=listing("months")[on.month - 1], year=on.year)


def weekday_and_day(on: date) -> str:
    """A date in full: "tirsdag den 20. juni 2023"."""
    return say("dates", "full", weekday=listing("weekdays")[on.weekday()], day=day(on))


def clock(at: time) -> str:
    """A time of day: "kl. 9.30"."""
    return say("dates", "clock", hour=at.hour, minute=f"{at.minute:02}")


def enumerate_words(parts: Sequence[str]) -> str:
    """Words strung together: "a", "a og b", "a, b og c"."""
    if len(parts) < 2:
        return "".join(parts)
    return say("lists", "last", before=", ".join(parts[:-1]), last=parts[-1])
