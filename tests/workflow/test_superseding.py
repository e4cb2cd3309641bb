"""A mail server that is away for days: when it is back each reader has one letter, of that day, with all still open."""

from datetime import timedelta

import pytest

from db.queries.outbox import letter_list
from states.paper import DeadlineKind
from tests.workflow.office import Office
from tests.workflow.reminded import BEL, letters, owes, reminds, sent, takes
from tests.workflow.ticking import Clock


def standing(office: Office) -> list[tuple[int, str, str | None]]:
    """How the letters stand, the first first."""
    return [(row.id, row.state, row.answer) for row in reversed(office.read(letter_list))]


@pytest.fixture
def case(office_in_both: Office) -> int:
    return office_in_both.opens("Fælles havn", "kkr")


def test_the_letter_of_today_says_all_that_never_left_and_each_step_stands_once(
    office_in_both: Office, case: int
) -> None:
    office = office_in_both
    friday, monday = owes(office, case, "2027-03-12", BEL), owes(office, case, "2027-03-15", BEL)
    reminds(office, "2027-03-04")
    before = len(sent(office))
    for day in ("2027-03-09", "2027-03-10", "2027-03-11"):
        reminds(office, day, leave=False)
    reminds(office, "2027-03-12")
    rows = [row for row in sent(office)[before:] if row[0] in (f"deadline:{friday}", f"deadline:{monday}")]
    assert [(subject, step, late) for subject, step, _, _, late in rows] == [
        (f"deadline:{friday}", "3", True),
        (f"deadline:{monday}", "3", True),
        (f"deadline:{friday}", "1", True),
        (f"deadline:{friday}", "0", False),
        (f"deadline:{monday}", "1", False),
    ]
    (_, *older, last) = standing(office)
    assert [state for _, state, _ in older] == ["cancelled"] * 3
    assert (older[-1][2], last[1]) == (f"superseded by letter {last[0]}", "sent")


def test_what_was_answered_meanwhile_is_not_said_anew(office_in_both: Office, case: int) -> None:
    office = office_in_both
    taken = owes(office, case, "2027-03-12", BEL)
    owes(office, case, "2027-03-12", BEL, kind=DeadlineKind.HEARING, words="Svar til høringen")
    reminds(office, "2027-03-09", leave=False)
    takes(office, taken, BEL)
    reminds(office, "2027-03-10")
    (_, _, text) = letters(office)[-1]
    assert ("Svar til høringen" in text, "Redegørelse" in text) == (True, False)


def test_a_server_that_is_away_for_three_days_is_as_a_clock_that_stood_still(office: Office) -> None:
    deadline = owes(office, office.opens("Fælles havn", "kkr"), "2027-03-12", BEL)
    clock = Clock(office, has_server=False)
    clock.ticks_from("2027-03-09T07:00", "2027-03-11T23:00", timedelta(hours=4))
    clock.has_server = True
    clock.ticks("2027-03-12T07:00")
    mine = [row for row in sent(office) if (row[0], row[2]) == (f"deadline:{deadline}", BEL)]
    steps = [(step, late) for _, step, _, _, late in mine]
    assert steps[-3:] == [("3", True), ("1", True), ("0", False)]
    assert len(set(steps)) == len(steps)
    assert [state for _, state, _ in standing(office)].count("sent") == 1
