"""Reads for joining cases: what belongs to one, and the suggestions about two."""

from typing import Any

from sqlalchemy import Connection, or_, select

from db.models import Row as Register

_TABLES = Register.metadata.tables
_SUGGESTION = _TABLES["suggestion"]

BELONGINGS = ("decision", "deadline", "task", "attachment", "outbox")
"""The tables whose rows follow a case that is joined into another; stops and treatments are placed one by one."""


def belongings(connection: Connection, table: str, case_id: int) -> list[int]:
    """The ids of a case's rows in one of BELONGINGS."""
    rows = _TABLES[table]
    return list(connection.execute(select(rows.c.id).where(rows.c.case_id == case_id)).scalars())


def open_suggestion(connection: Connection, number: int) -> Any:
    """The open suggestion with this number, or None."""
    query = select(_SUGGESTION).where(_SUGGESTION.c.id == number, _SUGGESTION.c.state == "open")
    return connection.execute(query).first()


def suggestions_between(connection: Connection, one: int, other: int) -> list[int]:
    """The ids of the suggestions about these two cases, whichever is named first."""
    query = select(_SUGGESTION.c.id).where(
        or_(
            (_SUGGESTION.c.case_id == one) & (_SUGGESTION.c.other_id == other),
            (_SUGGESTION.c.case_id == other) & (_SUGGESTION.c.other_id == one),
        )
    )
    return list(connection.execute(query).scalars())
