"""Tables in HTML: which are tables and which are layout, and the rows of those that are tables."""

from collections.abc import Iterator

from lxml import etree

from ingest.formats.marks import is_margin
from states.paper import Link

CELLS = frozenset({"td", "th"})
BREAKING = frozenset({"br", "p", "div", "li", "td", "th", "tr", "dd", "dt"})
STRUCTURE = ("table", "h1", "h2", "h3", "h4", "h5", "h6")
WIDEST = 100
"""Columns: a colspan may claim thousands (and the letters of a row are counted later on)."""


def block_text(element: etree._Element) -> str:
    """All text in an element as one line, with a blank where a block or a forced break divides it."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag in BREAKING:
            parts.append(" ")
        parts.append((node.text if event == "start" else node.tail if node is not element else "") or "")
    return " ".join("".join(parts).split())


def is_layout(table: etree._Element) -> bool:
    """Whether a table only places things on the page: other tables, headings, one column, or marks in the margin."""
    if table.get("role") == "presentation" or next(_descendants(table), None) is not None:
        return True
    rows = [_cells(row) for row in _rows(table)]
    return all(len(row) < 2 for row in rows) or is_margin([[block_text(cell) for cell in row] for row in rows])


def rows_of(table: etree._Element) -> Iterator[tuple[tuple[str, ...], tuple[Link, ...]]]:
    """The rows of a table as cell texts and links; a cell that spans several leaves the further ones empty."""
    hanging: dict[int, int] = {}
    for row in _rows(table):
        cells = _spread(_cells(row), hanging)
        if any(cells):
            yield cells, tuple(_links(row))


def _spread(elements: list[etree._Element], hanging: dict[int, int]) -> tuple[str, ...]:
    """The texts of a row in their columns. `hanging`: columns that a cell above still covers, and for how many rows."""
    cells: list[str] = []

    def pass_hanging() -> None:
        while hanging.get(len(cells), 0) > 0:
            hanging[len(cells)] -= 1
            cells.append("")

    for element in elements:
        pass_hanging()
        text, down = block_text(element), _span(element, "rowspan") - 1
        for place in range(_span(element, "colspan")):
            hanging[len(cells)] = down
            cells.append("" if place else text)
    pass_hanging()
    return tuple(cells)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return (row for row in table.iter("tr"))


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in CELLS]


def _descendants(table: etree._Element) -> Iterator[etree._Element]:
    return (node for node in table.iter(*STRUCTURE) if node is not table)


def _links(row: etree._Element) -> Iterator[Link]:
    for anchor in row.iter("a"):
        url, text = anchor.get("href", "").strip(), block_text(anchor)
        if url and text:
            yield Link(text, url)


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(WIDEST, max(1, int(text))) if text.isdecimal() and len(text) < 6 else 1
