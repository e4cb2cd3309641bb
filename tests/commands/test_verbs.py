"""The verbs that write, as they are typed: what each says when it is done, and where the case is then."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Typed = Callable[..., Any]


@pytest.fixture
def done(typed: Typed) -> Callable[..., str]:
    """Types a command that must succeed, and gives what it printed."""

    def run(*words: object) -> str:
        said = typed(*words)
        assert (said.code, said.err) == (0, ""), said
        return str(said.out)

    return run


def state(done: Callable[..., str], case: int) -> str:
    return str(json.loads(done("case", "show", case, "--json"))["state"])


def test_a_case_up_and_down_its_route(done: Callable[..., str]) -> None:
    for forum, day in (("SDF", "2027-04-01"), ("SDF", "2027-05-01"), ("K22", "2027-04-08"), ("KKR", "2027-04-20")):
        assert done("meeting", "add", forum, day) == f"{forum} meets on {day}.\n"
    assert done("case", "new", "Indkøb", "--route", "social") == "Case 1: Indkøb (a draft).\n"
    assert done("case", "submit", 1) == "Case 1 is at sdf.\n"
    assert done("decide", 1, "--outcome", "recommended", "--words", "Ja.") == (
        "Case 1 (Indkøb): SDF 2027-04-01, recommended.\nIt is now: k22.\n"
    )
    back = done("return", 1, "--to", "sdf", "--words", "Om igen.", "--task", "Regn på det | SDF | 2027-05-01")
    assert back == "Case 1 (Indkøb): K22 2027-04-08, returned.\nIt is now: sdf.\n"
    assert done("postpone", 1, "--meeting", "2027-05-01").endswith("It is now: sdf.\n")
    assert done("case", "withdraw", 1, "--reason", "Løst") == "Case 1 is withdrawn.\n"
    assert done("case", "reopen", 1, "--to", "kkr", "--reason", "Nyt") == "Case 1 is at kkr.\n"
    empowered = done("delegate", 1, "--to", "KKR-F", "--expires", "2027-04-25", "--scope", "det endelige svar")
    assert empowered.endswith("It is now: kkr-f.\n")
    assert done("--today", "2027-04-25", "tick") == ""
    assert "It is back at kkr." in done("--today", "2027-04-26", "tick")
    assert "The journal and the register agree." in done("verify")


def test_replies_corrections_and_cases_that_follow(done: Callable[..., str]) -> None:
    done("meeting", "add", "KKR", "2027-04-20")
    done("case", "new", "Tilsyn", "--route", "host-council", "--host", "Faaborg-Midtfyn", "--submit")
    done("decide", 1, "--outcome", "gave_input", "--part", "Budgettet | approved")
    assert state(done, 1) == "host"
    answer = done("reply", 1, "--forum", "Faaborg-Midtfyn", "--outcome", "approved", "--on", "2027-05-02")
    assert answer == "Case 1 (Tilsyn): KB-430 2027-05-02, approved.\nIt is now: concluded.\n"
    mended = done("decide", 1, "--outcome", "rejected", "--words", "Nej.", "--correct", "Læst forkert")
    assert mended == "Case 1 (Tilsyn): KB-430 2027-05-02, rejected.\nIt is now: concluded.\n"
    done("case", "new", "Regnskab", "--submit")
    follow = done("decide", 2, "--outcome", "approved_with_addition", "--new-case", "Besparelse")
    assert follow.endswith("Case 3 follows from it, as a draft.\n")
    assert done("case", "join", 2, 3, "--stop-of", 2).startswith("Case 3 is joined into case 2, which is ")
    assert state(done, 2) == "concluded"
    assert json.loads(done("case", "show", 3, "--json"))["id"] == 2


def test_routes_texts_and_meetings(done: Callable[..., str], tmp_path: Path) -> None:
    done("meeting", "add", "KKR", "2027-04-20")
    (tmp_path / "baggrund.txt").write_text("Strøm er dyr.\n", encoding="utf-8-sig")
    done("case", "new", "El", "--background", tmp_path / "baggrund.txt", "--submit")
    done("case", "new", "Vand", "--submit")
    assert done("case", "edit", 2, "--title", "Vand og varme") == "Case 2 is changed.\n"
    assert done("meeting", "order", "KKR", 2, 1) == "The order is kept.\n"
    assert done("meeting", "lock", "KKR") == "The agenda of KKR 2027-04-20 is locked.\n"
    items = json.loads(done("agenda", "KKR", "--format", "json"))["groups"][1]["items"]
    assert [(item["case_id"], item["title"], item["background"]) for item in items] == [
        (2, "Vand og varme", None),
        (1, "El", "Strøm er dyr."),
    ]
    for case in (1, 2):
        done("decide", case, "--outcome", "approved", "--words", "Godkendt.")
    assert done("meeting", "hold", "KKR") == "KKR 2027-04-20 is held.\n"
    assert done("case", "route", 2, "social-councils").endswith("concluded.\n")
