"""Any document in any form, as the bytes of a file."""

import json
from collections.abc import Mapping
from typing import Any

from states.changes import AgendaChanges, changes_reading
from states.document_json import Document
from states.forms import Form
from states.paper import Paper
from states.paper_json import reading, sheet_reading
from states.sheet import Sheet
from templates import shelf, typeset, word
from templates.catalogue import ENDINGS
from templates.changes import changes_sheet, changes_view
from templates.child import in_child
from templates.environment import fill_page, fill_plain
from templates.printed import Printed
from templates.sheet_view import SheetView, sheet_view
from templates.view import NOWHERE, PaperView, view
from templates.words import phrases


def press(document: Document, form: Form, links: Mapping[str, str] = NOWHERE) -> Printed:
    """The document in one form. `links`: where attached files can be opened, by their digest.

    The same document makes the same bytes. HTML: one page that stands alone, to read, print and send. Text: one line a
    paragraph. JSON: `paper_json.reading`. What the office's own templates make, the limited child makes. Raises
    TemplateBroken, WordsBroken.
    """
    if form is Form.JSON:
        return _told(document)
    if shelf.for_child():
        return in_child("press", _template(document, form), document, form, dict(links))
    if isinstance(document, AgendaChanges):
        return _changes(document, form)
    name, shown = _view(document, links)
    return _written(name, shown, form)


def _template(document: Document, form: Form) -> str:
    """The template that a document begins with in this form."""
    if isinstance(document, Paper):
        return f"paper{ENDINGS[form]}"
    marked = isinstance(document, AgendaChanges) and form is Form.HTML
    return f"{'changes' if marked else 'sheet'}{ENDINGS[form]}"


def _told(document: Document) -> Printed:
    told: dict[str, Any]
    if isinstance(document, Paper):
        told = reading(document)
    else:
        told = changes_reading(document) if isinstance(document, AgendaChanges) else sheet_reading(document)
    return Printed((json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode())


def _changes(document: AgendaChanges, form: Form) -> Printed:
    """Only a page has marks for what changed; in the other forms they are signs."""
    shown = changes_view(document)
    if form is Form.HTML:
        return Printed(fill_page("changes.html.j2", paper=shown).encode())
    return _written("sheet", sheet_view(changes_sheet(document, shown)), form)


def _view(document: Paper | Sheet, links: Mapping[str, str]) -> tuple[str, PaperView | SheetView]:
    """The template's name and what it is filled with."""
    if isinstance(document, Paper):
        return "paper", view(document, links)
    return "sheet", sheet_view(document)


def _written(name: str, shown: PaperView | SheetView, form: Form) -> Printed:
    labels = phrases("labels")
    match form:
        case Form.HTML:
            return Printed(fill_page(f"{name}.html.j2", paper=shown, labels=labels).encode())
        case Form.PDF:
            return typeset.pdf(f"{name}.typ", shown, labels)
        case Form.DOCX:
            return word.docx(name, shown, labels)
        case _:
            return Printed(fill_plain(f"{name}.txt.j2", paper=shown, labels=labels).encode())
