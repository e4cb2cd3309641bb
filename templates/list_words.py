"""What the lists (sager på vej, opfølgning, bilag) say alike: forums by name, days without "den", outcomes."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from states.forums import Forum
from states.paper import Block, BlockKind, Text
from templates.words import enumerate_words, listing, say

Forums = Mapping[str, Forum]


def named(codes: Sequence[str], forums: Forums) -> str:
    """Forums by their names; several councils together."""
    if len(codes) > 1 and all(forums[code].municipality for code in codes):
        return say("lists", "councils")
    return enumerate_words([forums[code].name for code in codes])


def short_day(on: date) -> str:
    """A date in a table: "20. juni 2027"."""
    return say("lists", "day", day=on.day, month=listing("months")[on.month - 1], year=on.year)


def month(on: date) -> str:
    """A month: "juni 2027"."""
    return say("lists", "month", month=listing("months")[on.month - 1], year=on.year)


def titled(title: str, *, closed: bool) -> str:
    """A title; a closed one says so before it, unless it says so itself ("Lukket: Personsag").

    One that only begins with the word ("Lukket anbringelse af unge") says nothing about the item.
    """
    if not closed:
        return title
    said = "|".join(map(re.escape, listing("closed_openers")))
    itself = rf"^[(\[]?(?:{said})\s*(?:[:–—)\]-]|$)|[(\[](?:{said})[)\]]$|[–—]\s*(?:{said})$"
    return title if re.search(itself, title.strip(), re.IGNORECASE) else say("closed", "title", title=title)


def paragraphs(*sentences: str) -> Text:
    """Sentences as paragraphs, the empty ones left out."""
    return tuple(Block(BlockKind.PARAGRAPH, sentence) for sentence in sentences if sentence)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """A table, each cell on one line."""
    return Block(BlockKind.TABLE, rows=(tuple(head), *(tuple(" ".join(cell.split()) for cell in row) for row in rows)))
