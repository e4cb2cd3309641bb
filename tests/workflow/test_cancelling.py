"""A meeting that is cancelled lets go of its cases, and may be planned again."""

from datetime import date

import pytest

from states.outcomes import Outcome
from tests.workflow.office import Office
from workflow.cancelling import Cancelled, cancel_meeting
from workflow.errors import WrongMeetingState

APRIL, JUNE = date(2027, 4, 20), date(2027, 6, 20)


def cancels(office: Office, on: date) -> Cancelled:
    return office.write(
        lambda connection: cancel_meeting(connection, "KKR", on, reason="Sne", by="bel", now=office.now)
    )


@pytest.fixture
def office(office_in_both: Office) -> Office:
    return office_in_both


@pytest.fixture
def case(office: Office) -> int:
    """A case on a locked agenda, with another meeting after."""
    office.meets("KKR", "2027-04-20", "2027-06-20")
    number = office.opens("Indkøb", "kkr", recommendation="Det indstilles, at KKR godkender købet.")
    office.locks("KKR")
    return number


def test_its_cases_wait_for_the_next_meeting(office: Office, case: int) -> None:
    assert cancels(office, APRIL) == Cancelled("KKR", APRIL, (case,))
    assert (office.on_agenda("KKR"), office.agenda("KKR").meeting.on) == ([case], JUNE)
    assert office.decides(case, Outcome.APPROVED, "Godkendt.").on == JUNE


def test_planned_again_it_gets_a_new_agenda(office: Office, case: int) -> None:
    cancels(office, APRIL)
    office.meets("KKR", "2027-04-20")
    assert (office.agenda("KKR").meeting.on, office.on_agenda("KKR")) == (APRIL, [case])
    office.locks("KKR")
    assert office.on_agenda("KKR", APRIL) == [case]


def test_what_was_decided_is_not_cancelled(office: Office, case: int) -> None:
    office.decides(case, Outcome.APPROVED, "Godkendt.")
    with pytest.raises(WrongMeetingState) as told:
        cancels(office, APRIL)
    assert str(told.value) == (
        "KKR's meeting of 2027-04-20 is locked: it has decided cases, so it cannot be cancelled."
    )
