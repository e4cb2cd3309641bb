"""How far letters have come: each change happens only to a row that stands as it was read."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from db import deliveries
from db.deliveries import Claimed, NewDelivery, Outcome
from db.engine import Database
from db.record import Event, Insert
from states.letters import DeliveryState

MINUTE = timedelta(minutes=1)
LEASE = timedelta(minutes=30)
Has = Callable[..., None]


@pytest.fixture
def has(database: Database, now: datetime, write: Callable[..., None]) -> Has:
    """The register has letters 1, 2, 3, …, and their deliveries are these."""

    def has_(*new: NewDelivery) -> None:
        for one in new:
            row = {"id": one.letter_id, "key": f"k{one.letter_id}", "kind": "test", "to_email": "p@example.dk"}
            row |= {"message_id": f"<{one.letter_id}@example.dk>", "dated": now}
            write(Event("letter_queued", None, {}, (Insert("letter", row),)))
        with database.writer.begin() as connection:
            deliveries.add(connection, new)

    return has_


def claims(database: Database, limit: int, holder: str, at: datetime) -> list[int]:
    with database.writer.begin() as connection:
        claimed = deliveries.claim(connection, limit, holder, now=at, lease_until=at + LEASE)
    return [one.letter_id for one in claimed]


def marks(database: Database, number: int, holder: str, outcome: Outcome) -> bool:
    with database.writer.begin() as connection:
        return deliveries.mark(connection, number, holder, outcome)


def changes(database: Database, change: Callable[..., int], *numbers: int, **more: Any) -> int:
    with database.writer.begin() as connection:
        return change(connection, numbers, **more)


def rows(database: Database, *columns: str) -> Sequence[tuple[Any, ...]]:
    with database.reader.connect() as connection:
        found = connection.exec_driver_sql(f"SELECT {', '.join(columns)} FROM delivery ORDER BY letter_id").all()
    return [tuple(row) for row in found]


def test_the_oldest_letter_that_is_due_is_taken_first_and_by_one_only(
    database: Database, now: datetime, has: Has
) -> None:
    has(*(NewDelivery(number, now - number * MINUTE) for number in (1, 2, 3)), NewDelivery(4, now + MINUTE))
    assert [claims(database, 2, holder, now) for holder in "abc"] == [[1, 2], [3], []]
    assert rows(database, "state", "holder", "attempts") == [
        ("sending", "a", 1),
        ("sending", "a", 1),
        ("sending", "b", 1),
        ("queued", None, 0),
    ]


def test_what_waits_for_a_person_or_has_failed_is_not_taken(database: Database, now: datetime, has: Has) -> None:
    has(NewDelivery(1, now, waits_for_approval=True), NewDelivery(2, now, failure="no words"), NewDelivery(3, now))
    assert claims(database, 9, "a", now) == [3]
    assert changes(database, deliveries.approve, 1, 2, 3, now=now) == 1
    assert claims(database, 9, "a", now) == [1]


def test_what_lies_under_a_lease_that_ran_out_goes_before_all_else(database: Database, now: datetime, has: Has) -> None:
    has(NewDelivery(1, now), NewDelivery(2, now + LEASE - MINUTE))
    assert claims(database, 9, "a", now) == [1]
    assert claims(database, 9, "b", now + LEASE - MINUTE) == [2]
    assert claims(database, 1, "c", now + LEASE) == [1]
    assert not marks(database, 1, "a", Outcome(DeliveryState.SENT, "250", sent_at=now))
    assert rows(database, "holder", "attempts") == [("c", 2), ("b", 1)]


def test_a_mark_lets_go_of_the_letter(database: Database, now: datetime, has: Has) -> None:
    has(NewDelivery(1, now))
    claims(database, 1, "a", now)
    later = Outcome(DeliveryState.RETRY, "451 later", next_at=now + MINUTE, tried_since=now)
    assert marks(database, 1, "a", later)
    assert not marks(database, 1, "a", later)
    assert rows(database, "state", "answer", "holder", "lease_until") == [("retry", "451 later", None, None)]
    with database.writer.begin() as connection:
        claimed = deliveries.claim(connection, 1, "b", now=now + MINUTE, lease_until=now + LEASE)
    assert claimed == [Claimed(1, attempts=2, tried_since=now)]
    assert marks(database, 1, "b", Outcome(DeliveryState.FAILED, "550 no"))
    assert rows(database, "state", "attempts", "answer") == [("failed", 2, "550 no")]


def test_what_was_taken_and_not_tried_is_as_before(database: Database, now: datetime, has: Has) -> None:
    has(NewDelivery(1, now), NewDelivery(2, now))
    before = rows(database, "*")
    claims(database, 2, "a", now)
    assert changes(database, deliveries.put_back, 1, 2, holder="b", now=now) == 0
    assert changes(database, deliveries.put_back, 1, 2, holder="a", now=now) == 2
    assert rows(database, "*") == before


@pytest.mark.parametrize(
    ("state", "cancelled", "retried"),
    [("queued", 1, 0), ("retry", 1, 1), ("failed", 1, 1), ("sending", 0, 0), ("sent", 0, 0), ("cancelled", 0, 0)],
)
def test_a_person_changes_only_what_lies_still(
    database: Database, now: datetime, has: Has, state: str, cancelled: int, retried: int
) -> None:
    has(NewDelivery(1, now), NewDelivery(2, now))
    with database.writer.begin() as connection:
        connection.exec_driver_sql(f"UPDATE delivery SET state = '{state}'")
    assert changes(database, deliveries.retry, 1, now=now) == retried
    assert changes(database, deliveries.cancel, 2, answer="bel: no") == cancelled
