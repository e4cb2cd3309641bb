"""Outlines of papers whose items carry no printed numbers."""

from collections.abc import Sequence

from ingest.headings import Heading, Outline
from ingest.pieces import Piece, may_be_sub_heading
from ingest.shapes import Shape, section_head
from ingest.source import Style
from states.paper import Doubt

_LONGEST_TITLE = 200
_SECTION_ORDER = {"background": 0, "recommendation": 1, "presentation": 1, "decision": 3, "attachments": 3}


def unnumbered(pieces: Sequence[Piece]) -> Outline | None:
    """Items without printed numbers: told by the journal line or section after the title, numbered by their order."""
    starts = _titles(pieces)
    asked = (head.name for piece in pieces if (head := section_head(piece.text)))
    marked = starts and pieces[starts[0]].style is Style.HEADING
    if not starts or not (marked or {"recommendation", "decision"} & set(asked)):
        return None
    level = pieces[starts[-1]].level if pieces[starts[-1]].style is Style.HEADING else 0
    upper = [index for index, piece in enumerate(pieces) if piece.style is Style.HEADING and 0 < piece.level < level]
    same = [
        index for index, piece in enumerate(pieces)
        if index > starts[0] and level and (piece.style, piece.level) == (Style.HEADING, level)
        and piece.shape is not Shape.SECTION
    ]  # fmt: skip
    every = sorted({*starts, *same})
    upper = [index for index in upper if starts[0] - 1 <= index < every[-1]]
    doubts = (Doubt("the items carry no numbers: they are numbered in their order", pieces[every[0]].first),)
    return _numbered_by_order(every, upper, pieces, () if level else doubts)


def _numbered_by_order(
    items: Sequence[int], groups: Sequence[int], pieces: Sequence[Piece], doubts: tuple[Doubt, ...]
) -> Outline:
    if not groups:
        flat = tuple(Heading(index, (place,), pieces[index].text, sure=True) for place, index in enumerate(items, 1))
        return Outline((), flat, doubts)
    named = tuple(Heading(index, (place,), pieces[index].text, sure=True) for place, index in enumerate(groups, 1))
    found: list[Heading] = []
    for index in items:
        group = max((heading.number[0] for heading in named if heading.index < index), default=1)
        place = sum(heading.number[0] == group for heading in found) + 1
        found.append(Heading(index, (group, place), pieces[index].text, sure=True))
    return Outline(named, tuple(found), doubts)


def _titles(pieces: Sequence[Piece]) -> list[int]:
    """The pieces right before a journal line, or before a section that begins the round of sections again."""
    found: list[int] = []
    reached = len(_SECTION_ORDER)
    for index, piece in enumerate(pieces):
        if piece.shape is Shape.JOURNAL:
            fresh = True
        elif piece.shape is Shape.SECTION:
            head = section_head(piece.text)
            order = _SECTION_ORDER[head.name] if head else 0
            fresh, reached = order < reached or order == 0, order
        else:
            continue
        if fresh and index and _may_be_title(pieces[index - 1]):
            found.append(index - 1)
    return found


def _may_be_title(piece: Piece) -> bool:
    if piece.style is Style.HEADING:
        return piece.shape is not Shape.SECTION
    return (
        piece.shape is Shape.TEXT
        and len(piece.text) <= _LONGEST_TITLE
        and (may_be_sub_heading(piece.text) or len(piece.text) > 90)
    )
