"""The papers beside agenda and minutes, as they are asked for."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Typed = Callable[..., Any]
BUDGET = Path(__file__).parents[1] / "fixtures" / "agenda-chromium.pdf"


@pytest.fixture
def office(typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """K22 has recommended case 1, which waits at KKR; case 2 at KKR is closed."""
    monkeypatch.setenv("SAGSGANG_FILES", str(tmp_path / "files"))
    for words in (
        ("meeting", "add", "K22", "2027-04-08"),
        ("meeting", "add", "KKR", "2027-04-20", "--time", "9:30", "--place", "Vejle"),
        ("case", "new", "Indkøb", "--route", "short", "--submit", "--officer", "bel"),
        ("case", "new", "Personsag", "--route", "kkr", "--submit", "--closed"),
        ("decide", "1", "--outcome", "recommended", "--words", "Anbefalet.", "--task", "Skriv | Bel | 2027-02-01"),
        ("attach", "1", BUDGET, "--name", "Budget.pdf"),
        ("attach", "2", BUDGET, "--name", "Brev.pdf"),
    ):
        done = typed(*words)
        assert (done.code, done.err) == (0, "")
    return typed


def told(office: Typed, *words: object) -> Any:
    return json.loads(office(*words, "--json").out)


LEFT_OUT = "note: 1 closed (lukket) left out; --closed takes them in\n"


def test_pipeline(office: Typed) -> None:
    assert told(office, "pipeline", "--forum", "KKR") == [
        {
            "case": 1,
            "title": "Indkøb",
            "stage": "under_way",
            "closed": False,
            "fields": ["Øvrige områder"],
            "officers": ["bel"],
            "holders": ["KKR"],
            "waits_at": ["KKR"],
            "ahead": [{"forums": ["KKR"], "meeting": "2027-04-20", "month": "2027-04", "past": False}],
            "answered": 0,
            "asked": 0,
            "last_decision": {"forum": "K22", "date": "2027-04-08", "outcome": "recommended"},
            "withdrawn": False,
            "ended_on": None,
        }
    ]
    said = office("pipeline", "--by", "field", "--field", "øvrige")
    assert (said.code, said.err, "| 1 | Indkøb | KKR Syddanmark, april 2027 | – |" in said.out) == (0, LEFT_OUT, True)
    assert [case["title"] for case in told(office, "pipeline", "--closed")] == ["Indkøb", "Personsag"]


def test_follow_up(office: Typed) -> None:
    decision = {"forum": "K22", "date": "2027-04-08", "item": None, "outcome": "recommended", "words": "Anbefalet."}
    (task,) = told(office, "follow-up", "--forum", "K22")["tasks"]
    assert {name: task[name] for name in ("words", "owner", "due", "state", "overdue", "case", "decision")} == {
        "words": "Skriv",
        "owner": "Bel",
        "due": "2027-02-01",
        "state": "open",
        "overdue": True,
        "case": 1,
        "decision": decision,
    }
    assert "1. februar 2027 – overskredet" in office("follow-up", "--since", "2027-01-01").out


def test_extract(office: Typed, tmp_path: Path) -> None:
    found = told(office, "extract", "1", "--forum", "K22")
    assert (found["forum_name"], found["date"], found["decision"], found["outcome"], found["closed"]) == (
        "Kommunaldirektørkredsen",
        "2027-04-08",
        "Anbefalet.",
        "recommended",
        False,
    )
    said = office("extract", "1", "--forum", "KKR")
    assert (said.code, said.err) == (1, "KKR has no decision on case 1; it was decided by K22 on 2027-04-08.\n")
    said = office("extract", "1", "-o", tmp_path / "uddrag.docx")
    assert said.out == f"Wrote {tmp_path / 'uddrag.docx'}: K22 2027-04-08, case 1.\n"
    office("decide", "2", "--outcome", "approved", "--words", "Godkendt.")
    said = office("extract", "2")
    assert (said.code, said.out, "If it shall be written all the same, say --closed." in said.err) == (1, "", True)
    assert office("extract", "2", "--closed").code == 0


def test_letter(office: Typed, tmp_path: Path) -> None:
    said = office("letter", "KKR", "--sender", "Bente Larsen", "--contact", "tlf. 12 34 56 78")
    assert "Afbud og spørgsmål kan rettes til Bente Larsen, tlf. 12 34 56 78." in said.out
    assert "Personsag" not in said.out
    assert "Der er 1 bilag til dagsordenen." in said.out
    assert office("letter", "K22", "--case", "1", "--to", "Region Syddanmark", "--meeting", "2027-04-08").code == 0
    said = office("letter", "--case", "1", "--to", "Region Syddanmark", "--meeting", "2027-04-09")
    assert said.err == "K22 decided nothing on case 1 on 2027-04-09; it was decided by K22 on 2027-04-08.\n"
    assert office("letter", "KKR", "-o", tmp_path / "brev.pdf").code == 0
    wrong = (("letter",), ("letter", "--case", "1"), ("letter", "KKR", "--to", "X"), ("letter", "KKR", "--closed"))
    assert [office(*words).code for words in wrong] == [2] * 4


def test_pack(office: Typed, tmp_path: Path) -> None:
    note = "note: 1 of closed items (lukket) left out; --closed takes them in\n"
    (listed,) = told(office, "pack", "KKR")
    assert (listed["item"], listed["number"], listed["name"], listed["closed"]) == ("2.1", 1, "Budget.pdf", False)
    said = office("pack", "KKR", "-o", tmp_path / "bilag.pdf")
    assert (said.code, said.out) == (0, f"Wrote {tmp_path / 'bilag.pdf'}: KKR 2027-04-20.\n")
    assert said.err.startswith(note)
    assert office("pack", "KKR", "--closed", "-o", tmp_path / "bilag.zip").code == 0
    with zipfile.ZipFile(tmp_path / "bilag.zip") as archive:
        assert archive.namelist() == ["Bilagsoversigt.html", "2.1 Bilag 1 Budget.pdf", "2.2 Bilag 1 Brev.pdf"]
    said = office("pack", "KKR", "-o", tmp_path / "bilag.rar")
    assert said.code == 1
    assert said.err.endswith("End its name in .pdf (one file with cover pages) or .zip (all files).\n")
