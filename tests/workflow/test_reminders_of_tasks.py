"""Tasks and promises are reminded of from the day that they are known here, and nobody is blamed for days before."""

from datetime import date

from states.outcomes import Outcome
from tests.workflow.office import Office
from tests.workflow.reminded import BEL, HEAD, Sent, has_head, knows, reminds, sent
from workflow.asked import AskedTask
from workflow.promises import Promise, Span, accept, add_promise, drop

THREE, ONE = "2027-04-12", "2027-04-14"
"""Working days before 15 April."""


def new(office: Office, day: str) -> list[Sent]:
    """What a day's reminders are, that were not sent before."""
    before = len(sent(office))
    reminds(office, day)
    return sent(office)[before:]


def test_a_task_is_asked_of_its_owner_first_and_not_called_late(office: Office) -> None:
    has_head(office)
    knows(office, "Bente Lund", "bel", BEL)
    task = AskedTask("Undersøg havnen", "bel", date(2027, 4, 15))
    then = office.on(THREE)
    then.decides(then.opens("Fælles havn", "kkr"), Outcome.POSTPONED, "Udsat.", tasks=(task,))
    asked = {day: [(who, step, late) for _, step, who, _, late in new(office, day)] for day in (THREE, ONE)}
    assert asked == {THREE: [(BEL, "3", False)], ONE: [(BEL, "1", False), (HEAD, "1", False)]}


def test_a_promise_that_is_taken_up_again_is_asked_for_from_that_day(office: Office) -> None:
    has_head(office)
    knows(office, "Bente Lund", "bel", BEL)
    case, due = office.opens("Fælles havn", "kkr", officers="bel"), date(2027, 4, 15)
    promise = Promise("KKR", "KKR får en sag om havnen.", case_id=case, span=Span(due, due))
    number = office.write(lambda connection: add_promise(connection, promise, by="bel", now=office.now))
    then = office.on(THREE)
    then.write(lambda connection: drop(connection, number, reason="alligevel ikke", by="bel", now=then.now))
    then.write(lambda connection: accept(connection, number, by="bel", now=then.now))
    asked = {day: [(who, step, late) for _, step, who, _, late in new(office, day)] for day in (THREE, ONE)}
    assert asked == {THREE: [(BEL, "3", False)], ONE: [(BEL, "1", False), (HEAD, "1", False)]}
