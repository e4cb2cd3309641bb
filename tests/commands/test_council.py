"""`sagsgang council …` as it is typed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Typed = Callable[..., Any]


@pytest.fixture
def sent(typed: Typed) -> Typed:
    """A case that was sent out with a reservation and waits at the 22 councils, which were sent it in February."""
    assert typed("case", "new", "Rapport", "--route", "social-reserved", "--submit").code == 0
    for forum in ("SDF", "K22", "KKR"):
        assert typed("decide", 1, "--forum", forum, "--outcome", "recommended", "--words", forum).code == 0
    said = typed("council", "sent", 1, "--on", "2027-02-10")
    assert said.out == "Case 1 (Rapport): sent on 2027-02-10 to Middelfart, Assens, Faaborg-Midtfyn and 19 more.\n"
    return typed


def test_the_ledger_is_told_with_its_roll_up(sent: Typed) -> None:
    sent("council", "agenda", 1, "Odense", "2027-03-17")
    sent("reply", 1, "--forum", "Assens", "--outcome", "approved", "--on", "2027-02-24", "--words", "Godkendt.")
    remarked = ("--outcome", "approved", "--on", "2027-02-25", "--remarks", "Evalueres i 2029.")
    assert sent("reply", 1, "--forum", "Vejle", *remarked).code == 0
    told = sent("council", "list", 1).out
    assert "Status: 1 af 22 har godkendt; 1 har godkendt med bemærkninger; 20 mangler.\n" in told
    assert "Forbehold: Forbeholdet er ophævet for 2 af 22.\n" in told
    assert "| Odense | På dagsordenen | 17. marts 2027 | Gælder |  |\n" in told
    assert "| Vejle | Godkendt med bemærkninger | 25. februar 2027 | Ophævet | Evalueres i 2029. |\n" in told
    account = sent("case", "show", 1)
    assert "\nReservation (councils): lifted for 2 of 22\n" in account.out


def test_the_ledger_as_json(sent: Typed) -> None:
    sent("reply", 1, "--forum", "Assens", "--outcome", "rejected", "--on", "2027-02-24", "--words", "Nej.")
    told = json.loads(sent("council", "list", 1, "--json").out)
    councils = {one.pop("municipality"): one for one in told.pop("councils")}
    assert told == {
        "case": 1,
        "title": "Rapport",
        "closed": False,
        "stop": "councils",
        "phase": "here",
        "join": {"rule": "all", "number": 0, "answers_by": None},
        "asked": 22,
        "missing": 21,
        "needed": 21,
        "summary": "0 af 22 har godkendt; 1 har afvist; 21 mangler",
        "demand": "Alle skal svare; 21 mangler.",
        "reservation": {"lifted": 0, "of": 22, "words": "Forbeholdet er ophævet for 0 af 22."},
    }
    assert councils["Assens"] == {
        "forum": "KB-420",
        "number": "420",
        "state": "rejected",
        "sent": "2027-02-10",
        "agenda": None,
        "asked": None,
        "outcome": "rejected",
        "on": "2027-02-24",
        "words": "Nej.",
        "remarks": None,
        "lifted": False,
    }


@pytest.mark.parametrize(("name", "begins"), [("l.pdf", b"%PDF"), ("l.docx", b"PK"), ("l.html", b"<!doctype html>")])
def test_the_ledger_as_a_document(sent: Typed, tmp_path: Path, name: str, begins: bytes) -> None:
    said = sent("council", "list", 1, "-o", tmp_path / name)
    assert (said.code, said.out) == (0, f"Wrote {tmp_path / name}: 22 councils.\n")
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_whom_to_remind_and_who_was(sent: Typed) -> None:
    sent("reply", 1, "--forum", "Middelfart", "--outcome", "approved")
    assert sent("council", "asked", 1, "420", "Odense").out == (
        "Case 1 (Rapport): asked again on 2027-03-01: Assens, Odense.\n"
    )
    head, first, *others = sent("council", "missing", 1).out.splitlines()
    assert (head.split(), first.split(), len(others)) == (
        ["municipality", "state", "sent", "agenda", "asked"],
        ["Assens", "sent", "2027-02-10", "-", "2027-03-01"],
        20,
    )
    assert [one["municipality"] for one in json.loads(sent("council", "missing", 1, "--json").out)][:1] == ["Assens"]


def test_remarks_are_mended(sent: Typed) -> None:
    sent("reply", 1, "--forum", "Assens", "--outcome", "approved", "--remarks", "Evaluers.")
    assert sent("council", "remarks", 1, "Assens", "Evalueres.").out == "Case 1 (Rapport): remarks noted of Assens.\n"
    assert sent("council", "remarks", 1, "Assens", "").out == "Case 1 (Rapport): remarks taken back of Assens.\n"


def test_the_file_goes_out_and_comes_in(sent: Typed, tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    assert sent("council", "save", 1, "-o", path).out == f"Wrote {path}: 22 councils.\n"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["number,municipality,sent,agenda,outcome,on,words,remarks,asked",
                         "410,Middelfart,2027-02-10,,,,,,"]  # fmt: skip
    answered = [line.replace(",,,,,,", ',,approved,2027-02-28,"Godkendt, enigt",,') for line in lines]
    path.write_text("\n".join(answered), encoding="utf-8")
    assert sent("council", "load", 1, path).out == (
        "svar.csv: 22 answers, 0 others changed, 0 as they stood.\nCase 1 is at concluded.\n"
    )
    assert "lifted for 22 of 22, so it is gone" in sent("case", "show", 1).out
    assert sent("council", "missing", 1).out == "No council is waited for in case 1.\n"
    assert sent("council", "save", 1, "--excel").out.startswith("\ufeffnumber;municipality;")


def test_a_bad_file_is_not_taken_in(sent: Typed, tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text("municipality,outcome\nOdense,approved\nAarhus,approved\n", encoding="utf-8")
    said = sent("council", "load", 1, path)
    assert (said.code, said.out) == (1, "")
    assert "  line 3: There is no forum called 'Aarhus'." in said.err
    assert json.loads(sent("council", "list", 1, "--json").out)["missing"] == 22
    assert sent("council", "load", 1, tmp_path / "none.csv").code == 1


def test_the_map_is_a_picture(sent: Typed, tmp_path: Path) -> None:
    said = sent("council", "map", 1, "-o", tmp_path / "kort.svg")
    assert (said.code, said.out) == (0, f"Wrote {tmp_path / 'kort.svg'}: the map of case 1.\n")
    assert (tmp_path / "kort.svg").read_text(encoding="utf-8") == sent("council", "map", 1).out
    assert (tmp_path / "kort.svg").read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("council", "list", 9), "There is no case 9."),
        (("council", "list", 1, "--stop", "kkr"), "Case 1 has no stop 'kkr' where councils answer; it has councils."),
        (("council", "agenda", 1, "Odense", "17-03-2027"), "'17-03-2027' is no date"),
        (("council", "agenda", 1, "Odense", "2027-02-09"), "Odense cannot treat on 2027-02-09 what it was sent on"),
        (("council", "sent", 1, "--on", "2027-03-02"), "The day when it was sent, 2027-03-02 lies ahead"),
        (("reply", 1, "--forum", "Odense", "--outcome", "rejected", "--remarks", "Ja"), "Remarks go with an approval"),
        (("council", "list", 1, "-o", "svar.xyz"), "What form shall svar.xyz have?"),
    ],
)
def test_what_cannot_be_is_refused(sent: Typed, words: tuple[object, ...], told: str) -> None:
    said = sent(*words)
    assert (said.code, said.out) == (1, "")
    assert told in said.err
