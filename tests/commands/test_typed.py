"""Words that a person types: in plain letters before they are kept, and what was removed is told."""

from pathlib import Path

import pytest

from tests.commands.conftest import Said, Typed

CONTROLS = "1 control characters removed, the first here"
TURNING = "1 marks that turn the writing direction removed, the first here"


@pytest.fixture
def case(typed: Typed) -> str:
    typed("meeting", "add", "KKR", "2027-06-20", "--time", "10:00", "--place", "Middelfart")
    assert typed("case", "new", "Fælles\u202e indkøb", "--route", "kkr", "--submit") == Said(
        0, "Case 1: Fælles indkøb (on its way).\n", f"title: line 1: {TURNING}.\n"
    )
    return "1"


def test_a_title_a_reason_and_a_decision_lose_what_no_page_can_show(typed: Typed, case: str) -> None:
    assert typed("case", "edit", case, "--title", "Indkøb\x07 af el").err == f"--title: line 1: {CONTROLS}.\n"
    typed("meeting", "lock", "KKR")
    words = typed("decide", case, "--outcome", "approved", "--words", "Godkendt.\u2066", "--task", "Et\x01 brev | jo")
    assert words.err.splitlines() == [f"--words: line 1: {TURNING}.", f"--task: line 1: {CONTROLS}."]
    assert typed("case", "reopen", case, "--reason", "\x07 ").code == 2
    shown = typed("case", "show", case, "--json").out
    assert "Indkøb af el" in shown
    assert "\\u2066" not in shown


def test_a_text_file_is_cleaned_and_the_line_is_told(typed: Typed, case: str, tmp_path: Path) -> None:
    text = tmp_path / "baggrund.txt"
    text.write_text("Første linje.\n\uf0b7 punkt\x07\n  \uf0b7 inden i\n", encoding="utf-8")
    assert typed("case", "edit", case, "--background", text).err == f"{text}: line 2: {CONTROLS}.\n"
    agenda = typed("agenda", "KKR").out
    assert "– punkt\n  – inden i\n" in agenda


def test_the_editor_keeps_the_levels_of_what_was_not_touched(
    typed: Typed, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tmp_path / "baggrund.txt"
    text.write_text("- punkt\n  - inden i\n", encoding="utf-8")
    typed("case", "edit", case, "--background", text)
    monkeypatch.setenv("EDITOR", "sed -i 's/punkt/andet punkt/'")
    assert typed("case", "edit", case).code == 0
    assert "– andet punkt\n  – inden i\n" in typed("agenda", "KKR").out
