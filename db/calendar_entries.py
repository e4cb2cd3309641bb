"""What subscribers of the calendar were told: read, and noted anew. Not in the journal: it follows from what is."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from db.errors import NoRegister
from db.models import Row as Register
from db.queries.prepared import Prepared, among
from states.feed import Told

REGISTER_LETTERS = 16
"""So much of a hash tells two registers apart for certain."""

_TABLE, _EVENT = (Register.metadata.tables[name] for name in ("calendar_entry", "event"))
_FORGET = delete(_TABLE).where(_TABLE.c.uid == bindparam("gone"))
_NAMED = Prepared(select(_TABLE).where(among(_TABLE.c.uid, "uids")))


def register_name(connection: Connection) -> str:
    """A lasting name of this register: the beginning of the hash of its journal's first event.

    It stays the same on another machine and after a restore, and no other register has it. Raises NoRegister.
    """
    first = select(_EVENT.c.hash).order_by(_EVENT.c.seq).limit(1)
    found: str | None = connection.execute(first).scalar()
    if found is None:
        raise NoRegister(connection.engine.url.render_as_string(hide_password=True))
    return found[:REGISTER_LETTERS]


def told_entries(connection: Connection) -> dict[str, Told]:
    """Everything that subscribers were told, by its name (uid)."""
    return {row.uid: _told(row) for row in connection.execute(select(_TABLE))}


def told_under(connection: Connection, uids: Iterable[str]) -> dict[str, Told]:
    """What subscribers were told under these names; costs what is asked for, not what was ever told."""
    return {row.uid: _told(row) for row in _NAMED.each(connection, uids=list(uids))}


def _told(row: Any) -> Told:
    return Told(row.uid, row.fingerprint, row.sequence, row.changed_at, row.on, tuple(row.forums))


def note_told(connection: Connection, told: Iterable[Told]) -> None:
    """Keep what they are told now, in place of what they were told before under the same names."""
    rows = [
        {
            "uid": one.uid,
            "fingerprint": one.fingerprint,
            "sequence": one.sequence,
            "changed_at": one.changed_at,
            "on": one.on,
            "forums": list(one.forums),
        }
        for one in told
    ]
    if rows:
        connection.execute(_FORGET, [{"gone": row["uid"]} for row in rows])
        connection.execute(insert(_TABLE), rows)
