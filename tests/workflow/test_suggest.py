"""A case that looks like one already known is suggested, once, and never joined by itself."""

from datetime import date

from db.queries.imports import suggestions
from states.outcomes import Outcome
from tests.workflow.office import Office
from tests.workflow.papers import agenda, case_item, minutes

JUNE, SEPTEMBER = date(2027, 6, 20), date(2027, 9, 4)


def suggested(office: Office) -> list[tuple[int, int]]:
    return [(row.case_id, row.other_id) for row in office.read(suggestions)]


def test_a_case_that_is_typed_anew_is_compared_with_those_that_are_known(office_in_both: Office) -> None:
    office = office_in_both
    first = office.opens("Fælles indkøb af el", "short")
    other = office.opens("Rammeaftale", "kkr")
    again = office.opens("Fælles indkøb af el", "kkr", submit=False)
    assert (suggested(office), other) == ([(first, again)], 2)


def test_a_case_that_an_earlier_meeting_ended_is_suggested_too(office: Office) -> None:
    office.imports(minutes("K22", JUNE, case_item("Fælles indkøb", Outcome.APPROVED, "Godkendt.")), "k22")
    office.imports(agenda("KKR", SEPTEMBER, case_item("Fælles indkøb")), "kkr")
    assert suggested(office) == [(1, 2)]


def test_two_items_of_one_agenda_are_two_cases(office: Office) -> None:
    office.imports(agenda("KKR", JUNE, case_item("Budget for 2027"), case_item("Budget for 2028")), "agenda")
    assert suggested(office) == []


def test_an_item_like_a_case_that_was_decided_before_any_paper_came_may_be_that_case(office: Office) -> None:
    office.meets("KKR", "2027-06-20")
    office.decides(office.opens("Fælles indkøb af strøm i 2027", "kkr"), "approved", "Godkendt.")
    office.imports(minutes("KKR", JUNE, case_item("Fælles indkøb af strøm 2027", Outcome.APPROVED, "Godkendt.")), "m")
    assert suggested(office) == [(1, 2)]


def test_a_yearly_duty_comes_again_as_another_case(office: Office) -> None:
    office.imports(minutes("KKR", JUNE, case_item("Årsregnskab", Outcome.APPROVED, "Godkendt.")), "first")
    office.on("2029-03-01").opens("Årsregnskab", "kkr")
    assert suggested(office) == []
