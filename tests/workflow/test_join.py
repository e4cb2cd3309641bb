"""Two cases that are one: their courses are told as one, and both numbers answer."""

from dataclasses import replace
from datetime import date

import pytest

from db.queries.imports import suggestions
from states.outcomes import Outcome
from tests.workflow.office import Office
from tests.workflow.papers import agenda, case_item, minutes
from workflow.join import NoSuggestion, SameCase, StopOfNeither, WhoseStop, dismiss_suggestion

SDF, K22, KKR = date(2027, 4, 1), date(2027, 4, 8), date(2027, 4, 20)


@pytest.fixture
def spring(office: Office) -> Office:
    """Two meetings each of SDF, K22 and KKR ahead."""
    for forum, *days in (
        ("SDF", "2027-04-01", "2027-05-01"),
        ("K22", "2027-04-08", "2027-05-08"),
        ("KKR", "2027-04-20", "2027-05-20"),
    ):
        office.meets(forum, *days)
    return office


def test_what_came_from_two_papers_is_one_course_in_order(office: Office) -> None:
    office.imports(minutes("SDF", SDF, case_item("Indkøb af el", Outcome.RECOMMENDED, "Anbefalet.")), "sdf")
    office.imports(minutes("K22", K22, case_item("Fælles indkøb af el", Outcome.RECOMMENDED, "Anbefalet.")), "k22")
    office.imports(agenda("KKR", KKR, case_item("Fælles elindkøb")), "kkr")
    assert [office.joins(3, other) for other in (2, 1)] == ["kkr", "kkr"]
    assert [stop.key for stop in office.case(3).route] == ["sdf", "k22", "kkr"]
    office.decides(3, "approved", "Godkendt.")
    course = [
        ("SDF", SDF, Outcome.RECOMMENDED, "Anbefalet."),
        ("K22", K22, Outcome.RECOMMENDED, "Anbefalet."),
        ("KKR", KKR, Outcome.APPROVED, "Godkendt."),
    ]
    assert [office.course(number) for number in (1, 2, 3)] == [course] * 3
    assert (office.account(1)["id"], office.account(3)["joined"]) == (3, [1, 2])


def test_the_joined_number_goes_on_answering(spring: Office) -> None:
    case, other = spring.opens("Indkøb", "short"), spring.opens("Indkøb af el", "k22")
    spring.joins(case, other)
    done = spring.decides(other, "recommended", "Anbefalet.", meeting=K22)
    assert (done.case_id, done.state, spring.state(other)) == (case, "kkr", "kkr")
    assert spring.edits(other, title="Elindkøb") == case
    with pytest.raises(SameCase) as told:
        spring.joins(case, other)
    assert str(told.value) == f"Both numbers are case {case}; there is nothing to join."


def test_whose_stop_counts_must_be_said_where_both_are_under_way_at_different_places(spring: Office) -> None:
    case, other = spring.opens("Indkøb", "sdf"), spring.opens("Indkøb af el", "kkr")
    before = spring.counts()
    with pytest.raises(WhoseStop) as told:
        spring.joins(case, other)
    assert str(told.value) == (
        f"Case {case} is at sdf and case {other} at kkr: say whose stop counts, --stop-of {case} or --stop-of {other}."
    )
    with pytest.raises(StopOfNeither):
        spring.joins(case, other, stop_of=77)
    assert spring.counts() == before
    assert (spring.joins(case, other, stop_of=other), spring.account(case)["waits_at"]) == ("kkr", ["KKR"])
    assert (spring.on_agenda("SDF"), spring.on_agenda("KKR")) == ([], [case])


def test_the_first_cases_stop_counts_when_that_is_said(spring: Office) -> None:
    case, other = spring.opens("Indkøb", "social"), spring.opens("Indkøb af el", "kkr")
    assert (spring.joins(case, other, stop_of=case), spring.on_agenda("KKR")) == ("sdf", [])
    spring.decides(case, "recommended", meeting=SDF)
    spring.decides(case, "recommended", meeting=K22)
    assert spring.on_agenda("KKR") == [case]


def test_an_ended_case_gives_way_to_the_one_under_way(spring: Office) -> None:
    ended, other = spring.opens("Indkøb", "k22"), spring.opens("Indkøb af el", "kkr")
    spring.decides(ended, "approved", "Godkendt.", meeting=K22)
    assert spring.joins(ended, other) == "kkr"
    account = spring.account(ended)
    assert (account["closed_words"], account["waits_at"], len(account["history"])) == (None, ["KKR"], 1)


def test_two_ended_cases_make_one_ended_case(spring: Office) -> None:
    case, other = spring.opens("Indkøb", "kkr"), spring.opens("Indkøb af el", "k22")
    spring.decides(case, "approved", "Godkendt.", meeting=KKR)
    spring.decides(other, "approved", "Anbefalet.", meeting=K22)
    assert spring.joins(case, other) == "concluded"
    assert [step[0] for step in spring.course(case)] == ["K22", "KKR"]


def test_a_draft_joins_a_case_under_way(spring: Office) -> None:
    case, draft = spring.opens("Indkøb", "kkr"), spring.opens("Indkøb af el", "short", submit=False)
    assert spring.joins(case, draft, stop_of=draft) == "draft"
    assert (spring.submits(case), spring.account(case)["waits_at"]) == ("kkr", ["KKR"])


def test_belongings_go_along(spring: Office) -> None:
    case, other = spring.opens("Indkøb", "kkr"), spring.opens("Indkøb af el", "kkr")
    spring.decides(other, "postponed", meeting=KKR, tasks=())
    spring.joins(case, other, stop_of=case)
    assert [step[:3] for step in spring.course(case)] == [("KKR", KKR, Outcome.POSTPONED)]
    assert spring.counts()["decision"] == 1


def test_look_alikes_are_suggested_remembered_and_never_by_journal_number(office: Office) -> None:
    office.imports(agenda("K22", K22, case_item("Fælles indkøb af el i Syddanmark"), case_item("Noget andet")), "k22")
    done = office.imports(
        agenda("KKR", KKR, case_item("Fælles indkøb af el i Syddanmark."), case_item("Tredje")), "kkr"
    )
    assert (done.suggestions, pairs(office)) == (1, [(1, 3)])
    number = office.read(suggestions)[0].id
    office.write(lambda connection: dismiss_suggestion(connection, number, by="bel", now=office.now))
    office.imports(minutes("KKR", KKR, case_item("Fælles indkøb af el i Syddanmark", Outcome.POSTPONED, "Udsat.")), "m")
    assert pairs(office) == []
    with pytest.raises(NoSuggestion):
        office.write(lambda connection: dismiss_suggestion(connection, number, by="bel", now=office.now))


def test_a_suggestion_is_gone_when_its_cases_are_joined(office: Office) -> None:
    office.imports(agenda("K22", K22, case_item("Fælles indkøb af el i Syddanmark")), "k22")
    office.imports(agenda("KKR", KKR, case_item("Fælles indkøb af el i Syddanmark")), "kkr")
    office.joins(1, 2, stop_of=2)
    assert (pairs(office), office.state(1)) == ([], "kkr")


def test_what_the_joined_number_looked_like_the_case_looks_like_and_only_once(office: Office) -> None:
    titles = ("Fælles indkøb af el", "Fælles indkøb af el.", "Fælles indkøb af elbiler")
    for day, title in zip((SDF, K22, KKR), titles, strict=True):
        office.imports(agenda("KKR", day, case_item(title)), title)
    assert pairs(office) == [(1, 2), (1, 3), (2, 3)]
    office.joins(1, 2)
    assert pairs(office) == [(1, 3)]
    (left,) = office.read(suggestions)
    office.write(lambda connection: dismiss_suggestion(connection, left.id, by="bel", now=office.now))
    assert pairs(office) == []


def test_a_suggestion_about_the_joined_number_alone_becomes_the_cases(office: Office) -> None:
    case = office.opens("Noget helt andet", "kkr")
    office.imports(agenda("K22", K22, case_item("Fælles indkøb af el i Syddanmark")), "k22")
    office.imports(agenda("KKR", KKR, case_item("Fælles indkøb af el i Syddanmark")), "kkr")
    office.joins(case, 3, stop_of=case)
    assert pairs(office) == [(case, 2)]


def test_what_was_decided_where_the_case_does_not_go_again_stays_in_its_course(office: Office) -> None:
    case, other = office.opens("Indkøb", "kkr"), office.opens("Indkøb af el", "short")
    office.decides(other, "recommended", "K22 anbefaler.")
    office.decides(other, "delegated", "Bemyndiget.", to="KKR-F")
    office.decides(other, "approved", "Formandskabet godkender.")
    office.decides(other, "returned", "Se på det igen.", to="k22")
    told = office.course(other)
    assert (office.joins(case, other, stop_of=other), office.course(case)) == ("k22", told)


def test_an_empowerment_goes_along_with_its_report_and_its_end(office: Office) -> None:
    case, other = office.opens("Indkøb", "kkr"), office.opens("Indkøb af el", "kkr")
    office.decides(other, "delegated", to="KKR-F", expires=KKR)
    assert office.joins(case, other, stop_of=other) == "kkr-f"
    assert [stop.key for stop in office.case(case).route] == ["kkr", "kkr-f", "kkr-report"]
    assert (len(office.on("2027-04-21").ticks()), office.state(case)) == (1, "kkr")


def test_the_true_routes_version_goes_along(office: Office) -> None:
    office.imports(agenda("KKR", KKR, case_item("Indkøb af el")), "kkr")
    other = office.opens("Fælles indkøb", replace(office.shelf.get("short"), version=7))
    office.joins(1, other, stop_of=1)
    route = office.account(1)["route"]
    assert {name: route[name] for name in ("key", "version", "assumed")} == {
        "key": "short",
        "version": 7,
        "assumed": False,
    }


def pairs(office: Office) -> list[tuple[int, int]]:
    return [(row.case_id, row.other_id) for row in office.read(suggestions)]
