"""Reads for joining cases: what belongs to one, and the suggestions about two."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, or_, select

from db.models import Row as Register

_TABLES = Register.metadata.tables
_CASE, _SUGGESTION = _TABLES["cases"], _TABLES["suggestion"]

BELONGINGS = ("decision", "deadline", "task", "attachment", "outbox")
"""The tables whose rows follow a case that is joined into another; stops and treatments are placed one by one."""


def belongings(connection: Connection, table: str, case_id: int) -> list[int]:
    """The ids of a case's rows in one of BELONGINGS."""
    rows = _TABLES[table]
    return list(connection.execute(select(rows.c.id).where(rows.c.case_id == case_id)).scalars())


def attachments_with(connection: Connection, column: str, treatment_id: int) -> list[int]:
    """The ids of the attachments that name a treatment in a column (treatment_id, left_out_from)."""
    rows = _TABLES["attachment"]
    return list(connection.execute(select(rows.c.id).where(rows.c[column] == treatment_id)).scalars())


def open_suggestion(connection: Connection, number: int) -> Any:
    """The open suggestion with this number, or None."""
    query = select(_SUGGESTION).where(_SUGGESTION.c.id == number, _SUGGESTION.c.state == "open")
    return connection.execute(query).first()


def suggestions_of(connection: Connection, case_ids: Sequence[int]) -> list[Any]:
    """The suggestions about any of these cases, the dismissed ones too, in the order in which they were made."""
    query = select(_SUGGESTION).where(or_(_SUGGESTION.c.case_id.in_(case_ids), _SUGGESTION.c.other_id.in_(case_ids)))
    return list(connection.execute(query.order_by(_SUGGESTION.c.id)))


def route_version(connection: Connection, case_id: int) -> int:
    """The version of the route that a case began with."""
    return int(connection.execute(select(_CASE.c.route_version).where(_CASE.c.id == case_id)).scalar_one())
