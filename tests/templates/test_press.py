"""Each form against its golden file. `UPDATE_GOLDEN=1 pytest tests/templates` writes them afresh."""

import os
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from db.seed import seed_forums
from ingest.file import open_source
from ingest.read import read_paper
from states.forms import Form
from states.paper import Attendee, Block, BlockKind, Group, Item, Link, Paper, PaperKind
from templates.press import press

GOLDEN = Path(__file__).parent / "golden"
SUFFIX = {Form.HTML: "html", Form.TEXT: "txt", Form.JSON: "json"}


def check(name: str, written: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", SUFFIX)
def test_an_agenda_is_written_as_its_golden_file(agenda: Paper, form: Form) -> None:
    check(f"agenda.{SUFFIX[form]}", press(agenda, form).content.decode())


@pytest.mark.parametrize("form", SUFFIX)
def test_minutes_are_written_as_their_golden_file(minutes: Paper, form: Form) -> None:
    check(f"minutes.{SUFFIX[form]}", press(minutes, form).content.decode())


PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% include 'paper.css' %}",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "<!-- --> ]]> <?php ?>",
)


class Elements(HTMLParser):
    """The elements and attribute names of a page, in order, and the words outside its style sheet."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        if self.lasttag != "style":
            self.words += data


def paper_of(word: str) -> Paper:
    """A paper that says the same word in every place that takes one."""
    person = Attendee(word, word, word)
    text = (
        Block(BlockKind.PARAGRAPH, word, marks=1, links=(Link(word, "https://x.example/" + word),)),
        Block(BlockKind.HEADING, word),
        Block(BlockKind.NUMBERED, word, label=word),
        Block(BlockKind.TABLE, rows=((word,), (word,))),
    )
    item = Item(word, word, journal_number=word, officers=(word,), absent=(person,), background=text, decision=text)
    return Paper(
        PaperKind.MINUTES, word, None, None, place=word, participants=(person,), groups=(Group(word, word, (item,)),)
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_value_becomes_markup(payload: str) -> None:
    page, harmless = (Elements(press(paper_of(word), Form.HTML).content.decode()) for word in (payload, "zqz"))
    assert page.found == harmless.found
    assert page.words.count(payload) == harmless.words.count("zqz")


def test_a_link_that_runs_a_program_is_printed_without_it() -> None:
    text = (Block(BlockKind.PARAGRAPH, "Se her", links=(Link("her", "javascript:alert(1)"),)),)
    paper = Paper(
        PaperKind.AGENDA, None, None, None, groups=(Group("1", "Sager", (Item("1.1", "Sag", background=text),)),)
    )
    assert "javascript" not in press(paper, Form.HTML).content.decode()
    assert "javascript" not in press(paper, Form.TEXT).content.decode()


def test_a_paper_of_which_little_is_known_is_still_written() -> None:
    empty = Paper(PaperKind.AGENDA, None, None, None)
    assert press(empty, Form.TEXT).content.decode() == "DAGSORDEN\n"
    assert "<h1>Dagsorden</h1>" in press(empty, Form.HTML).content.decode()


@pytest.mark.parametrize("form", [Form.HTML, Form.TEXT])
def test_items_without_groups_are_printed_without_empty_headings_and_read_back(form: Form) -> None:
    items = tuple(
        Item(str(n), title, recommendation=(Block(BlockKind.PARAGRAPH, "Det indstilles, at K22 drøfter sagen."),))
        for n, title in enumerate(("Vej", "Bro"), 1)
    )
    paper = Paper(PaperKind.AGENDA, "K22", "K22", date(2027, 4, 20), groups=(Group("", "", items),))
    forums = [seed.forum for seed in seed_forums()]
    found = read_paper(open_source(press(paper, form).content, "k22"), forums)
    assert [(group.title, [(item.number, item.title) for item in group.items]) for group in found.groups] == [
        ("", [("1", "Vej"), ("2", "Bro")])
    ]
