"""The follow-up list, from the register."""

from datetime import date
from typing import Any

import pytest

from states.follow_up import Decided
from states.outcomes import Outcome
from tests.workflow.office import Office
from workflow.asked import AskedTask
from workflow.follow_up import FollowUp, follow_up
from workflow.tasks import TaskState, end_task

SINCE = date(2026, 12, 1)
WRITE = AskedTask("Skriv udbudsmateriale", "Faaborg-Midtfyn Kommune", date(2027, 2, 20))
CALL = AskedTask("Indkald styregruppen", "bel")


def seen(office: Office, forum: str | None = None, **asked: Any) -> FollowUp:
    how = {"since": SINCE, **asked}
    return office.read(lambda connection: follow_up(connection, forum, **how))


def words(found: FollowUp) -> list[str]:
    return [task.words for task in found.tasks]


@pytest.fixture
def busy(office_in_both: Office) -> Office:
    """K22 gave two tasks, KKR none."""
    office = office_in_both
    office.meets("K22", "2027-04-08")
    office.meets("KKR", "2027-04-20")
    case = office.opens("Hjælpemidler", "short")
    office.locks("K22")
    office.decides(case, "recommended", "K22 anbefalede indkøbet.", tasks=(CALL, WRITE))
    office.decides(case, "approved", "Godkendt.")
    return office


def test_each_task_names_the_decision_it_came_from(busy: Office) -> None:
    found = seen(busy)
    decision = Decided("K22", date(2027, 4, 8), "2.1", Outcome.RECOMMENDED, "K22 anbefalede indkøbet.")
    assert [(task.words, task.owner, task.due, task.title, task.decision) for task in found.tasks] == [
        (WRITE.words, WRITE.owner, WRITE.due, "Hjælpemidler", decision),
        (CALL.words, "bel", None, "Hjælpemidler", decision),
    ]
    assert [(one.title, one.decision.forum, one.decision.outcome) for one in found.decisions] == [
        ("Hjælpemidler", "KKR", Outcome.APPROVED)
    ]


def test_a_forum_is_told_what_came_of_its_own_decisions(busy: Office) -> None:
    assert (words(seen(busy, "KKR")), len(seen(busy, "KKR").decisions)) == ([], 1)
    assert (words(seen(busy, "K22")), len(seen(busy, "K22").decisions)) == ([WRITE.words, CALL.words], 0)


def test_an_open_task_is_told_however_old_and_an_ended_one_as_long_as_its_decision(busy: Office) -> None:
    call = seen(busy).tasks[1].id
    busy.write(lambda connection: end_task(connection, call, TaskState.DONE, by="bel", now=busy.now))
    assert words(seen(busy)) == [WRITE.words, CALL.words]
    assert words(seen(busy, since=date(2027, 5, 1))) == [WRITE.words]
    assert seen(busy, since=date(2027, 5, 1)).decisions == ()


def test_a_corrected_decision_keeps_its_tasks(busy: Office) -> None:
    case = busy.opens("Kørsel", "kkr")
    busy.decides(case, "approved", "Godkendt.", tasks=(AskedTask("Send brevet"),))
    busy.corrects(case, "took_note", "Taget til efterretning.", reason="skrivefejl")
    assert ("Send brevet" in words(seen(busy)), [one.title for one in seen(busy).decisions]) == (True, ["Hjælpemidler"])


def test_what_came_of_a_closed_item_is_left_out_unless_it_is_asked_for(busy: Office) -> None:
    case = busy.opens("Personsag", "kkr")
    busy.edits(case, closed=True)
    busy.decides(case, "approved", "Godkendt.", tasks=(AskedTask("Skriv til NN"),))
    silent = busy.opens("Anden personsag", "kkr")
    busy.edits(silent, closed=True)
    busy.decides(silent, "approved", "Godkendt.")
    found, asked = seen(busy), seen(busy, closed=True)
    assert ("Skriv til NN" in words(found), len(found.decisions), found.left_out) == (False, 1, 2)
    assert ("Skriv til NN" in words(asked), len(asked.decisions), asked.left_out) == (True, 2, 0)


def test_a_task_of_the_calendar_belongs_to_the_forum_that_owns_it(office: Office) -> None:
    office.meets("KKR", "2027-03-05")
    case = office.opens("Høringssvar", "kkr")
    office.decides(case, "delegated", "Bemyndiget.", to="KKR-F", expires=date(2027, 3, 8))
    office.today = date(2027, 3, 9)
    office.ticks()
    (task,) = seen(office, "KKR").tasks
    assert (task.owner, task.decision, task.case_id) == ("KKR", None, case)
    assert seen(office, "K22").tasks == ()
