"""What is usual in a PDF (letters, line distance, margins, headings), and what each print line is by that measure."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ingest.formats.pdf_page import Page
from ingest.formats.pdf_rows import BULLET, Row
from ingest.formats.pdf_table import columns_agree

HEADING_SIZE = 1.1
"""Sizes of the body's letters from which a line is a heading."""
HEADING_LENGTH = 200
BOLD_LENGTH = 100
"""Letters: a longer line in bold is an emphasis, no heading."""
CLEAR_GAP = 1.25
"""Usual line distances from which a new paragraph begins."""
ROOM = 0.5
"""Sizes that the next word needs more than its own width (a blank before it), to have had room."""
SENTENCE_ENDS = (".", ",", ";", "?", "!")
INDENT = 0.5
"""Sizes: a label so far inside the margin is that of a list."""

EDGE = 2
"""Lines at the head and at the foot of a page that may be a page header."""
FRONT_PAGE_FROM = 4
"""Pages from which the first may be a front page without a page header. In fewer, "every other page" proves little."""

DOT_BULLET = re.compile(r"([•◦▪●○■o·\uf0b7\uf0a7\uf0d8\uf076\uf0fc])\s+(?=\S)")
DASH_BULLET = re.compile(r"[–\uf02d-]\s+(?=\S)")
LABEL = re.compile(r"(\d{1,2}[.)]|[a-zA-ZæøåÆØÅ][.)]|[ivx]{1,4}[.)])\s+(?=\S)")
DIGITS = re.compile(r"\d+")


class Body:
    """The measures of a whole document."""

    def __init__(self, pages: list[tuple[Page, list[Row]]]) -> None:
        self.rows = rows = [row for _, on_page in pages for row in on_page]
        self.width = max((page.width for page, _ in pages), default=0.0)
        self.size = _most_letters(rows)
        plain = [row for row in rows if abs(row.size - self.size) < 0.5]
        self.distance = self._usual_distance(plain)
        self.left = _margin(plain)
        self.right = sorted(row.right for row in plain)[int(0.97 * (len(plain) - 1))] if plain else 0.0
        self.levels = sorted({(*_rank(row), row.italic) for row in rows if self.is_heading(row)}, reverse=True)
        self.returns = _returns([on_page for _, on_page in pages])
        self.every_page = max(2, len(pages) - (len(pages) >= FRONT_PAGE_FROM))

    def _usual_distance(self, plain: list[Row]) -> float:
        """The least distance of baselines that comes often: that of lines, not that of paragraphs."""
        gaps = Counter(
            round(2 * (above.base - below.base)) / 2
            for above, below in pairwise(plain)
            if 0.9 * self.size < above.base - below.base < 3 * self.size
        )
        often = [gap for gap, count in gaps.items() if count >= max(2, 0.05 * gaps.total())]
        return min(often, default=1.2 * self.size)

    def is_heading(self, row: Row) -> bool:
        """Larger than the body, or wholly bold or italic, short and no sentence."""
        if row.size > HEADING_SIZE * self.size:
            return len(row.text) < HEADING_LENGTH
        if len(row.text) >= BOLD_LENGTH or row.text.endswith(SENTENCE_ENDS) or row.text == BULLET:
            return False
        return row.bold or row.italic

    def level(self, row: Row) -> int:
        """1 for the largest heading of the document, and so on."""
        return self.levels.index((*_rank(row), row.italic)) + 1

    def is_running(self, row: Row) -> bool:
        """Whether the line returns on every page (but the first of many) at one height: a page header or footer."""
        return self.returns[_key(row)] >= self.every_page

    def may_be_running(self, row: Row) -> bool:
        """Whether it returns on some other page at that height: a header, or a line that happens to."""
        return self.returns[_key(row)] > 1

    def running(self) -> list[Row]:
        """Each page header and footer as it stands where it comes first; bare page numbers are left out."""
        first: dict[tuple[str, int], Row] = {}
        for row in self.rows:
            if self.is_running(row) and not row.text.isdecimal():
                first.setdefault(_key(row), row)
        return list(first.values())

    def goes_on(self, above: Row, row: Row) -> bool:
        """Whether a line continues the one above it: alike, close by, and no room for its first word up there.

        Over a page's end the distance says nothing.
        """
        if _rank(above) != _rank(row) or row.pieces[0].text == BULLET:
            return False
        distance = above.base - row.base
        usual = self.distance * max(1.0, row.size / self.size)
        cut = len(above.text) > 1 and above.text.endswith("-")
        return distance <= CLEAR_GAP * usual and (cut or not self._has_room(above, row))

    def _has_room(self, above: Row, row: Row) -> bool:
        """Whether the first word of a line would have fitted on the line above."""
        first = row.pieces[0]
        margin = self.right if above.margin is None else above.margin
        return above.right + (first.word - first.left) + ROOM * row.size < margin

    def is_indented(self, row: Row) -> bool:
        """Whether it begins inside the margin."""
        return row.left > self.left + INDENT * self.size

    def marker(self, row: Row) -> tuple[str, str] | None:
        """The bullet or label at the head of a list item, and the text behind it; None for any other line."""
        if found := DOT_BULLET.match(row.text):
            return BULLET, row.text[found.end() :]
        if found := DASH_BULLET.match(row.text):
            return BULLET, row.text[found.end() :]
        if self.is_indented(row) and (found := LABEL.match(row.text)):
            return found[1], row.text[found.end() :]
        return None


def _most_letters(rows: list[Row]) -> float:
    letters: Counter[float] = Counter()
    for row in rows:
        letters[round(row.size, 1)] += len(row.text)
    return letters.most_common(1)[0][0] if letters else 1.0


def _margin(plain: list[Row]) -> float:
    """Where the leftmost lines begin that make up a fair part of the text."""
    letters: Counter[int] = Counter()
    for row in plain:
        letters[round(row.left)] += len(row.text)
    return min((left for left, count in letters.items() if count > 0.1 * letters.total()), default=0)


def _rank(row: Row) -> tuple[int, bool]:
    return round(row.size), row.bold


def _key(row: Row) -> tuple[str, int]:
    return DIGITS.sub("#", row.text), round(row.base / 2)


def _returns(pages: list[list[Row]]) -> Counter[tuple[str, int]]:
    """On how many pages each first and last line stands at one height, whatever the figures in it."""
    return Counter(key for rows in pages for key in {_key(row) for row in _edges(rows)})


def _edges(rows: list[Row]) -> Iterator[Row]:
    """The lines at the head and foot of a page, without those of a table (its head may return on each page)."""
    for place, row in enumerate(rows):
        beside = rows[max(0, place - 1) : place] + rows[place + 1 : place + 2]
        if min(place, len(rows) - 1 - place) < EDGE and not any(columns_agree(row, other) for other in beside):
            yield row
