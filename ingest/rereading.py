"""Reading an item once more before it goes out: does it say what the forum is to do, and which dates bind."""

from collections.abc import Iterable
from dataclasses import replace

from ingest.deadlines import deadlines_in
from ingest.phrases import pattern
from states.outcomes import Purpose
from states.paper import Block, BlockKind, DeadlineKind, FoundDeadline, Item, Text, plain

_MEETINGS = frozenset({DeadlineKind.NEXT_MEETING, DeadlineKind.PROMISE})
"""Dates of meetings bind the forums themselves; they are looked after by the calendar."""


def says_what(recommendation: Iterable[Block]) -> bool:
    """Whether a recommendation says what is to be done in an "at …": after "indstilles" and its like, or at the head of
    a part."""
    that = pattern("rereading.that")
    return any(that.search(block.text) for block in recommendation if block.kind is not BlockKind.TABLE)


def binding_dates(item: Item) -> tuple[FoundDeadline, ...]:
    """The dates in an item's texts that bind somebody, those before its meeting too.

    The register's own deadlines of the case know the year that their words leave out; they count while those words
    stand in the texts. What is told as done ("skulle senest …", "indsendte inden …") binds nobody; that the forum was
    asked "med frist den …" does, unless it is only told how that went.
    """
    texts: Text = tuple(
        block for text in (item.background, item.recommendation, item.presentation) for block in text or ()
    )
    said = " ".join(plain(texts).split())
    known = [one for one in item.deadlines if " ".join(one.words.split()) in said]
    found = [replace(one, year_inferred=False) for one in deadlines_in(texts, None)]
    only_told = set(item.purposes) <= {Purpose.TAKE_NOTE} and bool(item.purposes)
    return tuple(
        one for one in (*known, *found) if one.kind not in _MEETINGS and not _is_past(one.words, only_told=only_told)
    )


def _is_past(words: str, *, only_told: bool) -> bool:
    if pattern("rereading.past").search(words):
        return True
    asked = not only_told and pattern("rereading.asked_by").search(words)
    return bool(pattern("rereading.done").search(words)) and not asked
