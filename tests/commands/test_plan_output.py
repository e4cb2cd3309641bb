"""Plans as documents and drawings, and the choice among all of them, at the command line."""

import io
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.house.tree import ROOT

Typed = Callable[..., Any]
PAPER = ROOT / "docs" / "demonstration" / "papers" / "k22-agenda-2027-05-14.txt"
CALENDAR = "forum,date\nK22,2027-08-20\nKKR,2027-06-15\nKKR,2027-09-06\n"
HEARING = "Høring om ny bekendtgørelse om tilsyn med plejefamilier"


@pytest.fixture
def planned(typed: Typed, tmp_path: Path) -> Typed:
    """A register with the agenda of K22, in which two cases have a deadline, and with the meetings to come."""
    path = tmp_path / "meetings.csv"
    path.write_text(CALENDAR, encoding="utf-8")
    assert typed("meeting", "load", path).code == 0
    assert typed("import", PAPER).code == 0
    return typed


def rows(said: Any) -> list[tuple[str, str]]:
    return [(row["verdict"], row["title"]) for row in json.loads(said.out)]


def test_a_plan_is_drawn_and_written_as_its_file_is_named(planned: Typed, tmp_path: Path) -> None:
    number = next(
        row["case_id"] for row in json.loads(planned("plan", "--all", "--json").out) if row["title"] == HEARING
    )
    for name in ("plan.svg", "plan.pdf", "plan.docx", "plan.html", "plan.txt", "plan.json"):
        said = planned("plan", number, "-o", tmp_path / name)
        assert (said.code, said.out) == (0, f"Wrote {tmp_path / name}: Sag {number}: {HEARING}.\n")
    root = ElementTree.parse(tmp_path / "plan.svg").getroot()
    assert root.findtext("{http://www.w3.org/2000/svg}title") == f"Sag {number}: {HEARING}"
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    assert "Udveje" in {
        line.text for line in docx.Document(io.BytesIO((tmp_path / "plan.docx").read_bytes())).paragraphs
    }
    assert f"SAG {number}: {HEARING.upper()}" in (tmp_path / "plan.txt").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))["case_id"] == number


def test_the_screen_can_have_the_drawing_and_the_text(planned: Typed) -> None:
    route = ("plan", "--route", "short", "--deadline", "2027-09-30")
    assert planned(*route, "--svg").out.startswith('<svg xmlns="http://www.w3.org/2000/svg" lang="da" role="img"')
    assert planned(*route, "--format", "text").out.startswith("Plan\n\nSAGSGANGEN SHORT\n")
    assert planned(*route, "--format", "json").out == planned(*route, "--json").out
    assert planned(*route, "--svg").out == planned(*route, "--svg").out


def test_all_plans_are_drawn_and_written(planned: Typed, tmp_path: Path) -> None:
    for name in ("all.svg", "all.pdf", "all.docx"):
        said = planned("plan", "--all", "-o", tmp_path / name)
        assert (said.code, said.out) == (0, f"Wrote {tmp_path / name}: 2 cases.\n")
    assert "Sager med frist" in (tmp_path / "all.svg").read_text(encoding="utf-8")
    assert planned("plan", "--all", "--format", "text").out.startswith(
        "SAGER MED FRIST\n\nOpgjort: mandag den 1. marts"
    )


def test_some_of_all(planned: Typed) -> None:
    everything = rows(planned("plan", "--all", "--json"))
    assert len(everything) == 2
    assert rows(planned("plan", "--all", "--worst", "1", "--json")) == everything[:1]
    assert rows(planned("plan", "--all", "--forum", "K22", "--json")) == everything
    assert rows(planned("plan", "--all", "--forum", "SUN", "--json")) == []
    chosen = [row for row in everything if row[0] == everything[0][0]]
    assert rows(planned("plan", "--all", "--verdict", everything[0][0], "--json")) == chosen


def test_the_table_is_no_wider_than_a_terminal(planned: Typed) -> None:
    lines = planned("plan", "--all").out.splitlines()
    assert (lines[0].split(), len(lines)) == (["verdict", "act_by", "deadline", "case_id", "waits_at", "title"], 3)
    assert all(len(line) <= 100 for line in lines)


def test_what_is_asked_must_fit_together(planned: Typed, tmp_path: Path) -> None:
    assert [
        planned("plan", "--all", "--svg", "--json").code,
        planned("plan", "--all", "--verdict", "bad").code,
        planned("plan", "1", "--worst", "3").code,
        planned("plan", "1", "--all").code,
        planned("plan", "--all", "--worst", "0").code,
    ] == [2, 2, 2, 2, 2]
    assert planned("plan", "--all", "--format", "pdf").code == 1
    assert planned("plan", "--all", "-o", tmp_path / "plan.xyz").code == 1
    assert planned("plan", "--all", "--forum", "KRK").code == 1


def test_nothing_that_was_asked_for_is_said(typed: Typed) -> None:
    assert typed("plan", "--all").out == "No open case that was asked for has a deadline with an exact date.\n"
