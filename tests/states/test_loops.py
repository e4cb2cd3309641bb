"""What it would cost a case to be sent back."""

from datetime import date, timedelta

from states.loops import Loop, loops
from states.planner import Leg, Verdict, leg, plan
from states.routes import Stop
from states.timetable import Calendar, Slot, Timetable
from states.ways import Question

MEETINGS = {
    "SDF": ("2027-04-01", "2027-05-12"),
    "K22": ("2027-04-23", "2027-06-04", "2027-08-27"),
    "KKR": ("2027-06-21", "2027-09-20"),
}
SDF, K22, KKR = (leg(Stop(code.lower(), (code,))) for code in MEETINGS)


def asked(*legs: Leg) -> Question:
    calendars = {}
    for code, found in MEETINGS.items():
        table = Timetable.of(Slot(day, day - timedelta(days=14)) for day in map(date.fromisoformat, found))
        calendars[code] = Calendar(code, table, table)
    today, works_to = date(2027, 4, 5), date(2027, 7, 1)
    made = plan(legs, calendars, today, works_to)
    return Question(legs, calendars, made, today, works_to, notice={}, chairs={}, councils=frozenset())


def test_back_to_sdf_costs_one_sdf_and_one_k22_and_may_not_cost_the_date() -> None:
    """K22 on 23 April sends it back; SDF meets on 12 May, K22 again on 4 June, in time for KKR on 21 June."""
    back, later = loops(asked(K22, KKR), (SDF,))
    june, september = date(2027, 6, 21), date(2027, 9, 20)
    assert back == Loop(("K22",), ("SDF",), ("SDF", "K22"), ("KKR",), june, 0, Verdict.TIGHT)
    assert later == Loop(("KKR",), ("K22",), ("K22", "KKR"), ("KKR",), september, 91, Verdict.LATE)


def test_a_return_that_no_meeting_can_take_says_so() -> None:
    assert loops(asked(KKR), (SDF, K22)) == (
        Loop(("KKR",), ("K22",), ("K22", "KKR"), ("KKR",), date(2027, 9, 20), 91, Verdict.LATE),
        Loop(("KKR",), ("SDF",), ("SDF", "K22", "KKR"), ("KKR",), None, None, Verdict.LATE),
    )


def test_who_is_first_has_nobody_to_send_back_to_and_the_councils_send_nothing_back() -> None:
    assert loops(asked(SDF), ()) == ()
    many = Leg("councils", ("SDF", "K22", "KKR", "SDF2"), 4)
    assert loops(asked(KKR), (many,)) == ()
