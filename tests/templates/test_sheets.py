"""Lists, letters and extracts against their golden files. `UPDATE_GOLDEN=1 pytest tests/templates` writes them afresh.

PDF and Word are held to their words: how they look is held by the tests of the PDF and Word templates.
"""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.table import Table

from states.forms import Form
from templates.press import press
from tests.templates.pdf_facts import faults, pages
from tests.templates.sheets import SHEETS

GOLDEN = Path(__file__).parent / "golden" / "sheets"


def check(name: str, written: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", [Form.TEXT, Form.JSON])
@pytest.mark.parametrize("name", SHEETS)
def test_each_sheet_is_written_as_its_golden_file(name: str, form: Form) -> None:
    check(f"{name}{form.suffix}", press(SHEETS[name], form).content.decode())


@pytest.mark.parametrize("name", SHEETS)
def test_each_sheet_is_a_page_as_its_golden_file(name: str) -> None:
    """The style sheet is the same for all, and no matter of a golden file."""
    head, _, body = press(SHEETS[name], Form.HTML).content.decode().partition("<body>")
    check(f"{name}.html", f"<body>{body}")
    assert head.startswith('<!doctype html>\n<html lang="da">\n')


@pytest.mark.parametrize("name", SHEETS)
def test_each_sheet_is_an_accessible_pdf_with_the_same_words(name: str) -> None:
    printed = press(SHEETS[name], Form.PDF)
    check(f"{name}.pdf.txt", "\n".join(page.words for page in pages(printed.content)) + "\n")
    assert (printed.notes, faults(printed.content)) == ((), [])


@pytest.mark.parametrize("name", SHEETS)
def test_each_sheet_is_a_word_file_with_the_same_words(name: str) -> None:
    content = press(SHEETS[name], Form.DOCX).content
    check(f"{name}.docx.txt", "".join(f"{line}\n" for line in lines(content)))


@pytest.mark.parametrize("form", Form)
def test_a_sheet_is_the_same_each_time(form: Form) -> None:
    assert press(SHEETS["pipeline"], form) == press(SHEETS["pipeline"], form)


def lines(content: bytes) -> Iterator[str]:
    """A Word file's paragraphs and table rows, in order."""
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            yield from (" | ".join(cell.text for cell in row.cells) for row in block.rows)
        elif block.text.strip():
            yield f"{block.style.name if block.style else ''}: {block.text}"
