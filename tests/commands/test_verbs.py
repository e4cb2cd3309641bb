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


def text(folder: Path) -> Path:
    """A file with a background."""
    path = folder / "baggrund.txt"
    path.write_text("Strøm er dyr.\n", encoding="utf-8-sig")
    return path


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
    done("case", "new", "El", "--background", text(tmp_path), "--submit")
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


def test_an_officer_who_was_taken_off_a_case_does_not_come_back(done: Callable[..., str]) -> None:
    done("meeting", "add", "K22", "2027-04-08")
    done("case", "new", "Indkøb", "--route", "short", "--officer", "bel", "--officer", "snm", "--submit")
    done("decide", 1, "--outcome", "approved")
    done("case", "edit", 1, "--officer", "bel")
    assert json.loads(done("case", "show", 1, "--json"))["officers"] == ["bel"]


def test_a_stop_put_in_is_named_with_the_way_that_the_case_then_has(done: Callable[..., str]) -> None:
    done("case", "new", "Indkøb", "--route", "short", "--submit")
    assert done("case", "route", 1, "--insert", "SDF", "--reason", "De skal høres") == (
        "Stop sdf is put in: k22 → sdf → kkr.\nCase 1 is at k22.\n"
    )


def test_the_last_day_for_answers_is_set_when_a_case_is_opened(done: Callable[..., str]) -> None:
    done("case", "new", "Høring", "--route", "council-hearing", "--answers-by", "2027-05-01", "--submit")
    assert waits_until(done, 1) == {"hearing": "2027-05-01"}
    done("case", "route", 1, "council-hearing", "--answers-by", "2027-05-09")
    assert waits_until(done, 1) == {"hearing": "2027-05-09"}


def waits_until(done: Callable[..., str], case: int) -> dict[str, str]:
    stops = json.loads(done("case", "show", case, "--json"))["route"]["stops"]
    return {stop["key"]: stop["expires"] for stop in stops if stop["expires"]}


def test_a_cancelled_meeting_lets_its_cases_wait_for_the_next(
    done: Callable[..., str], typed: Typed, tmp_path: Path
) -> None:
    for day in ("2027-04-20", "2027-06-20"):
        done("meeting", "add", "KKR", day)
    done("case", "new", "El", "--submit", "--background", text(tmp_path))
    done("meeting", "lock", "KKR")
    assert done("meeting", "cancel", "KKR", "2027-04-20", "--reason", "Sne") == (
        "KKR 2027-04-20 is cancelled; 1 of its cases wait for the next one.\n"
    )
    shown = json.loads(done("meeting", "show", "KKR", "--meeting", "2027-04-20", "--json"))
    assert (shown["state"], shown["cancel_reason"]) == ("cancelled", "Sne")
    assert "Cancelled: Sne\n" in done("meeting", "show", "KKR", "--meeting", "2027-04-20")
    assert json.loads(done("case", "show", 1, "--json"))["next_meeting"] == "2027-06-20"
    assert [one["case_id"] for one in json.loads(done("agenda", "KKR", "--why", "--json")) if one["on"]] == [1]
    assert done("meeting", "add", "KKR", "2027-04-20", "--time", "9:00") == "KKR meets on 2027-04-20.\n"
    again = json.loads(done("meeting", "show", "KKR", "--meeting", "2027-04-20", "--json"))
    assert (again["state"], again["time"], again["cancel_reason"]) == ("planned", "09:00", None)
    done("meeting", "lock", "KKR")
    items = json.loads(done("agenda", "KKR", "--json"))["groups"]
    assert [item["case_id"] for group in items for item in group["items"]] == [None, 1, None, None, None]
    done("meeting", "cancel", "KKR", "2027-04-20", "--reason", "Sne igen")
    for verb in (("cancel", "KKR", "2027-04-20", "--reason", "Sne"), ("hold", "KKR", "--meeting", "2027-04-20")):
        said = typed("meeting", *verb)
        assert (said.code, said.err.startswith("KKR's meeting of 2027-04-20 is cancelled: it cannot be ")) == (1, True)
    done("decide", 1, "--outcome", "approved", "--words", "Godkendt.")
    said = typed("meeting", "cancel", "KKR", "2027-06-20", "--reason", "Sne")
    assert said.err == ("KKR's meeting of 2027-06-20 is planned: it has decided cases, so it cannot be cancelled.\n")
    assert "The journal and the register agree." in done("verify")


def test_the_order_of_a_meeting_that_was_held_stays(done: Callable[..., str], typed: Typed) -> None:
    done("meeting", "add", "KKR", "2027-04-20")
    done("case", "new", "El", "--submit")
    done("decide", 1, "--outcome", "postponed")
    done("meeting", "hold", "KKR")
    said = typed("meeting", "order", "KKR", 1, "--meeting", "2027-04-20", "--reason", "Vigtigst")
    assert (said.code, said.err) == (1, "KKR's meeting of 2027-04-20 is held: its agenda keeps its order.\n")


def test_a_withdrawn_case_names_its_open_deadlines_or_waives_them(typed: Typed, done: Callable[..., str]) -> None:
    for _ in range(2):
        number = done("case", "new", "Høring").split(":")[0].removeprefix("Case ")
        done("deadline", "add", "--case", number, "--kind", "hearing", "--due", "2027-06-15", "--words", "Svar")
    first, second = (one["id"] for one in json.loads(done("deadline", "list", "--all", "--json")))
    said = typed("case", "withdraw", number, "--reason", "Løst")
    assert (said.code, f"sagsgang deadline waive {second} --reason WORDS" in said.err) == (0, True)
    waived = done("case", "withdraw", 1, "--reason", "Løst", "--waive-deadlines")
    assert waived == f"Case 1 is withdrawn.\nWaived: 1 deadline ({first}).\n"
