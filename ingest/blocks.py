"""Pieces as blocks: the text of a section."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.pieces import Piece, may_be_sub_heading
from ingest.shapes import list_label, marks_taken_off
from ingest.source import Style
from states.paper import Block, BlockKind, Doubt, Text


def text_of(pieces: Sequence[Piece]) -> Text:
    """The blocks of a stretch of pieces: marks and labels taken off the words, table rows gathered to tables."""
    blocks = list(_tables(pieces))
    return tuple(_with_marks(_headings(blocks)))


def table_doubts(pieces: Iterable[Piece]) -> Iterator[Doubt]:
    """A doubt for each table whose rows differ in width: its cells may have been torn."""
    widths: list[int] = []
    first = 0
    for piece in [*pieces, Piece("", 0, 0)]:
        if piece.style is Style.ROW and not piece.first_row:
            widths.append(len(piece.cells))
            continue
        if len(set(widths)) > 1:
            yield Doubt("the rows of a table differ in the number of their cells: it may be torn", first)
        widths, first = ([len(piece.cells)], piece.first) if piece.style is Style.ROW else ([], 0)


def _tables(pieces: Iterable[Piece]) -> Iterator[tuple[Block, Style]]:
    rows: list[tuple[str, ...]] = []
    for piece in pieces:
        if piece.style is Style.ROW:
            if rows and piece.first_row:
                yield _table(rows), Style.ROW
                rows = []
            rows.append(piece.cells)
            continue
        if rows:
            yield _table(rows), Style.ROW
            rows = []
        yield _block(piece), piece.style
    if rows:
        yield _table(rows), Style.ROW


def _table(rows: Sequence[tuple[str, ...]]) -> Block:
    width = max(len(row) for row in rows)
    return Block(BlockKind.TABLE, rows=tuple(row + ("",) * (width - len(row)) for row in rows))


def _block(piece: Piece) -> Block:
    marks, text = marks_taken_off(piece.text)
    match piece.style:
        case Style.HEADING:
            return Block(BlockKind.HEADING, text, marks, links=piece.links)
        case Style.BULLET:
            return Block(BlockKind.BULLET, text, marks, level=piece.level, links=piece.links)
        case Style.NUMBERED:
            label, text = (piece.label, text) if piece.label else list_label(text) or ("", text)
            return Block(BlockKind.NUMBERED, text, marks, label, piece.level, links=piece.links)
    labelled = list_label(text) if piece.style is Style.PLAIN else None
    if labelled:
        return Block(BlockKind.NUMBERED, labelled[1], marks, labelled[0], links=piece.links)
    return Block(BlockKind.PARAGRAPH, text, marks, links=piece.links)


def _headings(blocks: Sequence[tuple[Block, Style]]) -> Iterator[Block]:
    """Tell sub-headings from paragraphs where the format does not: short, without a stop, and something follows."""
    for place, (block, style) in enumerate(blocks):
        follows = place + 1 < len(blocks)
        if (
            style is Style.PLAIN
            and block.kind is BlockKind.PARAGRAPH
            and not block.marks
            and follows
            and may_be_sub_heading(block.text)
        ):
            block = replace(block, kind=BlockKind.HEADING)
        yield block


def _with_marks(blocks: Iterable[Block]) -> Iterator[Block]:
    """A mark that stands alone on its line belongs to what comes next; bullets made of a mark alone go with it."""
    waiting = 0
    for block in blocks:
        if block.marks and not block.text and not block.rows:
            waiting += block.marks
            continue
        yield replace(block, marks=block.marks + waiting) if waiting and block.kind is not BlockKind.TABLE else block
        waiting = waiting if block.kind is BlockKind.TABLE else 0
    if waiting:
        yield Block(BlockKind.PARAGRAPH, marks=waiting)
