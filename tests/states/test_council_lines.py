"""Cells of a file that a spreadsheet shows as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.council_lines import guarded, unguarded

FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "'=1+1", "''+1", '=HYPERLINK("x","y")',
)  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_written_as_a_string_and_read_as_it_was(formula: str) -> None:
    assert (guarded(formula), unguarded(guarded(formula))) == (f"'{formula}", formula)


@pytest.mark.parametrize("words", ["Godkendt.", "2027-06-20", "461", "", "'sådan'", "a=b"])
def test_other_words_stand_as_they_are(words: str) -> None:
    assert (guarded(words), unguarded(words)) == (words, words)


@given(st.text(alphabet="'=+-@ab\t"))
def test_every_cell_comes_back(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
