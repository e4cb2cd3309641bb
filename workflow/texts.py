"""Plain text that a person wrote, as blocks; and blocks as the plain text that a person may go on with."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.clean import clean
from ingest.shapes import marks_taken_off
from ingest.source import Line, Source
from states.paper import Block, BlockKind, Doubt, Link, Text, plain

_BULLETS = ("– ", "- ", "• ")
_NUMBERED = re.compile(r"^(\d{1,2}[.)]|[a-z]\))\s+(.*)$")
_ROW = re.compile(r"^\|(.*)\|$")
_ADDRESS = re.compile(
    r"(?<![\w@./-])(?:(?:https?://|www\.|mailto:)[^\s<>\"“”»«|]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE
)
_CLOSING = {")": "(", "]": "[", "}": "{"}
_SENTENCE = ".,;:!?'’”*_"
_TAB = 4
"""Blanks that a tab stands for."""
_DEEPER = 2
"""Blanks more than the item before, from which a list item stands inside it."""


def cleaned(words: str) -> tuple[str, tuple[Doubt, ...]]:
    """Words in plain letters, line by line, and what was removed of them: controls, marks that turn the writing."""
    source = clean(Source(tuple(Line(line, n) for n, line in enumerate(words.splitlines(), 1)), wrapped=False))
    return "\n".join(line.text for line in source.lines), source.doubts


def as_typed(text: Iterable[Block]) -> str:
    """A text as lines that `text_of` reads: list items inside others are indented by two blanks a level."""
    return "\n".join("  " * block.level + plain((block,)) for block in text)


def text_of(words: str, before: Text = ()) -> Text:
    """A text from its cleaned lines: one a paragraph or list item ("– " or "- " before it), "| a | b |" a table row.

    A line that begins with a number is a list item only when a line beside it is one too (bullets between them do not
    part them), so that "20. juni" at the start of a paragraph stays a paragraph. A list item that is indented by two
    blanks or a tab stands inside the one before. Marks (./.) count at the head and the end of a line; addresses
    become links, but not in tables, whose cells are words alone. `before`: the text that was shown as `as_typed`
    says; its lines that are unchanged keep what words do not tell (sub-headings, where a link leads).
    """
    lines = [_Typed.of(line) for line in cleaned(words)[0].splitlines() if line.strip()]
    numbered = _numbered(lines)
    blocks = _with_marks(_joined(map(_block, lines, _levels(lines, numbered), numbered)))
    kept = (block for block in before if block.kind is not BlockKind.PARAGRAPH or block.links)
    known = {as_typed((block,)): block for block in kept}
    return tuple(known.get(as_typed((block,)), block) for block in blocks)


@dataclass(frozen=True, slots=True)
class _Typed:
    """A line as typed: how far it is indented in blanks, its marks, its words without bullet and marks."""

    indent: int
    marks: int
    words: str
    bullet: bool = False
    row: bool = False

    @classmethod
    def of(cls, line: str) -> "_Typed":
        """The line, taken apart; a table row stays as it is."""
        wide = line.expandtabs(_TAB)
        indent, line = len(wide) - len(wide.lstrip()), line.strip()
        if _ROW.match(line):
            return cls(indent, 0, line, row=True)
        before, words = _marks(line)
        if bullet := words.startswith(_BULLETS):
            inside, words = _marks(words[2:].strip())
            before += inside
        return cls(indent, before, words, bullet)


def _marks(line: str) -> tuple[int, str]:
    """The marks at the head and the end of a line, all of them, and the words between."""
    marks, words = marks_taken_off(line)
    while words and (more := marks_taken_off(words))[0]:
        marks, words = marks + more[0], more[1]
    return marks, words


def _numbered(lines: list[_Typed]) -> list[bool]:
    """Which lines are numbered list items: they look so, and so does the line before or after that is no bullet."""
    places = [place for place, line in enumerate(lines) if not line.bullet]
    looks = [not lines[place].row and bool(_NUMBERED.match(lines[place].words)) for place in places]
    found = [False] * len(lines)
    for n, place in enumerate(places):
        found[place] = sum(looks[max(0, n - 1) : n + 2]) > 1 and looks[n]
    return found


def _levels(lines: list[_Typed], numbered: list[bool]) -> Iterator[int]:
    """How deep each list item stands: inside the nearest one before that is indented less."""
    open_at: list[int] = []
    for line, number in zip(lines, numbered, strict=True):
        if not (line.bullet or number):
            open_at = []
            yield 0
            continue
        while open_at and line.indent < open_at[-1]:
            open_at.pop()
        if not open_at or line.indent >= open_at[-1] + _DEEPER:
            open_at.append(line.indent)
        yield len(open_at) - 1


def _block(line: _Typed, level: int, numbered: bool) -> Block:
    if line.row:
        return Block(BlockKind.TABLE, rows=(tuple(cell.strip() for cell in line.words[1:-1].split("|")),))
    if line.bullet:
        return Block(BlockKind.BULLET, line.words, line.marks, level=level, links=_links(line.words))
    if numbered and (found := _NUMBERED.match(line.words)):
        inside, words = _marks(found[2])
        return Block(BlockKind.NUMBERED, words, line.marks + inside, found[1], level, links=_links(words))
    return Block(BlockKind.PARAGRAPH, line.words, line.marks, links=_links(line.words))


def _links(words: str) -> tuple[Link, ...]:
    return tuple(_link(_trimmed(found[0])) for found in _ADDRESS.finditer(words))


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence after it; a bracket that it opens itself is its own."""
    while address:
        last = address[-1]
        opened = _CLOSING.get(last)
        if last not in _SENTENCE and (opened is None or address.count(last) <= address.count(opened)):
            break
        address = address[:-1]
    return address


def _link(address: str) -> Link:
    """Where an address leads. Round brackets are written as URLs may have them: in plain text one ends the link."""
    head = address.lower()
    leads = address.replace("(", "%28").replace(")", "%29")
    if head.startswith("www."):
        return Link(address, f"https://{leads}")
    known = head.startswith(("http://", "https://", "mailto:"))
    return Link(address, leads if known else f"mailto:{leads}")


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
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


def _with_marks(blocks: Iterable[Block]) -> Iterator[Block]:
    """A mark alone on its line belongs to the next words, as it does where a paper is read."""
    waiting = 0
    for block in blocks:
        if block.marks and not block.text:
            waiting += block.marks
        elif block.kind is BlockKind.TABLE or not waiting:
            yield block
        else:
            yield replace(block, marks=block.marks + waiting)
            waiting = 0
    if waiting:
        yield Block(BlockKind.PARAGRAPH, marks=waiting)
