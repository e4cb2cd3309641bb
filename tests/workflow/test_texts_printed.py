"""A typed text, printed and read again, is the same in every form: its marks, lists, links and words."""

from datetime import date
from pathlib import Path

import pytest

from db.seed import seed_forums
from ingest.file import open_source
from ingest.read import read_paper
from states.forms import Form
from states.paper import Group, Item, Paper, PaperKind
from templates.press import press
from workflow.texts import text_of

FORUMS = tuple(seed.forum for seed in seed_forums())
WORDS = """Et afsnit med https://kkr.example/a?b=1&c=2, og www.kkr.example. Skriv til bel@kkr.example.
Et bilag er vedlagt afsnittet ./.
- yderst, se http://x.example/Aa_(by).
  - ./. inden i med bilag
    - dybest ./. ./.
  - endnu et
- yderst igen
1. først
2. ./. andet
| Hvor | Adresse |
| KKR | www.kkr.example |
Slut\u202e her."""


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.JSON])
def test_a_typed_text_reads_back_as_it_was_typed(form: Form, tmp_path: Path) -> None:
    text = text_of(WORDS)
    item = Item("2.1", "Sag", background=text, recommendation=text_of("Det indstilles, at KKR godkender sagen."))
    group = Group("2", "Sager", (item,))
    paper = Paper(PaperKind.AGENDA, "KKR Syddanmark", "KKR", date(2027, 6, 20), groups=(group,))
    file = tmp_path / f"paper.{form}"
    file.write_bytes(press(paper, form).content)
    read = read_paper(open_source(file.read_bytes(), file.name), FORUMS)
    assert [one.background for one in read.items] == [text]
