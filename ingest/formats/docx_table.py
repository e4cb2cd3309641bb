"""The cells of a Word table in their columns."""

from typing import Any

from docx.oxml.ns import qn

Element = Any
"""An XML element; python-docx does not type them."""

WIDEST = 100
"""Columns: a cell may claim to span thousands."""
WITHIN = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")))


def rows_of(table: Element) -> list[list[Element | None]]:
    """The cells of each row; None where a cell to the left or above covers the place, or the row begins later."""
    return [_cells(row) for row in _inside(table, qn("w:tr")) if not _is_deleted(row)]


def has_head(table: Element) -> bool:
    """Whether it has a row that is repeated on each page: no table that only places things has one."""
    return any(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in _inside(table, qn("w:tr")))


def _cells(row: Element) -> list[Element | None]:
    cells: list[Element | None] = [None] * _number(row, "w:trPr", "w:gridBefore", 0)
    for cell in _inside(row, qn("w:tc")):
        cells.append(None if _is_covered(cell) else cell)
        cells += [None] * (_number(cell, "w:tcPr", "w:gridSpan", 1) - 1)
    return cells


def _inside(holder: Element, tag: str) -> list[Element]:
    """The children of a kind, also those inside content controls and insertions."""
    found: list[Element] = []
    waiting = list(reversed(list(holder)))
    while waiting:
        child = waiting.pop()
        if child.tag == tag:
            found.append(child)
        elif child.tag in WITHIN:
            waiting.extend(reversed(list(child)))
    return found


def _is_deleted(row: Element) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _is_covered(cell: Element) -> bool:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val")) != "restart"


def _number(element: Element, properties: str, name: str, otherwise: int) -> int:
    found = element.find(f"{qn(properties)}/{qn(name)}")
    text = str(found.get(qn("w:val")) or "") if found is not None else ""
    return min(WIDEST, int(text)) if text.isdecimal() else otherwise
