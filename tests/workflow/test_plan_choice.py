"""Which of all plans are looked at."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection

from states.forums import UnknownForum
from states.paper import DeadlineKind, FoundDeadline
from states.planner import Verdict
from tests.workflow.office import Office
from tests.workflow.papers import agenda, case_item
from workflow.plan_all import plan_all
from workflow.plan_choice import Choice, Chosen, choose

TODAY = date(2027, 3, 1)


@pytest.fixture
def year(office_in_both: Office) -> Office:
    """Three cases with a deadline: one late, a closed one that is tight, and a safe one that KKR never sees."""
    office = office_in_both
    office.meets("K22", "2027-04-09", "2027-06-04", "2027-08-20", "2027-10-01")
    office.meets("KKR", "2027-06-15", "2027-09-06", "2027-11-22")
    dated = {"Sen": date(2027, 4, 1), "Lukket": date(2027, 6, 30), "God": date(2027, 9, 1)}
    items = [
        case_item(title, deadlines=(FoundDeadline("Frist.", DeadlineKind.REPORT, on),)) for title, on in dated.items()
    ]
    items[1] = replace(items[1], closed=True)
    office.imports(agenda("K22", date(2027, 4, 9), *items))
    for case, route in ((1, "short"), (2, "short"), (3, "k22")):
        office.routes(case, route)
    return office


def chosen(office: Office, choice: Choice) -> Chosen:
    def look(connection: Connection) -> Chosen:
        return choose(connection, plan_all(connection, today=TODAY), choice)

    return office.read(look)


def titles(office: Office, choice: Choice) -> list[str]:
    return [one.case.title for one in chosen(office, choice).cases]


def test_all_of_them_the_worst_first(year: Office) -> None:
    found = chosen(year, Choice())
    assert [(one.case.title, one.plan.verdict) for one in found.cases] == [
        ("Sen", Verdict.LATE),
        ("Lukket", Verdict.TIGHT),
        ("God", Verdict.SAFE),
    ]
    assert (found.left_out, found.forums["KKR"].name) == (0, "KKR Syddanmark")


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (Choice(worst=2), ["Sen", "Lukket"]),
        (Choice(verdicts=(Verdict.SAFE, Verdict.LATE)), ["Sen", "God"]),
        (Choice(forum="KKR"), ["Sen", "Lukket"]),
        (Choice(forum="Kommunaldirektørkredsen", worst=1), ["Sen"]),
        (Choice(forum="SDF"), []),
        (Choice(closed=False, worst=2), ["Sen", "God"]),
    ],
)
def test_some_of_them(year: Office, choice: Choice, found: list[str]) -> None:
    assert titles(year, choice) == found


def test_closed_ones_that_are_left_out_are_counted(year: Office) -> None:
    assert chosen(year, Choice(closed=False)).left_out == 1
    assert chosen(year, Choice(closed=False, verdicts=(Verdict.LATE,))).left_out == 0


def test_a_forum_that_there_is_not_is_refused(year: Office) -> None:
    with pytest.raises(UnknownForum):
        chosen(year, Choice(forum="KRK"))
