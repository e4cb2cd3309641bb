"""Queueing letters: each once, as they were written, with what belongs to them or not at all."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from db.queries.outbox import known_keys, outgoing
from db.record import Insert, Write
from states.addresses import Address
from states.errors import SagsgangError
from states.letters import Enclosure, LetterKind, Outgoing, Wording
from tests.workflow.letters import letter, queued, standing
from tests.workflow.office import Office
from workflow.desk import Desk
from workflow.outbox import Posting, queue

PLAN = Enclosure("Årsplan æ.pdf", "application/pdf", "a" * 64, 1234)


def test_a_letter_is_kept_as_it_was_written(office_in_both: Office) -> None:
    office = office_in_both
    written = letter(1, enclosures=(PLAN,), invitation="BEGIN:VCALENDAR", case_id=office.opens("Havn", "kkr"))
    ids = queued(office, written)
    (kept,) = office.read(lambda connection: outgoing(connection, ids.values())).values()
    assert kept == Outgoing(
        id=ids["test:1"],
        to=Address("p1@example.dk", "Åse Ø. Lærke 1"),
        subject="Frist nr. 1",
        text="Kære Åse\n\nFrist 1.\n",
        html="<p>1</p>",
        message_id=kept.message_id,
        dated=office.now,
        enclosures=(PLAN,),
        invitation="BEGIN:VCALENDAR",
    )
    assert re.fullmatch(r"<[0-9a-f]{32}@example\.dk>", kept.message_id)
    assert standing(office, "state", "attempts", "waits_for_approval", "next_at", "answer") == [
        ("queued", 0, False, office.now, None)
    ]


def test_a_key_is_queued_once_whoever_queues_it(office_in_both: Office) -> None:
    office = office_in_both
    first = queued(office, letter(1), letter(2), letter(1))
    assert list(first) == ["test:1", "test:2"]
    assert list(queued(office, letter(2), letter(3))) == ["test:3"]
    assert queued(office, letter(1)) == {}
    assert len(standing(office)) == 3
    assert office.read(lambda c: known_keys(c, ["test:1", "test:3", "test:9"])) == {"test:1", "test:3"}


def test_a_danish_domain_stands_in_message_ids_as_name_servers_know_it(office: Office) -> None:
    posting = Posting("søen.dk")
    office.write(lambda connection: queue(connection, (letter(1),), posting, by="bel", now=office.now))
    ((message_id,),) = standing(office, "message_id")
    assert message_id.endswith("@xn--sen-0na.dk>")


def test_a_letter_that_could_not_be_worded_waits_with_its_reason_and_the_rest_go(office: Office) -> None:
    failure = "letter-reminders.txt.j2, line 3: 'where' is not there."
    queued(office, letter(1), letter(2, wording=Wording(failure=failure)))
    assert standing(office, "state", "subject", "answer") == [
        ("queued", "Frist nr. 1", None),
        ("failed", None, failure),
    ]


def test_the_kinds_that_a_person_looks_at_first_wait(office: Office) -> None:
    queued(office, letter(1), letter(2, LetterKind.DISPATCH))
    assert standing(office, "kind", "waits_for_approval") == [("reminders", False), ("dispatch", True)]


def reminders(desk: Desk, numbers: Mapping[str, int]) -> Iterable[Write]:
    for key, number in numbers.items():
        row: dict[str, Any] = {"subject": key, "revision": "1", "step": "7", "recipient": "p", "role": "owner"}
        row |= {"id": desk.ledger.next_id(), "due_on": desk.today, "letter_id": number}
        yield Insert("reminder", row)


def test_what_belongs_to_letters_is_written_for_those_that_were_queued(office_in_both: Office) -> None:
    office = office_in_both
    queued(office, letter(1), along=reminders)
    queued(office, letter(1), letter(2), along=reminders)
    queued(office, letter(1), letter(2), along=reminders)
    assert office.counts()["reminder"] == 2
    kinds = office.read(lambda c: c.exec_driver_sql("SELECT kind FROM event ORDER BY seq DESC LIMIT 4").scalars().all())
    assert kinds == ["letters_queued", "letter_queued", "letters_queued", "letter_queued"]


def test_where_what_belongs_to_them_fails_no_letter_is_queued(office_in_both: Office) -> None:
    class Spoilt(SagsgangError):
        pass

    def fails(_desk: Desk, _numbers: Mapping[str, int]) -> Iterable[Write]:
        raise Spoilt("no")

    with pytest.raises(Spoilt):
        queued(office_in_both, letter(1), along=fails)
    counts = office_in_both.counts()
    assert (counts["letter"], counts["delivery"]) == (0, 0)


def test_queueing_nothing_writes_nothing(office: Office) -> None:
    before = office.counts()["event"]
    assert queued(office) == {}
    assert office.counts()["event"] == before


def test_thousands_of_letters_are_queued_in_one_transaction(office_in_both: Office) -> None:
    ids = queued(office_in_both, *map(letter, range(6_000)))
    assert len(set(ids.values())) == 6_000
    assert queued(office_in_both, *map(letter, range(6_001))).keys() == {"test:6000"}
