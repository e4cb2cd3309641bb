"""Lines put together to pieces: whole paragraphs, list items, headings and table rows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.mend import ends_cut, hyphenated_words, joined
from ingest.phrases import pattern
from ingest.sentences import ends_sentence
from ingest.shapes import MARK, Shape, list_label, shape_of
from ingest.source import Line, Style
from states.paper import Link

_STOPS = ".!?:;"
_FULL = 0.82
"""A print line shorter than this share of the page's width, counted with the next word, was ended on purpose."""
_BRIM = 1.0
"""A line that ends with a stop at the foot of a page was only ended by its paragraph if there was room for more."""
_TITLE_FULL = 0.6
"""Titles are set larger, so their lines are full earlier."""
_LONGEST_SUB_HEADING = 90
_TITLE_LINES = 3
_CUT_SENTENCE = 60
"""A paragraph shorter than this that ends without a stop is a heading, not a sentence cut by the page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of lines that belong together. `first`, `last`: its lines in the source."""

    text: str
    first: int
    last: int
    style: Style = Style.PLAIN
    level: int = 0
    label: str = ""
    cells: tuple[str, ...] = ()
    first_row: bool = False
    links: tuple[Link, ...] = ()

    @property
    def line(self) -> Line:
        """The piece seen as one long line, so that its shape can be asked for."""
        return Line(self.text, self.first, self.style, self.level, self.label, self.cells)

    @property
    def shape(self) -> Shape:
        """What the piece looks like."""
        return shape_of(self.line)


@dataclass(frozen=True, slots=True)
class _Page:
    """How the print lines of a source are set: blank lines between two lines of a paragraph, and the width."""

    gap: int
    width: int
    known: frozenset[str]


def piece_together(lines: Sequence[Line], *, wrapped: bool) -> tuple[Piece, ...]:
    """The pieces of a paper, in reading order.

    In wrapped sources print lines are joined to paragraphs, list items and titles; in others only what a page break
    cut is joined.
    """
    page = _measure(lines) if wrapped else _Page(0, 0, hyphenated_words([line.text for line in lines]))
    pieces: list[_Open] = []
    rows = list(_gaps(lines, page))
    for place, (line, gap) in enumerate(rows):
        last = pieces[-1] if pieces else None
        after = rows[place + 1][0] if place + 1 < len(rows) else None
        if last and (_runs_on(last, line, gap, page, after) if wrapped else _cut_by_page(last, line)):
            last.take(line, page.known)
        else:
            pieces.append(_Open(line))
    return tuple(piece.closed() for piece in pieces)


def _runs_on(last: "_Open", line: Line, gap: int, page: _Page, after: Line | None) -> bool:
    goes_on = _goes_on(last, line, gap, page) or _title_over_page(last, line, after, page)
    return goes_on and not _heads_next(last, line, after, page)


def _title_over_page(last: "_Open", line: Line, after: Line | None, page: _Page) -> bool:
    """Whether a title goes on after a page break: its line was full, and what follows stands below a whole title."""
    if after is None or last.shape is not Shape.NUMBER or not line.page_start or shape_of(line) is not Shape.TEXT:
        return False
    return shape_of(after) in (Shape.JOURNAL, Shape.SECTION) and not _ended(last.last, line, page, _FULL)


class _Open:
    """A piece that may still take lines."""

    def __init__(self, line: Line) -> None:
        self.lines = [line]
        self.text = " ".join(line.text.split())
        self.shape = shape_of(line)
        self.links = line.links

    @property
    def last(self) -> Line:
        return self.lines[-1]

    def take(self, line: Line, known: frozenset[str]) -> None:
        self.text = joined(self.text, " ".join(line.text.split()), known)
        self.lines.append(line)
        self.links += line.links

    def closed(self) -> Piece:
        first = self.lines[0]
        return Piece(
            self.text, first.number, self.last.number, first.style, first.level, first.label,
            first.cells, first.first_row, self.links,
        )  # fmt: skip


def _measure(lines: Sequence[Line]) -> _Page:
    rows = list(_gaps(lines, None))
    inside = Counter(
        min(gap, 2)
        for (last, _), (line, gap) in pairwise(rows)
        if _surely_goes_on(last.text.strip(), line.text.strip())
    )
    gaps = inside or Counter(min(gap, 2) for _, gap in rows)
    widths = sorted(len(line.text.strip()) for line in lines if line.text.strip()) or [0]
    known = hyphenated_words([line.text for line in lines])
    return _Page(1 if gaps[1] > gaps[0] else 0, widths[int(len(widths) * 0.95)], known)


def _surely_goes_on(text: str, after: str) -> bool:
    """Whether a print line goes on in the next: it ends without a stop, and that begins in lower case."""
    return text[-1:] not in _STOPS and after[:1].islower()


def _gaps(lines: Iterable[Line], page: _Page | None) -> Iterator[tuple[Line, int]]:
    """Each line with words and the number of blank lines before it; a page's first line is marked as such.

    Where print lines stand apart, a line that follows at once and begins with one blank is a page's first: so some
    programs write text out of PDF.
    """
    gap = 0
    for line in lines:
        if line.style is not Style.ROW and not line.text.strip():
            gap += 1
            continue
        indent = len(line.text) - len(line.text.lstrip())
        if page and page.gap and gap == 0 and indent == 1:
            line = replace(line, page_start=True)
        yield line, gap
        gap = 0


def _goes_on(last: _Open, line: Line, gap: int, page: _Page) -> bool:
    """Whether a print line continues the piece before it."""
    shape = shape_of(line)
    if last.shape in (Shape.ROW, Shape.JOURNAL) or (Style.PLAIN is not line.style and not _dash_in_text(last, line)):
        return False
    if (last.shape in (Shape.SECTION, Shape.LABELLED) and last.text.rstrip().endswith(":")) or _is_bare_section(last):
        return False
    if shape in (Shape.SECTION, Shape.JOURNAL, Shape.NUMBER, Shape.ROW, Shape.LABELLED) or _heads_contents(line):
        return False
    if (
        shape is Shape.LIST
        and line.style is Style.PLAIN
        and (MARK.match(line.text) or _is_list_start(last, line, gap, page))
    ):
        return False
    if last.last.style is Style.HEADING or (_is_person(last.last) and _is_person(line)):
        return False
    if line.page_start:
        return _over_page(last, line, page)
    if gap > page.gap:
        return ends_cut(last.text) and line.text.lstrip()[:1].islower()
    return (
        _title_goes_on(last, line, gap, page)
        if last.shape is Shape.NUMBER
        else not _ended(last.last, line, page, _FULL)
    )


def _heads_next(last: _Open, line: Line, after: Line | None, page: _Page) -> bool:
    """Whether a print line after a full stop is a sub-heading: it ends without one, and early."""
    if after is None or last.text[-1:] not in _STOPS or not may_be_sub_heading(line.text.strip()):
        return False
    return _ended(line, after, page, _FULL)


def _heads_contents(line: Line) -> bool:
    text = line.text.strip()
    return text[:1].isupper() and bool(pattern("furniture.contents_heading").match(text))


def _is_person(line: Line) -> bool:
    return bool(pattern("people.line").match(line.text.strip()))


def _is_bare_section(last: _Open) -> bool:
    return last.shape is Shape.SECTION and len(last.text.split()) < 3


def _dash_in_text(last: _Open, line: Line) -> bool:
    """A dash that happens to begin a print line in the middle of a sentence is no bullet."""
    if line.style is not Style.BULLET or last.text[-1:] in _STOPS or last.lines[0].style is Style.BULLET:
        return False
    return bool(pattern("lists.dash_goes_on").match(line.text)) and len(last.last.text) > _CUT_SENTENCE


def _is_list_start(last: _Open, line: Line, gap: int, page: _Page) -> bool:
    """Whether a label at the head of a print line begins a list item: after another, a stop or a gap."""
    if list_label(line.text.strip()) is None:
        return False
    return (
        gap > page.gap
        or last.shape is Shape.LIST
        or last.text[-1:] in _STOPS
        or _ended(last.last, line, page, _FULL)
        or line.text.strip().startswith(("1.", "1)", "a)", "a."))
    )


def _over_page(last: _Open, line: Line, page: _Page) -> bool:
    """Whether a piece goes on after the page break: a word or a sentence is cut, or a full line ends with a stop."""
    if ends_cut(last.text) or line.text.lstrip()[:1].islower():
        return True
    if last.shape is Shape.NUMBER or (last.shape is Shape.LIST and not MARK.match(last.text)):
        return False
    if last.text[-1:] in _STOPS and (ends_sentence(last.text) or last.text[-1] != "."):
        return last.text[-1] in ".!?" and not _ended(last.last, line, page, _BRIM)
    return not _ended(last.last, line, page, _FULL)


def _title_goes_on(last: _Open, line: Line, gap: int, page: _Page) -> bool:
    if gap < page.gap or ends_cut(last.text) or line.text.lstrip()[:1].islower():
        return True
    if len(last.lines) >= _TITLE_LINES:
        return False
    return len(last.last.text.strip()) > page.width * _TITLE_FULL


def _ended(line: Line, following: Line, page: _Page, full: float) -> bool:
    """Whether a line was ended on purpose: the next word would have had room, and does not go on in lower case."""
    text, word = line.text.strip(), (following.text.split() or [""])[0]
    if ends_cut(text) or text.endswith(",") or word[:1].islower():
        return False
    return len(text) + 1 + len(word) < page.width * full


def _cut_by_page(last: _Open, line: Line) -> bool:
    """In a source of whole paragraphs: whether a page break cut a word or a sentence in two."""
    if (
        line.style is not Style.PLAIN
        or last.last.style not in (Style.PLAIN, Style.BULLET)
        or shape_of(line) is not Shape.TEXT
    ):
        return False
    if last.shape in (Shape.SECTION, Shape.JOURNAL, Shape.LABELLED) or not line.text.lstrip()[:1].islower():
        return False
    if ends_cut(last.text):
        return True
    return (
        len(last.text) > _CUT_SENTENCE
        and (last.text[-1].isalnum() or last.text[-1] == ",")
        and last.last.style is Style.PLAIN
    )


def may_be_sub_heading(text: str) -> bool:
    """Whether a paragraph of its own looks like a sub-heading: short, begins like a name, ends without a stop."""
    return (
        0 < len(text) <= _LONGEST_SUB_HEADING
        and (text[0].isupper() or text[0].isdigit())
        and text[-1] not in ".,;:!?–-"
    )
