"""The reads behind letters about decisions: causes that nobody has seen to, what they are about, where letters go."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select

from db.models import Row as Register

_TABLES = Register.metadata.tables
_CAUSE, _DECISION, _FORUM, _TREATMENT = (_TABLES[name] for name in ("outbox", "decision", "forum", "treatment"))

MOST_AT_ONCE = 500
"""Causes seen to in one go: when years of minutes are read in, each tick does its share."""


def queued_causes(connection: Connection) -> list[Any]:
    """The causes for letters that nobody has seen to, the oldest first: id, case_id, kind, payload."""
    query = select(_CAUSE).where(_CAUSE.c.state == "queued").order_by(_CAUSE.c.id)
    return list(connection.execute(query.limit(MOST_AT_ONCE)))


def decisions(connection: Connection, ids: Collection[int]) -> dict[int, Any]:
    """Decisions by id, with the forum's code."""
    query = select(_DECISION, _FORUM.c.code).join_from(_DECISION, _FORUM).where(_DECISION.c.id.in_(list(ids)))
    return {row.id: row for row in connection.execute(query)}


def decision_ids(connection: Connection, case_id: int) -> list[int]:
    """The ids of every decision on a case, wrong ones too, in the order they were recorded."""
    query = select(_DECISION.c.id).where(_DECISION.c.case_id == case_id).order_by(_DECISION.c.id)
    return list(connection.execute(query).scalars())


def forum_addresses(connection: Connection) -> dict[str, str]:
    """Where letters to forums go, by code; those without an address are left out."""
    query = select(_FORUM.c.code, _FORUM.c.email).where(_FORUM.c.email.is_not(None), _FORUM.c.email != "")
    return {row.code: row.email for row in connection.execute(query)}


def forums_without_address(connection: Connection) -> list[str]:
    """The names of the forums that wait to treat a case and have no address."""
    query = select(_FORUM.c.id, _FORUM.c.name).join_from(_TREATMENT, _FORUM)
    none = (_FORUM.c.email.is_(None)) | (_FORUM.c.email == "")
    rows = connection.execute(query.where(_TREATMENT.c.open.is_(True), none).distinct().order_by(_FORUM.c.id))
    return [row.name for row in rows]
