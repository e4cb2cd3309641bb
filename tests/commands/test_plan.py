"""The plan and the calendar of meetings at the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Typed = Callable[..., Any]

CALENDAR = """\
forum,date
K22,2027-04-09
K22,2027-06-04
KKR,2027-06-20
KKR,2027-09-06
"""


def load(typed: Typed, folder: Path, content: str = CALENDAR) -> Any:
    path = folder / "meetings.csv"
    path.write_text(content, encoding="utf-8")
    return typed("meeting", "load", path)


def test_a_route_is_planned_through_the_meetings_that_were_loaded(typed: Typed, tmp_path: Path) -> None:
    assert load(typed, tmp_path).out == "meetings.csv: 4 meetings added, 0 changed, 0 as they stood.\n"
    said = typed("plan", "--route", "short", "--deadline", "before 2027-07-01", "--json")
    told = json.loads(said.out)
    assert (told["verdict"], told["unknown"], told["ways_out"][0]["kind"]) == ("tight", [], "extraordinary_meeting")
    assert told["deadline"] == {
        "date": "2027-07-01",
        "before": True,
        "works_to": "2027-06-30",
        "kind": None,
        "words": None,
        "reasons": [
            "Fristen er inden torsdag den 1. juli 2027: dagen selv tæller ikke med, "
            "så den sidste dag er onsdag den 30. juni 2027."
        ],
    }
    assert [(stop["forum"], stop["earliest"], stop["latest"], stop["slack_meetings"], stop["too_late_after"])
            for stop in told["stops"]] == [
        ("K22", "2027-04-09", "2027-06-04", 1, "2027-05-21"),
        ("KKR", "2027-06-20", "2027-06-20", 0, "2027-06-06"),
    ]  # fmt: skip


def test_the_plan_in_words_says_the_verdict_first(typed: Typed, tmp_path: Path) -> None:
    load(typed, tmp_path)
    said = typed("plan", "--route", "short", "--at", "KKR", "--deadline", "2027-06-01", "--today", "2027-05-01")
    assert said.out.splitlines()[0] == "NÅR DET IKKE (late): 2027-06-01"


def test_a_calendar_with_an_unknown_forum_is_not_taken_in(typed: Typed, tmp_path: Path) -> None:
    said = load(typed, tmp_path, "forum,date\nKKR,2027-06-20\nKRK,2027-06-20\nKKR,2027-06-20\n")
    assert (said.code, said.out) == (1, "")
    assert "line 3: " in said.err
    assert "KRK" in said.err
    assert "line 4: KKR 2027-06-20 stands on line 2 already" in said.err
    assert "2027-06-20" not in typed("meeting", "list", "KKR").out


def test_what_is_asked_must_be_clear(typed: Typed) -> None:
    assert [
        typed("plan").code,
        typed("plan", "1", "--route", "short").code,
        typed("plan", "--route", "short").code,
    ] == [
        2,
        2,
        2,
    ]
    assert typed("plan", "--route", "shrt", "--deadline", "2027-06-01").code == 1
    assert typed("plan", "99").code == 1


def test_a_route_that_leaves_its_host_open_is_told_it(typed: Typed, tmp_path: Path) -> None:
    load(typed, tmp_path)
    asked = ("plan", "--route", "host-council", "--deadline", "2027-12-01", "--json")
    assert typed(*asked).code == 1
    told = json.loads(typed(*asked, "--host", "Odense").out)
    assert [stop["forum"] for stop in told["stops"]] == ["KKR", "KB-461"]
    assert [(one["from"], one["meetings"]) for one in told["returns"]] == [(["KB-461"], ["KKR", "KB-461"])]
    assert typed("plan", "--all", "--host", "Odense").code == 2
