"""How long before its meetings a forum's items must be in and its agenda goes out; what follows, and what does not."""

from datetime import date
from typing import Any

import pytest

from db.queries.calendars import meets
from states.addresses import NotAnAddress
from states.calendar import Notice
from states.forums import UnknownForum
from states.timetable import Slot
from tests.workflow.office import Office
from workflow.forum_settings import Settings, set_forum, told_forum, told_forums
from workflow.meeting_settings import MeetingChange, set_meeting

TWO_WEEKS, ONE_WEEK = Notice(14), Notice(7)
FIVE_WORKING = Notice(5, working=True)


def sets(office: Office, forum: str = "KKR", **how: Any) -> Settings:
    return office.write(lambda connection: set_forum(connection, forum, **how, by="bel", now=office.now))


def days(office: Office, forum: str = "KKR") -> list[tuple[date, date, date, list[str]]]:
    """Each planned meeting: its day, cut-off and dispatch, and which of these are its own."""
    told = office.read(lambda connection: told_forum(connection, forum, office.today))
    return [(row["date"], row["cut_off"], row["dispatch"], row["own"]) for row in told["meetings"]]


@pytest.fixture
def kkr(office: Office) -> Office:
    office.meets("KKR", "2027-03-31", "2027-06-21")
    return office


def test_the_usual_days_are_calendar_days_and_end_on_a_working_day(kkr: Office) -> None:
    assert days(kkr) == [
        (date(2027, 3, 31), date(2027, 3, 17), date(2027, 3, 24), []),
        (date(2027, 6, 21), date(2027, 6, 7), date(2027, 6, 14), []),
    ]


def test_meetings_to_come_follow_and_new_ones_get_the_new_days(office_in_both: Office) -> None:
    office = office_in_both
    office.meets("KKR", "2027-03-31")
    done = sets(office, dispatch=FIVE_WORKING)
    assert done == Settings("KKR", TWO_WEEKS, FIVE_WORKING, followed=1)
    office.meets("KKR", "2027-06-21")
    assert days(office) == [
        (date(2027, 3, 31), date(2027, 3, 17), date(2027, 3, 19), []),  # over Easter
        (date(2027, 6, 21), date(2027, 6, 7), date(2027, 6, 14), []),
    ]
    known = office.read(lambda connection: meets(connection, office.today))
    assert (known["KKR"].notice, known["K22"].notice) == (TWO_WEEKS, TWO_WEEKS)
    sets(office, cut_off=FIVE_WORKING)
    assert office.read(lambda connection: meets(connection, office.today))["KKR"].notice == FIVE_WORKING


def test_a_meeting_with_a_day_of_its_own_keeps_it(kkr: Office) -> None:
    own = MeetingChange(cut_off=date(2027, 6, 1))
    kkr.write(lambda connection: set_meeting(connection, "KKR", date(2027, 6, 21), own, by="bel", now=kkr.now))
    assert sets(kkr, cut_off=ONE_WEEK, dispatch=Notice(3)) == Settings("KKR", ONE_WEEK, Notice(3), followed=2, own=1)
    assert days(kkr) == [
        (date(2027, 3, 31), date(2027, 3, 24), date(2027, 3, 28), []),
        (date(2027, 6, 21), date(2027, 6, 1), date(2027, 6, 18), ["cut_off"]),
    ]


def test_what_is_sent_held_or_past_does_not_follow(kkr: Office) -> None:
    kkr.locks("KKR")
    later = kkr.on("2027-07-01")
    later.meets("KKR", "2027-09-07")
    assert sets(later, cut_off=ONE_WEEK) == Settings("KKR", ONE_WEEK, ONE_WEEK, followed=1)
    assert later.read(lambda connection: meets(connection, date(2027, 3, 1)))["KKR"].fixed == (
        Slot(date(2027, 3, 31), date(2027, 3, 17)),
    )


def test_a_new_cut_off_that_has_passed_is_told(kkr: Office) -> None:
    month = Notice(28)
    assert sets(kkr.on("2027-03-10"), cut_off=month) == Settings("KKR", month, ONE_WEEK, followed=2, passed=1)


def test_the_same_again_changes_nothing(kkr: Office) -> None:
    before = kkr.counts()["event"]
    assert sets(kkr, cut_off=TWO_WEEKS) == Settings("KKR", TWO_WEEKS, ONE_WEEK)
    assert kkr.counts()["event"] == before


def test_letters_to_a_forum_go_to_its_address(office_in_both: Office) -> None:
    office = office_in_both
    assert sets(office, "Odense", email=" by@Odense.dk ").email == "by@odense.dk"
    assert sets(office, "Odense", cut_off=FIVE_WORKING).email == "by@odense.dk"
    assert office.read(lambda connection: told_forum(connection, "Odense", office.today))["email"] == "by@odense.dk"
    before = office.counts()["event"]
    assert sets(office, "Odense", email="by@odense.dk").email == "by@odense.dk"
    with pytest.raises(NotAnAddress):
        sets(office, "Odense", cut_off=ONE_WEEK, email="by@")
    assert office.counts()["event"] == before
    assert sets(office, "Odense", email="") == Settings("KB-461", FIVE_WORKING, ONE_WEEK)


def test_an_unknown_forum_is_refused(office: Office) -> None:
    with pytest.raises(UnknownForum):
        sets(office, "Nobody", cut_off=ONE_WEEK)


def test_a_forum_is_told_with_its_names(office: Office) -> None:
    told: dict[str, Any] = office.read(lambda connection: told_forum(connection, "Odense", office.today))
    assert told == {
        "code": "KB-461",
        "name": "Kommunalbestyrelsen i Odense",
        "cut_off": "14 days",
        "dispatch": "7 days",
        "aliases": ("Odense", "Odense Kommune", "Odenses kommunalbestyrelse", "Byrådet i Odense"),
        "municipality": "461",
        "email": None,
        "monthly": True,
        "meetings": [],
    }


def test_forums_are_told_with_how_far_their_meetings_are_known(kkr: Office) -> None:
    kkr.locks("KKR")
    told = {one["code"]: one for one in kkr.read(lambda connection: told_forums(connection, kkr.today))}
    assert (len(told), told["KKR"]) == (
        38,
        {
            "code": "KKR",
            "name": "KKR Syddanmark",
            "cut_off": "14 days",
            "dispatch": "7 days",
            "meetings": 2,
            "next": date(2027, 3, 31),
            "last": date(2027, 6, 21),
        },
    )
