"""Promises that an agenda does not keep."""

from dataclasses import replace
from datetime import date

from states.checking import Code, Finding
from states.facts import MeetingFacts
from states.paper import Group, Item, Paper, PaperKind
from states.promise_checking import check_noted
from states.promises import Promised, PromiseState

MEETING = MeetingFacts(2, "KKR", date(2027, 6, 11), "planned")
PROMISE = Promised(
    5, "KKR", "Fælles takster", "KKR får en sag.", PromiseState.OPEN, source="minutes of KKR/2027-04-16/2.3"
)


def found(promise: Promised, *items: Item, told: tuple[str, ...] = ()) -> list[Finding]:
    paper = Paper(PaperKind.AGENDA, "KKR", "KKR", MEETING.on, groups=(Group("2", "Sager", items),))
    return list(check_noted([promise], paper, MEETING, [MEETING], told=told))


def test_a_promise_that_no_item_keeps() -> None:
    assert found(PROMISE, Item("2.1", "Havne")) == [
        Finding(
            None,
            "Fælles takster",
            Code.PROMISED_AND_MISSING,
            "“Fælles takster” was promised for a coming meeting (minutes of KKR/2027-04-16/2.3: “KKR får en sag.”) and "
            "is not on this agenda: put a case on it, or say what came of it: sagsgang promise keep 5, "
            "move 5 --to DATE --reason WORDS, or drop 5 --reason WORDS.",
        )
    ]


def test_a_promise_that_nobody_has_looked_at_is_asked_about() -> None:
    proposed = replace(PROMISE, state=PromiseState.PROPOSED, earliest=MEETING.on, latest=MEETING.on)
    (finding,) = found(proposed)
    assert finding.code is Code.PROMISE_NOT_LOOKED_AT
    assert "may be promised for 2027-06-11" in finding.message
    assert finding.message.endswith("nobody has looked at it: sagsgang promise accept 5, or dismiss 5.")


def test_the_case_or_its_title_on_the_agenda_keeps_it() -> None:
    assert found(PROMISE, Item("2.1", "Takster, der er fælles")) == []
    assert found(replace(PROMISE, case_id=7), Item("2.1", "Andet", case_id=7)) == []


def test_what_is_missed_already_is_told_once() -> None:
    assert found(PROMISE, told=("Fælles takster i regionen",)) == []
