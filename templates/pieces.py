"""A text as a page needs it: lists nested, links cut out of the words, table rows with their cells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from states.paper import Block, BlockKind, Link, Text

_DEEPEST = 6
"""Lists are nested no deeper than this: a page is only so wide, and a hostile level must not exhaust the stack."""
_SAFE_URL = re.compile(r"(?:https?://|mailto:|tel:|#)", re.IGNORECASE)
"""What a link may point at. A paper from outside may hold `javascript:`, which no escaping makes harmless."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words; `url` is empty where it is no link."""

    text: str
    url: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Bilagsmærke (./.): what it stands for, and where that is; `url` is empty where there is nothing to open."""

    title: str
    url: str = ""


Marks = tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Afsnit eller mellemrubrik: a paragraph or a sub-heading with the attachment marks before it."""

    kind: str
    spans: Spans
    marks: Marks


@dataclass(frozen=True, slots=True)
class Entry:
    """A list item, with the lists inside it. One without words holds a list that begins deeper than what it is in."""

    label: str
    spans: Spans
    marks: Marks
    inner: tuple["Listing", ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Opstilling: list items of one sort at one depth."""

    numbered: bool
    entries: tuple[Entry, ...]
    kind: str = "list"


@dataclass(frozen=True, slots=True)
class Table:
    """Tabel: rows of cells, the head row first."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    kind: str = "table"


Piece = Words | Listing | Table


def pieces(text: Text, marks: Iterable[Mark] = ()) -> tuple[Piece, ...]:
    """A text's blocks in order, list items that follow one another gathered into lists.

    `marks`: what the attachment marks in the text stand for, in reading order; what is left of them goes on to the next
    text, so an iterator is handed from text to text. A mark beyond them stands for nothing known.
    """
    known = iter(marks)
    return tuple(
        piece for listed, run in groupby(text, key=_listed) for piece in _pieces(tuple(run), known, listed=listed)
    )


def spans(text: str, links: Sequence[Link]) -> Spans:
    """The words cut where links begin and end. A link whose words do not occur, or that is not safe, is plain words."""
    cut: list[Span] = []
    for link in links:
        start = text.find(link.text) if link.text and _SAFE_URL.match(link.url) else -1
        if start >= 0:
            cut += [Span(text[:start]), Span(link.text, link.url)]
            text = text[start + len(link.text) :]
    return tuple(span for span in (*cut, Span(text)) if span.text)


def _listed(block: Block) -> bool:
    return block.kind in {BlockKind.BULLET, BlockKind.NUMBERED}


def _marks(block: Block, known: Iterator[Mark]) -> Marks:
    return tuple(next(known, Mark("")) for _ in range(block.marks))


def _pieces(run: Sequence[Block], known: Iterator[Mark], *, listed: bool) -> Iterator[Piece]:
    if listed:
        yield from _listings(run, known, 0)
        return
    for block in run:
        if block.kind is BlockKind.TABLE:
            head, *rows = tuple(tuple(spans(cell, block.links) for cell in row) for row in block.rows) or ((),)
            yield Table(head, tuple(rows))
        else:
            yield Words(block.kind, spans(block.text, block.links), _marks(block, known))


def _listings(blocks: Sequence[Block], known: Iterator[Mark], level: int) -> tuple[Listing, ...]:
    sorts = groupby(_branches(blocks, level), key=lambda branch: branch[0].kind is BlockKind.NUMBERED)
    return tuple(Listing(numbered, tuple(_entry(branch, known, level) for branch in same)) for numbered, same in sorts)


def _branches(blocks: Sequence[Block], level: int) -> Iterator[list[Block]]:
    """The blocks cut before each that stands at this level."""
    branch: list[Block] = []
    for block in blocks:
        if branch and min(block.level, _DEEPEST) <= level:
            yield branch
            branch = []
        branch.append(block)
    if branch:
        yield branch


def _entry(branch: Sequence[Block], known: Iterator[Mark], level: int) -> Entry:
    first, *deeper = branch
    if min(first.level, _DEEPEST) > level:
        return Entry("", (), (), _listings(branch, known, level + 1))
    words, marks = spans(first.text, first.links), _marks(first, known)  # before those of the items inside
    return Entry(first.label, words, marks, _listings(deeper, known, level + 1))
