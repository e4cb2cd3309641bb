"""What is wrong with the office's own words is found before a document needs them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from templates import shelf
from templates.front import front_texts
from templates.office import copy_template
from templates.words import WordsBroken
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


def test_a_key_of_the_front_page_that_is_nobodys_is_told_with_its_line(own: Path) -> None:
    (own / "front.yaml").write_text("KKR:\n  Vision: x\nevry:\n  Mission: x\nKKX:\n  Vision: x\nMission: x\n")
    hint = "it may be 'every' or a forum's code, such as KKR"
    assert list(words_faults("front.yaml", ["K22", "KKR"])) == [
        (3, "'evry' is no forum's code; did you mean 'every'?"),
        (5, "'KKX' is no forum's code; did you mean 'KKR'?"),
        (7, f"'Mission' is no forum's code; {hint}"),
    ]
    assert [line for line, _ in words_faults("front.yaml")] == [3, 7]  # KKX may be a forum that is not known here


@pytest.mark.parametrize("key", ["evry", "EVERY", "Mission", "kkr"])
def test_a_document_is_not_written_without_a_text_that_was_meant_for_it(own: Path, key: str) -> None:
    (own / "front.yaml").write_text(f"{key}:\n  Vision: x\n")
    with pytest.raises(WordsBroken) as told:
        list(front_texts("KKR"))
    assert f"The words in {own / 'front.yaml'} cannot be used: '{key}' is no forum's code;" in str(told.value)


@pytest.mark.parametrize(
    ("words", "fault"), [("every: [x]", "every must hold headings, each with its text"), ("a: *b", "it has an alias")]
)
def test_what_stands_on_the_front_page_is_checked(own: Path, words: str, fault: str) -> None:
    (own / "front.yaml").write_text(words)
    (found,) = words_faults("front.yaml")
    assert fault in found[1]
