"""Print lines from glyphs: what stands on one baseline, in pieces where a clear gap divides it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.clean import LINE_END_HYPHENS
from ingest.formats.pdf_page import Box, Glyph, Page

SAME_BASE = 0.35
"""Share of the size by which baselines on one line may differ (index figures stand a little higher)."""
GAP = 1.2
"""Sizes: a wider gap divides a line into pieces; the words of a justified line stand closer."""
SMALL_GAP = 0.6
"""Sizes: the same for pieces that the file does not draw one after the other, as those of two columns."""
RULE_GAP = 0.2
"""Sizes: letters of a word stand closer, so no rule need be looked for between them."""
BULLET_REACH = 40.0
"""Points from a drawn bullet to the text it belongs to."""
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one baseline without a clear gap in it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    italic: bool = False
    word: float = 0.0
    """Where its first word ends."""
    order: int = 0
    """Its place in the order in which the file draws."""


@dataclass(frozen=True, slots=True)
class Row:
    """One print line: its pieces from left to right, and the links that lie on it as (text, address).

    `margin`: where lines end in its column of text; None where it stands in no column, and the page's margin counts.
    """

    pieces: tuple[Piece, ...]
    links: tuple[tuple[str, str], ...] = ()
    margin: float | None = None

    @property
    def text(self) -> str:
        """The line's words with single blanks."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def base(self) -> float:
        """The baseline of the largest piece."""
        return max(self.pieces, key=lambda piece: piece.size).base

    @property
    def size(self) -> float:
        """The size of the largest piece."""
        return max(piece.size for piece in self.pieces)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(piece.bold for piece in self.pieces)

    @property
    def italic(self) -> bool:
        """Whether all of it is italic."""
        return all(piece.italic for piece in self.pieces)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.pieces[-1].right


def rows_of(page: Page) -> list[Row]:
    """The print lines of a page, from top to bottom."""
    pieces = [piece for order, run in enumerate(_runs(page)) if (piece := _piece(run, order)) is not None]
    rows = [Row(tuple(_joined(line, page.down))) for line in _lines(pieces)]
    return [_with_links(_with_bullet(row, page.dots), page) for row in rows]


def _runs(page: Page) -> Iterator[list[Glyph]]:
    """Stretches of the file's order that go on along one baseline, to the right and without a clear gap or rule."""
    run: list[Glyph] = []
    seen: Glyph | None = None
    for glyph in page.glyphs:
        if run and (glyph is None or not _goes_on(seen, glyph, page.down)):
            yield run
            run, seen = [], None
        if glyph is not None:
            run.append(glyph)
            seen = seen if glyph.letter.isspace() else glyph
    if run:
        yield run


def _goes_on(seen: Glyph | None, glyph: Glyph, rules: Sequence[Box]) -> bool:
    if seen is None or glyph.letter.isspace():
        return True
    size, gap = max(seen.size, glyph.size, 1.0), glyph.left - seen.right
    if abs(glyph.base - seen.base) > SAME_BASE * size or not -size / 2 <= gap <= GAP * size:
        return False
    return gap < RULE_GAP * size or not _divides(rules, seen.right, glyph.left, glyph.base)


def _divides(rules: Sequence[Box], left: float, right: float, base: float) -> bool:
    """Whether an upright rule stands between two places on a baseline."""
    return any(left - 1 <= rule.left and rule.right <= right + 1 and rule.bottom <= base <= rule.top for rule in rules)


def _piece(run: list[Glyph], order: int) -> Piece | None:
    seen = [glyph for glyph in run if not glyph.letter.isspace()]
    if not seen:
        return None
    largest = max(seen, key=lambda glyph: glyph.size)
    return Piece(
        text=_hyphened(" ".join("".join(glyph.letter for glyph in run).split())),
        left=seen[0].left,
        right=seen[-1].right,
        base=largest.base,
        size=largest.size or 1.0,
        bold=all(glyph.bold for glyph in seen),
        italic=all(glyph.italic for glyph in seen),
        word=_first_word(run).right,
        order=order,
    )


def _hyphened(text: str) -> str:
    """The text with an ordinary hyphen at its end, where PDFium writes one of its own signs for it."""
    return f"{text[:-1]}-" if text.endswith(LINE_END_HYPHENS) else text


def _first_word(run: list[Glyph]) -> Glyph:
    """The last letter of the first word of a run."""
    last: Glyph | None = None
    for glyph in run:
        if glyph.letter.isspace():
            if last:
                return last
        else:
            last = glyph
    return last or run[0]


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Pieces that share a baseline, the lines from top to bottom, each from left to right."""
    line: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        if line and line[0].base - piece.base > SAME_BASE * max(line[0].size, piece.size):
            yield sorted(line, key=lambda piece: piece.left)
            line = []
        line.append(piece)
    if line:
        yield sorted(line, key=lambda piece: piece.left)


def _joined(line: list[Piece], rules: Sequence[Box]) -> Iterator[Piece]:
    """Pieces that stand close are one: a file may write a line in several strokes, in any order."""
    whole = line[0]
    for before, piece in pairwise(line):
        gap = (piece.left - before.right) / max(before.size, piece.size)
        apart = GAP if piece.order == before.order + 1 else SMALL_GAP
        if gap > apart or _divides(rules, before.right, piece.left, piece.base):
            yield whole
            whole = piece
            continue
        text = f"{whole.text}{' ' if gap > 0.15 else ''}{piece.text}"
        size = max(whole.size, piece.size)
        bold, italic = whole.bold and piece.bold, whole.italic and piece.italic
        whole = replace(whole, text=text, right=piece.right, size=size, bold=bold, italic=italic)
    yield whole


def _with_bullet(row: Row, dots: Iterable[Box]) -> Row:
    """The row with a bullet piece before it where one is drawn at the height of its small letters."""
    for dot in dots:
        middle = (dot.top + dot.bottom) / 2 - row.base
        if 0 < row.left - dot.right < BULLET_REACH and 0 < middle < row.size * 0.7:
            bullet = Piece(BULLET, dot.left, dot.right, row.base, row.size, row.bold)
            return replace(row, pieces=(bullet, *row.pieces))
    return row


def _with_links(row: Row, page: Page) -> Row:
    """The row with the texts in it that lie under a link."""
    near = [(box, url) for box, url in page.links if box.bottom < row.base + row.size / 4 < box.top]
    if not near:
        return row
    return replace(row, links=tuple((text, url) for box, url in near if (text := _under(box, row, page))))


def _under(box: Box, row: Row, page: Page) -> str:
    letters = [
        glyph.letter
        for glyph in page.glyphs
        if glyph
        and abs(glyph.base - row.base) <= SAME_BASE * row.size
        and box.left - 1 <= (glyph.left + glyph.right) / 2 <= box.right + 1
    ]
    return " ".join("".join(letters).split())
