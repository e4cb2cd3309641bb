"""docs/letters.md tells of every kind of letter: whether it waits, and the facts that its templates get."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from states.letters import LetterKind
from states.mailing import APPROVED_FIRST
from templates import shelf
from templates.example import example_letters
from tests.house.tree import ROOT

TOLD = (ROOT / "docs/letters.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \|(?:[^|]*\|){3} (\w+) \|$", TOLD, re.MULTILINE))
CHAPTERS = dict(re.findall(r"^### (\w+)\n\n(.+?)(?=\n\n###|\Z)", TOLD, re.MULTILINE | re.DOTALL))


def names(facts: Any) -> Iterator[str]:
    """Every name by which a template may ask, inner ones too."""
    if isinstance(facts, dict):
        yield from facts
    if isinstance(facts, dict | list):
        for inner in facts.values() if isinstance(facts, dict) else facts:
            yield from names(inner)


def test_each_kind_has_a_row_that_says_whether_a_person_looks_first() -> None:
    assert {kind: "yes" if kind in APPROVED_FIRST else "no" for kind in LetterKind} == ROWS


@pytest.mark.parametrize("kind", LetterKind)
def test_each_kind_has_its_facts_told(kind: LetterKind) -> None:
    given = {name for draft in example_letters() if draft.kind is kind for name in names(draft.facts)}
    assert set(re.findall(r"`(\w+)`", CHAPTERS[kind])) == given


def test_every_template_that_is_named_is_shipped() -> None:
    named = set(re.findall(r"`(letter[\w.-]*\.j2)`", TOLD))
    there = {name.replace("KIND", kind) for name in named for kind in LetterKind}
    assert there == {path.name for path in shelf.SHIPPED.glob("letter*.j2")}
