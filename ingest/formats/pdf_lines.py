"""Print lines of a PDF to lines of a Source: the first of a paragraph, heading or item says so, the rest are PLAIN."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from ingest.formats.pdf_body import Body
from ingest.formats.pdf_page import Page
from ingest.formats.pdf_rows import BULLET, Row
from ingest.formats.pdf_table import Cells, stretches
from ingest.mend import joined
from ingest.source import Line, Style
from states.paper import Link

FAR_APART = 0.25
"""Share of the page's width: pieces of one line so far apart (page header) have nothing to do with each other."""
SAME_INDENT = 7.0
"""Points: labels that are set flush right ("9.", "10.") begin a little apart."""


class Writer:
    """Takes the pages of a document one after another; `lines` are what they gave, numbered from 1."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.lines: list[Line] = []
        self.above: Row | None = None
        """The print line before, page headers left out."""
        self.indents: list[float] = []
        """Where the items of the open list begin, the outermost first."""

    def add_page(self, page: Page, rows: list[Row]) -> None:
        """Add the lines of a page. The rest of a paragraph does not count as the start of a page."""
        first = len(self.lines)
        for stretch, table in stretches(page, rows):
            if table:
                self._table(stretch, table)
            elif self.body.is_running(stretch[0]):
                self._add(*(Line(text, 0) for text in _parts(stretch[0], page)))
            else:
                self._row(stretch[0], page)
        if len(self.lines) > first and (self.lines[first].style is not Style.PLAIN or self.body.is_running(rows[0])):
            self.lines[first] = replace(self.lines[first], page_start=True)

    def _add(self, *lines: Line) -> None:
        self.lines += [replace(line, number=number) for number, line in enumerate(lines, len(self.lines) + 1)]

    def _table(self, rows: list[Row], table: list[Cells]) -> None:
        links = tuple(_links(rows))
        shown = (tuple(link for link in links if any(link.text in cell for cell in cells)) for cells in table)
        self._add(
            *(
                Line("", 0, Style.ROW, cells=cells, first_row=cells is table[0], links=on_row)
                for cells, on_row in zip(table, shown, strict=True)
            )
        )
        self.above, self.indents = None, []

    def _row(self, row: Row, page: Page) -> None:
        above, self.above = self.above, row
        links = tuple(_links([row]))
        marker = self.body.marker(row)
        if above and self.body.goes_on(above, row) and not (marker and self._begins_item(row)):
            self._go_on(Line(row.text, 0, links=links))
        elif self.body.is_heading(row):
            self.indents = []
            self._add(Line(row.text, 0, Style.HEADING, level=self.body.level(row), links=links))
        elif marker:
            self._item(row, *marker, links)
        else:
            self.indents = []
            self._add(*(Line(text, 0, Style.PARAGRAPH, links=links) for text in _parts(row, page)))

    def _begins_item(self, row: Row) -> bool:
        """Whether a label on a line that could go on is one: it stands where those of the open list do."""
        if not self.indents:
            return self.body.is_indented(row)
        return any(abs(indent - row.left) <= SAME_INDENT for indent in self.indents)

    def _go_on(self, line: Line) -> None:
        """Put the rest of a heading to it; the rest of anything else is a line of its own, for the reader to join."""
        last = self.lines[-1]
        if last.style is Style.HEADING:
            self.lines[-1] = replace(last, text=joined(last.text, line.text), links=last.links + line.links)
        else:
            self._add(line)

    def _item(self, row: Row, label: str, text: str, links: tuple[Link, ...]) -> None:
        while self.indents and row.left < self.indents[-1] - SAME_INDENT:
            self.indents.pop()
        if not self.indents or row.left > self.indents[-1] + SAME_INDENT:
            self.indents.append(row.left)
        bullet = label == BULLET
        style = Style.BULLET if bullet else Style.NUMBERED
        self._add(Line(text, 0, style, level=len(self.indents) - 1, label="" if bullet else label, links=links))


def _links(rows: Iterable[Row]) -> Iterator[Link]:
    for row in rows:
        yield from (Link(text, url) for text, url in sorted(row.links, key=lambda link: row.text.find(link[0])))


def _parts(row: Row, page: Page) -> Iterator[str]:
    """The line's text, or several where its pieces have nothing to do with each other."""
    part = row.pieces[0].text
    for before, piece in pairwise(row.pieces):
        if piece.left - before.right > FAR_APART * page.width:
            yield part
            part = piece.text
        else:
            part = f"{part} {piece.text}"
    yield part
