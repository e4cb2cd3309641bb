"""What the read commands print: the same words for people and for programs, with keys that others may count on."""

import json
import os
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workflow.route_shelf import SHIPPED

Typed = Callable[..., Any]


@pytest.fixture
def told(typed: Typed) -> Callable[..., Any]:
    """A command's answer as JSON, of a register with one case under way."""
    for words in (
        ("meeting", "add", "K22", "2027-04-08", "--time", "9:30", "--place", "Vejle"),
        ("meeting", "add", "KKR", "2027-04-20"),
        ("case", "new", "Fælles indkøb", "--route", "short", "--submit", "--officer", "bel", "--purpose", "approve"),
        ("decide", "1", "--outcome", "recommended", "--words", "Anbefalet.", "--task", "Skriv | Bel | 2027-05-01"),
    ):
        assert typed(*words).code == 0
    return lambda *words: json.loads(typed(*words, "--json").out)


def test_case_list(told: Callable[..., Any], typed: Typed) -> None:
    assert told("case", "list") == [
        {
            "id": 1,
            "title": "Fælles indkøb",
            "state": "kkr",
            "waits_at": ["KKR"],
            "next_meeting": "2027-04-20",
            "route": "short",
            "assumed": False,
            "expected": False,
            "officers": ["bel"],
            "journal_numbers": [],
        }
    ]
    assert typed("case", "list").out.splitlines()[1].split() == [
        "1",
        "Fælles",
        "indkøb",
        "kkr",
        "KKR",
        "2027-04-20",
        "short",
    ]
    assert (told("case", "list", "--forum", "K22"), len(told("case", "list", "--all"))) == ([], 1)


def test_the_list_and_the_account_tell_the_same_of_a_case(told: Callable[..., Any], typed: Typed) -> None:
    for words in (
        ("meeting", "add", "KKR", "2027-06-20"),
        ("postpone", "1", "--words", "Udsat."),
        ("meeting", "add", "SUN", "2027-04-10"),
        ("meeting", "add", "SDF", "2027-04-12"),
        ("case", "new", "Fælles sag", "--route", "joint", "--submit"),
    ):
        assert typed(*words).code == 0
    same = ("id", "title", "state", "waits_at", "next_meeting", "officers", "journal_numbers")
    listed = told("case", "list")
    accounts = [told("case", "show", one["id"]) for one in listed]
    assert [{key: one[key] for key in same} for one in listed] == [{key: one[key] for key in same} for one in accounts]
    assert [(one["waits_at"], one["next_meeting"]) for one in listed] == [
        (["KKR"], "2027-06-20"),
        (["SDF", "SUN"], "2027-04-12"),
    ]
    assert told("case", "list", "--forum", "SUN") == [listed[1]]


def test_case_show(told: Callable[..., Any], typed: Typed) -> None:
    account = told("case", "show", "1")
    documented = (
        "id", "title", "state", "stop", "purposes", "next_forum", "next_meeting",
        "officers", "journal_numbers", "history", "tasks", "deadlines", "joined",
    )  # fmt: skip
    assert {key: account[key] for key in documented} == {
        "id": 1,
        "title": "Fælles indkøb",
        "state": "kkr",
        "stop": "kkr",
        "purposes": ["approve"],
        "next_forum": "KKR",
        "next_meeting": "2027-04-20",
        "officers": ["bel"],
        "journal_numbers": [],
        "history": account["history"],
        "tasks": [{**account["tasks"][0], "words": "Skriv", "owner": "Bel", "due": "2027-05-01", "state": "open"}],
        "deadlines": [],
        "joined": [],
    }
    step = {key: account["history"][0][key] for key in ("forum", "date", "purposes", "outcome", "words")}
    assert step == {
        "forum": "K22",
        "date": "2027-04-08",
        "purposes": ["approve"],
        "outcome": "recommended",
        "words": "Anbefalet.",
    }
    shown = typed("case", "show", "1").out
    for words in ("Case 1: Fælles indkøb", "kkr, waits at KKR, next meeting 2027-04-20", "K22: recommended", "Skriv"):
        assert words in shown


def test_why_the_way_of_a_case_was_changed_and_who_may_decide_what(told: Callable[..., Any], typed: Typed) -> None:
    for words in (
        ("case", "new", "Høring", "--route", "social", "--submit"),
        ("case", "route", "2", "--skip", "k22", "--reason", "Det haster"),
        ("case", "route", "2", "--insert", "SUN", "--reason", "De skal høres"),
        ("meeting", "add", "SDF", "2027-04-02"),
        ("delegate", "2", "--to", "KKR-F", "--scope", "det endelige svar", "--expires", "2027-04-09"),
    ):
        assert typed(*words).code == 0
    account = told("case", "show", "2")
    plain = {"reason": None, "scope": None, "expires": None}
    assert {stop["key"]: {name: stop[name] for name in plain} for stop in account["route"]["stops"]} == {
        "sdf": plain,
        "kkr-f": {"reason": "empowered by sdf", "scope": "det endelige svar", "expires": "2027-04-09"},
        "sdf-report": {**plain, "reason": "report back of kkr-f"},
        "sun": {**plain, "reason": "De skal høres"},
        "k22": {**plain, "reason": "Det haster"},
        "kkr": plain,
    }
    assert [(step["scope"], step["expires"]) for step in account["history"]] == [("det endelige svar", "2027-04-09")]
    assert set(account["history"][0]) == set(told("case", "show", "1")["history"][0])
    shown = typed("case", "show", "2").out
    for line in (
        "  kkr-f: empowered by sdf; may decide det endelige svar; until 2027-04-09\n",
        "  sun: De skal høres\n",
        "  k22 (skipped): Det haster\n",
        "      empowered: det endelige svar, until 2027-04-09\n",
    ):
        assert line in shown


def test_an_agenda_locked_again_says_why(told: Callable[..., Any], typed: Typed) -> None:
    for reason in ((), ("--reason", "En sag til")):
        assert typed("meeting", "lock", "KKR", *reason).code == 0
    meeting = told("meeting", "show", "KKR")
    assert (meeting["state"], meeting["lock_reason"], meeting["cancel_reason"]) == ("locked", "En sag til", None)
    assert "Locked again: En sag til\n" in typed("meeting", "show", "KKR").out


def test_meetings(told: Callable[..., Any]) -> None:
    assert told("meeting", "list", "K22") == [
        {"forum": "K22", "date": "2027-04-08", "time": "09:30", "place": "Vejle", "state": "planned"}
    ]
    meeting = told("meeting", "show", "KKR")
    assert [meeting[key] for key in ("forum", "date", "state", "cut_off", "dispatch")] == [
        "KKR",
        "2027-04-20",
        "planned",
        "2027-04-06",
        "2027-04-13",
    ]
    assert [item["case_id"] for group in meeting["groups"] for item in group["items"]] == [None, 1, None, None, None]


@pytest.mark.usefixtures("told")
def test_agenda(typed: Typed) -> None:
    reading = json.loads(typed("agenda", "KKR", "--format", "json").out)
    assert (reading["kind"], reading["forum_code"], reading["date"]) == ("agenda", "KKR", "2027-04-20")
    assert json.loads(typed("agenda", "KKR", "--why", "--format", "json").out) == [
        {
            "case_id": 1,
            "title": "Fælles indkøb",
            "on": True,
            "why": "expected",
            "reason": "it is expected at this meeting; it has no text yet",
        }
    ]
    assert typed("agenda", "K22", "--why").out == "off  case 1 Fælles indkøb: it waits at KKR\n"
    assert "Fælles indkøb" in typed("agenda", "KKR", "--format", "text").out


@pytest.mark.usefixtures("told")
def test_an_agenda_that_cannot_be_written_leaves_nothing(typed: Typed, tmp_path: Path) -> None:
    said = typed("agenda", "KKR", "-o", tmp_path / "none" / "kkr.txt")
    assert (said.code, said.err) == (
        1,
        f"Could not write {tmp_path / 'none' / 'kkr.txt'}: no such file or directory.\n",
    )


def test_the_other_lists(told: Callable[..., Any]) -> None:
    assert told("case", "suggestions") == []
    keys = {"key", "version", "title", "patterns", "parameters", "stops"}
    assert [set(route) == keys for route in told("route", "list")] == [True] * len(told("route", "list"))
    assert [stop["forums"] for stop in told("route", "show", "short")["stops"]] == [["K22"], ["KKR"]]
    assert told("route", "check", SHIPPED / "short.yaml") == [
        {"file": str(SHIPPED / "short.yaml"), **told("route", "show", "short")}
    ]
    assert told("verify")["findings"] == []


def test_the_editor_is_given_the_draft_and_what_is_saved_is_kept(
    told: Callable[..., Any], typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nsed -i "s/^=== background$/&\\nSkrevet i hånden./" "$1"\n', encoding="utf-8")
    editor.chmod(editor.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("VISUAL", str(editor))
    assert (typed("case", "edit", "1").code, told("case", "show", "1")["texts"]) == (
        0,
        {"background": "Skrevet i hånden."},
    )
    monkeypatch.setenv("VISUAL", "true")
    said = typed("case", "edit", "1")
    assert (said.code, said.err) == (1, "Nothing was changed: the editor was closed without saving.\n")


def test_what_a_colleague_saved_meanwhile_is_not_overwritten(
    told: Callable[..., Any], typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "colleague.txt").write_text("Kollegens ord.", encoding="utf-8")
    save = f"{Path(sys.executable).with_name('sagsgang')} case edit 1 --background {tmp_path / 'colleague.txt'}"
    editor = tmp_path / "editor.sh"
    words = '#!/bin/sh\nsed -i "s/^=== background$/&\\nMine ord./" "$1"\n'
    editor.write_text(f"{words}{save} >/dev/null\n", encoding="utf-8")
    editor.chmod(editor.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("VISUAL", str(editor))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    said = typed("case", "edit", "1", "--forum", "Kommunekontaktrådet")
    kept = next(tmp_path.glob("sagsgang-*.txt"))
    assert (said.code, said.err) == (
        1,
        "Somebody else changed case 1 meanwhile. Look at it again and repeat. Nothing was written. "
        f"What you wrote is kept in {kept}.\n",
    )
    assert kept.read_text(encoding="utf-8").startswith("=== background\nMine ord.\n")
    assert told("case", "show", "1")["texts"] == {"background": "Kollegens ord."}


def test_another_database_may_be_named(typed: Typed, tmp_path: Path) -> None:
    said = typed("--db", tmp_path / "other.db", "case", "list")
    assert (said.code, os.path.exists(tmp_path / "other.db")) == (1, False)
