"""What is wrong with the office's own words is found before a document needs them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from templates import shelf
from templates.office import copy_template
from templates.words_check import words_faults


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    shelf.choose(tmp_path)
    yield tmp_path
    shelf.choose(None)


@pytest.mark.parametrize("name", ["words.yaml", "front.yaml"])
def test_the_shipped_words_have_no_faults(own: Path, name: str) -> None:
    assert copy_template(name) == own / name
    assert list(words_faults(name)) == []


def test_every_fault_is_told_with_its_line(own: Path) -> None:
    (own / "words.yaml").write_text(
        "closed:\n  title: 'Lukket: {{ titel }}'\n  titl: x\n"
        "lables:\n  date: x\n"
        "months: [januar]\n"
        "kinds:\n  agenda: [x]\n"
        "carry_irregular: {synge: synger}\n"
    )
    assert list(words_faults("words.yaml")) == [
        (2, "closed.title asks for 'titel'; it may ask for title"),
        (3, "closed has no entry 'titl'; did you mean 'title'?"),
        (4, "there is no chapter 'lables'; did you mean 'labels'?"),
        (6, "months must be 12"),
        (8, "kinds.agenda must be words; put them between quotes"),
    ]


@pytest.mark.parametrize(
    ("words", "fault"), [("every: [x]", "every must hold headings, each with its text"), ("a: *b", "it has an alias")]
)
def test_what_stands_on_the_front_page_is_checked(own: Path, words: str, fault: str) -> None:
    (own / "front.yaml").write_text(words)
    (found,) = words_faults("front.yaml")
    assert fault in found[1]
