"""Print lines of a PDF to lines of a Source: whole paragraphs, headings, list items and table rows."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from ingest.formats.pdf_body import Body
from ingest.formats.pdf_page import Page
from ingest.formats.pdf_rows import BULLET, Row
from ingest.formats.pdf_table import Cells, is_contents, stretches
from ingest.mend import hyphenated_words, joined
from ingest.source import Line, Style
from states.paper import Link

FAR_APART = 0.25
"""Share of the page's width: pieces of one line so far apart (page header) have nothing to do with each other."""
PAGE_TAB = "\t"
"""Between a title and its page in a list of contents."""
SAME_INDENT = 7.0
"""Points: labels that are set flush right ("9.", "10.") begin a little apart."""


class Writer:
    """Takes the pages of a document one after another; `lines` are what they gave, numbered from 1.

    Page headers and footers come once, before the rest, so that nothing stands between the parts of a paragraph.
    """

    def __init__(self, body: Body) -> None:
        self.body = body
        self.known = hyphenated_words([row.text for row in body.rows])
        """Words with a hyphen of their own, so that it is kept where a line ends at it."""
        self.lines: list[Line] = []
        self.above: Row | None = None
        """The print line before, page headers left out."""
        self.indents: list[float] = []
        """Where the items of the open list begin, the outermost first."""
        self.cut_table: Cells | None = None
        """The head row of the table with which the page before ended; it may go on."""
        self.open_table: Cells | None = None
        for row in body.running():
            self._add(*(Line(text, 0) for text in self._parts(row)))

    def add_page(self, page: Page, rows: list[Row]) -> None:
        """Add the lines of a page. A page number that stands alone at its edge is left out."""
        first = len(self.lines)
        self.cut_table, self.open_table = self.open_table, None
        for stretch, table in stretches(page, [row for row in _numberless(rows) if not self.body.is_running(row)]):
            if table:
                self._table(stretch, table)
            else:
                self._row(stretch[0])
        if len(self.lines) > first:
            self.lines[first] = replace(self.lines[first], page_start=True)

    def _add(self, *lines: Line) -> None:
        self.lines += [replace(line, number=number) for number, line in enumerate(lines, len(self.lines) + 1)]

    def _table(self, rows: list[Row], table: list[Cells]) -> None:
        """Add a table; one that goes on from the page before begins no new one, and its repeated head is left out."""
        links = tuple(_links(rows))
        head = self.cut_table if self.cut_table and len(self.cut_table) == len(table[0]) else None
        for place, cells in enumerate(table):
            if place or cells != head:
                shown = tuple(link for link in links if any(link.text in cell for cell in cells))
                first_row = place == 0 and head is None
                self._add(Line("", 0, Style.ROW, cells=cells, first_row=first_row, links=shown))
        self.above, self.indents, self.cut_table, self.open_table = None, [], None, head or table[0]

    def _row(self, row: Row) -> None:
        above, self.above = self.above, row
        self.cut_table = self.open_table = None
        links = tuple(_links([row]))
        marker = self.body.marker(row)
        if above and self.body.goes_on(above, row) and not (marker and self._begins_item(row)):
            self._go_on(Line(row.text, 0, links=links))
        elif self.body.is_heading(row):
            self.indents = []
            self._add(Line(row.text, 0, Style.HEADING, level=self.body.level(row), links=links))
        elif self.body.may_be_running(row):
            self._add(*(Line(text, 0) for text in self._parts(row)))
        elif marker:
            self._item(row, *marker, links)
        else:
            self.indents = []
            self._add(*(Line(text, 0, Style.PARAGRAPH, links=links) for text in self._parts(row)))

    def _parts(self, row: Row) -> Iterator[str]:
        """The line's text, or several where its pieces have nothing to do with each other."""
        part = row.pieces[0].text
        for before, piece in pairwise(row.pieces):
            if piece.left - before.right > FAR_APART * self.body.width and not is_contents(row):
                yield part
                part = piece.text
            else:
                part = f"{part}{PAGE_TAB if is_contents(row) else ' '}{piece.text}"
        yield part

    def _begins_item(self, row: Row) -> bool:
        """Whether a label on a line that could go on is one: it stands where those of the open list do."""
        if not self.indents:
            return self.body.is_indented(row)
        return any(abs(indent - row.left) <= SAME_INDENT for indent in self.indents)

    def _go_on(self, line: Line) -> None:
        """Put a print line to the text that it is the rest of."""
        last = self.lines[-1]
        text = joined(last.text, line.text, self.known)
        self.lines[-1] = replace(last, text=text, links=last.links + line.links)

    def _item(self, row: Row, label: str, text: str, links: tuple[Link, ...]) -> None:
        while self.indents and row.left < self.indents[-1] - SAME_INDENT:
            self.indents.pop()
        if not self.indents or row.left > self.indents[-1] + SAME_INDENT:
            self.indents.append(row.left)
        bullet = label == BULLET
        style = Style.BULLET if bullet else Style.NUMBERED
        self._add(Line(text, 0, style, level=len(self.indents) - 1, label="" if bullet else label, links=links))


def _numberless(rows: list[Row]) -> list[Row]:
    """The lines of a page without a bare number as its first or last."""
    rows = rows[1:] if rows and rows[0].text.isdecimal() else rows
    return rows[:-1] if rows and rows[-1].text.isdecimal() else rows


def _links(rows: Iterable[Row]) -> Iterator[Link]:
    for row in rows:
        yield from (Link(text, url) for text, url in sorted(row.links, key=lambda link: row.text.find(link[0])))
