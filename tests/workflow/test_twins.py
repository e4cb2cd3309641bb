"""The same duty told by several papers is one line in a letter, with one link, and is taken once."""

import pytest

from tests.workflow.office import Office
from tests.workflow.reminded import BEL, SNM, batch, knows, owes, queues, reminds, sent, takes
from workflow.acknowledge import by_token
from workflow.deadlines import meet_deadline

SEVEN, THREE = "2027-04-06", "2027-04-12"
"""Working days before 15 April."""


@pytest.fixture
def told_twice(office: Office) -> tuple[int, int]:
    """Two papers tell of a report that is due on 15 April; a third sentence tells of another day."""
    knows(office, "Bente Lund", "bel", BEL)
    case = office.opens("Fælles havn", "kkr")
    owes(office, case, "2027-12-15", "bel", words="Noget andet")
    first = owes(office, case, "2027-04-15", "bel", SNM, words="Redegørelsen afleveres den 15. april 2027")
    return first, owes(office, case, "2027-04-15", "bel", words="KKR afleverer", legal_default="Staten gør det")


def test_they_stand_in_the_letter_as_one_and_the_register_knows_both(
    office: Office, told_twice: tuple[int, int]
) -> None:
    looked = batch(office.on(SEVEN))
    (section,) = looked.drafts[0].facts["sections"]
    (duty,) = section["items"]
    assert (duty["title"], dict(duty["rows"])["Også\u00a0sagt"], dict(duty["rows"])["Hvis\u00a0ikke"]) == (
        "Redegørelsen afleveres den 15. april 2027",
        "»KKR afleverer«",
        "Staten gør det. De møder, der er planlagt, bærer ikke sagen frem til fristen.",
    )
    queues(office.on(SEVEN), looked)
    assert {subject for subject, _, who, *_ in sent(office) if who == BEL} == {f"deadline:{one}" for one in told_twice}


def test_who_takes_one_takes_the_other_and_nobody_else_does(office: Office, told_twice: tuple[int, int]) -> None:
    reminds(office, SEVEN)
    first, second = told_twice
    assert [takes(office, one, "bel") for one in (second, first)] == [False, True]
    assert reminds(office, THREE) == [f"digest:{THREE}:{SNM}:1"]


def test_the_link_stands_for_the_other_when_one_has_ended(office: Office, told_twice: tuple[int, int]) -> None:
    looked = batch(office.on(SEVEN))
    queues(office.on(SEVEN), looked)
    token = str(looked.drafts[0].facts["sections"][0]["items"][0]["url"]).rpartition("/")[2]
    first, second = told_twice
    office.write(lambda connection: meet_deadline(connection, first, on=None, words="", by="bel", now=office.now))
    taken = office.write(lambda connection: by_token(connection, token, by="page", now=office.now))
    assert taken is not None
    assert taken.watched is not None
    assert (taken.watched.number, taken.taken) == (second, True)
