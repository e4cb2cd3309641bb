"""“Jeg tager den”: by command or by the link of a letter; it stops the ladder."""

import pytest
from sqlalchemy import Connection

from states.people import UnknownPerson
from templates.letters import write
from tests.workflow.office import Office
from tests.workflow.reminded import (
    BEL,
    HEAD,
    POSTING,
    SNM,
    batch,
    has_head,
    knows,
    owes,
    queues,
    reminds,
    sent,
    takes,
)
from workflow.acknowledge import NothingToTake, NotWatched, SayWho, TokenTold, acknowledge_myself, by_token, told_token
from workflow.deadlines import meet_deadline

SEVEN, THREE, AFTER = "2027-04-06", "2027-04-12", "2027-04-16"


@pytest.fixture
def owed(office: Office) -> int:
    """A deadline on 15 April that bel and snm see to."""
    has_head(office)
    knows(office, "Bente Lund", "bel", BEL)
    knows(office, "Søren Nøhr", "snm", SNM)
    return owes(office, office.opens("Fælles havn", "kkr"), "2027-04-15", "bel", "snm")


def test_who_has_said_so_is_asked_no_more_and_the_others_are(office: Office, owed: int) -> None:
    reminds(office, SEVEN)
    assert [takes(office.on(SEVEN), word, who) for word, who in ((owed, "bel"), (f"deadline:{owed}", BEL))] == [
        False,
        True,
    ]
    assert reminds(office, THREE) == [f"digest:{THREE}:{SNM}:1"]


def test_over_time_the_head_is_told_all_the_same(office: Office, owed: int) -> None:
    takes(office, owed, "bel")
    takes(office, owed, "snm")
    assert (reminds(office, SEVEN), reminds(office, AFTER)) == ([], [f"digest:{AFTER}:{HEAD}:1"])


def test_the_link_of_a_letter_changes_nothing_by_being_opened_and_takes_it_once(office: Office, owed: int) -> None:
    looked = batch(office.on(SEVEN))
    queues(office.on(SEVEN), looked)
    token = str(looked.drafts[0].facts["sections"][0]["items"][0]["url"]).rpartition("/")[2]
    assert [shown(office, token), shown(office, token)] == [("Bente Lund", False, False)] * 2
    assert not takes(office, owed, "snm")
    assert [pressed(office, token), pressed(office, token)] == [("Bente Lund", True, False)] * 2
    assert (shown(office, token), reminds(office, THREE)) == (("Bente Lund", True, False), [])


def test_the_link_of_what_has_ended_says_so_and_one_that_was_never_sent_is_none(office: Office, owed: int) -> None:
    looked = batch(office.on(SEVEN))
    queues(office.on(SEVEN), looked)
    token = str(looked.drafts[0].facts["sections"][0]["items"][0]["url"]).rpartition("/")[2]
    office.write(lambda connection: meet_deadline(connection, owed, on=None, words="", by="bel", now=office.now))
    assert (pressed(office, token), shown(office, "x" * 22)) == (("Bente Lund", False, True), None)


def shown(office: Office, token: str) -> tuple[str, bool, bool] | None:
    return plain(office.read(lambda connection: told_token(connection, token, today=office.today)))


def pressed(office: Office, token: str) -> tuple[str, bool, bool] | None:
    return plain(office.write(lambda connection: by_token(connection, token, by="page", now=office.now)))


def plain(told: TokenTold | None) -> tuple[str, bool, bool] | None:
    return (told.name, told.taken, told.ended) if told else None


def test_without_a_page_the_letter_says_the_command(office: Office, owed: int) -> None:
    written = write(batch(office.on(SEVEN), link="").drafts)
    texts = [one.wording.text or "" for one in written]
    assert [f"Jeg tager den: sagsgang acknowledge {owed}\n" in text for text in texts] == [True] * 3


@pytest.mark.parametrize(
    "word", ["", "900", "deadline:900", "meeting:7", "deadline:", "1.5", "-1", "deadline:²", "9" * 30]
)
def test_what_there_is_not_is_said(office: Office, owed: int, word: str) -> None:
    assert owed
    with pytest.raises(NotWatched):
        takes(office, word, "bel")


def test_what_has_ended_is_said(office: Office, owed: int) -> None:
    office.write(lambda connection: meet_deadline(connection, owed, on=None, words="", by="bel", now=office.now))
    with pytest.raises(NothingToTake) as refused:
        takes(office, owed, "bel")
    assert str(refused.value) == f"Deadline {owed} is met: there is nothing left to see to."
    with pytest.raises(NothingToTake):
        takes(office, "task:900", "bel")


def test_who_takes_it_must_be_known(office: Office, owed: int) -> None:
    with pytest.raises(UnknownPerson):
        takes(office, owed, "xyz")

    def myself(connection: Connection) -> object:
        return acknowledge_myself(connection, str(owed), "root", by="root", now=office.now)

    with pytest.raises(SayWho):
        office.write(myself)
    assert (sent(office), POSTING.domain) == ([], "example.dk")


def test_who_is_registered_under_no_name_speaks_for_the_one_owner(office: Office) -> None:
    owed = owes(office, office.opens("Fælles havn", "kkr"), "2027-04-15", "hav@example.dk")
    taken = office.write(
        lambda connection: acknowledge_myself(connection, str(owed), "root", by="root", now=office.now)
    )
    assert (taken.name, taken.already) == ("hav@example.dk", False)
