"""Plain text that a person wrote, as blocks: the inverse of states.paper.plain."""

import re
from collections.abc import Iterator

from states.paper import Block, BlockKind, Text

_MARKS = re.compile(r"^((?:\./\.{0,2}\s+)*)(.*)$")
_NUMBERED = re.compile(r"^(\d{1,2}[.)]|[a-z]\))\s+(.*)$")
_ROW = re.compile(r"^\|(.*)\|$")


def text_of(words: str) -> Text:
    """A text from its lines: one a paragraph or list item ("– " or "- " before it); "| a | b |" is a table row.

    A line that begins with a number is a list item only when the line before or after is one too, so that "20. juni" at
    the start of a paragraph stays a paragraph.
    """
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return tuple(_joined([_block(line, lines[max(0, n - 1) : n + 2]) for n, line in enumerate(lines)]))


def _block(line: str, around: list[str]) -> Block:
    if row := _ROW.match(line):
        return Block(BlockKind.TABLE, rows=(tuple(cell.strip() for cell in row[1].split("|")),))
    marks, rest = _marks(line)
    if line.startswith(("– ", "- ", "• ")):
        marks, rest = _marks(line[2:].strip())
        return Block(BlockKind.BULLET, rest, marks)
    numbered = _NUMBERED.match(rest)
    if numbered and sum(bool(_NUMBERED.match(_marks(near)[1])) for near in around) > 1:
        return Block(BlockKind.NUMBERED, numbered[2], marks, numbered[1])
    return Block(BlockKind.PARAGRAPH, rest, marks)


def _marks(line: str) -> tuple[int, str]:
    found = _MARKS.match(line)
    return (len(found[1].split()), found[2]) if found else (0, line)


def _joined(blocks: list[Block]) -> Iterator[Block]:
    """Rows that follow one another are one table."""
    table: list[tuple[str, ...]] = []
    for block in [*blocks, None]:
        if block is not None and block.kind is BlockKind.TABLE:
            table.extend(block.rows)
            continue
        if table:
            yield Block(BlockKind.TABLE, rows=tuple(table))
            table = []
        if block is not None:
            yield block
