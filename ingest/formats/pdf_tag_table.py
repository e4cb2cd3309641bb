"""Tables in a tagged PDF: which are tables and which are layout, and their rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.formats.marks import is_margin
from ingest.formats.pdf_marked import Words
from ingest.formats.pdf_structure import CELLS, Element
from states.paper import Link


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's words, and how many columns and rows it covers."""

    text: str = ""
    links: tuple[Link, ...] = ()
    columns: int = 1
    rows: int = 1


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table in order, those of tables in its cells left out."""
    for kid in table.in_order():
        if isinstance(kid, Element):
            if kid.kind == "TR":
                yield kid
            elif kid.kind not in CELLS and kid.kind != "Table":
                yield from rows_of(kid)


def cells_of(row: Element) -> list[Element]:
    """The cells of a row. A cell without words is in no page's tree; its place in the row is all that tells of it."""
    if any(isinstance(kid, Element) and kid.kind in CELLS for kid in row.kids.values()):
        return [_cell(row.kids.get(place)) for place in range(row.width)]
    return [_cell(kid) for kid in row.in_order()]


def _cell(kid: Element | Words | None) -> Element:
    if isinstance(kid, Element):
        return kid
    return Element("TD", {0: kid} if kid else {})


def is_layout(table: Element, text_of: Callable[[Element], str]) -> bool:
    """Whether a table only places things on the page: other tables, headings, one column, or marks in the margin."""
    rows = [cells_of(row) for row in rows_of(table)]
    if all(len(row) < 2 for row in rows) or any(_builds(cell) for row in rows for cell in row):
        return True
    return is_margin([[text_of(cell) for cell in row] for row in rows])


def _builds(cell: Element) -> bool:
    """Whether a cell holds a table or a heading."""
    kids = [kid for kid in cell.kids.values() if isinstance(kid, Element)]
    return any(kid.kind == "Table" or kid.kind[:1] == "H" or _builds(kid) for kid in kids)


def spread(cells: Sequence[Cell], hanging: dict[int, int]) -> list[Cell]:
    """The cells of a row in their columns; one that covers several leaves the further ones empty.

    `hanging`: columns that a cell above still covers, and for how many rows.
    """
    placed: list[Cell] = []

    def pass_hanging() -> None:
        while hanging.get(len(placed), 0) > 0:
            hanging[len(placed)] -= 1
            placed.append(Cell())

    for cell in cells:
        pass_hanging()
        for place in range(cell.columns):
            hanging[len(placed)] = cell.rows - 1
            placed.append(Cell() if place else cell)
    pass_hanging()
    return placed
