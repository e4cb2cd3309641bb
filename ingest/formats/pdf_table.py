"""Tables on a PDF page: those that are drawn with rules, and those whose columns stand clearly apart."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ingest.formats.marks import MARK
from ingest.formats.pdf_page import Box, Page
from ingest.formats.pdf_rows import BULLET, Piece, Row

NEAR = 3.0
"""Points: places that differ by less are one place."""
MOST_RULES = 1_500
"""A page: what has more is a drawing, and looking for tables in it would take long."""
FULL = 0.85
"""Share of a column's width from which a line in it is full."""
MOSTLY = 0.7
"""Share of full lines from which a column is running text and no list."""
SHORTEST_PROSE = 8
"""Lines: in fewer the shares say little."""
LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[a-zæøå][.)]|[–\-•o▪◦·])")
"""What stands before a list item or a heading, with a gap behind it that is no column."""
CONTENTS = re.compile(r"\d+(?:\.\d+)*\.?\s.*")

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A drawn table: the places of its column and row borders, from left to right and from top to bottom."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def holds(self, row: Row) -> bool:
        """Whether a print line stands inside."""
        return (
            self.rows[-1] - NEAR < row.base < self.rows[0] + NEAR
            and self.columns[0] - NEAR < row.left
            and row.right < self.columns[-1] + NEAR
        )


def stretches(page: Page, rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[Cells]]]:
    """The page's print lines in order: those of a table together with its cells, every other one alone with none."""
    grids = grids_of(page)
    for grid, group in groupby(rows, key=lambda row: next((grid for grid in grids if grid.holds(row)), None)):
        if grid:
            inside = list(group)
            yield inside, cells_of(grid, inside)
        else:
            yield from _by_columns(list(group))


def _by_columns(rows: list[Row]) -> Iterator[tuple[list[Row], list[Cells]]]:
    place = 0
    while place < len(rows):
        last = place + 1
        while last < len(rows) and _is_next(rows[place], rows[last - 1], rows[last]):
            last += 1
        together = rows[place:last]
        if _is_newspaper(together):
            yield from (([row], []) for row in _down_columns(together))
        else:
            yield together, _open_cells(together) if len(together) > 1 else []
        place = last


def _is_next(head: Row, above: Row, row: Row) -> bool:
    """Whether a line goes on with the table that `head` begins: as a row of it, or wrapped inside a row."""
    if not in_columns(head):
        return False
    if in_columns(row) and columns_agree(head, row):
        return True
    return above is not head and len(row.pieces) < len(head.pieces) and _wraps(head, above, row)


def _wraps(head: Row, above: Row, row: Row) -> bool:
    """Only text under a column after the first is taken for a wrapped cell: under the first it may be a paragraph."""
    close = above.base - row.base < 1.4 * row.size
    columns = [column.left for column in head.pieces[1:]]
    return close and all(any(abs(piece.left - left) <= NEAR for left in columns) for piece in row.pieces)


def _is_newspaper(rows: list[Row]) -> bool:
    """Whether the file draws these lines column after column: then they are columns of text and no table."""
    width = len(rows[0].pieces)
    if len(rows) < 2 or width < 2 or any(len(row.pieces) != width for row in rows):
        return False
    columns = [[row.pieces[place].order for row in rows] for place in range(width)]
    return all(max(left) < min(right) for left, right in pairwise(columns))


def _down_columns(rows: list[Row]) -> Iterator[Row]:
    """The lines of columns of text as lines of their own, each column from top to bottom."""
    for place in range(len(rows[0].pieces)):
        column = [row.pieces[place] for row in rows]
        margin = _margin(column)
        for row, piece in zip(rows, column, strict=True):
            yield replace(row, pieces=(piece,), margin=margin)


def _margin(column: list[Piece]) -> float:
    """Where the lines of a column end, if most are full; without end in a list of names, where none goes on."""
    left, right = min(piece.left for piece in column), max(piece.right for piece in column)
    full = sum(1 for piece in column if piece.right > left + FULL * (right - left))
    return right if len(column) >= SHORTEST_PROSE and full >= MOSTLY * len(column) else math.inf


def _open_cells(rows: list[Row]) -> list[Cells]:
    """The cells of a table without rules; a line with fewer pieces goes on with the row above."""
    head, table = rows[0], []
    for row in rows:
        if len(row.pieces) == len(head.pieces):
            table.append([piece.text for piece in row.pieces])
            continue
        for piece in row.pieces:
            column = min(range(len(head.pieces)), key=lambda place: abs(head.pieces[place].left - piece.left))
            table[-1][column] = f"{table[-1][column]} {piece.text}"
    return [tuple(cells) for cells in table]


def grids_of(page: Page) -> list[Grid]:
    """The drawn tables of at least two columns and one row: rules that touch belong together."""
    rules = [*page.across, *page.down]
    if len(rules) > MOST_RULES:
        return []
    return [grid for together in _touching(rules) if (grid := _grid(together)) is not None]


def _touching(rules: list[Box]) -> Iterator[list[Box]]:
    """Groups of rules that touch, also by way of others. Taken from top to bottom, so each is met once."""
    groups: list[tuple[Box, list[Box]]] = []
    for rule in sorted(rules, key=lambda rule: -rule.top):
        near = [group for group in groups if _touch(group[0], rule)]
        groups = [group for group in groups if not _touch(group[0], rule)]
        members = [rule, *(member for _, group in near for member in group)]
        groups.append((_around(rule, [box for box, _ in near]), members))
    return (members for _, members in groups)


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left - NEAR <= other.right
        and other.left - NEAR <= one.right
        and one.bottom - NEAR <= other.top
        and other.bottom - NEAR <= one.top
    )


def _around(rule: Box, boxes: list[Box]) -> Box:
    boxes = [rule, *boxes]
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def _grid(rules: list[Box]) -> Grid | None:
    down = [rule for rule in rules if rule.top - rule.bottom > rule.right - rule.left]
    across = [rule for rule in rules if rule.top - rule.bottom <= rule.right - rule.left]
    columns = _places((rule.left + rule.right) / 2 for rule in down)
    rows = _places((rule.top + rule.bottom) / 2 for rule in across)
    if len(columns) < 3 or len(rows) < 2:
        return None
    return Grid(tuple(columns), tuple(reversed(rows)))


def _places(values: Iterator[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > NEAR:
            places.append(value)
    return places


def cells_of(grid: Grid, rows: Sequence[Row]) -> list[Cells]:
    """The texts of a drawn table, row by row; what wraps inside a cell is one text. Empty rows are left out."""
    width, height = len(grid.columns) - 1, len(grid.rows) - 1
    texts: list[list[list[str]]] = [[[] for _ in range(width)] for _ in range(height)]
    for piece in (piece for row in rows for piece in row.pieces):
        across = sum(1 for place in grid.columns[1:-1] if place <= piece.left + NEAR)
        down = sum(1 for place in grid.rows[1:-1] if place > piece.base)
        texts[down][across].append(piece.text)
    table = [tuple(" ".join(parts) for parts in row) for row in texts]
    return [cells for cells in table if any(cells)]


def in_columns(row: Row) -> bool:
    """Whether a print line without rules may be a table row: pieces far apart, no label, mark, pair or contents."""
    first = row.pieces[0].text
    if len(row.pieces) < 2 or LABEL.fullmatch(first) or MARK.fullmatch(first) or first == BULLET or first.endswith(":"):
        return False
    return not is_contents(row)


def is_contents(row: Row) -> bool:
    """Whether a print line is an entry in a list of contents: a numbered title, and its page at the margin."""
    return (
        len(row.pieces) == 2 and row.pieces[1].text.isdecimal() and CONTENTS.fullmatch(row.pieces[0].text) is not None
    )


def columns_agree(one: Row, other: Row) -> bool:
    """Whether two lines have as many pieces, at least two, and each begins or ends where its fellow does."""
    return 1 < len(one.pieces) == len(other.pieces) and all(map(_aligned, one.pieces, other.pieces))


def _aligned(one: Piece, other: Piece) -> bool:
    return abs(one.left - other.left) <= NEAR or abs(one.right - other.right) <= NEAR
