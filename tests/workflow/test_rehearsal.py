"""A rehearsal: the letters of the coming days, and nothing kept."""

from collections import Counter
from datetime import date

import pytest

from commands.hands import Hands
from tests.workflow.office import Office
from tests.workflow.reminded import BEL, HEAD, has_head, owes
from workflow.clock import Work
from workflow.forum_settings import set_forum
from workflow.outbox import Posting
from workflow.producers import producers
from workflow.rehearsal import Rehearsed, rehearse
from workflow.wheel import open_due


def plays(office: Office, until: str, *, silence: bool = False) -> Rehearsed:
    work = Work(producers(), Posting("example.dk"), open_duties=open_due)
    hands = Hands(office.database, "rehearsal", lambda: office.now)
    last = date.fromisoformat(until)
    return hands.pretend(lambda connection: rehearse(connection, work, until=last, silence=silence, now=office.now))


def days(seen: Rehearsed, to: str, kind: str = "reminders") -> list[str]:
    return [str(letter.on) for letter in seen.letters if (letter.to, letter.kind) == (to, kind)]


@pytest.fixture
def office_with_a_date(office_in_both: Office) -> Office:
    has_head(office_in_both)
    owes(office_in_both, office_in_both.opens("Fælles havn", "kkr"), "2027-04-12", BEL)
    return office_in_both


def test_who_is_asked_twice_takes_it_and_does_it_in_time(office_with_a_date: Office) -> None:
    seen = plays(office_with_a_date, "2027-05-31")
    assert (seen.failures, days(seen, BEL), days(seen, HEAD)) == ((), ["2027-03-18", "2027-04-01"], ["2027-04-01"])
    assert days(seen, HEAD, "receipt") == ["2027-04-02"]


def test_where_nobody_does_anything_it_is_asked_for_until_the_end(office_with_a_date: Office) -> None:
    seen = plays(office_with_a_date, "2027-04-16", silence=True)
    assert days(seen, BEL)[-4:] == ["2027-04-13", "2027-04-14", "2027-04-15", "2027-04-16"]
    assert Counter(days(seen, HEAD)).most_common(1)[0][1] == 1


def test_nothing_of_it_is_kept(office_with_a_date: Office) -> None:
    before = office_with_a_date.counts()
    plays(office_with_a_date, "2027-04-30")
    assert office_with_a_date.counts() == before


def test_an_agenda_is_locked_on_the_eve_of_its_day_and_leaves_on_it(office: Office) -> None:
    office.meets("KKR", "2027-04-20")
    office.opens("Fælles havn", "kkr", recommendation="Det indstilles, at havnen drøftes.")
    office.write(lambda connection: set_forum(connection, "KKR", email="kkr@example.dk", by="bel", now=office.now))
    assert days(plays(office, "2027-04-30"), "kkr@example.dk", "dispatch") == ["2027-04-13"]
