"""Deadlines, as the commands about them are typed."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Typed = Callable[..., Any]
Done = Callable[..., str]
DAY = "2027-07-02"


@pytest.fixture
def done(typed: Typed) -> Done:
    """Types a command that must succeed, and gives what it printed."""

    def run(*words: object) -> str:
        said = typed(*words)
        assert (said.code, said.err) == (0, ""), said
        return str(said.out)

    return run


@pytest.fixture
def case(done: Done) -> str:
    done("case", "new", "Fælles havn", "--officer", "bel", "--submit")
    return "1"


def added(done: Done, *words: object, kind: str = "report", said: str = "Redegørelse") -> str:
    """Enters a deadline of case 1, and gives its number."""
    printed = done("deadline", "add", "--case", 1, "--kind", kind, "--words", said, *words)
    return printed.split()[1].rstrip(":")


def listed(done: Done, *words: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(done("deadline", "list", "--json", *words))
    return found


@pytest.mark.usefixtures("case")
def test_a_deadline_through_its_life(done: Done) -> None:
    owner = ("--owner", "bel@example.dk")
    number = added(
        done, "--due", "2027-07-01", "--before", *owner, "--to", "Ministeriet", "--default", "Staten bestemmer"
    )
    assert done("deadline", "move", number, "2027-08-01", "--reason", "Ny lov", "--extended") == (
        f"Deadline {number}: Redegørelse, on 2027-08-01, worked to 2027-07-30 (2027-08-01 is a Sunday)\n"
    )
    assert done("deadline", "meet", number, "--on", "2027-03-01", "--words", "Sendt") == (
        f"Deadline {number} is met on 2027-03-01: Redegørelse, on 2027-08-01, worked to 2027-07-30 "
        "(2027-08-01 is a Sunday)\n"
    )
    assert listed(done) == []
    assert done("deadline", "reopen", number, "--reason", "Kom retur").startswith(f"Deadline {number}: Redegørelse, on")
    assert done("deadline", "waive", f"deadline:{number}", "--reason", "Trukket tilbage").startswith(
        f"Deadline {number} is waived on 2027-03-01"
    )
    done("deadline", "reopen", number, "--reason", "Alligevel")
    assert done("deadline", "miss", number, "--reason", "For sent").startswith(f"Deadline {number} is missed on")
    assert done("deadline", "show", number) == (
        f"Deadline {number}: Redegørelse\n"
        "  state: missed on 2027-03-01\n"
        "  due: on 2027-08-01, worked to 2027-07-30 (2027-08-01 is a Sunday)\n"
        "  kind: report\n"
        "  case: 1 Fælles havn\n"
        "  owners: bel@example.dk\n"
        "  goes to: Ministeriet\n"
        "  if missed: Staten bestemmer\n"
        "  why: For sent\n"
        "  revision: 2, since 2027-03-01\n"
        "\n"
        "Course:\n"
        "  2027-03-01  extended from before 2027-07-01 to 2027-08-01, by bel (Ny lov)\n"
        "  2027-03-01  met, by bel (Sendt)\n"
        "  2027-03-01  reopened, by bel (Kom retur)\n"
        "  2027-03-01  waived, by bel (Trukket tilbage)\n"
        "  2027-03-01  reopened, by bel (Alligevel)\n"
        "  2027-03-01  missed, by bel (For sent)\n"
    )
    told = json.loads(done("deadline", "show", number, "--json"))
    assert (told["revision"], len(told["course"]), told["reminders"], told["acknowledgements"]) == (2, 6, [], [])
    assert "agree" in done("verify")


@pytest.mark.usefixtures("case")
def test_what_is_entered_says_the_day_worked_to_and_what_is_missing(done: Done) -> None:
    add = ("deadline", "add", "--case", 1, "--kind", "hearing", "--words", "Høringssvar")
    told = done(*add, "--due", "2027-05-06")
    number = told.split()[1].rstrip(":")
    assert told == (
        f"Deadline {number}: Høringssvar, on 2027-05-06, worked to 2027-05-05 (2027-05-06 is a public holiday)\n"
        "It has no owner: the case's officers (bel) are reminded. To name one: "
        f"sagsgang deadline edit {number} --owner ADDRESS\n"
    )
    done("person", "set", "snm", "--name", "Søren N. Møller")
    told = done(*add, "--between", "2027-04-01", "2027-06-30", "--owner", "snm")
    number = told.split()[1].rstrip(":")
    assert told == (
        f"Deadline {number}: Høringssvar, between 2027-04-01 and 2027-06-30\n"
        f"The words are vague; once the day is known: sagsgang deadline move {number} DATE --reason WORDS\n"
        'snm cannot be written to: no address is registered. sagsgang person set "snm" --email ADDRESS\n'
    )


@pytest.mark.usefixtures("case")
def test_the_list_as_json(done: Done) -> None:
    done("meeting", "add", "KKR", "2027-04-20")
    number = int(added(done, "--due", "2027-03-31", "--before", "--owner", "bel@example.dk", "--source", "Brev"))
    report, cut_off, dispatch = listed(done)
    assert report == {
        "id": number,
        "case": 1,
        "title": "Fælles havn",
        "forum": None,
        "kind": "report",
        "words": "Redegørelse",
        "due": "2027-03-31",
        "before": True,
        "earliest": None,
        "latest": None,
        "works_to": "2027-03-30",
        "days": 18,
        "state": "open",
        "owners": ["bel@example.dk"],
        "addressees": [],
        "revision": 1,
        "legal_default": None,
        "source": "Brev",
        "closed": False,
        "ended_on": None,
        "reason": None,
    }
    meeting = dispatch["id"].partition(":")[2]
    assert [(one["id"], one["forum"], one["due"], one["revision"]) for one in (cut_off, dispatch)] == [
        (f"cut_off:{meeting}", "KKR", "2027-04-06", None),
        (f"dispatch:{meeting}", "KKR", "2027-04-13", None),
    ]


@pytest.mark.usefixtures("case")
def test_the_list_is_narrowed(done: Done) -> None:
    done("meeting", "add", "KKR", "2027-04-20")
    done("case", "new", "Fælles bro")
    soon = int(added(done, "--due", "2027-03-20", "--owner", "bel@example.dk"))
    later = int(added(done, "--due", "2027-05-20", kind="hearing"))
    ended = int(added(done, "--due", "2027-05-21"))
    done("deadline", "waive", ended, "--reason", "x")
    assert [one["id"] for one in listed(done, "--within", "30d")] == [soon]
    assert [one["id"] for one in listed(done, "--within", "3m", "--case", 1)] == [soon, later]
    assert [one["id"] for one in listed(done, "--all", "--case", 1)] == [soon, later, ended]
    assert listed(done, "--case", 2) == []
    assert [one["id"] for one in listed(done, "--owner", "BEL@example.dk")] == [soon]
    assert [one["id"] for one in listed(done, "--kind", "hearing")] == [later]
    assert [one["kind"] for one in listed(done, "--kind", "cut_off")] == ["cut_off"]


def test_the_table_is_no_wider_than_the_terminal_and_marks_what_is_late(
    done: Done, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done("meeting", "add", "KKR", "2027-04-20")
    words = "Redegørelse om det specialiserede socialområde til ministeriet med bilag fra kommunerne"
    owners = ("--owner", "en.meget.lang.adresse@kommunen.example.dk", "--owner", "bel@example.dk")
    number = added(done, "--due", "2027-03-01", *owners, said=words)
    vague = added(done, "--between", "2027-04-01", "2027-06-30")
    table = done("--today", "2027-03-04", "deadline", "list").splitlines()
    assert [line.split()[:3] for line in table[1:3]] == [[number, "2027-03-01", "LATE"], [vague, "2027-04-01?", "17"]]
    assert 75 <= max(map(len, table[:-1])) <= 80
    assert table[-1].startswith("? vague words")
    monkeypatch.setenv("COLUMNS", "300")
    assert words in done("deadline", "list", "--case", case)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--due", "2027-02-28"), "before its case began (2027-03-01)"),
        (("--due", "2027-03-02", "--owner", "bel@"), "it has no domain"),
        (("--due", "2027-03-02", "--owner", "xyz"), 'sagsgang person set "xyz" --email ADDRESS'),
        (("--due", "2027-03-01", "--before"), "leaves no working day: the last one is 2027-02-26"),
        (("--between", "2027-06-30", "2027-04-01"), "runs backwards"),
        (("--between", "2027-06-30", "2027-06-30"), "say --due"),
        (("--due", "2027-06-31"), "is no date"),
        (("--due", "2027-06-30", "--kind", "ASAP"), "is no kind of deadline: say one of hearing, report"),
        (("--due", "2027-06-30", "--kind", "next_meeting"), "is no kind of deadline"),
        (("--due", "2027-06-30", "--case", "99"), "There is no case 99"),
    ],
)
@pytest.mark.usefixtures("case")
def test_a_deadline_that_cannot_be_is_refused_in_a_sentence(typed: Typed, words: tuple[str, ...], told: str) -> None:
    said = typed("deadline", "add", "--case", 1, "--kind", "report", "--words", "Redegørelse", *words)
    assert (said.code, said.out) == (1, "")
    assert told in said.err
    assert typed("deadline", "list", "--all", "--json").out == "[]\n"


@pytest.mark.parametrize(
    "words",
    [
        ("add", "--case", 1, "--kind", "report", "--words", "x"),
        ("add", "--case", 1, "--kind", "report", "--words", " ", "--due", "2027-07-01"),
        ("add", "--case", 1, "--kind", "report", "--words", "x", "--due", "2027-07-01", "--between", "2027-07-01", DAY),
        ("add", "--case", 1, "--kind", "report", "--words", "x", "--before", "--between", "2027-07-01", "2027-07-02"),
        ("move", 12, "2027-07-01"),
        ("move", 12, "--reason", "x"),
        ("waive", 12, "--reason", " "),
        ("edit", 12),
        ("edit", 12, "--words", " "),
    ],
)  # fmt: skip
def test_what_is_typed_wrongly_is_explained(typed: Typed, words: tuple[object, ...]) -> None:
    said = typed("deadline", *words)
    assert (said.code, said.out) == (2, "")
    assert said.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("move", 99, "2027-07-01", "--reason", "x"), "There is no deadline 99"),
        (("show", "task:5"), "it follows from elsewhere: sagsgang task list"),
        (("meet", "cut_off:5"), "it follows from elsewhere: sagsgang meeting list"),
        (("show", "twelve"), "see them with sagsgang deadline list"),
        (("show", "99999999999"), "There is no number"),
        (("list", "--within", "soon"), "write 30d (days)"),
        (("list", "--kind", "soon"), "is no kind of deadline"),
        (("list", "--case", 99), "There is no case 99"),
    ],
)
def test_what_is_not_there_is_said(typed: Typed, words: tuple[object, ...], told: str) -> None:
    said = typed("deadline", *words)
    assert (said.code, said.out) == (1, "")
    assert told in said.err


@pytest.mark.usefixtures("case")
def test_an_ended_one_is_not_moved(typed: Typed, done: Done) -> None:
    number = added(done, "--due", "2027-07-01")
    done("deadline", "meet", number)
    said = typed("deadline", "move", number, "2027-08-01", "--reason", "x")
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        f"Deadline {number} is met since 2027-03-01. Nothing was written. "
        f"To take it up again: sagsgang deadline reopen {number} --reason WORDS.\n"
    )


@pytest.mark.usefixtures("case")
def test_owners_and_words_are_edited(done: Done) -> None:
    number = added(done, "--due", "2027-07-01", "--owner", "bel@example.dk", "--to", "KL")
    owners = ("--owner", "a@example.dk", "--owner", "b@example.dk")
    done("deadline", "edit", number, *owners, "--to", "", "--default", "Bøde")
    done("deadline", "edit", number, "--words", "Årsrapport", "--kind", "notice", "--source", "Lov")
    (told,) = listed(done)
    assert {name: told[name] for name in ("owners", "addressees", "legal_default", "words", "kind", "source")} == {
        "owners": ["a@example.dk", "b@example.dk"],
        "addressees": [],
        "legal_default": "Bøde",
        "words": "Årsrapport",
        "kind": "notice",
        "source": "Lov",
    }
    shown = done("deadline", "show", number)
    assert "changed: addressees (was KL), legal_default (was none), owners (was bel@example.dk), by bel\n" in shown
    assert "changed: kind (was report), source (was none), words (was Redegørelse), by bel\n" in shown


@pytest.mark.usefixtures("case")
def test_a_case_shows_its_deadlines_whole(done: Done) -> None:
    number = int(added(done, "--due", "2027-07-01", "--owner", "bel@example.dk", "--default", "Bøde"))
    done("deadline", "move", number, "2027-08-02", "--reason", "Udsat")
    done("deadline", "miss", number, "--reason", "For sent")
    shown = done("case", "show", 1)
    assert f"{number}  report  2027-08-02  2027-08-02  missed  bel@example.dk  Redegørelse\n" in shown
    assert f"  {number}: if missed: Bøde; moved, revision 2; missed on 2027-03-01: For sent\n" in shown
    (told,) = json.loads(done("case", "show", 1, "--json"))["deadlines"]
    assert told == {
        "id": number,
        "kind": "report",
        "date": "2027-08-02",
        "earliest": None,
        "latest": None,
        "before": False,
        "works_to": "2027-08-02",
        "words": "Redegørelse",
        "state": "missed",
        "owners": ["bel@example.dk"],
        "addressees": [],
        "legal_default": "Bøde",
        "revision": 2,
        "ended_on": "2027-03-01",
        "reason": "For sent",
        "year_inferred": False,
    }


@pytest.mark.usefixtures("case")
def test_the_plan_knows_what_the_law_says_of_a_missed_deadline(done: Done) -> None:
    done("meeting", "add", "KKR", "2027-09-07")
    added(done, "--due", "2027-07-01", "--default", "Staten fastsætter kvoterne")
    assert "Staten fastsætter kvoterne" in done("plan", 1)
