"""Extracts of minutes: what one forum decided on one case."""

from datetime import date
from typing import Any

import pytest

from states.extract import Extract
from states.outcomes import Outcome
from states.paper import Attendee, Item, PriorStep, plain
from tests.workflow.office import Office
from tests.workflow.papers import agenda, case_item, minutes
from workflow.asked import Part
from workflow.extract import ClosedDecision, NotDecidedThen, NotDecidedThere, OnlyTold, extract

APRIL, JUNE = date(2027, 4, 8), date(2027, 6, 20)


def taken(office: Office, case: int, *asked: Any) -> Extract:
    return office.read(lambda connection: extract(connection, case, *asked))


@pytest.fixture
def decided(office_in_both: Office) -> Office:
    """K22 has recommended case 1 at a meeting with a fixed agenda; it waits at KKR."""
    office = office_in_both
    office.meets("K22", "2027-04-08")
    office.opens("Indkøb", "short", recommendation="Det indstilles, at K22 anbefaler købet.")
    office.locks("K22")
    office.decides(1, "recommended", "K22 anbefalede købet.\nOdense tog forbehold.")
    return office


def test_the_item_is_told_as_it_was_printed_with_the_forums_words(decided: Office) -> None:
    found = taken(decided, 1, "K22")
    item = found.item
    assert (found.forum.name, found.on, item.number, item.title) == ("Kommunaldirektørkredsen", APRIL, "2.1", "Indkøb")
    assert plain(item.recommendation) == "Det indstilles, at K22 anbefaler købet."
    assert plain(item.decision) == "K22 anbefalede købet.\nOdense tog forbehold."
    assert (item.outcome, item.closed, item.case_id) == (Outcome.RECOMMENDED, False, 1)


def test_the_forum_may_go_by_any_of_its_names_or_be_left_open(decided: Office) -> None:
    assert taken(decided, 1, "Kommunaldirektørkredsen") == taken(decided, 1) == taken(decided, 1, "K22", APRIL)


def test_a_forum_that_has_not_decided_is_refused_and_told_who_has(decided: Office) -> None:
    with pytest.raises(NotDecidedThere) as told:
        taken(decided, 1, "KKR")
    assert str(told.value) == "KKR has no decision on case 1; it was decided by K22 on 2027-04-08."
    with pytest.raises(NotDecidedThen) as told_too:
        taken(decided, 1, "K22", JUNE)
    assert str(told_too.value) == "K22 decided nothing on case 1 on 2027-06-20; it was decided by K22 on 2027-04-08."


def test_a_case_that_nobody_has_decided_is_refused(office: Office) -> None:
    case = office.opens("Indkøb", "kkr")
    for forum in (None, "KKR"):
        with pytest.raises(NotDecidedThere) as told:
            taken(office, case, forum)
        assert str(told.value) == f"No forum has decided case {case} yet."


def test_a_forum_that_had_the_case_twice_answers_for_the_latest_or_the_day_asked_for(decided: Office) -> None:
    decided.meets("K22", "2027-06-20")
    decided.meets("KKR", "2027-05-01")
    decided.decides(1, "returned", "Tilbage til K22.", to="k22")
    decided.decides(1, "approved", "Anden gang.", meeting=JUNE)
    assert plain(taken(decided, 1, "K22").item.decision) == "Anden gang."
    assert taken(decided, 1, "K22", APRIL).item.outcome is Outcome.RECOMMENDED


def test_parts_and_additions_of_their_own_come_along(decided: Office) -> None:
    decided.meets("KKR", "2027-04-20")
    parts = (Part("købet", Outcome.APPROVED), Part("budgettet", Outcome.POSTPONED))
    decided.decides(1, "approved_with_addition", "Godkendt.", parts=parts, additions="Der følges op i juni.")
    found = taken(decided, 1)
    told = (("købet", Outcome.APPROVED), ("budgettet", Outcome.POSTPONED))
    assert (found.parts, found.additions) == (told, "Der følges op i juni.")


def test_a_closed_item_is_told_only_when_it_is_said(office: Office) -> None:
    office.meets("KKR", "2027-04-20")
    case = office.opens("Personsag", "kkr")
    office.edits(case, closed=True)
    office.decides(case, "approved", "Godkendt.")
    with pytest.raises(ClosedDecision) as told:
        taken(office, case)
    assert str(told.value) == (
        f"KKR's item about case {case} is closed (lukket), and this would carry its title and words. "
        "If it shall be written all the same, say --closed."
    )
    assert office.read(lambda connection: extract(connection, case, closed=True)).item.closed


def test_minutes_that_were_read_in_tell_who_was_absent(office: Office) -> None:
    absent = (Attendee("Bodil Krag", "V", "Vejen"),)
    items = (replaced(case_item("Indkøb", Outcome.APPROVED, "Godkendt."), absent),)
    office.imports(minutes("KKR", APRIL, *items), "referat.txt")
    found = taken(office, 1, "KKR")
    assert (found.item.absent, found.item.number, plain(found.item.decision)) == (absent, "2.1", "Godkendt.")


def replaced(item: Item, absent: tuple[Attendee, ...]) -> Item:
    return Item(**{name: getattr(item, name) for name in Item.__slots__} | {"absent": absent})


def test_what_only_a_later_paper_tells_is_no_minutes(office: Office) -> None:
    prior = (PriorStep("K22", Outcome.RECOMMENDED, "K22 har anbefalet sagen.", date(2027, 3, 1)),)
    office.imports(agenda("KKR", APRIL, case_item("Indkøb", prior=prior)), "dagsorden.txt")
    with pytest.raises(OnlyTold) as told:
        taken(office, 1, "K22")
    assert str(told.value) == (
        "What K22 decided on case 1 is only told by a later forum's paper, so there are no minutes to take it from. "
        "Read them in first: sagsgang import FILE --forum K22."
    )
