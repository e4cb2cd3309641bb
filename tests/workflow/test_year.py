"""Does a coming year's calendar carry every duty: open cases with a date, and what comes every year."""

from datetime import date

import pytest
from sqlalchemy import Connection

from db.queries.facts import load_forums
from ingest.calendar_file import MeetingLine
from states.duties import Duty, MonthDay
from states.outcomes import Outcome
from states.paper import DeadlineKind, FoundDeadline
from states.plan_told import Because
from states.planner import Verdict
from tests.workflow.office import Office
from tests.workflow.papers import case_item, minutes
from workflow.route_shelf import shelf
from workflow.whatif import WhatIf, what_if
from workflow.year import Carried, DutyRefused, carried

TODAY = date(2027, 4, 5)
SHORT = Duty(2, "short", MonthDay(7, 1), "Kvoter")


@pytest.fixture
def spring(office: Office) -> Office:
    """Case 1 waits at K22, for KKR in June; its report is due on 1 July."""
    office.today = TODAY
    office.meets("K22", "2027-05-07", "2027-11-05")
    office.meets("KKR", "2027-06-21", "2027-11-22")
    due = FoundDeadline("Rapporten skal sendes senest den 1. juli 2027.", DeadlineKind.REPORT, date(2027, 7, 1))
    item = case_item("Rapport", Outcome.RECOMMENDED, "Forummet anbefaler sagen.", deadlines=(due,))
    office.imports(minutes("SDF", date(2027, 4, 2), item))
    office.routes(1, "social")
    return office


def lines(*found: tuple[str, str]) -> tuple[MeetingLine, ...]:
    return tuple(MeetingLine(number, forum, date.fromisoformat(on)) for number, (forum, on) in enumerate(found, 2))


def carries(office: Office, thought: WhatIf, *duties: Duty) -> list[Carried]:
    def look(connection: Connection) -> list[Carried]:
        return carried(connection, thought, duties, shelf(load_forums(connection)), today=TODAY)

    return office.read(look)


def told(found: list[Carried]) -> list[tuple[str, Verdict, date]]:
    return [(one.title, one.plan.verdict, one.due.works_to) for one in found]


def test_a_duty_without_a_calendar_is_planned_for_its_next_time(spring: Office) -> None:
    found = carries(spring, WhatIf(), SHORT, Duty(3, "kkr", MonthDay(3, 1), "Hilsen"))
    assert told(found) == [
        ("Kvoter", Verdict.TIGHT, date(2027, 7, 1)),
        ("Rapport", Verdict.TIGHT, date(2027, 7, 1)),
        ("Hilsen", Verdict.SAFE, date(2028, 3, 1)),
    ]
    assert [(one.case_id, one.route) for one in found] == [(None, "short"), (1, ""), (None, "kkr")]


def test_a_calendar_stands_for_its_years_of_the_forums_that_it_names(spring: Office) -> None:
    """KKR would meet on 5 July and not in June; K22 is not named, so its meetings stay."""
    thought = WhatIf(calendar=lines(("KKR Syddanmark", "2027-07-05"), ("KKR", "2027-12-06")))
    found = carries(spring, thought, SHORT)
    assert told(found) == [("Kvoter", Verdict.LATE, date(2027, 7, 1)), ("Rapport", Verdict.LATE, date(2027, 7, 1))]
    assert [reason.because for reason in found[0].why] == [Because.FIRST_MEETING, Because.TOO_LATE]
    assert [shift.after for shift in spring.read(lambda c: what_if(c, thought, today=TODAY))] == [Verdict.LATE]
    assert told(carries(spring, WhatIf(), SHORT))[0] == ("Kvoter", Verdict.TIGHT, date(2027, 7, 1))


def test_a_duty_is_planned_in_every_year_of_the_calendar(spring: Office) -> None:
    years = lines(("KKR", "2027-06-21"), ("KKR", "2028-06-20"), ("K22", "2027-05-07"), ("K22", "2028-05-05"))
    assert [due for title, _, due in told(carries(spring, WhatIf(calendar=years), SHORT)) if title == "Kvoter"] == [
        date(2027, 7, 1),
        date(2028, 6, 30),
    ]


def test_a_cut_off_of_the_file_counts(spring: Office) -> None:
    closed = MeetingLine(2, "KKR", date(2027, 6, 21), cut_off=date(2027, 5, 1))
    found = carries(spring, WhatIf(calendar=(closed,)), SHORT)
    assert {one.plan.verdict for one in found} == {Verdict.LATE}


@pytest.mark.parametrize(
    ("duty", "said"),
    [
        (Duty(7, "shrt", MonthDay(7, 1)), "Line 7 of the duties cannot be planned: There is no route 'shrt'"),
        (Duty(8, "host-council", MonthDay(7, 1)), "Line 8 .* needs a host"),
        (Duty(9, "short", MonthDay(7, 1), at="SUN"), "Line 9 .* has no stop 'SUN'"),
    ],
)
def test_a_duty_that_names_what_there_is_not_is_refused_with_its_line(spring: Office, duty: Duty, said: str) -> None:
    with pytest.raises(DutyRefused, match=said):
        carries(spring, WhatIf(), duty)
