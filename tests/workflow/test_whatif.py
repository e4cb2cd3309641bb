"""What would become of the dates if the calendar or a case were otherwise; nothing is saved."""

from datetime import date

import pytest

from states.outcomes import Outcome
from states.paper import DeadlineKind, FoundDeadline
from states.planner import Verdict
from states.whatif import AlreadyThere, CannotReturn, Moved, NoSuchMeetingThere, Returned, Shift
from tests.workflow.office import Office
from tests.workflow.papers import case_item, minutes
from workflow.whatif import NotDated, WhatIf, what_if

TODAY = date(2027, 4, 5)


@pytest.fixture
def spring(office: Office) -> Office:
    """Case 1 was recommended by SDF and waits at K22, for KKR in June; its report is due on 1 July."""
    office.today = TODAY
    office.meets("K22", "2027-05-07", "2027-06-04", "2027-11-05")
    office.meets("KKR", "2027-06-21", "2027-09-06", "2027-11-22")
    due = FoundDeadline("Rapporten skal sendes senest den 1. juli 2027.", DeadlineKind.REPORT, date(2027, 7, 1))
    item = case_item("Rapport", Outcome.RECOMMENDED, "Forummet anbefaler sagen.", deadlines=(due,))
    office.imports(minutes("SDF", date(2027, 4, 2), item))
    office.routes(1, "social")
    return office


def thought(office: Office, what: WhatIf) -> list[tuple[int, Verdict, Verdict, date | None]]:
    found = office.read(lambda connection: what_if(connection, what, today=TODAY))
    return [(shift.case_id, shift.before, shift.after, shift.act_by_after) for shift in found]


def test_a_meeting_that_is_cancelled_moved_or_added(spring: Office) -> None:
    june, tight, k22_closes = date(2027, 6, 21), Verdict.TIGHT, date(2027, 5, 21)
    assert thought(spring, WhatIf([Moved("KKR", june, None)])) == [(1, tight, Verdict.LATE, k22_closes)]
    assert thought(spring, WhatIf([Moved("KKR Syddanmark", june, date(2027, 7, 5))])) == [
        (1, tight, Verdict.LATE, k22_closes)
    ]
    assert thought(spring, WhatIf([Moved("KKR", None, date(2027, 6, 28))])) == [(1, tight, Verdict.SAFE, k22_closes)]
    assert thought(spring, WhatIf([Moved("SUN", None, june)])) == []
    assert thought(spring, WhatIf()) == []


def test_a_case_that_is_sent_back_or_put_off(spring: Office) -> None:
    assert thought(spring, WhatIf(returns=[Returned(1)])) == [(1, Verdict.TIGHT, Verdict.UNKNOWN, None)]
    spring.meets("SDF", "2027-04-20", "2027-12-01")
    assert thought(spring, WhatIf(returns=[Returned(1, "sdf")])) == [
        (1, Verdict.TIGHT, Verdict.TIGHT, date(2027, 4, 6))
    ]
    assert thought(spring, WhatIf(postponed=[1])) == []  # K22 has a meeting to spare
    without = [Moved("K22", date(2027, 6, 4), None)]
    assert thought(spring, WhatIf(without, postponed=[1])) == [(1, Verdict.TIGHT, Verdict.LATE, None)]


def test_a_closing_day_more(spring: Office) -> None:
    nearer = WhatIf([Moved("KKR", date(2027, 6, 21), date(2027, 7, 1))])
    assert thought(spring, nearer) == []
    closed = WhatIf(nearer.meetings, closed=frozenset({date(2027, 7, 1)}))
    assert thought(spring, closed) == [(1, Verdict.TIGHT, Verdict.LATE, date(2027, 5, 21))]


def test_nothing_is_saved(spring: Office) -> None:
    cancelled = Moved("KKR", date(2027, 6, 21), None)
    before = spring.read(lambda connection: what_if(connection, WhatIf([cancelled]), today=TODAY))
    assert before == [Shift(1, "Rapport", Verdict.TIGHT, Verdict.LATE, *[date(2027, 5, 21)] * 2)]
    assert spring.read(lambda connection: what_if(connection, WhatIf(), today=TODAY)) == []


def test_what_cannot_be_thought_is_refused(spring: Office) -> None:
    with pytest.raises(NoSuchMeetingThere, match="its meetings ahead: 2027-06-21, 2027-09-06, 2027-11-22"):
        thought(spring, WhatIf([Moved("KKR", date(2027, 6, 20), None)]))
    with pytest.raises(AlreadyThere, match="KKR already has a meeting on 2027-09-06"):
        thought(spring, WhatIf([Moved("KKR", None, date(2027, 9, 6))]))
    with pytest.raises(CannotReturn, match="cannot be sent back to 'kkr'; the stops it has passed: sdf"):
        thought(spring, WhatIf(returns=[Returned(1, "kkr")]))
    with pytest.raises(NotDated, match="Case 9 is no open case with an exact deadline"):
        thought(spring, WhatIf(postponed=[9]))
