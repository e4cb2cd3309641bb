"""The Danish words that are written, from templates/da/words.yaml or the office's own copy of it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from states.errors import SagsgangError
from templates import shelf

FILE = "words.yaml"
_PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
"""A place in a phrase. There is nothing else to a phrase: words of the office's own run no code."""


class WordsBroken(SagsgangError):
    """The file of words, or a phrase in it, cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"The words in {path} cannot be used: {reason}. Mend it there.")


class _NoAliases(yaml.SafeLoader):
    """Plain YAML. An alias can make a small file enormous."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("it has an alias (*), which is not read here")
        return super().compose_node(parent, index)


@cache
def read_yaml(path: Path) -> dict[str, Any]:
    """A file of words, read once. Raises WordsBroken."""
    try:
        book = yaml.load(path.read_text(encoding="utf-8"), Loader=_NoAliases)
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise WordsBroken(path, " ".join(str(error).split())) from error
    if not isinstance(book, dict):
        raise WordsBroken(path, "it has no chapters")
    return book


def _chapter(name: str) -> Any:
    """A chapter of the office's file; one that it lacks (it is older than the program) of the shipped file."""
    chosen = read_yaml(shelf.find(FILE))
    return chosen[name] if name in chosen else read_yaml(shelf.SHIPPED / FILE)[name]


def phrases(chapter: str) -> Mapping[str, str]:
    """A chapter of words.yaml whose entries have names."""
    named: Mapping[str, str] = _chapter(chapter)
    return named


def listing(chapter: str) -> Sequence[str]:
    """A chapter of words.yaml that is a list."""
    words: Sequence[str] = _chapter(chapter)
    return words


def say(chapter: str, entry: str, **values: object) -> str:
    """The phrase `entry` of a chapter, filled in. Raises WordsBroken where it asks for what there is not."""
    named = phrases(chapter)
    phrase = named[entry] if entry in named else read_yaml(shelf.SHIPPED / FILE)[chapter][entry]

    def value(place: re.Match[str]) -> str:
        if place[1] not in values:
            known = ", ".join(sorted(values)) or "none"
            raise WordsBroken(shelf.find(FILE), f"{chapter}.{entry} asks for {place[1]!r}; it may ask for {known}")
        return str(values[place[1]])

    return _PLACE.sub(value, phrase)


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
