"""The outbox: letters are queued as they were written, each once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from secrets import token_hex

from sqlalchemy import Connection

from db import deliveries
from db.deliveries import NewDelivery
from db.queries.outbox import known_keys
from db.record import Insert
from mail.policy import ascii_email
from states.crashpoint import crashpoint
from states.letters import LetterKind, Written
from workflow.batch import Along, nothing_along
from workflow.desk import Desk, open_desk

RANDOM_BYTES = 16
"""Of a Message-ID: so many that no two letters in the world share one."""


@dataclass(frozen=True, slots=True)
class Posting:
    """Afsendelse: what the office says about its letters.

    `domain`: what Message-IDs end in; it may hold Danish letters. `approve`: the kinds of letters that a person looks
    at before they go.
    """

    domain: str
    approve: frozenset[LetterKind] = frozenset()


def queue(
    connection: Connection,
    written: Sequence[Written],
    posting: Posting,
    *,
    along: Along = nothing_along,
    by: str,
    now: datetime,
) -> dict[str, int]:
    """Queue letters, and write what goes along with them, together or not at all. Returns their numbers by their keys.

    A letter whose key is there already is left out (another process queued it), and is not among the numbers. A letter
    that could not be worded is kept as failed, with its reason. Each letter is an event of its own, and so is what
    goes along. Raises what `along` raises, and Conflict.
    """
    with open_desk(connection, by=by, now=now) as desk:  # holds the journal's head, so nobody queues beside us
        fresh = _unknown(connection, written)
        crashpoint("queue.looked")
        numbers = {key: desk.ledger.next_id() for key in fresh}
        for key, one in fresh.items():
            _note_letter(desk, numbers[key], one, posting)
        if rows := tuple(along(desk, numbers)):
            desk.note("letters_queued", None, {"letters": len(numbers)}, *rows)
        crashpoint("queue.built")
    crashpoint("queue.letters")
    deliveries.add(connection, [_delivery(numbers[key], one, posting, now) for key, one in fresh.items()])
    crashpoint("queue.deliveries")
    return numbers


def _unknown(connection: Connection, written: Sequence[Written]) -> dict[str, Written]:
    by_key: dict[str, Written] = {}
    for one in written:
        by_key.setdefault(one.draft.key, one)
    there = known_keys(connection, by_key)
    return {key: one for key, one in by_key.items() if key not in there}


def _note_letter(desk: Desk, number: int, one: Written, posting: Posting) -> None:
    draft, wording = one.draft, one.wording
    row = {
        "id": number,
        "key": draft.key,
        "kind": draft.kind,
        "case_id": draft.case_id,
        "to_email": draft.to.email,
        "to_name": draft.to.name,
        "facts": draft.facts,
        "subject": wording.subject,
        "text": wording.text,
        "html": wording.html,
        "invitation": draft.invitation,
        "enclosures": [asdict(enclosure) for enclosure in draft.enclosures],
        "message_id": f"<{ascii_email(f'{token_hex(RANDOM_BYTES)}@{posting.domain}')}>",
        "dated": desk.now,
        "closed": draft.closed,
        "named": list(draft.named),
        "failure": wording.failure,
    }
    desk.note("letter_queued", draft.case_id, {"letter": number, "kind": draft.kind}, Insert("letter", row))


def _delivery(number: int, one: Written, posting: Posting, now: datetime) -> NewDelivery:
    return NewDelivery(number, now, one.draft.kind in posting.approve, one.wording.failure)
