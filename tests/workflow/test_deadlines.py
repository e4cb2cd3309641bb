"""Deadlines in the register: entered, moved, ended, reopened and edited; what is refused leaves no trace."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from db.errors import Conflict, UnknownCase
from db.models.decisions import AT_ONCE
from db.record import Update
from states.addresses import NotAnAddress
from states.deadline_list import ListedDeadline
from states.deadlines import BeforeTheCase, Days, NoWorkingDay, between
from states.outcomes import Outcome
from states.paper import DeadlineKind
from states.people import SeveralPeople, UnknownPerson
from tests.workflow.deadlines import AUGUST, JULY, adds, does, knows, row
from tests.workflow.office import Office
from tests.workflow.papers import case_item, minutes
from workflow.deadlines import (
    DeadlineEdit,
    DeadlineEnded,
    NotOnThatDay,
    SameDays,
    StillOpen,
    UnknownDeadline,
)
from workflow.desk import open_desk

MARCH = date(2027, 3, 1)


@pytest.fixture
def case(office: Office) -> int:
    return office.opens("Fælles havn", "kkr")


def test_a_deadline_is_entered_with_all_that_is_known(office_in_both: Office) -> None:
    office = office_in_both
    case = office.opens("Fælles havn", "kkr")
    knows(office, "Søren N. Møller", initials="snm")
    done = adds(
        office,
        case,
        Days(JULY, before=True),
        owners=("Søren N. Møller", "bel@Example.dk", "SNM"),
        addressees=("Social- og Boligministeriet", "post@sm.dk"),
        source="Brev af 1. marts",
        legal_default="Ministeriet fastsætter fordelingen",
    )
    assert done == ListedDeadline(
        done.id,
        DeadlineKind.REPORT,
        "Redegørelse",
        Days(JULY, before=True),
        case_id=case,
        title="Fælles havn",
        owners=("snm", "bel@example.dk"),
        addressees=("Social- og Boligministeriet", "post@sm.dk"),
        revision=1,
        legal_default="Ministeriet fastsætter fordelingen",
        source="Brev af 1. marts",
        officers=("bel",),
    )
    kept = row(office, int(done.id))
    assert (kept.works_to, kept.since, kept.remind_on, kept.course) == (date(2027, 6, 30), MARCH, AT_ONCE, [])


def test_vague_words_stay_an_interval_until_they_are_moved_to_a_day(office: Office, case: int) -> None:
    vague = adds(office, case, between(date(2027, 4, 1), date(2027, 6, 30)))
    assert (vague.days.works_to, row(office, int(vague.id)).works_to) == (None, None)
    exact = does(office, "move", int(vague.id), Days(date(2027, 6, 20)), reason="Brev")
    assert (exact.days, exact.revision) == (Days(date(2027, 6, 20)), 2)
    kept = row(office, int(vague.id))
    assert (kept.earliest, kept.latest, kept.works_to) == (None, None, date(2027, 6, 18))
    (step,) = kept.course
    assert (step["on"], step["earliest"], step["latest"], step["to"]) == (
        None,
        "2027-04-01",
        "2027-06-30",
        "2027-06-20",
    )


def test_a_moved_deadline_is_a_new_revision_and_keeps_its_course(office_in_both: Office) -> None:
    office = office_in_both
    number = int(adds(office, office.opens("Fælles havn", "kkr")).id)
    later = office.on("2027-04-05")
    does(later, "move", number, Days(AUGUST, before=True), reason="Ny lov")
    moved = does(later.on("2027-04-06"), "move", number, Days(date(2027, 9, 1)), reason="Udsat", extended=True)
    assert (moved.days, moved.revision, moved.state) == (Days(date(2027, 9, 1)), 3, "open")
    kept = row(office, number)
    assert (kept.since, kept.remind_on, kept.works_to) == (date(2027, 4, 6), AT_ONCE, date(2027, 9, 1))
    first = {"what": "moved", "at": "2027-04-05", "by": "bel", "reason": "Ny lov", "extended": False}
    second = {"what": "moved", "at": "2027-04-06", "by": "bel", "reason": "Udsat", "extended": True}
    assert kept.course == [
        first | {"on": "2027-07-01", "before": False, "to": "2027-08-02", "to_before": True},
        second | {"on": "2027-08-02", "before": True, "to": "2027-09-01", "to_before": False},
    ]


@pytest.mark.parametrize(
    ("verb", "how", "state", "ended_on", "reason"),
    [
        ("meet", {}, "met", MARCH, None),
        ("meet", {"words": "Sendt"}, "met", MARCH, "Sendt"),
        ("waive", {"reason": "Trukket tilbage"}, "waived", MARCH, "Trukket tilbage"),
        ("miss", {"reason": "For sent"}, "missed", MARCH, "For sent"),
    ],
)
def test_a_deadline_ends_and_is_taken_up_again(
    office: Office, case: int, verb: str, how: dict[str, Any], state: str, ended_on: date, reason: str | None
) -> None:
    number = int(adds(office, case).id)
    assert does(office, verb, number, **how).state == state
    kept = row(office, number)
    assert (kept.ended_on, kept.reason, kept.remind_on) == (ended_on, reason, None)
    for refused, more in (("move", {"to": Days(AUGUST), "reason": "x"}), ("meet", {}), ("waive", {"reason": "x"})):
        with pytest.raises(DeadlineEnded, match=rf"is {state} since .*sagsgang deadline reopen {number}"):
            does(office, refused, number, **more)
    again = does(office.on("2027-05-03"), "reopen", number, reason="Kom retur")
    assert (again.state, again.ended_on, again.reason, again.revision) == ("open", None, "", 1)
    kept = row(office, number)
    assert (kept.since, kept.remind_on) == (date(2027, 5, 3), AT_ONCE)
    assert [step["what"] for step in kept.course] == [state, "reopened"]


def test_it_was_met_on_a_day_before(office: Office, case: int) -> None:
    number, later = int(adds(office, case).id), office.on("2027-06-30")
    for day in (date(2027, 7, 1), date(2027, 2, 26)):
        with pytest.raises(NotOnThatDay):
            does(later, "meet", number, day)
    assert does(later, "meet", number, date(2027, 6, 28)).ended_on == date(2027, 6, 28)


def test_what_it_says_is_edited_and_new_owners_are_asked_at_once(office: Office, case: int) -> None:
    number = int(adds(office, case, owners=("bel@example.dk",), legal_default="Bøde").id)
    office.write(lambda connection: asked_later(office, connection, number))
    words = DeadlineEdit(words="Årsrapport", kind=DeadlineKind.NOTICE, legal_default="", source="Lov")
    edited = does(office, "edit", number, words)
    assert (edited.words, edited.kind, edited.legal_default, edited.source) == ("Årsrapport", "notice", "", "Lov")
    assert row(office, number).remind_on == JULY
    edited = does(office, "edit", number, DeadlineEdit(owners=("a@example.dk", "b@example.dk"), addressees=["KL"]))
    assert (edited.owners, edited.addressees) == (("a@example.dk", "b@example.dk"), ("KL",))
    kept = row(office, number)
    assert (kept.remind_on, kept.revision) == (AT_ONCE, 1)
    assert [{name: step.get(name) for name in ("words", "kind", "owners")} for step in kept.course] == [
        {"words": "Redegørelse", "kind": "report", "owners": None},
        {"words": None, "kind": None, "owners": ["bel@example.dk"]},
    ]
    assert does(office, "edit", number, DeadlineEdit(owners=[""])).owners == ()
    events = office.counts()["event"]
    does(office, "edit", number, DeadlineEdit(words="Årsrapport"))  # it says so already
    assert office.counts()["event"] == events


def asked_later(office: Office, connection: Any, number: int) -> None:
    """The ladder has looked at it, and looks again on the day."""
    with open_desk(connection, by="clock", now=office.now) as desk:
        desk.note("looked", None, {}, Update("deadline", {"id": number}, {"remind_on": JULY}))


def test_a_concluded_case_gets_a_deadline(office: Office, case: int) -> None:
    office.meets("KKR", "2027-04-20")
    office.decides(case, Outcome.APPROVED, "Godkendt.")
    number = int(adds(office, case).id)
    assert [one["id"] for one in office.account(case)["deadlines"]] == [number]


def test_a_joined_case_s_deadline_is_that_of_the_one_that_took_it_over(office: Office, case: int) -> None:
    other = office.opens("Havn, fælles", "kkr")
    office.joins(case, other)
    assert adds(office, other).case_id == case


def test_a_case_that_a_paper_told_of_is_as_old_as_its_meeting(office: Office) -> None:
    item = case_item("Fælles havn", Outcome.APPROVED, "Godkendt.")
    (case,) = office.imports(minutes("KKR", date(2026, 2, 2), item)).cases
    assert adds(office, case, Days(date(2026, 7, 1))).days.on == date(2026, 7, 1)
    with pytest.raises(BeforeTheCase, match="2026-02-02"):
        adds(office, case, Days(date(2026, 2, 1)))


@pytest.mark.parametrize(
    ("days", "more", "refusal"),
    [
        (Days(date(2027, 2, 28)), {}, BeforeTheCase),
        (between(date(2027, 1, 1), date(2027, 2, 1)), {}, BeforeTheCase),
        (Days(MARCH, before=True), {}, NoWorkingDay),
        (None, {"owners": ("bel@",)}, NotAnAddress),
        (None, {"owners": ("a@example.dk", "xyz")}, UnknownPerson),
        (None, {"owners": ("Jens Jensen",)}, SeveralPeople),
        (None, {"addressees": ("ministeriet@",)}, NotAnAddress),
        (None, {"case": 999}, UnknownCase),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(
    office: Office, case: int, days: Days | None, more: dict[str, Any], refusal: type[Exception]
) -> None:
    for _ in range(2):
        knows(office, "Jens Jensen", new=True)
    before = office.counts()
    with pytest.raises(refusal):
        adds(office, more.pop("case", case), days, **more)
    assert office.counts() == before


def test_a_change_that_cannot_be_leaves_no_trace(office: Office, case: int) -> None:
    number = int(adds(office, case).id)
    before = office.counts()
    refused: list[tuple[str, tuple[Any, ...], dict[str, Any], type[Exception]]] = [
        ("move", (Days(JULY),), {"reason": "x"}, SameDays),
        ("move", (Days(date(2027, 2, 1)),), {"reason": "x"}, BeforeTheCase),
        ("move", (Days(MARCH, before=True),), {"reason": "x"}, NoWorkingDay),
        ("reopen", (), {"reason": "x"}, StillOpen),
        ("edit", (DeadlineEdit(owners=("xyz",)),), {}, UnknownPerson),
    ]
    for verb, more, named, refusal in refused:
        with pytest.raises(refusal):
            does(office, verb, number, *more, **named)
    with pytest.raises(UnknownDeadline, match="sagsgang deadline list"):
        does(office, "waive", 999, reason="x")
    assert office.counts() == before


def test_moves_at_the_same_time_follow_one_another(office_in_both: Office) -> None:
    office = office_in_both
    number = int(adds(office, office.opens("Fælles havn", "kkr")).id)
    days = [Days(date(2027, month, day)) for month in (8, 9) for day in (2, 3, 6, 7)]

    def move(to: Days) -> int | None:
        return does(office, "move", number, to, reason="Udsat").revision

    with ThreadPoolExecutor(max_workers=4) as several:
        revisions = list(several.map(move, days))
    kept = row(office, number)
    assert sorted(revision or 0 for revision in revisions) == list(range(2, len(days) + 2))
    assert (kept.revision, len(kept.course)) == (len(days) + 1, len(days))
    before = [date.fromisoformat(step["to"]) for step in kept.course]
    assert [date.fromisoformat(step["on"]) for step in kept.course] == [JULY, *before[:-1]]


def test_somebody_who_was_faster_is_told_in_a_sentence(office_in_both: Office) -> None:
    """What a change expects to find is the revision and the state that it saw."""
    office = office_in_both
    number = int(adds(office, office.opens("Fælles havn", "kkr")).id)
    seen = row(office, number)
    does(office, "move", number, Days(AUGUST), reason="Udsat")

    def late(connection: Any) -> None:
        with open_desk(connection, by="snm", now=office.now) as desk:
            expect = {"revision": seen.revision, "state": seen.state}
            desk.note("deadline_met", seen.case_id, {}, Update("deadline", {"id": number}, {"state": "met"}, expect))

    with pytest.raises(Conflict, match="Look at it again"):
        office.write(late)
    assert (row(office, number).state, row(office, number).revision) == ("open", 2)
