"""The next meeting, and the cases expected there."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import takewhile

from ingest.dates import find_dates
from ingest.deadlines import next_meeting_in
from ingest.phrases import pattern
from ingest.sentences import sentences
from states.paper import Block, BlockKind, DeadlineKind, Item, ItemKind, NextMeeting, Text


def next_meeting(items: Sequence[Item], front: Iterable[str], meeting: date | None) -> NextMeeting | None:
    """What the paper says of the meeting after: under "Punkter til næste møde", else wherever it names the date."""
    for item in items:
        if item.kind is ItemKind.NEXT_ITEMS:
            return NextMeeting(_date(item, meeting), tuple(_expected(item)))
    said = [found for item in items for found in item.deadlines if found.kind is DeadlineKind.NEXT_MEETING]
    said += [found for text in front if (found := next_meeting_in(text, meeting))]
    return NextMeeting(said[0].on) if said else None


def _date(item: Item, meeting: date | None) -> date | None:
    said = [found.on for found in item.deadlines if found.kind is DeadlineKind.NEXT_MEETING]
    texts = [item.title, *(said for text in _texts(item) for block in text for said in sentences(block.text))]
    dates = (found.on for text in texts for found in find_dates(text, meeting))
    return next((on for on in (*said, *dates) if on and (meeting is None or on > meeting)), None)


def _texts(item: Item) -> Iterator[Text]:
    """The sections that may list what is expected; the decision last, the recommendation never."""
    yield from (text for text in (item.background, item.presentation, item.decision) if text)


def _expected(item: Item) -> list[str]:
    for text in _texts(item):
        listed = [block.text for block in text if block.kind in (BlockKind.BULLET, BlockKind.NUMBERED)]
        listed = listed or _in_table(text) or [title for block in text for title in _inline(block)] or _below(text)
        if listed:
            return [pattern("coming.last_word").sub("", title).strip() for title in listed if title.strip()]
    return []


def _in_table(text: Text) -> list[str]:
    """The titles in a table: the longest cell of each row below the head."""
    return [max(row, key=len) for block in text for row in block.rows[1:]]


def _inline(block: Block) -> list[str]:
    if found := pattern("coming.inline").search(block.text):
        return [title for part in found["titles"].split(";") for title in part.split(", ")]
    if found := pattern("coming.about").search(block.text):
        return [title for part in found["titles"].split(", ") for title in pattern("coming.and").split(part)]
    return []


def _below(text: Text) -> list[str]:
    """The titles that stand one a paragraph below words that announce them."""
    begins = next((place for place, block in enumerate(text, 1) if block.text.endswith(":")), len(text))
    return [block.text for block in takewhile(lambda block: block.text[-1:] not in ".:?", text[begins:])]
