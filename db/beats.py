"""Beats in the register: when something that must go on happening last happened. Not in the journal."""

from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from db.models import Row as Register
from states.beats import Beat

_BEAT = Register.metadata.tables["beat"]


def beat(
    connection: Connection,
    name: str,
    *,
    holder: str,
    now: datetime,
    every: int | None = None,
    note: str | None = None,
) -> None:
    """Note that it happened now. The latest to say so stands: also with a clock that was set back.

    The caller owns the transaction; nothing else than this row is touched, so that it may be said again.
    """
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    said = {"at": now, "holder": holder, "every": every, "note": note}
    row = insert(_BEAT).values(name=name, **said)
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_=said))


def last_beat(connection: Connection, name: str) -> Beat | None:
    """When it last happened; None where it never did."""
    row = connection.execute(select(_BEAT).where(_BEAT.c.name == name)).first()
    return Beat(row.name, row.at, row.holder, row.every, row.note) if row else None
