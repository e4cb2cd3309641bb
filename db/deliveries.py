"""The one writer of the table `delivery`: how far each letter has come. It stands beside the journal, not in it.

Every change names what the row was read as (its state, and who holds it); a row that is not so any more is left alone,
and the answer says so: somebody else was faster. Each function is one step of a transaction that the caller owns.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, insert, select, update

from db.models import Row as Register
from states.crashpoint import crashpoint
from states.letters import DeliveryState

_DELIVERY = Register.metadata.tables["delivery"]
_ROW = _DELIVERY.c

QUEUED, SENDING, SENT, RETRY, FAILED, CANCELLED = DeliveryState
OPEN = (QUEUED, RETRY, FAILED)
"""Where a letter lies still, and a person may say what becomes of it."""

MOST_AT_ONCE = 5_000
"""Letters named in one statement: the databases take some ten thousands of values."""


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """How a letter begins: to be sent from `next_at` on (once approved), or failed already, for the reason given."""

    letter_id: int
    next_at: datetime
    waits_for_approval: bool = False
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter in hand: `attempts` counts this try too; `tried_since` is None before a first one was put off."""

    letter_id: int
    attempts: int
    tried_since: datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try: sent (at `sent_at`), retry (at `next_at`, the first put off at `tried_since`), failed."""

    state: DeliveryState
    answer: str
    sent_at: datetime | None = None
    next_at: datetime | None = None
    tried_since: datetime | None = None


def add(connection: Connection, deliveries: Iterable[NewDelivery]) -> None:
    """A row for each letter, in the transaction that queues them."""
    rows = [
        {
            "letter_id": one.letter_id,
            "state": FAILED if one.failure else QUEUED,
            "waits_for_approval": one.waits_for_approval,
            "next_at": one.next_at,
            "attempts": 0,
            "answer": one.failure,
        }
        for one in deliveries
    ]
    if rows:
        connection.execute(insert(_DELIVERY), rows)


def claim(connection: Connection, limit: int, holder: str, *, now: datetime, lease_until: datetime) -> list[Claimed]:
    """Take up to `limit` letters that are due, the oldest first, and none that another sender holds.

    Due is also what somebody took and did not finish before his lease ran out. In PostgreSQL rows that another claim
    has locked are passed over; in SQLite there is one writer at a time.
    """
    chosen: list[Claimed] = []
    for question in _due(now):
        ready = question.limit(limit - len(chosen)).with_for_update(skip_locked=True)
        chosen += [Claimed(row.letter_id, row.attempts + 1, row.tried_since) for row in connection.execute(ready)]
        if len(chosen) == limit:
            break
    crashpoint("claim.chosen")
    if chosen:
        mine = _ROW.letter_id.in_([one.letter_id for one in chosen])
        taken = {"state": SENDING, "holder": holder, "lease_until": lease_until, "attempts": _ROW.attempts + 1}
        connection.execute(update(_DELIVERY).where(mine).values(taken))
    crashpoint("claim.taken")
    return chosen


def _due(now: datetime) -> Iterable[Select[Any]]:
    """What somebody took and did not finish, then all that lies: by number, so that letters leave as they were written.

    By `next_at` they would not: each try that failed puts it off.
    """
    asked = select(_ROW.letter_id, _ROW.attempts, _ROW.tried_since)
    yield asked.where(_ROW.state == SENDING, _ROW.lease_until <= now).order_by(_ROW.lease_until, _ROW.letter_id)
    lies = asked.where(_ROW.state.in_((RETRY, QUEUED)), _ROW.waits_for_approval.is_(False), _ROW.next_at <= now)
    yield lies.order_by(_ROW.letter_id)


def mark(connection: Connection, letter_id: int, holder: str, outcome: Outcome) -> bool:
    """Note what became of a letter in hand. False where the lease had run out, and another has it."""
    changes = {name: value for name, value in asdict(outcome).items() if value is not None}
    return _change(connection, (letter_id,), _held(holder), **changes) == 1


def put_back(connection: Connection, letter_ids: Collection[int], holder: str, *, now: datetime) -> int:
    """Letters that were taken and not tried are due again, and this was no attempt. Returns how many."""
    untried = {"state": QUEUED, "next_at": now, "attempts": _ROW.attempts - 1}
    return _change(connection, letter_ids, _held(holder), **untried)


def withhold(connection: Connection, letter_id: int, holder: str, *, answer: str) -> bool:
    """A letter in hand must not go any more: it failed, and this was no attempt. False where another has it."""
    untried = {"state": FAILED, "answer": answer, "attempts": _ROW.attempts - 1}
    return _change(connection, (letter_id,), _held(holder), **untried) == 1


def approve(connection: Connection, letter_ids: Collection[int], *, now: datetime) -> int:
    """A person has looked: they may go. Returns how many waited for it."""
    waits = (_ROW.state == QUEUED) & _ROW.waits_for_approval.is_(True)
    return _change(connection, letter_ids, waits, waits_for_approval=False, next_at=now)


def cancel(connection: Connection, letter_ids: Collection[int], *, answer: str) -> int:
    """They are not sent. Returns how many still lay."""
    return _change(connection, letter_ids, _ROW.state.in_(OPEN), state=CANCELLED, answer=answer)


def supersede(connection: Connection, letter_ids: Collection[int], *, answer: str) -> int:
    """They are not sent, since a newer letter says it all. Returns how many lay, and were in nobody's hand."""
    return _change(connection, letter_ids, _ROW.state.in_((QUEUED, RETRY)), state=CANCELLED, answer=answer)


def count_as_sent(connection: Connection, *, now: datetime) -> int:
    """In a rehearsal, where nothing leaves, whatever might leave is taken for sent. Returns how many letters."""
    might_leave = update(_DELIVERY).where(_ROW.state.in_((QUEUED, RETRY)))
    return connection.execute(might_leave.values(state=SENT, sent_at=now, waits_for_approval=False)).rowcount


def hold_all(connection: Connection) -> int:
    """Whatever might leave waits for a person from here on, even what somebody had in hand. Returns how many do."""
    might_leave = update(_DELIVERY).where(_ROW.state.in_((QUEUED, SENDING, RETRY)))
    begun_anew = {"state": QUEUED, "tried_since": None, "holder": None, "lease_until": None}
    return connection.execute(might_leave.values(waits_for_approval=True, **begun_anew)).rowcount


def retry(connection: Connection, letter_ids: Collection[int], *, now: datetime) -> int:
    """Letters that failed or were put off are due at once, and their patience begins anew. Returns how many were so."""
    again = {"state": QUEUED, "next_at": now, "tried_since": None}
    return _change(connection, letter_ids, _ROW.state.in_((RETRY, FAILED)), **again)


def note_failure(connection: Connection, letter_id: int, *, answer: str) -> bool:
    """A letter that could not be worded still cannot, perhaps for another reason."""
    return _change(connection, (letter_id,), _ROW.state == FAILED, answer=answer) == 1


def _held(holder: str) -> ColumnElement[bool]:
    return (_ROW.state == SENDING) & (_ROW.holder == holder)


def _change(connection: Connection, letter_ids: Collection[int], stands: ColumnElement[bool], **changes: Any) -> int:
    """Change those of these letters that still stand as expected, and let go of them. Returns how many did."""
    change = update(_DELIVERY).where(stands).values(holder=None, lease_until=None, **changes)
    wanted = list(letter_ids)
    slices = (wanted[start : start + MOST_AT_ONCE] for start in range(0, len(wanted), MOST_AT_ONCE))
    return sum(connection.execute(change.where(_ROW.letter_id.in_(part))).rowcount for part in slices)
