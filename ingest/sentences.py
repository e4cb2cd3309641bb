"""Texts cut into sentences."""

import re
from functools import cache

from ingest.phrases import entry

LONGEST = 1_000
"""Letters: no sentence of a paper is as long."""

_END = re.compile(r"[.!?](?:[\"”»)]*)\s+(?=[\"“«(]?[A-ZÆØÅ0-9])")
_LAST_WORD = re.compile(r"[\w.§]+$")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(entry("abbreviations").split("|"))


def sentences(text: str) -> list[str]:
    """The sentences of a text. A stop after an abbreviation, an initial or a number of one or two digits ends none.

    What runs on for longer than any sentence is cut, so that no search takes long.
    """
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        before = _LAST_WORD.search(text[max(end.start() - 20, start) : end.start()])
        if text[end.start()] == "." and before and _is_short(before[0]):
            continue
        found += _cut(text[start : end.end()])
        start = end.end()
    return found + _cut(text[start:])


def ends_sentence(text: str) -> bool:
    """Whether a text ends in a stop that is no part of an abbreviation or a date ("ca.", "den 3.")."""
    text = text.rstrip().rstrip('"”»)')
    last = _LAST_WORD.search(text[:-1])
    return text[-1:] in "!?" or (text[-1:] == "." and not (last and _is_short(last[0])))


def _cut(sentence: str) -> list[str]:
    parts = (sentence[at : at + LONGEST].strip() for at in range(0, len(sentence), LONGEST))
    return [part for part in parts if part]


def _is_short(word: str) -> bool:
    """Whether a stop after the word is part of it: "20.", "mio.", the initials of a name ("B.", "Aa.")."""
    number = word.isdigit() and len(word) <= 2
    return number or word.casefold() in _abbreviations() or (len(word) <= 3 and word.istitle())
