"""The Danish words that are written, from templates/da/words.yaml or the office's own copy of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
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
MOST_BYTES = 1_000_000
"""The shipped words take a fiftieth of it; a larger file is no file of words."""
_COUNTED = ("months", "weekdays")
"""Lists where the place in the list means something."""


class WordsBroken(SagsgangError):
    """The file of words, or a phrase in it, cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
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
        if path.stat().st_size > MOST_BYTES:
            raise WordsBroken(path, f"it is larger than {MOST_BYTES // 1_000_000} MB")
        book = yaml.load(path.read_text(encoding="utf-8"), Loader=_NoAliases)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise WordsBroken(path, " ".join(str(error).split())) from error
    except RecursionError as error:
        raise WordsBroken(path, "its parts are nested too deep") from error
    if not isinstance(book, dict):
        raise WordsBroken(path, "it has no chapters")
    return book


def entries(path: Path) -> Iterator[tuple[int, str, str, str | None]]:
    """A file's chapters, each with its entries: line, chapter, name ("" for the chapter itself), words.

    Words are None for what is none. Raises WordsBroken.
    """
    read_yaml(path)  # sound, and no larger than it may be
    tree: Any = yaml.compose(path.read_text(encoding="utf-8"), Loader=_NoAliases)
    for title, chapter in tree.value:
        yield title.start_mark.line + 1, str(title.value), "", None
        for name, words in chapter.value if isinstance(chapter, yaml.MappingNode) else ():
            plain = words.value if isinstance(words, yaml.ScalarNode) else None
            yield name.start_mark.line + 1, str(title.value), str(name.value), plain


def places(phrase: str) -> set[str]:
    """The names that a phrase asks for."""
    return set(_PLACE.findall(phrase))


@cache
def _chapter(path: Path, name: str) -> Any:
    """A chapter of this file; what it lacks (it is older than the program) is as shipped. Raises WordsBroken."""
    shipped = read_yaml(shelf.SHIPPED / FILE)[name]
    chosen = read_yaml(path).get(name, shipped)
    if type(chosen) is not type(shipped):
        raise WordsBroken(path, f"{name} must hold {'entries with names' if isinstance(shipped, dict) else 'a list'}")
    if name in _COUNTED and len(chosen) != len(shipped):
        raise WordsBroken(path, f"{name} must be {len(shipped)}")
    for entry, words in chosen.items() if isinstance(chosen, dict) else enumerate(chosen, start=1):
        if not isinstance(words, str):
            raise WordsBroken(path, f"{name}.{entry} must be words; put them between quotes")
    return {**shipped, **chosen} if isinstance(chosen, dict) else chosen


def phrases(chapter: str) -> Mapping[str, str]:
    """A chapter of words.yaml whose entries have names. Raises WordsBroken."""
    named: Mapping[str, str] = _chapter(shelf.find(FILE), chapter)
    return named


def listing(chapter: str) -> Sequence[str]:
    """A chapter of words.yaml that is a list. Raises WordsBroken."""
    words: Sequence[str] = _chapter(shelf.find(FILE), chapter)
    return words


def say(chapter: str, entry: str, **values: object) -> str:
    """The phrase `entry` of a chapter, filled in. Raises WordsBroken where it asks for what there is not."""
    pieces = _pieces(phrases(chapter)[entry])
    if len(pieces) == 1:
        return pieces[0]

    def value(place: str) -> str:
        if place not in values:
            known = ", ".join(sorted(values)) or "none"
            raise WordsBroken(shelf.find(FILE), f"{chapter}.{entry} asks for {place!r}; it may ask for {known}")
        return str(values[place])

    return "".join([value(piece) if number % 2 else piece for number, piece in enumerate(pieces)])


@cache
def _pieces(phrase: str) -> Sequence[str]:
    """A phrase cut at its places: words and the names of places by turns, words first. Cut once, said thousandfold."""
    return _PLACE.split(phrase)


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
