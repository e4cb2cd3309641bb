"""Both sides of the Word figure write the same words; each figure is measured once at a tiny size."""

import io
import re
from collections import Counter

from docx import Document

from benchmarks import documents
from benchmarks.bare_word import python_docx
from benchmarks.large_paper import large_paper
from benchmarks.measure import not_measured
from benchmarks.report import line
from states.forms import Form
from templates.press import press
from templates.view import view
from templates.words import phrases


def words(content: bytes) -> Counter[str]:
    """Every word in a Word file's body. Labels of lists and marks have none of two letters."""
    text = " ".join(
        str(part.text or "") for part in Document(io.BytesIO(content)).element.body.iter() if part.tag.endswith("}t")
    )
    return Counter(re.findall(r"[^\W\d_]{2,}", text))


def test_both_sides_write_the_same_words() -> None:
    paper = large_paper(3)
    assert words(press(paper, Form.DOCX).content) == words(python_docx(view(paper), phrases("labels")["contents"]))


def test_the_agenda_has_as_many_pages_as_it_is_asked_for() -> None:
    assert [len(list(large_paper(pages).items)) for pages in (10, 150)] == [7, 133]


def test_making_and_reading_a_large_agenda() -> None:
    rows = list(documents.figures(pages=12, rounds=1))
    assert [(row.what, row.bar) for row in rows] == [
        ("reading a 12-page agenda from PDF", "under 2 s"),
        ("a 12-page agenda as PDF, against WeasyPrint", "at least 10"),
        ("a 12-page agenda as DOCX, against python-docx", "at least 8"),
        ("a 12-page agenda as PDF and as DOCX, peak memory", "under 300 MiB"),
    ]


def test_what_cannot_be_measured_says_why() -> None:
    row = line(not_measured("a print", "at least 10", "there is no printer"))
    assert " ".join(row.split()) == "a print – – – at least 10 not measured: there is no printer"
