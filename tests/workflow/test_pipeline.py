"""Sager på vej, from the register: what is told of, what is left out, and what it costs."""

from datetime import date
from typing import Any

import pytest

from states.forums import UnknownForum
from states.pipeline import Leg, Stage
from tests.workflow.office import Office
from workflow.pipeline import Pipeline, UnknownField, pipeline

SINCE = date(2026, 12, 1)


def seen(office: Office, **asked: Any) -> Pipeline:
    how = {"since": SINCE, **asked}
    return office.read(lambda connection: pipeline(connection, **how))


def titles(office: Office, **asked: Any) -> list[str]:
    return [case.title for case in seen(office, **asked).cases]


@pytest.fixture
def busy(office_in_both: Office) -> Office:
    """An office with a case at each stage."""
    office = office_in_both
    office.meets("SDF", "2027-03-20")
    office.meets("K22", "2027-04-08")
    office.meets("KKR", "2027-04-20", "2027-06-20")
    sent = office.opens("Takster", "social-councils")
    for _ in range(3):
        office.decides(sent, "approved", on=date(2027, 2, 1))
    office.replies(sent, "KB-410", "approved", on=date(2027, 2, 20))
    office.opens("Hjælpemidler", "short")
    office.opens("Rammeaftale", "social", submit=False)
    finished = office.opens("Besøg", "kkr")
    office.decides(finished, "took_note", "Taget til efterretning.")
    withdrawn = office.opens("Kørsel", "health")
    office.withdraws(withdrawn, "Løst på anden vis")
    return office


def test_each_case_is_told_at_its_stage(busy: Office) -> None:
    found = {case.title: case for case in seen(busy).cases}
    assert {title: case.stage for title, case in found.items()} == {
        "Takster": Stage.SENT,
        "Hjælpemidler": Stage.UNDER_WAY,
        "Rammeaftale": Stage.PREPARED,
        "Besøg": Stage.FINISHED,
        "Kørsel": Stage.FINISHED,
    }
    assert (found["Takster"].answered, found["Takster"].asked) == (1, 22)
    assert found["Hjælpemidler"].ahead == (Leg(("K22",), date(2027, 4, 8)), Leg(("KKR",), date(2027, 4, 20)))
    assert found["Hjælpemidler"].officers == ("bel",)
    assert (found["Kørsel"].withdrawn, found["Kørsel"].ended_on) == (True, busy.today)
    assert found["Besøg"].ended_on == date(2027, 4, 20)


def test_what_ended_before_the_day_asked_for_is_not_told(busy: Office) -> None:
    assert titles(busy, since=date(2027, 3, 2)) == ["Takster", "Hjælpemidler", "Rammeaftale", "Besøg"]
    assert titles(busy, since=date(2027, 5, 1)) == ["Takster", "Hjælpemidler", "Rammeaftale"]


def test_a_forum_is_told_what_it_has_and_what_is_on_its_way_there(busy: Office) -> None:
    assert titles(busy, forum="KKR") == ["Hjælpemidler", "Rammeaftale", "Besøg"]
    assert titles(busy, forum="Socialdirektørkredsen") == ["Rammeaftale"]
    assert titles(busy, forum="KB-420") == ["Takster"]
    with pytest.raises(UnknownForum):
        seen(busy, forum="Byrådet")


def test_a_field_is_told_by_the_forum_that_prepares_its_cases(busy: Office) -> None:
    assert titles(busy, field="social") == ["Takster", "Rammeaftale"]
    assert titles(busy, field="Sundhed") == ["Kørsel"]
    with pytest.raises(UnknownField) as told:
        seen(busy, field="veje")
    assert str(told.value) == (
        "There is no field called 'veje'. "
        "Fields: Socialområdet, Sundhedsområdet, Øvrige områder (fields in words.yaml)."
    )


def test_closed_cases_are_left_out_and_counted_unless_they_are_asked_for(busy: Office) -> None:
    secret = busy.opens("Personsag", "kkr")
    busy.edits(secret, closed=True)
    found = seen(busy, forum="KKR")
    assert ("Personsag" in [case.title for case in found.cases], found.left_out) == (False, 1)
    asked = seen(busy, forum="KKR", closed=True)
    assert ([case.title for case in asked.cases if case.closed], asked.left_out) == (["Personsag"], 0)
    assert seen(busy, forum="SUN").left_out == 0


def test_a_case_that_was_joined_is_told_once(busy: Office) -> None:
    twin = busy.opens("Hjælpemidler igen", "short")
    busy.joins(2, twin)
    assert titles(busy, forum="KKR") == ["Hjælpemidler", "Rammeaftale", "Besøg"]


def test_more_cases_cost_no_more_statements(office: Office) -> None:
    office.meets("KKR", "2027-04-20")

    def statements() -> int:
        asked: list[str] = []

        def look(connection: Any) -> None:
            driver = connection.connection.driver_connection
            driver.set_trace_callback(asked.append)
            pipeline(connection, since=SINCE)
            driver.set_trace_callback(None)

        office.read(look)
        return len(asked)

    office.opens("Først", "kkr")
    few = statements()
    for number in range(12):
        case = office.opens(f"Sag {number}", "kkr")
        if number % 3 == 0:
            office.decides(case, "approved")
    assert (statements(), few > 0) == (few, True)
