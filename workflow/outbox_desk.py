"""What a person does with letters that lie in the outbox: look, approve, cancel, and have them tried again."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from db import deliveries
from db.deliveries import OPEN
from db.errors import Conflict
from db.queries.outbox import enclosures, whole_letters
from db.record import Update
from states.addresses import Address
from states.errors import SagsgangError
from states.letters import DeliveryState, Draft, LetterKind, Wording
from states.zone import ZONE
from workflow.desk import Desk, open_desk
from workflow.withheld import withheld

QUEUED, SENDING, SENT, RETRY, FAILED, CANCELLED = DeliveryState


class UnknownLetter(SagsgangError):
    """No letter has this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no letter {number}. See them with sagsgang outbox list.")


class WrongLetterState(SagsgangError):
    """What is asked cannot be done with the letter as it stands."""

    def __init__(self, number: int, stands: str, what: str) -> None:
        super().__init__(f"Letter {number} {stands}: it cannot be {what}. Nothing was changed.")


class NamesClosed(SagsgangError):
    """The letter was written before a case that it names became confidential."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(f"Letter {number} stays here, {why}: sagsgang outbox cancel {number}. Nothing was changed.")


def letter(connection: Connection, number: int) -> Any:
    """One letter whole, with how far it has come. Raises UnknownLetter."""
    return _known(connection, (number,))[number]


def approve(connection: Connection, numbers: Collection[int], *, by: str, now: datetime) -> None:
    """A person has looked at these letters, and they may go: all of them or none.

    Raises UnknownLetter, WrongLetterState, NamesClosed, Conflict.
    """
    rows = _known(connection, numbers)
    _check(rows, lambda row: row.state == QUEUED and row.waits_for_approval, "approved")
    _check_named(connection, rows)
    with open_desk(connection, by=by, now=now) as desk:
        _note_each(desk, "letter_approved", rows)
    _all_of(deliveries.approve(connection, rows, now=now), rows)


def cancel(connection: Connection, numbers: Collection[int], *, reason: str, by: str, now: datetime) -> None:
    """These letters are not to be sent, for a reason: all of them or none.

    Raises UnknownLetter, WrongLetterState, Conflict.
    """
    rows = _known(connection, numbers)
    _check(rows, lambda row: row.state in OPEN, "cancelled")
    with open_desk(connection, by=by, now=now) as desk:
        _note_each(desk, "letter_cancelled", rows, reason=reason)
    _all_of(deliveries.cancel(connection, rows, answer=f"{by}: {reason}"), rows)


def unworded(connection: Connection, numbers: Collection[int]) -> list[Draft]:
    """Those of these letters that no template could word, as drafts to be worded anew. Raises UnknownLetter."""
    return [_draft(row) for row in _known(connection, numbers).values() if row.failure is not None]


def retry(
    connection: Connection, numbers: Collection[int], worded: Mapping[str, Wording], *, by: str, now: datetime
) -> list[int]:
    """Have letters tried again that failed or were put off: all of them or none.

    `worded`: by their keys the new wordings of the `unworded` among them. One that fails anew stays failed, for its
    new reason. Returns the numbers of those. Raises UnknownLetter, WrongLetterState, NamesClosed, Conflict.
    """
    rows = _known(connection, numbers)
    _check(rows, lambda row: row.state in (RETRY, FAILED), "tried again")
    _check_named(connection, rows)
    told = {number: _new_wording(row, worded) for number, row in rows.items() if row.failure is not None}
    with open_desk(connection, by=by, now=now) as desk:
        for number, row in rows.items():
            desk.note("letter_retried", row.case_id, {"letter": number}, *_reworded(row, told.get(number)))
    failed = {number: wording.failure for number, wording in told.items() if wording.failure is not None}
    for number, failure in failed.items():
        _all_of(deliveries.note_failure(connection, number, answer=failure), (number,))
    ready = rows.keys() - failed.keys()
    _all_of(deliveries.retry(connection, ready, now=now), ready)
    return sorted(failed)


def _draft(row: Any) -> Draft:
    return Draft(
        key=row.key,
        kind=LetterKind(row.kind),
        to=Address(row.to_email, row.to_name),
        facts=row.facts,
        case_id=row.case_id,
        enclosures=enclosures(row),
        invitation=row.invitation,
        closed=row.closed,
        named=tuple(row.named),
    )


def _new_wording(row: Any, worded: Mapping[str, Wording]) -> Wording:
    return worded.get(row.key, Wording(failure=row.failure))


def _reworded(row: Any, wording: Wording | None) -> Sequence[Update]:
    if wording is None:
        return ()
    changes = {name: getattr(wording, name) for name in ("subject", "text", "html", "failure")}
    return (Update("letter", {"id": row.id}, changes, {"failure": row.failure}),)


def _known(connection: Connection, numbers: Collection[int]) -> dict[int, Any]:
    rows = whole_letters(connection, numbers)
    for number in numbers:
        if number not in rows:
            raise UnknownLetter(number)
    return rows


def _check(rows: Mapping[int, Any], fits: Callable[[Any], bool], what: str) -> None:
    for number, row in rows.items():
        if not fits(row):
            raise WrongLetterState(number, _stands(row), what)


def _check_named(connection: Connection, rows: Collection[int]) -> None:
    for number, why in withheld(connection, rows).items():
        raise NamesClosed(number, why)


def _stands(row: Any) -> str:
    """How a letter stands, as the middle of a sentence."""
    match DeliveryState(row.state):
        case DeliveryState.QUEUED:
            return "waits for approval" if row.waits_for_approval else "is queued and goes at the next round"
        case DeliveryState.SENDING:
            return "is being sent just now"
        case DeliveryState.SENT:
            return f"was sent on {_local(row.sent_at)}"
        case DeliveryState.RETRY:
            return f"is tried again from {_local(row.next_at)} on"
        case DeliveryState.FAILED:
            return f"failed ({row.answer})"
        case DeliveryState.CANCELLED:
            return f"was cancelled ({row.answer})"


def _local(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"


def _note_each(desk: Desk, kind: str, rows: Mapping[int, Any], **facts: str) -> None:
    """What a person says of a letter stands in the journal, though how far it has come does not."""
    for number, row in rows.items():
        desk.note(kind, row.case_id, {"letter": number, **facts})


def _all_of(changed: int, expected: Collection[int]) -> None:
    if changed != len(expected):
        raise Conflict(f"letter {', '.join(map(str, sorted(expected)))}")
