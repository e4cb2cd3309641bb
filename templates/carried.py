"""What stands at the head of a text that was carried over from last time, until somebody has gone through it."""

import re
from functools import cache

from states.paper import Text
from templates.words import phrases, places, say

_ANY = "\0"


def carried_mark(case_id: int, occurrence: str) -> str:
    """The line: which case the text was carried over from, and which time that was."""
    return say("wheel", "carried", case=case_id, year=occurrence)


def marked_lines(text: Text | None) -> list[str]:
    """The lines of a text that are such marks, whichever case they name."""
    return [block.text for block in text or () if _pattern(phrases("wheel")["carried"]).fullmatch(block.text.strip())]


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    """The phrase with anything in its places; one that says nothing of its own is no mark."""
    words = say("wheel", "carried", **dict.fromkeys(places(phrase), _ANY))
    if not words.replace(_ANY, "").strip():
        return re.compile(r"(?!)")
    return re.compile(".+?".join(re.escape(piece) for piece in words.strip().split(_ANY)))
