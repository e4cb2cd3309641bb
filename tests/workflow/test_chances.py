"""What a reminder says of the plan: after which day it is too late for the meeting that makes the date."""

from datetime import date

from sqlalchemy import Connection

from states.reminding import LastChance
from tests.workflow.office import Office
from tests.workflow.reminded import BEL, owes
from workflow.acknowledge import find_watched
from workflow.chances import last_chances

TODAY = date(2027, 3, 1)


def chances(office: Office, *deadlines: int) -> list[LastChance | None]:
    def look(connection: Connection) -> list[LastChance | None]:
        watched = [find_watched(connection, str(number), TODAY) for number in deadlines]
        found = last_chances(connection, watched, TODAY)
        return [found.get(one.subject) for one in watched]

    return office.read(look)


def test_the_last_meeting_that_makes_the_date_and_the_day_after_which_it_is_lost(office: Office) -> None:
    office.meets("KKR", "2027-04-20", "2027-06-22", "2027-09-06")
    case = office.opens("Fælles havn", "kkr")
    in_time, late = owes(office, case, "2027-07-01", BEL), owes(office, case, "2027-04-01", BEL)
    vague = owes(office, case, "2027-07-01", BEL, latest="2027-08-01")
    assert chances(office, in_time, late, vague) == [
        LastChance("KKR", date(2027, 6, 8), date(2027, 6, 22)),
        LastChance(late=True),
        None,
    ]


def test_nothing_is_said_of_a_closed_case_nor_of_one_that_has_ended(office: Office) -> None:
    office.meets("KKR", "2027-04-20", "2027-06-22")
    closed, ended = office.opens("Hemmeligt", "kkr"), office.opens("Færdig", "kkr")
    office.edits(closed, closed=True)
    office.decides(ended, "approved")
    assert chances(office, *(owes(office, case, "2027-07-01", BEL) for case in (closed, ended))) == [None, None]


def test_nothing_is_planned_for_nothing(office: Office) -> None:
    assert chances(office) == []
