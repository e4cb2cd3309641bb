"""What is set for one meeting apart from its forum's settings."""

from datetime import date
from typing import Any

import pytest

from tests.workflow.office import Office
from workflow.errors import LockedAgenda, NoSuchMeeting, WrongMeetingState
from workflow.meeting_settings import AfterTheMeeting, MeetingChange, MeetingSet, set_meeting

ON = date(2027, 4, 20)
USUAL = {"cut_off": date(2027, 4, 6), "dispatch": date(2027, 4, 13)}


def sets(office: Office, change: MeetingChange, *, on: date = ON, reason: str | None = None) -> MeetingSet:
    return office.write(
        lambda connection: set_meeting(connection, "KKR", on, change, reason=reason, by="bel", now=office.now)
    )


def stands(**other: Any) -> MeetingSet:
    return MeetingSet(**{"forum": "KKR", "on": ON, "at": None, "place": None, **USUAL, **other})


@pytest.fixture
def kkr(office: Office) -> Office:
    office.meets("KKR", "2027-04-20")
    return office


def test_what_is_said_is_changed_and_the_rest_stays(office_in_both: Office) -> None:
    office_in_both.meets("KKR", "2027-04-20")
    assert sets(office_in_both, MeetingChange(at="10:00", place="Vejle")) == stands(at="10:00", place="Vejle")
    own = date(2027, 4, 1)
    assert sets(office_in_both, MeetingChange(cut_off=own)) == stands(at="10:00", place="Vejle", cut_off=own)
    assert office_in_both.agenda("KKR").paper.place == "Vejle"


def test_the_forums_settings_can_be_taken_up_again(kkr: Office) -> None:
    sets(kkr, MeetingChange(cut_off=date(2027, 4, 1), dispatch=date(2027, 4, 2)))
    assert sets(kkr, MeetingChange(usual=True)) == stands()
    own = date(2027, 4, 12)
    assert sets(kkr, MeetingChange(usual=True, dispatch=own)) == stands(dispatch=own)


def test_the_same_again_writes_nothing(kkr: Office) -> None:
    before = kkr.counts()
    del before["command"]
    sets(kkr, MeetingChange(cut_off=USUAL["cut_off"]))
    after = kkr.counts()
    del after["command"]
    assert after == before


def test_a_day_after_the_meeting_is_refused(kkr: Office) -> None:
    with pytest.raises(AfterTheMeeting) as told:
        sets(kkr, MeetingChange(cut_off=date(2027, 4, 21)))
    assert str(told.value) == "KKR 2027-04-20: the cut-off 2027-04-21 lies after the meeting. Nothing was changed."


def test_a_sent_meeting_is_changed_only_for_a_reason_and_a_held_one_never(kkr: Office) -> None:
    kkr.locks("KKR")
    with pytest.raises(LockedAgenda):
        sets(kkr, MeetingChange(place="Vejle"))
    assert sets(kkr, MeetingChange(place="Vejle"), reason="Lokalet er optaget") == stands(place="Vejle")
    kkr.holds("KKR")
    with pytest.raises(WrongMeetingState) as told:
        sets(kkr, MeetingChange(place="Kolding"), reason="For sent")
    assert str(told.value) == "KKR's meeting of 2027-04-20 is held: it stays as it is."


def test_a_meeting_that_is_not_there_is_refused(kkr: Office) -> None:
    with pytest.raises(NoSuchMeeting):
        sets(kkr, MeetingChange(place="Vejle"), on=date(2027, 4, 21))
