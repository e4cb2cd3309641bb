"""Receipts: the morning after, one letter tells each of the others what was taken."""

from datetime import date

import pytest

from states.deadlines import Days
from tests.workflow.office import Office
from tests.workflow.reminded import BEL, HEAD, LINK, SNM, has_head, knows, letters, owes, queues, reminds, sent, takes
from workflow.deadlines import move_deadline
from workflow.receipts import receipts

SEVEN, NEXT, THIRD = "2027-04-06", "2027-04-07", "2027-04-08"


@pytest.fixture
def owed(office: Office) -> int:
    """A deadline on 15 April that bel and snm see to."""
    has_head(office)
    knows(office, "Bente Lund", "bel", BEL)
    knows(office, "Søren Nøhr", "snm", SNM)
    return owes(office, office.opens("Fælles havn", "kkr"), "2027-04-15", "bel", "snm")


def told(office: Office, day: str) -> list[str]:
    """The receipts of a day, queued: to whom."""
    one = office.read(lambda connection: receipts(connection, today=date.fromisoformat(day), link=LINK))
    return [key.removeprefix(f"receipt:{day}:") for key in queues(office.on(day), one)]


def test_the_other_owners_and_the_head_who_was_asked_are_told_once_and_who_took_it_never(
    office: Office, owed: int
) -> None:
    reminds(office, SEVEN)
    takes(office.on(SEVEN), owed, "bel")
    assert [told(office, day) for day in (SEVEN, NEXT, NEXT, THIRD)] == [[], [SNM, HEAD], [], []]
    assert [(to, subject) for to, subject, _ in letters(office)[-2:]] == [
        (SNM, "Bente Lund har taget den: Redegørelse til ministeriet"),
        (HEAD, "Bente Lund har taget den: Redegørelse til ministeriet"),
    ]


def test_what_was_taken_on_one_day_is_one_letter_and_what_is_taken_later_the_next(office: Office, owed: int) -> None:
    case = office.opens("Havnen igen", "kkr")
    others = [owes(office, case, "2027-04-15", "bel", "snm", words=words) for words in ("Svar", "Svaret")]
    third = owes(office, case, "2027-04-16", "bel", "snm", words="Et andet")
    for number in (owed, others[0]):
        takes(office.on(SEVEN), number, "bel")
    assert told(office, NEXT) == [SNM]
    takes(office.on(NEXT), third, "bel")
    assert (told(office, NEXT), told(office, THIRD)) == ([], [SNM])
    assert [subject for _, subject, _ in letters(office)] == [
        "Bente Lund har taget 2 ting",  # the two sentences of one duty count once
        "Bente Lund har taget den: Et andet",
    ]


def test_nobody_is_told_of_what_has_moved_meanwhile_nor_after_a_week(office: Office, owed: int) -> None:
    takes(office, owed, "bel")
    moved = Days(on=date(2027, 5, 3))
    office.write(lambda connection: move_deadline(connection, owed, moved, reason="udsat", by="bel", now=office.now))
    assert told(office, "2027-03-02") == []
    takes(office, owed, "bel")
    assert (told(office, "2027-03-15"), told(office, "2027-03-05")) == ([], [SNM])


def test_nobody_is_told_of_a_dispatch_when_nothing_can_be_done_with_it(office: Office, owed: int) -> None:
    takes(office, owed, "bel")
    office.meets("KKR", "2027-04-20")
    reminds(office, "2027-04-12")
    (dispatch,) = {subject for subject, *_ in sent(office) if subject.startswith("dispatch:")}
    takes(office.on("2027-04-12"), dispatch, "bel")
    assert told(office, "2027-04-13") == []
