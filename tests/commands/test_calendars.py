"""Calendars as they are typed: from files of any kind, by a rule, and what is set for one meeting."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.calendars import event, ics, workbook

Typed = Callable[..., Any]


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def save(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return save


def listed(typed: Typed, forum: str) -> list[tuple[str, str | None, str]]:
    rows = json.loads(typed("meeting", "list", forum, "--json").out)
    return [(row["date"], row["time"], row["state"]) for row in rows]


def test_a_spreadsheet_is_loaded_whatever_it_is_called(typed: Typed, file: Callable[..., Path]) -> None:
    path = file("møder.txt", workbook(("2027", [["forum", "date"], ["KKR", date(2027, 6, 20)]])))
    assert typed("meeting", "load", path).out == "møder.txt: 1 meeting added, 0 changed, 0 as they stood.\n"
    assert listed(typed, "KKR") == [("2027-06-20", None, "planned")]
    typed("meeting", "hold", "KKR")
    assert typed("meeting", "load", path).out == (
        "møder.txt: 0 meetings added, 0 changed, 0 as they stood, 1 left alone (held, or the agenda is sent).\n"
    )


def test_a_calendar_file_is_loaded_and_what_is_off_is_cancelled(typed: Typed, file: Callable[..., Path]) -> None:
    typed("meeting", "add", "KKR", "2027-09-07")
    path = file(
        "k.ics",
        ics(
            event("Møde", "DTSTART:20270620T080000Z"),
            event("Møde", "DTSTART;VALUE=DATE:20270907", "STATUS:CANCELLED"),
        ),
    )
    refused = typed("meeting", "load", path)
    assert (refused.code, refused.out, "“Møde”: it names no forum" in refused.err) == (1, "", True)
    assert typed("meeting", "load", path, "--forum", "KKR").out == (
        "KKR 2027-09-07 is cancelled, since it is off in the file.\n"
        "k.ics: 1 meeting added, 0 changed, 0 as they stood, 1 cancelled.\n"
    )
    assert listed(typed, "KKR") == [("2027-06-20", "10:00", "planned"), ("2027-09-07", None, "cancelled")]
    assert typed("verify").code == 0


RULE = ("meeting", "plan", "KKR", "--rule", "sidste fredag i marts og april", "--from", "2027", "--to", "2028")


def test_a_rule_is_shown_before_it_is_saved(typed: Typed) -> None:
    shown = (
        "2027-03-30 Tuesday; Friday 2027-03-26 is a closing day\n"
        "2027-04-30 Friday\n"
        "2028-03-31 Friday\n"
        "2028-04-28 Friday\n"
        "1 moved to the next working day (--shift next).\n"
    )
    assert typed(*RULE, "--dry-run").out == f"{shown}4 meetings; nothing was saved.\n"
    assert listed(typed, "KKR") == []
    assert typed(*RULE, "--time", "10:00").out == f"{shown}KKR: 4 meetings added, 0 changed, 0 as they stood.\n"
    days = ["2027-03-30", "2027-04-30", "2028-03-31", "2028-04-28"]
    assert listed(typed, "KKR") == [(day, "10:00", "planned") for day in days]
    again = typed(*RULE, "--shift", "previous", "--to", "2027").out
    assert again == (
        "2027-03-24 Wednesday; Friday 2027-03-26 is a closing day\n"
        "2027-04-30 Friday; planned already\n"
        "1 moved to the previous working day (--shift previous).\n"
        "KKR: 1 meeting added, 0 changed, 1 as they stood.\n"
    )


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--rule", "now and then", "--from", "2027"), 1, "'now' is not understood"),
        (("--rule", "first friday", "--from", "2027", "--time", "ten"), 1, "'ten' is no time of day"),
        (("--rule", "first friday", "--from", "soon"), 1, "'soon' is no date"),
        (("--rule", "first friday", "--from", "2028", "--to", "2027"), 2, "--to 2027-12-31 lies before"),
        (("--rule", "first friday", "--from", "2027", "--to", "2090"), 2, "over 30 years"),
        (("--rule", "first friday", "--from", "2027", "--shift", "up"), 2, "'up'"),
    ],
)
def test_what_is_no_rule_plans_nothing(typed: Typed, words: tuple[str, ...], code: int, told: str) -> None:
    said = typed("meeting", "plan", "KKR", *words)
    assert (said.code, said.out, told in said.err) == (code, "", True), said.err
    assert listed(typed, "KKR") == []


def test_a_rule_for_a_forum_that_nobody_knows(typed: Typed) -> None:
    said = typed("meeting", "plan", "XYZ", "--rule", "first friday", "--from", "2027")
    assert (said.code, said.out, said.err.startswith("There is no forum called 'XYZ'.")) == (1, "", True)


def test_one_meeting_is_set_apart(typed: Typed) -> None:
    typed("meeting", "add", "KKR", "2027-06-20")
    said = typed("meeting", "set", "KKR", "2027-06-20", "--cut-off", "2027-06-05", "--time", "9:30", "--place", "Vejle")
    assert said.out == (
        "KKR 2027-06-20, 09:30, Vejle: items in by 2027-06-05, agenda out on 2027-06-13.\n"
        "Mind that the cut-off 2027-06-05 is a closing day.\n"
    )
    assert typed("meeting", "set", "KKR", "2027-06-20").code == 2
    assert typed("meeting", "set", "KKR", "2027-06-20", "--usual").out == (
        "KKR 2027-06-20, 09:30, Vejle: items in by 2027-06-06, agenda out on 2027-06-13.\n"
    )
