"""Reads for the clock: the head of secretariat's address, and what was queued since."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from db.models import Row as Register

_TABLES = Register.metadata.tables
_LETTER, _LADDER = _TABLES["letter"], _TABLES["ladder"]


def head_of_secretariat(connection: Connection) -> str | None:
    """The address of the head of secretariat; None where nobody has said it."""
    return connection.execute(select(_LADDER.c.head).where(_LADDER.c.scope == "office")).scalar()


def letters_since(connection: Connection, at: datetime) -> int:
    """How many letters were queued from this moment on."""
    return connection.execute(select(func.count()).select_from(_LETTER).where(_LETTER.c.dated >= at)).scalar_one()
