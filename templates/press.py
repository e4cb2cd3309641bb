"""Any document in any form, as the bytes of a file."""

import json
from collections.abc import Mapping

from states.document_json import Document
from states.forms import Form
from states.paper import Paper
from states.paper_json import reading, sheet_reading
from templates import typeset
from templates.environment import fill_page, fill_plain
from templates.printed import Printed
from templates.sheet_view import SheetView, sheet_view
from templates.view import NOWHERE, PaperView, view
from templates.words import phrases


def press(document: Document, form: Form, links: Mapping[str, str] = NOWHERE) -> Printed:
    """The document in one form. `links`: where attached files can be opened, by their digest.

    The same document makes the same bytes. HTML: one page that stands alone, to read, print and send. Text: one line a
    paragraph. JSON: `paper_json.reading`. Raises TemplateBroken, WordsBroken.
    """
    if form is Form.JSON:
        told = reading(document) if isinstance(document, Paper) else sheet_reading(document)
        return Printed((json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode())
    name, shown = _view(document, links)
    return _written(name, shown, form)


def _view(document: Document, links: Mapping[str, str]) -> tuple[str, PaperView | SheetView]:
    """The template's name and what it is filled with."""
    if isinstance(document, Paper):
        return "paper", view(document, links)
    return "sheet", sheet_view(document)


def _written(name: str, shown: PaperView | SheetView, form: Form) -> Printed:
    labels = phrases("labels")
    match form:
        case Form.HTML:
            return Printed(fill_page(f"{name}.html.j2", paper=shown, labels=labels).encode())
        case Form.TEXT:
            return Printed(fill_plain(f"{name}.txt.j2", paper=shown, labels=labels).encode())
        case Form.PDF:
            return typeset.pdf(f"{name}.typ", shown, labels)
        case _:
            raise NotImplementedError(form)
