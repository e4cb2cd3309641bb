"""The reads of the outbox."""

from datetime import date, timedelta

import pytest

from db.engine import Database
from db.queries.outbox import (
    Stuck,
    due_unsent,
    failed,
    known_keys,
    letter_list,
    outgoing,
    put_off,
    stuck_since,
    waiting_for_approval,
    whole_letters,
)
from states.letters import Answer, DeliveryState, LetterKind, Verdict, Wording
from tests.workflow.letters import Bag, PostRoom, letter, queued
from tests.workflow.office import Office

MINUTE = timedelta(minutes=1)


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database, date(2027, 3, 1))


def test_letters_are_listed_the_latest_first(office: Office) -> None:
    ids = queued(office, letter(1), letter(2, LetterKind.DISPATCH), letter(3, wording=Wording(failure="no words")))
    first, second, third = ids.values()
    assert [row.id for row in office.read(letter_list)] == [third, second, first]
    assert [row.id for row in office.read(lambda c: letter_list(c, [DeliveryState.FAILED]))] == [third]
    assert (office.read(waiting_for_approval), office.read(failed)) == ([second], [third])


def test_a_letter_that_was_never_worded_is_not_sent(office: Office) -> None:
    first, second = queued(office, letter(1), letter(2, wording=Wording(failure="no words"))).values()
    assert list(office.read(lambda connection: outgoing(connection, [first, second, 4711]))) == [first]
    assert list(office.read(lambda connection: whole_letters(connection, [first, second, 4711]))) == [first, second]


def test_thousands_of_keys_are_looked_up_at_once(office: Office) -> None:
    queued(office, letter(1))
    keys = [f"test:{number}" for number in range(40_000)]
    assert office.read(lambda connection: known_keys(connection, keys)) == {"test:1"}


def test_what_might_have_gone_before_a_moment_is_due_and_unsent(office: Office) -> None:
    queued(office, letter(1), letter(2, LetterKind.DISPATCH), letter(3))
    now = office.now

    def due(minutes: int) -> int:
        return office.read(lambda connection: due_unsent(connection, now + minutes * MINUTE))

    assert (due(-1), due(0)) == (0, 2)
    PostRoom(office, Bag(), now).sends(limit=1)
    assert due(0) == 1


def test_a_letter_that_the_server_puts_off_again_and_again_counts_from_its_first_try(office: Office) -> None:
    queued(office, letter(1))
    away = Answer(Verdict.LATER, "451 come later", for_all=True)
    room = PostRoom(office, Bag({"p1@example.dk": [away] * 20}), office.now)
    assert office.read(put_off) == Stuck()
    for _ in range(4):
        room.sends()
        room.waits(hours=6)
    assert office.read(put_off) == Stuck(1, "451 come later")
    assert office.read(lambda connection: stuck_since(connection, office.now)) == Stuck(1, "451 come later")
    assert office.read(lambda connection: stuck_since(connection, office.now - MINUTE)) == Stuck()
