"""Forums as they are typed: their settings, and how far their meetings are known."""

import json
from collections.abc import Callable
from typing import Any

Typed = Callable[..., Any]


def test_a_forum_is_set_and_shown(typed: Typed) -> None:
    typed("meeting", "add", "KKR", "2027-06-22", "--time", "10:00")
    typed("meeting", "add", "KKR", "2027-09-07")
    typed("meeting", "set", "KKR", "2027-09-07", "--dispatch", "2027-09-01")
    assert typed("forum", "set", "KKR", "--cut-off", "3 uger", "--dispatch", "5 working days").out == (
        "KKR: items in 21 days before a meeting, agenda out 5 working days before.\n"
        "  planned meetings that follow: 2\n"
        "  planned meetings that keep a day of their own: 1\n"
    )
    assert typed("forum", "show", "Kommunekontaktrådet").out == (
        "KKR: KKR Syddanmark\n"
        "Also called: KKR, Kommunekontaktrådet, Kommunekontaktrådet Syddanmark\n"
        "Items in: 21 days before the meeting; agenda out: 5 working days before\n"
        "date        time   place  cut_off     dispatch\n"
        "2027-06-22  10:00  -      2027-06-01  2027-06-15\n"
        "2027-09-07  -      -      2027-08-17  2027-09-01 *\n"
    )
    assert typed("verify").code == 0


def test_several_forums_are_set_at_once_or_none(typed: Typed) -> None:
    said = typed("forum", "set", "Odense", "Vejle", "Nobody", "--cut-off", "10 working days")
    assert (said.code, said.out) == (1, "")
    assert typed("forum", "set", "Odense", "Vejle", "--cut-off", "10 arbejdsdage").out == (
        "KB-461: items in 10 working days before a meeting, agenda out 7 days before.\n"
        "KB-630: items in 10 working days before a meeting, agenda out 7 days before.\n"
    )
    told = json.loads(typed("forum", "show", "Vejle", "--json").out)
    assert (told["code"], told["cut_off"], told["monthly"]) == ("KB-630", "10 working days", True)


def test_letters_go_to_a_forum_s_address(typed: Typed) -> None:
    assert typed("forum", "set", "KKR", "--email", "kkr@example.dk").out == (
        "KKR: items in 14 days before a meeting, agenda out 7 days before, letters to kkr@example.dk.\n"
    )
    assert "Letters go to: kkr@example.dk\n" in typed("forum", "show", "KKR").out
    said = typed("forum", "set", "KKR", "--email", "kkr@")
    assert (said.code, said.out) == (1, "")
    assert "has no domain" in said.err


def test_every_forum_is_listed(typed: Typed) -> None:
    typed("meeting", "add", "K22", "2027-06-04")
    told = {one["code"]: one for one in json.loads(typed("forum", "list", "--json").out)}
    assert told["K22"] == {
        "code": "K22",
        "name": "Kommunaldirektørkredsen",
        "cut_off": "14 days",
        "dispatch": "7 days",
        "meetings": 1,
        "next": "2027-06-04",
        "last": "2027-06-04",
    }
    table = typed("forum", "list").out.splitlines()
    assert (len(table), table[0].split()) == (
        len(told) + 1,
        ["code", "cut_off", "dispatch", "meetings", "next", "last", "name"],
    )


def test_a_setting_that_says_nothing_is_refused(typed: Typed) -> None:
    assert typed("forum", "set", "KKR").code == 2
    said = typed("forum", "set", "KKR", "--cut-off", "in good time")
    assert (said.code, said.err) == (
        1,
        "'in good time' does not say how long before a meeting: write it as “14 days” or “5 working days”, "
        "at most 366 days.\n",
    )


def test_a_setting_moves_the_plan(typed: Typed) -> None:
    """The last day to act is the cut-off of the last meeting before the deadline."""
    typed("meeting", "add", "KKR", "2027-06-22")
    ask = ("plan", "--route", "kkr", "--at", "KKR", "--deadline", "2027-07-01", "--json")
    assert json.loads(typed(*ask).out)["stops"][0]["too_late_after"] == "2027-06-08"
    typed("forum", "set", "KKR", "--cut-off", "5 working days")
    assert json.loads(typed(*ask).out)["stops"][0]["too_late_after"] == "2027-06-15"
