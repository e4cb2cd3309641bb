"""What a hostile template tries, in every place where a template may hold code: the sandbox alone lets nothing out.

The child with its limits and its fence stands around it (test_child.py).
"""

from pathlib import Path

import pytest

from states.document_json import Document
from states.forms import Form
from templates import shelf
from templates.catalogue import known
from templates.environment import TemplateBroken, fill_page, fill_plain
from tests.templates.attacks import bombs
from tests.templates.attacks.ground import AGENDA, SHEET, Ground, as_in_child, shown
from tests.templates.attacks.payloads import CONTROL, FILLED_IN, JINJA, TYPST
from tests.templates.attacks.word import FILLED, PLACES, infected

TEXTS: dict[str, tuple[Document, Form, str]] = {
    "paper.html.j2": (AGENDA, Form.HTML, "<main>"),
    "pieces.html.j2": (AGENDA, Form.HTML, "{% macro text(pieces) %}"),
    "paper.css": (AGENDA, Form.HTML, ""),
    "sheet.html.j2": (SHEET, Form.HTML, "<main>"),
    "paper.txt.j2": (AGENDA, Form.TEXT, ""),
    "pieces.txt.j2": (SHEET, Form.TEXT, "{% macro text(pieces) %}"),
    "sheet.txt.j2": (SHEET, Form.TEXT, ""),
}
"""A template, a document in the form that it makes, and what the payload stands behind ("": at the end)."""
OTHERS = (
    "archive.html.j2", "archive-case.html.j2", "archive-cases.html.j2", "archive-follow-up.html.j2", "archive.txt.j2",
    "changes.html.j2", "council-map.svg.j2", "feed.xml.j2", "letter.html.j2", "letter.txt.j2",
    "page.html.j2", "page-acknowledge.html.j2", "page-case.html.j2",
    "ring.svg.j2", "route.mmd.j2", "route.svg.j2", "site.html.j2", "timeline.svg.j2",
)  # fmt: skip
"""Templates that are filled in one by one, letters too: what stands in them reaches Jinja by the same two doors."""

LETTERS = tuple(name for name in known() if name.startswith("letter-"))
"""Each letter's three templates, and the parts that they are made of."""
UNSEEN = ("pieces.typ", "a picture in a picture")
"""What stands loose in pieces.typ is read and not printed, so that Typst never looks into the picture."""


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground.at(tmp_path)


def behind(name: str, mark: str, payload: str) -> str:
    """The shipped template with the payload behind the mark."""
    shipped = (shelf.SHIPPED / name).read_text(encoding="utf-8")
    before, found, after = shipped.partition(mark) if mark else (shipped, "", "")
    return f"{before}{found}{payload}{after}"


def test_there_are_attacks_and_bombs_enough() -> None:
    """Source of the numbers: issue 3 and its figures for templates (36 attacks in every place, 11 bombs)."""
    assert (len(JINJA) >= 36, len(bombs.TEXT) + len(bombs.TYPST) + len(bombs.WORD) >= 11) == (True, True)


def test_every_shipped_template_is_attacked() -> None:
    """A page's parts (site-meetings) are taken in by what is attacked."""
    filled_in = {name for name in known() if name.endswith(".j2") and "-" not in name}
    assert filled_in - {*TEXTS, *OTHERS} == set()


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_gets_out_of_a_text_template(ground: Ground, name: str) -> None:
    document, form, mark = TEXTS[name]
    for title, payload in {"control": CONTROL, **JINJA}.items():
        ground.put(name, behind(name, mark, ground.aimed(payload)))
        with as_in_child(ground.own):
            told = shown(document, form)
        assert (title, ground.harmed(told)) == (title, [])
        assert (FILLED_IN in told) == (title == "control")


@pytest.mark.parametrize("name", OTHERS + LETTERS)
def test_nothing_gets_out_of_a_template_that_is_filled_in_alone(ground: Ground, name: str) -> None:
    fill = fill_plain if name.endswith((".txt.j2", ".mmd.j2", ".subject.j2")) else fill_page
    for title, payload in JINJA.items():
        ground.put(name, ground.aimed(payload))
        with as_in_child(ground.own):
            try:
                told = fill(name, paper=AGENDA, labels={"date": "Dato"})
            except TemplateBroken as refusal:
                told = str(refusal)
        assert (title, ground.harmed(told)) == (title, [])


@pytest.mark.parametrize("place", PLACES)
def test_nothing_gets_out_of_a_word_file(ground: Ground, place: str) -> None:
    source = (shelf.SHIPPED / "paper.docx").read_bytes()
    for title, payload in {"control": CONTROL, **JINJA}.items():
        ground.put("paper.docx", infected(source, place, ground.aimed(payload)))
        with as_in_child(ground.own):
            told = shown(AGENDA, Form.DOCX)
        assert (title, ground.harmed(told)) == (title, [])
        assert (FILLED_IN in told) == (title == "control" and place in FILLED)


@pytest.mark.parametrize("name", ["paper.typ", "sheet.typ", "pieces.typ"])
def test_nothing_gets_out_of_a_typst_file(ground: Ground, name: str) -> None:
    document = SHEET if name == "sheet.typ" else AGENDA
    for title, payload in TYPST.items():
        ground.put(name, behind(name, "", f"\n{ground.aimed(payload)}\n"))
        with as_in_child(ground.own):
            told = shown(document, Form.PDF)
        refused = told.startswith("The template ") or (name, title) == UNSEEN
        assert (title, refused, ground.harmed(told)) == (title, True, [])


@pytest.mark.parametrize("name", ["words.yaml", "front.yaml"])
def test_words_are_only_words(ground: Ground, name: str) -> None:
    """Whatever stands in them is printed as it is, or refused."""
    chapter = "closed:\n  title: " if name == "words.yaml" else "every:\n  Vision: "
    for title, payload in JINJA.items():
        quoted = ground.aimed(payload).replace("'", "''")
        ground.put(name, f"{chapter}'{quoted}'\n")
        with as_in_child(ground.own):
            told = shown(AGENDA, Form.HTML)
        assert (title, ground.harmed(told)) == (title, [])
