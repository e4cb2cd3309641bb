"""`sagsgang whatif` as it is typed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Typed = Callable[..., Any]


def test_nothing_would_change_where_no_case_has_a_date(typed: Typed) -> None:
    assert typed("whatif", "--add", "KKR:2027-06-20").out == "No case would be better or worse off.\n"
    assert json.loads(typed("whatif", "--close", "2027-05-14", "--json").out) == []


@pytest.mark.parametrize(
    "words", [(), ("--move", "KKR:2027-06-20"), ("--add", "KKR"), ("--return", "sdf"), ("--postpone", "x")]
)
def test_what_is_typed_wrongly_is_said(typed: Typed, words: tuple[str, ...]) -> None:
    assert typed("whatif", *words).code == 2


def test_an_unknown_forum_or_meeting_is_refused(typed: Typed) -> None:
    assert typed("whatif", "--add", "KRK:2027-06-20").code == 1
    said = typed("whatif", "--cancel", "KKR:2027-06-20")
    assert (said.code, said.err) == (
        1,
        "KKR has no meeting on 2027-06-20 that can still be moved; its meetings ahead: none.\n",
    )


def test_a_coming_calendar_is_held_against_the_duties_of_the_year(typed: Typed, tmp_path: Path) -> None:
    calendar, duties = tmp_path / "2028.csv", tmp_path / "duties.csv"
    calendar.write_text("forum,date\nK22,2028-03-03\nKKR,2028-04-20\nKKR,2028-09-04\n", encoding="utf-8")
    duties.write_text("route,due,words\nshort,05-01,Kvoter\nshort,before 04-15,Svar\n", encoding="utf-8")
    asked = ("whatif", "--calendar", calendar, "--duties", duties, "--today", "2028-01-03")
    said = typed(*asked).out.splitlines()
    assert said[:2] == ["1 of 2 duties is late.", "late  2028-04-12  Svar (short)"]
    assert said[-1] == "tight  2028-05-01  Kvoter (short, act by 2028-02-18)"
    told = json.loads(typed(*asked, "--json").out)
    assert (told["summary"], [row["verdict"] for row in told["duties"]]) == (
        "1 of 2 duties is late.",
        ["late", "tight"],
    )
    assert told["duties"][0]["why"][-1] == "Det er efter fristen onsdag den 12. april 2028."
    assert "2028-04-20" not in typed("meeting", "list", "KKR").out  # nothing is saved


def test_a_duty_that_cannot_be_planned_is_refused_with_its_line(typed: Typed, tmp_path: Path) -> None:
    duties = tmp_path / "duties.csv"
    duties.write_text("route,due\nshrt,05-01\n", encoding="utf-8")
    said = typed("whatif", "--duties", duties)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Line 2 of the duties cannot be planned: There is no route 'shrt'.")


def test_a_coming_calendar_is_held_against_the_yearly_wheel(typed: Typed, tmp_path: Path) -> None:
    calendar = tmp_path / "2028.csv"
    calendar.write_text("forum,date\nK22,2028-03-03\nKKR,2028-04-20\nKKR,2028-09-04\n", encoding="utf-8")
    for key, day in (("quotas", "05-01"), ("answer", "04-15")):
        rule = ("--on", day, "--every", "2", "--first", "2028")
        assert typed("wheel", "add", key, "--title", f"{key} {{year}}", "--route", "short", *rule).code == 0
    said = typed("whatif", "--calendar", calendar, "--duties", "wheel", "--today", "2028-01-03").out.splitlines()
    assert said[:2] == ["1 of 2 duties is late.", "late  2028-04-12  answer 2028 (short)"]
    assert said[-1] == "tight  2028-05-01  quotas 2028 (short, act by 2028-02-18)"
