"""sagsgang calendar: the file that people subscribe to."""

import json
from pathlib import Path

import vobject

from tests.commands.conftest import Typed


def test_a_forums_calendar_is_written_and_the_same_again_is_the_same_file(typed: Typed, tmp_path: Path) -> None:
    typed("meeting", "add", "KKR", "2027-06-20", "--time", "10:00")
    typed("meeting", "add", "K22", "2027-05-07")
    first, again = tmp_path / "kkr.ics", tmp_path / "again.ics"
    assert typed("calendar", "--forum", "KKR", "-o", first).out == f"Wrote {first}: 3 entries.\n"
    typed("calendar", "--forum", "KKR", "-o", again)
    assert first.read_bytes() == again.read_bytes()
    calendar = vobject.readOne(first.read_text(encoding="utf-8"))
    assert calendar.contents["x-wr-calname"][0].value == "Sagsgang: KKR"
    assert [event.summary.value for event in calendar.contents["vevent"]] == [
        "Frist for punkter til KKR Syddanmark den 20. juni 2027",
        "Dagsordenen til KKR Syddanmark den 20. juni 2027 sendes ud",
        "Møde i KKR Syddanmark",
    ]


def test_several_forums_share_a_calendar_and_all_have_one_together(typed: Typed) -> None:
    for forum in ("KKR", "K22", "SDF"):
        typed("meeting", "add", forum, "2027-06-20")
    both = json.loads(typed("calendar", "--forum", "KKR", "--forum", "K22", "--json").out)
    assert {forum for entry in both for forum in entry["forums"]} == {"KKR", "K22"}
    assert len(json.loads(typed("calendar", "--json").out)) == 9


def test_the_screen_is_asked_for_with_a_dash(typed: Typed) -> None:
    assert typed("calendar", "-o", "-").out.startswith("BEGIN:VCALENDAR\r\n")


def test_a_calendar_that_goes_nowhere_is_refused(typed: Typed) -> None:
    said = typed("calendar", "--forum", "KKR")
    assert (said.code, said.err) == (
        1,
        "Where shall the calendar go? Say -o FILE, such as -o kkr.ics, or -o - for the screen.\n",
    )


def test_an_unknown_forum_is_named(typed: Typed, tmp_path: Path) -> None:
    said = typed("calendar", "--forum", "KKX", "-o", tmp_path / "x.ics")
    assert (said.code, said.err.partition(".")[0]) == (1, "There is no forum called 'KKX'")
    assert not (tmp_path / "x.ics").exists()
