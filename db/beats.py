"""Beats in the register: when something that must go on happening last happened. Not in the journal."""

from datetime import datetime

from sqlalchemy import Connection, select

from db import statements
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
    table = statements.table(_BEAT.name)
    said = {"name": name, "at": now, "holder": holder, "every": every, "note": note}
    changes = ", ".join(f'"{column}" = excluded."{column}"' for column in table.columns if column not in table.key)
    insert = statements.insert(connection.dialect.name, table.name)
    connection.connection.cursor().execute(
        f"{insert} ON CONFLICT (name) DO UPDATE SET {changes}", table.stored(said, table.columns)
    )


def last_beat(connection: Connection, name: str) -> Beat | None:
    """When it last happened; None where it never did."""
    row = connection.execute(select(_BEAT).where(_BEAT.c.name == name)).first()
    return Beat(row.name, row.at, row.holder, row.every, row.note) if row else None
