"""The yearly wheel at the command line, on 1 March 2027."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Typed

ADD = ("wheel", "add", "quotas", "--title", "Kvoter {year+1}", "--route", "kkr")
OWNED = ("--owner", "bel@example.dk", "--officer", "bel")


@pytest.fixture
def meets(typed: Typed) -> None:
    """KKR's meetings of the year are planned."""
    for day in ("2027-04-21", "2027-06-21", "2027-09-03", "2027-11-22"):
        assert typed("meeting", "add", "KKR", day).code == 0


def told(typed: Typed, *words: str) -> Any:
    return json.loads(typed("wheel", *words, "--json").out)


def test_shipped_duties_are_offered_and_open_nothing(typed: Typed) -> None:
    said = typed("wheel", "list")
    assert (said.code, said.err) == (0, "")
    assert "16 offered: they open nothing until you say so, with sagsgang wheel start KEY or --all." in said.out
    assert {duty["state"] for duty in told(typed, "list")} == {"offered"}
    assert typed("wheel", "next").out == (
        "Nothing comes up to 2028-03-07. Which duties are in force? sagsgang wheel list\n"
    )


@pytest.mark.usefixtures("meets")
def test_a_started_duty_is_told_with_its_next_time(typed: Typed) -> None:
    said = typed("wheel", "start", "refugee-number", *OWNED)
    assert (said.code, said.out) == (
        0,
        "In force: refugee-number. See when they open: sagsgang wheel next.\n",
    )
    (first,) = [duty for duty in told(typed, "list") if duty["state"] == "in_force"]
    assert (first["key"], first["rule"], first["last"]) == (
        "refugee-number",
        "by 06-30 each year; opens on 05-01",
        None,
    )
    assert first["next"] == told(typed, "next")[0]
    assert first["duty"]["owners"] == ["bel@example.dk"]


@pytest.mark.usefixtures("meets")
def test_what_comes_is_told_with_when_it_opens_and_whether_the_plan_carries_it(typed: Typed) -> None:
    typed(*ADD, "--on", "09-10", "--before", *OWNED)
    assert told(typed, "next") == [
        {
            "key": "quotas",
            "title": "Kvoter 2028",
            "occurrence": "2027",
            "due": "2027-09-10",
            "before": True,
            "works_to": "2027-09-09",
            "about": None,
            "opens_on": "2027-07-23",
            "act_by": "2027-08-20",
            "verdict": "safe",
            "asks_on": None,
            "state": None,
            "case_id": None,
            "reason": None,
            "refused": None,
        }
    ]
    assert typed("wheel", "next", "--within", "12w").out.startswith("Nothing comes up to 2027-05-24.")


@pytest.mark.usefixtures("meets")
def test_what_is_late_when_it_is_added_opens_at_once(typed: Typed) -> None:
    said = typed(*ADD, "--on", "04-22", "--margin", "60")
    assert said.out == (
        "In force: quotas. See when they open: sagsgang wheel next.\n"
        "Opened case 1 (Kvoter 2028), due 2027-04-22, late: it should have been opened by 2027-01-08.\n"
    )
    assert [case["title"] for case in json.loads(typed("case", "list", "--json").out)] == ["Kvoter 2028"]
    (duty,) = [duty for duty in told(typed, "list") if duty["key"] == "quotas"]
    assert duty["last"] == {"occurrence": "2027", "state": "opened", "due": "2027-04-22", "case_id": 1}


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (("--on", "09-10"), "by 09-10 each year"),
        (("--rule", "FREQ=YEARLY;BYMONTH=9;BYDAY=1FR"), "by FREQ=YEARLY;BYMONTH=9;BYDAY=1FR from 2027-01-01"),
        (("--meetings-before", "2", "kkr"), "KKR's meeting no. 2 counted back from 12-31, each year"),
        (("--meetings-before", "1", "KKR", "--by", "06-30"), "KKR's meeting no. 1 counted back from 06-30, each year"),
        (("--term-years", "1,3", "--on", "10-01"), "by 10-01 in year 1 and 3 of the councils' term"),
        (("--after-election", "100"), "by 100 days after each municipal election"),
        (("--on", "12-31", "--every", "2", "--first", "2027"), "by 12-31 every 2 years from 2027"),
        (("--on", "08-31", "--ready", "05-01"), "by 08-31 each year; opens on 05-01"),
        (("--on", "09-10", "--ask"), "asked for each time; else by 09-10 each year"),
    ],
)
def test_each_rule_can_be_typed(typed: Typed, rule: tuple[str, ...], words: str) -> None:
    assert typed(*ADD, *rule).code == 0
    assert [duty["rule"] for duty in told(typed, "list") if duty["state"] == "in_force"] == [words]


def test_a_title_without_a_year_gets_it_and_that_is_said(typed: Typed) -> None:
    said = typed("wheel", "add", "auditor", "--title", "Valg af revisor", "--on", "09-10")
    assert said.out == (
        "In force: auditor. See when they open: sagsgang wheel next.\n"
        "The title of auditor says no year, so its cases do: Valg af revisor 2027.\n"
    )
    assert [one["title"] for one in told(typed, "next")] == ["Valg af revisor 2027"]


def test_a_moved_duty_started_in_summer_is_asked_for_this_year(typed: Typed) -> None:
    said = typed("--today", "2027-06-15", "wheel", "start", "accounts-social", *OWNED)
    assert said.out == (
        "In force: accounts-social. See when they open: sagsgang wheel next.\n"
        "When is accounts-social due in 2027? Somebody must say: sagsgang wheel answer accounts-social 2027 DATE.\n"
    )


def test_duties_are_added_from_a_file_all_or_none(typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "duties.yaml"
    file.write_text(
        "schema: 1\nduties:\n"
        "  - {key: one, title: En, route: kkr, on: 12-01}\n"
        "  - {key: two, title: To, route: nowhere, on: 12-01}\n",
        encoding="utf-8",
    )
    refused = typed("wheel", "add", "--file", file)
    assert (refused.code, refused.err.split(".")[0]) == (1, "There is no route 'nowhere'")
    assert {duty["state"] for duty in told(typed, "list")} == {"offered"}
    file.write_text(file.read_text(encoding="utf-8").replace("nowhere", "kkr"), encoding="utf-8")
    assert typed("wheel", "add", "--file", file).out.startswith("In force: one, two.")


@pytest.mark.usefixtures("meets")
def test_a_day_that_moves_is_answered_or_left_out(typed: Typed) -> None:
    typed(*ADD, "--on", "04-22", "--ask", *OWNED)
    assert [(one["state"], one["due"], one["about"]) for one in told(typed, "next")][:1] == [
        ("asked", None, "2027-04-22")
    ]
    said = typed("wheel", "answer", "quotas", "2027", "2027-09-10")
    assert said.out == "quotas 2027 is due 2027-09-10. See when its case opens: sagsgang wheel next.\n"
    assert [(one["occurrence"], one["state"], one["due"]) for one in told(typed, "next")][:1] == [
        ("2027", "answered", "2027-09-10")
    ]
    said = typed("wheel", "answer", "quotas", "2028", "--skip", "--reason", "lagt sammen med budgettet")
    assert said.out == "quotas 2028 is left out: lagt sammen med budgettet\n"


@pytest.mark.usefixtures("meets")
def test_a_case_is_linked_and_not_opened_again(typed: Typed) -> None:
    typed("case", "new", "Fordeling", "--route", "kkr")
    typed(*ADD, "--on", "09-10")
    assert typed("wheel", "link", "quotas", "2027", 1).out == "quotas 2027 is case 1.\n"
    assert [one["occurrence"] for one in told(typed, "next", "--within", "9m")] == []


def test_a_stopped_duty_comes_no_more_and_can_be_started_again(typed: Typed) -> None:
    typed(*ADD, "--on", "09-10")
    assert typed("wheel", "stop", "quotas").out == "Stopped: quotas (Kvoter {year+1}).\n"
    assert told(typed, "next") == []
    assert typed("wheel", "start", "quotas").code == 0
    assert [one["key"] for one in told(typed, "next")][:1] == ["quotas"]


@pytest.mark.usefixtures("meets")
def test_the_year_is_drawn_to_a_file_or_the_screen(typed: Typed, tmp_path: Path) -> None:
    typed(*ADD, "--on", "09-10")
    file = tmp_path / "aarshjul.svg"
    assert typed("wheel", "draw", "-o", file).out == f"Wrote {file}: the wheel of 2027, 1 duty.\n"
    assert typed("wheel", "draw", "--year", 2027).out == file.read_text(encoding="utf-8")
    assert "1. Kvoter 2028. Frist 10. september 2027, åbner 23. juli 2027." in file.read_text(encoding="utf-8")


def test_a_year_before_the_duty_was_in_force_is_drawn_without_it(typed: Typed) -> None:
    typed(*ADD, "--on", "09-10")
    assert "Der er ingen pligter i årshjulet for 2026." in typed("wheel", "draw", "--year", "2026").out


@pytest.mark.parametrize(
    ("words", "code", "told_in"),
    [
        (("start",), 2, "say which duties, or --all"),
        (("start", "refuge-quotas"), 1, "There is no duty 'refuge-quotas'. Did you mean refugee-quotas?"),
        (("start", "refugee-quotas", "--owner", "xyz"), 1, "Nobody is registered as 'xyz'."),
        (("stop", "hub-funen"), 1, "The duty 'hub-funen' is not in force"),
        (("answer", "hub-funen", "2027", "2027-06-01"), 1, "The duty 'hub-funen' is not in force"),
        (("answer", "no", "2027", "2027-06-01"), 1, "There is no duty 'no'."),
        (("answer", "quotas", "2027"), 2, "say a date, or --skip with a --reason"),
        (("answer", "quotas", "2027", "--skip"), 2, "say why it is left out: --reason WORDS"),
        (("answer", "quotas", "2027", "20. juni"), 1, "'20. juni' is no date"),
        (("answer", "quotas", "2027", "2031-06-01"), 1, "2031-06-01 is no day for quotas 2027"),
        (("answer", "quotas", "efterår", "2027-06-01"), 1, "The duty 'quotas' has no time 'efterår': it comes 2025,"),
        (("answer", "quotas", "99999", "2027-06-01"), 1, "The duty 'quotas' has no time '99999'"),
        (("link", "quotas", "2027", "99"), 1, "There is no case 99"),
        (("next", "--within", "et år"), 2, "'et år' is no span; write it as 90d, 40w or 12m"),
        (("add", "x", "--title", "T"), 2, "say one rule: --on MM-DD"),
        (("add", "x", "--title", "T", "--on", "05-01", "--rule", "FREQ=YEARLY"), 2, "say one rule: --on MM-DD"),
        (("add", "x", "--on", "05-01"), 2, "say a key and a --title"),
        (("add", "x", "--title", "T", "--on", "1. maj"), 2, "is no day of every year; write it as MM-DD"),
        (("add", "x", "--title", "T", "--on", "05-01", "--term-years", "et"), 2, "are no years of a term"),
        (
            ("add", "x", "--title", "T", "--on", "05-01", "--term-years", "7"),
            1,
            "the years of a term are 1, 2, 3 and 4",
        ),
        (("add", "x", "--title", "T", "--on", "05-01", "--route", "no"), 1, "There is no route 'no'"),
        (("add", "x", "--title", "T", "--on", "05-01", "--route", "host-council"), 1, "needs a host"),
        (("add", "x", "--title", "T", "--on", "05-01", "--host", "Haderslev"), 1, "leave out --host"),
        (("add", "x", "--title", "T", "--meetings-before", "1", "ABC"), 1, "There is no forum called 'ABC'"),
        (("add", "x", "--title", "T", "--rule", "hver juni"), 1, "'hver juni' is no rule"),
        (("add", "quotas", "--title", "T", "--on", "05-01"), 1, "There is a duty 'quotas' already: add --replace"),
        (("add", "--file", "none.yaml"), 1, "Could not read the duties in none.yaml"),
        (("add", "x", "--title", "T" * 296, "--on", "05-01"), 1, "The title has 301 letters and may have 300"),
        (("add", "x", "--file", "none.yaml"), 2, "say either --file, or a key and a rule"),
    ],
)
def test_what_is_refused_is_told(typed: Typed, words: tuple[str, ...], code: int, told_in: str) -> None:
    typed(*ADD, "--on", "09-10")
    said = typed("wheel", *words)
    assert (said.code, told_in in said.err) == (code, True), said.err


@pytest.mark.usefixtures("meets")
def test_a_time_that_is_done_cannot_be_answered_or_linked_again(typed: Typed) -> None:
    typed("case", "new", "Fordeling", "--route", "kkr")
    typed(*ADD, "--on", "09-10")
    typed("wheel", "link", "quotas", "2027", 1)
    assert typed("wheel", "answer", "quotas", "2027", "2027-09-01").err == (
        "quotas 2027 is opened as case 1. Nothing was written.\n"
    )
    assert typed("wheel", "link", "quotas", "2028", 1).err == "Case 1 is quotas 2027 already. Nothing was written.\n"


def test_a_duty_is_changed_where_that_is_said(typed: Typed) -> None:
    typed(*ADD, "--on", "09-10")
    assert typed(*ADD, "--on", "10-10", "--replace").code == 0
    assert [one["due"] for one in told(typed, "next")][:1] == ["2027-10-10"]
