"""The example letters: every kind is among them, and every shipped template words them."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest

from states.letters import LetterKind, Written
from templates.example import example_letters
from templates.letters import write


def test_there_is_an_example_of_each_kind() -> None:
    assert {draft.kind for draft in example_letters()} == set(LetterKind)


def leaves(value: Any) -> Iterator[str]:
    """Every word or sentence among a letter's facts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves(one)


LETTERS = {draft.key: draft for draft in example_letters()}


@pytest.fixture(params=LETTERS, ids=lambda key: f"{LETTERS[key].kind}-{key.rpartition(':')[2]}")
def letter(request: pytest.FixtureRequest) -> Written:
    (written,) = write([LETTERS[request.param]])
    return written


def test_each_is_worded(letter: Written) -> None:
    wording = letter.wording
    assert wording.failure is None
    assert wording.subject
    assert wording.text is not None
    assert wording.text.endswith("Venlig hilsen\nSekretariatet\n")
    assert "\n\n\n" not in wording.text


def test_text_and_page_say_the_same(letter: Written) -> None:
    """Headings may be in capitals in a text."""
    body = (letter.wording.html or "").partition("<body")[2]
    text, page = (letter.wording.text or "").casefold(), unescape(body).casefold()
    said = [leaf.casefold() for leaf in leaves(letter.draft.facts) if len(leaf) > 3]
    assert [leaf for leaf in said if leaf in text] == [leaf for leaf in said if leaf in page]


def test_a_page_fetches_and_runs_nothing(letter: Written) -> None:
    assert re.search(r"<(?:script|img|link|style)\b|\bon\w+=|javascript:|url\(", letter.wording.html or "") is None
