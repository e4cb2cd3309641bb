"""The reads of the outbox: which letters there are, how far each has come, and one whole."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from db.models import Row as Register
from db.queries.prepared import Prepared, among
from states.addresses import Address
from states.letters import DeliveryState, Enclosure, Outgoing

_LETTER, _DELIVERY = (Register.metadata.tables[name] for name in ("letter", "delivery"))
_COME = [column for column in _DELIVERY.c if column.name != "letter_id"]
_LISTED = ("id", "key", "kind", "case_id", "to_email", "to_name", "subject", "message_id", "dated", "closed", "failure")

_KNOWN = Prepared(select(_LETTER.c.key).where(among(_LETTER.c.key, "keys")))

MOST_AT_ONCE = 5_000
"""Values named in one question: the databases take some ten thousands."""


def known_keys(connection: Connection, keys: Collection[str]) -> set[str]:
    """Those of these keys that a letter was queued under."""
    return {row.key for row in _KNOWN.each(connection, keys=list(keys))}


def letter_list(connection: Connection, states: Collection[DeliveryState] = ()) -> Sequence[Any]:
    """The letters with how far each has come, the latest first; only those in `states`, where any are named.

    Without their texts. A letter whose delivery is not known (taken over from another register) is not listed.
    """
    listed = [_LETTER.c[name] for name in _LISTED]
    query = select(*listed, *_COME).join_from(_LETTER, _DELIVERY).order_by(_LETTER.c.id.desc())
    return connection.execute(query.where(_DELIVERY.c.state.in_(states)) if states else query).all()


def whole_letters(connection: Connection, ids: Collection[int]) -> dict[int, Any]:
    """These letters with all that is known of each, by their numbers; numbers that are none are left out."""
    found: dict[int, Any] = {}
    for part in _parts(list(ids)):
        rows = connection.execute(_whole().where(_LETTER.c.id.in_(part)).order_by(_LETTER.c.id))
        found.update((row.id, row) for row in rows)
    return found


def waiting_for_approval(connection: Connection) -> list[int]:
    """The letters that a person must look at before they go."""
    waits = (_DELIVERY.c.state == DeliveryState.QUEUED) & _DELIVERY.c.waits_for_approval.is_(True)
    return list(
        connection.execute(select(_DELIVERY.c.letter_id).where(waits).order_by(_DELIVERY.c.letter_id)).scalars()
    )


def failed(connection: Connection) -> list[int]:
    """The letters that failed, and that nobody has cancelled or tried again."""
    query = select(_DELIVERY.c.letter_id).where(_DELIVERY.c.state == DeliveryState.FAILED)
    return list(connection.execute(query.order_by(_DELIVERY.c.letter_id)).scalars())


def due_unsent(connection: Connection, before: datetime) -> int:
    """How many letters might have gone before this moment and have not: nobody waits for a person or a server."""
    lies = and_(
        _DELIVERY.c.state.in_((DeliveryState.QUEUED, DeliveryState.RETRY)),
        _DELIVERY.c.waits_for_approval.is_(False),
        _DELIVERY.c.next_at <= before,
    )
    held = (_DELIVERY.c.state == DeliveryState.SENDING) & (_DELIVERY.c.lease_until <= before)
    return connection.execute(select(func.count()).select_from(_DELIVERY).where(lies | held)).scalar_one()


def named_by(connection: Connection, ids: Collection[int]) -> dict[int, list[int]]:
    """The cases that these letters name by title, by the letters' numbers; a letter that names none is left out."""
    found: dict[int, list[int]] = {}
    for part in _parts(list(ids)):
        query = select(_LETTER.c.id, _LETTER.c.named).where(_LETTER.c.id.in_(part), _LETTER.c.named != [])
        found.update((row.id, row.named) for row in connection.execute(query.order_by(_LETTER.c.id)))
    return found


def undelivered(connection: Connection) -> list[int]:
    """The letters that have neither left nor been cancelled."""
    over = (DeliveryState.SENT, DeliveryState.CANCELLED)
    query = select(_DELIVERY.c.letter_id).where(_DELIVERY.c.state.not_in(over))
    return list(connection.execute(query.order_by(_DELIVERY.c.letter_id)).scalars())


@dataclass(frozen=True, slots=True)
class Stuck:
    """Brevene der ikke er kommet af sted: how many, and what the server said last to any of them ("" for nothing)."""

    count: int = 0
    words: str = ""


def stuck_since(connection: Connection, before: datetime) -> Stuck:
    """The letters that could have left for the first time before this moment and have not, whoever tries them now.

    Each try puts `next_at` off, so one that was tried counts from its first try: a server down for days is seen.
    """
    since = func.coalesce(_DELIVERY.c.tried_since, _DELIVERY.c.next_at)
    on_its_way = _DELIVERY.c.state.in_((DeliveryState.QUEUED, DeliveryState.RETRY, DeliveryState.SENDING))
    return _stuck(connection, on_its_way & _DELIVERY.c.waits_for_approval.is_(False) & (since <= before))


def put_off(connection: Connection) -> Stuck:
    """The letters that were tried, did not leave, and are tried again later."""
    return _stuck(connection, _DELIVERY.c.state == DeliveryState.RETRY)


def _stuck(connection: Connection, condition: ColumnElement[bool]) -> Stuck:
    count = connection.execute(select(func.count()).select_from(_DELIVERY).where(condition)).scalar_one()
    if not count:
        return Stuck()
    said = select(_DELIVERY.c.answer).where(condition, _DELIVERY.c.answer.is_not(None))
    latest = said.order_by(_DELIVERY.c.next_at.desc(), _DELIVERY.c.letter_id.desc()).limit(1)
    return Stuck(count, connection.execute(latest).scalar() or "")


def outgoing(connection: Connection, ids: Collection[int]) -> dict[int, Outgoing]:
    """These letters as they are sent, by their numbers; one that was never worded is left out."""
    rows = whole_letters(connection, ids)
    return {number: as_outgoing(row) for number, row in rows.items() if row.failure is None}


def as_outgoing(row: Any) -> Outgoing:
    """A whole letter as it is sent."""
    return Outgoing(
        id=row.id,
        to=Address(row.to_email, row.to_name),
        subject=row.subject or "",
        text=row.text or "",
        html=row.html or "",
        message_id=row.message_id,
        dated=row.dated,
        enclosures=enclosures(row),
        invitation=row.invitation,
        attempts=row.attempts or 0,
    )


def enclosures(row: Any) -> tuple[Enclosure, ...]:
    """The files that go with a letter."""
    return tuple(Enclosure(**one) for one in row.enclosures)


def _whole() -> Select[Any]:
    return select(_LETTER, *_COME).join_from(_LETTER, _DELIVERY)


def _parts(values: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), MOST_AT_ONCE):
        yield values[start : start + MOST_AT_ONCE]
