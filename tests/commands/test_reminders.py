"""`sagsgang reminders`, `acknowledge` and `ladder` as they are typed."""

import json
from collections.abc import Callable
from typing import Any

import pytest

HEAD = "leder@example.dk"


@pytest.fixture
def office(typed: Callable[..., Any]) -> tuple[int, int]:
    """Two deadlines of one case: bel has an address, jju has none, and there is a head of secretariat."""
    typed("person", "set", "bel", "--name", "Bente Lund", "--email", "bel@example.dk")
    typed("person", "set", "jju", "--name", "Jens Juul")
    typed("ladder", "set", "--head", HEAD)
    typed("case", "new", "Fælles havn")
    return added(typed, "2027-07-01", "bel", "Redegørelse"), added(typed, "2027-06-30", "jju", "Høringssvar")


def added(typed: Callable[..., Any], due: str, owner: str, words: str) -> int:
    said = typed("deadline", "add", "--case", 1, "--kind", "report", "--due", due, "--owner", owner, "--words", words)
    return int(said.out.split(":")[0].removeprefix("Deadline "))


def test_what_would_leave_on_a_day_to_whom_and_why(typed: Callable[..., Any], office: tuple[int, int]) -> None:
    report, hearing = office
    assert typed("reminders", "--on", "2027-06-30").out == (
        "2027-06-30: 2 letters would leave:\n"
        "\n"
        "bel@example.dk (Bente Lund)\n"
        f"  deadline {report} of case 1, 2027-07-01: Redegørelse\n"
        "      step 1; as owner: registered as owner\n"
        "\n"
        "leder@example.dk\n"
        f"  deadline {hearing} of case 1, 2027-06-30: Høringssvar\n"
        "      step 0; as head: Jens Juul has no address\n"
        f"  deadline {report} of case 1, 2027-07-01: Redegørelse\n"
        "      step 1; as head: Bente Lund has not answered\n"
        "\n"
        "Not sent:\n"
        f"  deadline {hearing} of case 1: Jens Juul, no address is registered; asked instead: leder@example.dk\n"
    )


def test_the_same_as_json(typed: Callable[..., Any], office: tuple[int, int]) -> None:
    report, _ = office
    assert json.loads(typed("reminders", "--on", "2027-06-30", "--json").out)[0] == {
        "to": "bel@example.dk",
        "name": "Bente Lund",
        "role": "owner",
        "subject_id": f"deadline:{report}",
        "deadline": report,
        "case": 1,
        "kind": "report",
        "words": "Redegørelse",
        "due": "2027-07-01",
        "works_to": "2027-07-01",
        "step": "1",
        "late": False,
        "why": "registered as owner",
    }


def test_a_day_of_rest_says_so(typed: Callable[..., Any], office: tuple[int, int]) -> None:
    assert office
    assert typed("reminders", "--on", "2027-06-20").out == (
        "2027-06-20 is no working day: nothing leaves. The next that is one is 2027-06-21.\n"
    )
    assert typed("reminders", "--on", "2027-06-20", "--json").out == "[]\n"
    assert typed("reminders", "--on", "2027-06-24").out == "2027-06-24: Nothing would leave.\n"


def test_what_reaches_nobody_is_shown(typed: Callable[..., Any], office: tuple[int, int]) -> None:
    _, hearing = office
    typed("ladder", "clear")
    said = typed("reminders", "--on", "2027-06-29")
    assert said.out.endswith(
        "Not sent:\n"
        f"  deadline {hearing} of case 1, step 1: no letter reaches anybody (Jens Juul: no address is registered)\n"
    )
    (row,) = json.loads(typed("reminders", "--on", "2027-06-29", "--json").out)
    assert (row["to"], row["name"], row["why"]) == (
        None,
        "Jens Juul",
        "no letter reaches anybody (Jens Juul: no address is registered)",
    )


def test_who_has_said_i_have_it_is_shown_and_left_out(typed: Callable[..., Any], office: tuple[int, int]) -> None:
    report, _ = office
    words = f"deadline:{report}, Redegørelse.\n"
    assert typed("acknowledge", report).out == f"Bente Lund has it: {words}"
    assert typed("acknowledge", f"deadline:{report}", "--as", "bel@example.dk").out == (
        f"Bente Lund had said so already: {words}"
    )
    assert typed("reminders", "--on", "2027-07-01").out == "2027-07-01: 1 letter would leave:\n" + (
        "\n"
        "leder@example.dk\n"
        f"  deadline {office[1]} of case 1, 2027-06-30: Høringssvar\n"
        "      step +1; as head: Jens Juul has no address\n"
        "\n"
        "Not sent:\n"
        f"  deadline {office[1]} of case 1: Jens Juul, no address is registered; asked instead: leder@example.dk\n"
    )


def test_what_is_refused_is_said_in_a_sentence(typed: Callable[..., Any], office: tuple[int, int]) -> None:
    report, _ = office
    refused = {
        ("acknowledge", 9999): "There is nothing to take called '9999'.",
        ("acknowledge", report, "--as", "xyz"): "Nobody is registered as 'xyz'.",
        ("reminders", "--on", "i morgen"): "'i morgen' is no date",
        ("ladder", "set", "--before", "1,5"): "'1,5' does not fall",
        ("ladder", "set", "--before", ""): "'' is no ladder",
        ("ladder", "set"): "Say what to set",
        ("ladder", "show", "--kind", "x"): "Nothing is of the kind 'x'",
        ("ladder", "clear", "--forum", "KKR"): "Nothing is set for forum:KKR.",
    }
    said = {words: typed(*words) for words in refused}
    assert {words: (one.code, one.err[: len(refused[words])]) for words, one in said.items()} == {
        words: (1, begin) for words, begin in refused.items()
    }
    assert [typed(*words).code for words in (("reminders", "--case", 1), ("ladder", "clear", "color"))] == [2, 2]


def test_the_ladder_is_shown_as_it_counts(typed: Callable[..., Any], office: tuple[int, int]) -> None:
    assert office
    typed("ladder", "set", "--forum", "KKR", "--before", "20,5", "--chair", "formand@example.dk", "--chair-from", 5)
    assert typed("ladder", "show", "--forum", "KKR").out == (
        "Reminded: 20, 5 working days before, on the day, and each working day after.\n"
        "Head of secretariat: leder@example.dk; after a silence from 7 days before on.\n"
        "Chair: formand@example.dk; asked once, from 5 working days before.\n"
        "\n"
        "scope      before  head_from  chair_from  head              chair               until\n"
        "office     -       -          -           leder@example.dk  -                   -\n"
        "forum:KKR  20,5    -          5           -                 formand@example.dk  -\n"
    )
    assert typed("ladder", "show", "--kind", "cut_off").out.startswith("Reminded: 3 working days before, on the day.\n")


def test_the_ledger_of_what_was_sent(typed: Callable[..., Any], office: tuple[int, int]) -> None:
    assert office
    assert json.loads(typed("reminders", "--sent", "--json").out) == []
