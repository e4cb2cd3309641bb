"""The other side of the figure about Word: the words of an agenda by calls of python-docx, and nothing more."""

import io
from typing import Any

from docx import Document

from templates.pieces import Entry, Marks, Piece, Spans, Table, Words
from templates.view import ItemView, PaperView


def python_docx(shown: PaperView, contents: str) -> bytes:
    """The agenda as a Word file with the styles that python-docx brings. `contents`: what its list is called."""
    document = Document()
    document.add_heading(shown.kind, 0)
    document.add_paragraph(shown.forum)
    for fact in shown.facts:
        document.add_paragraph(f"{fact.label}: {fact.value}")
    document.add_heading(contents, 1)
    for group in shown.groups:
        document.add_paragraph(group.title)
        for item in group.items:
            document.add_paragraph(item.title)
    for group in shown.groups:
        document.add_heading(group.title, 1)
        for item in group.items:
            _item(document, item)
    return _bytes(document)


def _item(document: Any, item: ItemView) -> None:
    document.add_heading(item.title, 2)
    document.add_paragraph(item.journal)
    for section in item.sections:
        document.add_heading(section.title, 3)
        for piece in section.text:
            _piece(document, piece)


def _piece(document: Any, piece: Piece) -> None:
    if isinstance(piece, Table):
        _table(document, piece)
    elif isinstance(piece, Words):
        text = _text(piece.spans, piece.marks)
        if piece.kind == "heading":
            document.add_heading(text, 4)
        else:
            document.add_paragraph(text)
    else:
        for entry in piece.entries:
            _entry(document, entry, "List Number" if piece.numbered else "List Bullet")


def _entry(document: Any, entry: Entry, style: str) -> None:
    document.add_paragraph(_text(entry.spans, entry.marks), style=style)
    for inner in entry.inner:
        _piece(document, inner)


def _table(document: Any, piece: Table) -> None:
    rows = (piece.head, *piece.rows)
    table = document.add_table(rows=len(rows), cols=len(piece.head))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, spans in zip(row.cells, cells, strict=True):
            cell.text = _text(spans, ())


def _text(spans: Spans, marks: Marks) -> str:
    return "./. " * len(marks) + "".join(span.text for span in spans)


def _bytes(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
