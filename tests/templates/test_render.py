"""Each form against its golden file. `SAGSGANG_UPDATE_GOLDEN=1 pytest tests/templates` writes them afresh."""

import os
from pathlib import Path

import pytest

from states.paper import Paper
from templates.render import Form, render

GOLDEN = Path(__file__).parent / "golden"
SUFFIX = {Form.HTML: "html", Form.TEXT: "txt", Form.JSON: "json"}


def check(name: str, written: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("SAGSGANG_UPDATE_GOLDEN"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", Form)
def test_an_agenda_is_written_as_its_golden_file(agenda: Paper, form: Form) -> None:
    check(f"agenda.{SUFFIX[form]}", render(agenda, form))


@pytest.mark.parametrize("form", Form)
def test_minutes_are_written_as_their_golden_file(minutes: Paper, form: Form) -> None:
    check(f"minutes.{SUFFIX[form]}", render(minutes, form))
