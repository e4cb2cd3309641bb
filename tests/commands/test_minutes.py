"""Minutes, attendance, versions and drawings as they are typed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Typed = Callable[..., Any]


@pytest.fixture
def office(typed: Typed, tmp_path: Path) -> Typed:
    """KKR's agenda with one case is locked."""
    text = tmp_path / "indstilling.txt"
    text.write_text("Det indstilles, at KKR godkender købet.", encoding="utf-8")
    for words in (
        ("meeting", "add", "KKR", "2027-04-20"),
        ("case", "new", "Fælles indkøb", "--route", "kkr", "--recommendation", text, "--submit"),
        ("meeting", "lock", "KKR"),
    ):
        assert typed(*words).code == 0
    return typed


def test_minutes_are_written_and_what_they_lack_is_said_beside_them(office: Typed, tmp_path: Path) -> None:
    people = tmp_path / "deltagere.txt"
    people.write_text(
        "Deltagere\nAnna Krag (V) Vejen\nBo Lind (A) Odense\n\nAfbud\nEva Holm (C) Ribe\n", encoding="utf-8"
    )
    assert office("meeting", "attendance", "KKR", "--from", people, "--absent-at", "2.1 | Bo Lind").out == (
        "KKR 2027-04-20:\n  2 present: Anna Krag (V) Vejen; Bo Lind (A) Odense\n  1 apologies: Eva Holm (C) Ribe\n"
    )
    assert office("meeting", "minute", "KKR", "1.1", "--words", "Referatet blev godkendt.").out == (
        "KKR 2027-04-20, item 1.1 (Godkendelse af referat fra det seneste møde): approved.\n"
    )
    assert office("decide", "1", "--outcome", "approved", "--words", "Godkendt.").code == 0
    assert office("meeting", "hold", "KKR").code == 0
    said = office("minutes", "KKR", "--json")
    told = json.loads(said.out)
    items = {item["number"]: item for group in told["groups"] for item in group["items"]}
    assert [person["name"] for person in told["participants"]] == ["Anna Krag", "Bo Lind"]
    assert [items["2.1"][name] for name in ("decision", "outcome", "absent")] == [
        "Godkendt.",
        "approved",
        [{"name": "Bo Lind", "party": "A", "municipality": "Odense"}],
    ]
    assert items["1.1"]["decision"] == "Referatet blev godkendt."
    assert said.err.splitlines() == [
        "note: item 3.1 (Siden sidst) has no decision yet (sagsgang meeting minute KKR --meeting 2027-04-20 3.1)",
        "note: item 4.1 (Punkter til næste møde) has no decision yet "
        "(sagsgang meeting minute KKR --meeting 2027-04-20 4.1)",
    ]
    page = tmp_path / "referat.html"
    assert office("minutes", "KKR", "-o", page).out == f"Wrote {page}: minutes of KKR 2027-04-20.\n"
    assert "Ikke til stede under punktet: Bo Lind (A) Odense" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("attendance", "KKR"), "Say who was there"),
        (("attendance", "KKR", "--absent-at", "2.1 Bo Lind"), "say it as ITEM | NAME"),
        (("attendance", "KKR", "--present", "–"), "names nobody"),
        (("attendance", "KKR", "--present", "Bo Lind", "--reason", " "), "an empty reason explains nothing"),
        (("minute", "KKR", "1.1", "--words", " "), "say what was decided or told"),
    ],
)
def test_what_is_typed_wrongly_is_said(office: Typed, words: tuple[str, ...], refusal: str) -> None:
    said = office("meeting", *words)
    assert (said.code, refusal in " ".join(said.err.split())) == (2, True)


def test_who_was_away_is_said_person_by_person_or_all_at_once(office: Typed) -> None:
    assert office("meeting", "attendance", "KKR", "--present", "Anna Krag (V) Vejen; Bo Lind (A) Odense").code == 0

    def away(*words: str) -> list[str]:
        assert (
            office("meeting", "attendance", "KKR", *(part for word in words for part in ("--absent-at", word))).code
            == 0
        )
        groups = json.loads(office("minutes", "KKR", "--json").out)["groups"]
        (item,) = (item for group in groups for item in group["items"] if item["number"] == "2.1")
        return [person["name"] for person in item["absent"]]

    assert away("2.1 | Bo Lind (A) Odense", "2.1 | anna krag") == ["Bo Lind", "Anna Krag"]
    assert away("2.1 | Bo Lind; Anna Krag") == ["Bo Lind", "Anna Krag"]
    assert away("2.1 |") == []


def test_a_list_of_people_that_cannot_be_read_is_named(office: Typed, tmp_path: Path) -> None:
    said = office("meeting", "attendance", "KKR", "--from", tmp_path / "ingen.txt")
    assert (said.code, said.err) == (
        1,
        f"Could not read the text {tmp_path / 'ingen.txt'}: no such file or directory.\n",
    )


def test_an_agenda_as_it_was_sent_and_what_changed_since(office: Typed, tmp_path: Path) -> None:
    assert "Dagsordenen er ikke ændret." in office("agenda", "diff", "KKR").out
    assert office("case", "edit", "1", "--title", "Fælles indkøb af el", "--reason", "Tydeligere").code == 0
    assert "Fælles indkøb [+af el+]" in office("agenda", "diff", "KKR").out
    told = json.loads(office("agenda", "diff", "KKR", "--json").out)
    assert [(item["news"], item["number"], [field["field"] for field in item["fields"]]) for item in told["items"]] == [
        ("changed", "2.1", ["title"])
    ]
    titles = [line for line in office("agenda", "KKR", "--version", "1").out.splitlines() if line.startswith("2.1.")]
    now = [line for line in office("agenda", "KKR").out.splitlines() if line.startswith("2.1.")]
    assert (titles, now) == (["2.1. Fælles indkøb"], ["2.1. Fælles indkøb af el"])
    assert office("agenda", "KKR", "--version", "1", "--why").code == 2
    assert office("agenda", "KKR", "--version", "2").code == 1
    file = tmp_path / "dagsorden.json"
    assert office("agenda", "KKR", "--version", "1", "-o", file).out == (
        f"Wrote {file}: KKR 2027-04-20, version 1 as it was sent on 2027-03-01.\n"
    )
    assert office("meeting", "lock", "KKR", "--reason", "Ny titel").code == 0
    shown = json.loads(office("meeting", "show", "KKR", "--json").out)
    assert shown["versions"] == [
        {"version": 1, "date": "2027-03-01", "by": "bel", "reason": None},
        {"version": 2, "date": "2027-03-01", "by": "bel", "reason": "Ny titel"},
    ]
    assert "Sent, version 2: 2027-03-01 by bel: Ny titel" in office("meeting", "show", "KKR").out.splitlines()


def test_a_route_and_a_case_are_drawn(office: Typed, tmp_path: Path) -> None:
    picture, text = tmp_path / "sag.svg", tmp_path / "rute.mmd"
    assert (
        office("case", "show", "1", "--svg", "-o", picture).out == f"Wrote {picture}: the drawing of Fælles indkøb.\n"
    )
    assert '<desc id="sag-1-ord">1. KKR Syddanmark, Sagen står her.</desc>' in picture.read_text(encoding="utf-8")
    assert office("route", "show", "short", "--mermaid", "-o", text).code == 0
    assert text.read_text(encoding="utf-8").splitlines()[0] == "flowchart TD"
    assert office("route", "show", "short", "--svg").out.startswith("<svg ")
    assert [office("case", "show", "1", *words).code for words in (("--svg", "--json"), ("-o", picture))] == [2, 2]
