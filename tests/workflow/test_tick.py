"""What the clock does where a date has come: the answers that are in count, and what they leave open is said once."""

from datetime import date

import pytest

from states.machine import CONCLUDED
from states.outcomes import Purpose
from states.routes import Join, JoinRule, Route, Stop
from states.triggers import Trigger
from tests.workflow.office import Office
from workflow.routing import set_route

ENDS, AFTER, LATER = date(2027, 4, 1), "2027-04-02", "2027-04-03"
COUNCILS = ("KB-410", "KB-420", "KB-430")
HEARING = Route(
    "hearing",
    1,
    "Høring",
    (Stop("hearing", COUNCILS, Join(JoinRule.BY_DATE), Purpose.GIVE_INPUT), Stop("k22", ("K22",))),
)


@pytest.fixture
def hearing(office: Office) -> int:
    """A case in hearing at three councils until ENDS."""
    case = office.opens("Høring", HEARING)
    ends(office, case, ENDS)
    return case


def ends(office: Office, case: int, on: date) -> None:
    """The hearing's last day is set."""
    office.write(lambda connection: set_route(connection, case, HEARING, {}, answers_by=on, by="bel", now=office.now))


def replies(office: Office, case: int, *outcomes: str) -> None:
    for council, outcome in zip(COUNCILS, outcomes, strict=False):
        office.replies(case, council, outcome)


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ((), "k22-2"),
        (("gave_input",), "k22-2"),
        (("approved", "endorsed"), "k22-2"),
        (("rejected", "rejected"), CONCLUDED),
    ],
)
def test_the_answers_that_are_in_count(office: Office, hearing: int, outcomes: tuple[str, ...], state: str) -> None:
    replies(office, hearing, *outcomes)
    assert office.on(ENDS.isoformat()).ticks() == []
    line = f"Case {hearing} (Høring): {len(outcomes)} of 3 had answered by {ENDS}. It is now: {state}."
    assert [office.on(day).ticks() for day in (AFTER, LATER)] == [[line], []]
    assert office.state(hearing) == state


@pytest.mark.parametrize(
    ("outcomes", "why"),
    [
        (("rejected", "approved"), "the answers that are in differ: decide what came of it"),
        (("rejected", "approved", "approved"), "the answers that are in differ: decide what came of it"),
        (
            ("no_consensus", "no_consensus"),
            "the answers that are in leave the choice open: decide what came of it",
        ),
    ],
)
def test_answers_that_do_not_say_where_the_case_goes_wait_for_the_officer_which_is_said_once(
    office: Office, hearing: int, outcomes: tuple[str, ...], why: str
) -> None:
    replies(office, hearing, *outcomes)
    words = f"{len(outcomes)} of 3 had answered by {ENDS}; {why}."
    assert [office.on(day).ticks() for day in (AFTER, LATER)] == [[f"Case {hearing} (Høring): {words}"], []]
    task = (
        f"Svarfristen udløb den 1. april 2027; {len(outcomes)} af 3 havde svaret, og svarene afgør ikke, hvor sagen "
        "skal hen. Afgør, hvad der nu skal ske"
    )
    assert (office.state(hearing), office.tasks(hearing)) == ("hearing", [(task, None, "open")])
    assert office.decides(hearing, "gave_input", "Svarene er delte.", then=Trigger.FORWARD).state == "k22-2"


def test_a_second_hearing_has_no_date_until_it_gets_one_and_counts_its_own_answers(
    office: Office, hearing: int
) -> None:
    replies(office, hearing, "approved")
    office.on(AFTER).ticks()
    assert office.decides(hearing, "returned", "Hør dem igen.", to="hearing").state == "hearing"
    assert office.on(LATER).ticks() == []
    ends(office, hearing, date(2027, 5, 1))
    office.replies(hearing, "KB-420", "rejected")
    line = f"Case {hearing} (Høring): 1 of 3 had answered by 2027-05-01. It is now: {CONCLUDED}."
    assert office.on("2027-05-02").ticks() == [line]


def test_a_hearing_that_is_reopened_waits_for_a_date_of_its_own(office: Office, hearing: int) -> None:
    replies(office, hearing, "rejected")
    office.on(AFTER).ticks()
    assert office.reopens(hearing, "Nye tal", "hearing") == "hearing"
    assert office.on(LATER).ticks() == []


def test_a_date_that_passed_before_the_case_came_ends_nothing(office: Office) -> None:
    route = Route("later", 1, "Høring", (Stop("sdf", ("SDF",)), *HEARING.stops))
    case = office.opens("Høring", route)
    office.write(lambda connection: set_route(connection, case, route, {}, answers_by=ENDS, by="bel", now=office.now))
    assert office.on(LATER).decides(case, "recommended").state == "hearing-2"
    assert office.on("2027-04-04").ticks() == []


def test_a_date_ahead_stands_when_the_case_comes(office: Office) -> None:
    route = Route("later", 1, "Høring", (Stop("sdf", ("SDF",)), *HEARING.stops))
    case = office.opens("Høring", route)
    office.write(lambda connection: set_route(connection, case, route, {}, answers_by=ENDS, by="bel", now=office.now))
    office.decides(case, "recommended")
    assert len(office.on(AFTER).ticks()) == 1


def test_what_the_clock_leaves_open_is_a_task_with_a_day_so_that_somebody_is_reminded(
    office: Office, hearing: int
) -> None:
    case = office.opens("Høringssvar", "kkr")
    office.decides(case, "delegated", to="KKR-F", expires=ENDS)
    replies(office, hearing, "rejected", "approved")
    assert len(office.on(AFTER).ticks()) == 2
    due = [task["due"] for number in (hearing, case) for task in office.account(number)["tasks"]]
    assert due == [date(2027, 4, 9), date(2027, 4, 9)]
    assert [words for words, *_ in office.tasks(case)] == [
        "Bemyndigelsen til KKR-F udløb den 1. april 2027 uden at være brugt. Afgør, hvad der nu skal ske"
    ]


def test_an_empowerment_that_is_asked_to_wait_keeps_its_last_day(office: Office) -> None:
    case = office.opens("Høringssvar", "kkr")
    office.decides(case, "delegated", to="KKR-F", expires=ENDS)
    office.decides(case, "postponed")
    assert (len(office.on(AFTER).ticks()), office.state(case)) == (1, "kkr")


def test_a_case_that_was_ever_closed_is_named_by_its_number(office: Office, hearing: int) -> None:
    """What the clock says goes into a log."""
    office.edits(hearing, closed=True, forum=COUNCILS[0])
    (line,) = office.on(AFTER).ticks()
    assert line.startswith(f"Case {hearing}: 0 of 3 had answered by {ENDS}")
