"""Plans of the project's own invention, one of each verdict, on known, estimated and missing calendars."""

from dataclasses import replace
from datetime import date, timedelta

from states.adviser import ways_out
from states.plan_told import Due, ToldPlan, tell
from states.planner import Leg, plan
from states.timetable import Calendar, Slot, known_calendar, monthly_calendar
from states.ways import Question

TODAY = date(2027, 3, 1)
COUNCILS = ("KB-410", "KB-420")
SDF, K22, KKR = Leg("sdf", ("SDF",), 1), Leg("k22", ("K22",), 1), Leg("kkr", ("KKR",), 1)
APPROVAL = Leg("councils", COUNCILS, 2)
TOLD = Leg("k22-2", ("K22",), 1, gap=1, after=True)


def meeting(on: date) -> Slot:
    """A meeting whose agenda closes two weeks before."""
    return Slot(on, on - timedelta(days=14))


MEETINGS: dict[str, tuple[date, ...]] = {
    "K22": (date(2027, 4, 9), date(2027, 6, 4), date(2027, 8, 20)),
    "SDF": (),
    "KKR": (date(2027, 4, 21), date(2027, 6, 15), date(2027, 9, 6)),
}


def calendars(until: date) -> dict[str, Calendar]:
    """Two forums whose meetings are put in, one that has none, and two councils whose are reckoned."""
    known = {
        code: known_calendar(code, map(meeting, days), cut_off=14, today=TODAY, until=until)
        for code, days in MEETINGS.items()
    }
    return known | {code: monthly_calendar(code, cut_off=15, today=TODAY, until=until) for code in COUNCILS}


def told(legs: tuple[Leg, ...], due: Due, case_id: int | None = None, title: str = "") -> ToldPlan:
    """The plan of these stops, with the ways out."""
    known = calendars(due.works_to)
    asked = Question(
        legs=legs,
        calendars={code: known[code] for one in legs for code in one.forums},
        plan=plan(legs, known, TODAY, due.works_to),
        today=TODAY,
        works_to=due.works_to,
        notice=dict.fromkeys(known, 14),
        chairs={},
        councils=frozenset(COUNCILS),
        names={"KB-410": "Middelfart", "KB-420": "Assens"},
    )
    return replace(tell(asked, due, ways_out(asked)), case_id=case_id, title=title)


TIGHT = told((K22, KKR), Due(date(2027, 7, 1), before=True), 12, "Regnskab <2026> & budget")
SAFE = told((K22, KKR, TOLD), Due(date(2027, 9, 6)))
LATE = told((K22, KKR, APPROVAL), Due(date(2027, 6, 20)), 7, "Tillæg til rammeaftale")
UNKNOWN = told((SDF, KKR), Due(date(2027, 12, 1)))
