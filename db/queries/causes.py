"""The reads behind letters about decisions: causes that nobody has seen to, what they are about, where letters go."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select, union

from db.models import Row as Register

_TABLES = Register.metadata.tables
_CAUSE, _DECISION, _FORUM = (_TABLES[name] for name in ("outbox", "decision", "forum"))

ANSWERS_CLOSED = "answers_closed"
"""The kind of a cause that no decision gave: a group's date came, and the case went on with the answers that were in.

Its payload is {"stop": the id of the group's stop}.
"""

MOST_AT_ONCE = 500
"""Causes seen to in one go: when years of minutes are read in, each tick does its share."""


def queued_causes(connection: Connection) -> list[Any]:
    """The causes for letters that nobody has seen to, the oldest first: id, case_id, kind, payload, queued_at."""
    query = select(_CAUSE).where(_CAUSE.c.state == "queued").order_by(_CAUSE.c.id)
    return list(connection.execute(query.limit(MOST_AT_ONCE)))


def decisions(connection: Connection, ids: Collection[int]) -> dict[int, Any]:
    """Decisions by id, with the forum's code."""
    query = select(_DECISION, _FORUM.c.code).join_from(_DECISION, _FORUM).where(_DECISION.c.id.in_(list(ids)))
    return {row.id: row for row in connection.execute(query)}


def turning_points(connection: Connection, case_id: int) -> list[int]:
    """What may have moved a case, in order: the ids of its decisions, wrong ones too, and of closed answers."""
    decided = select(_DECISION.c.id).where(_DECISION.c.case_id == case_id)
    closed = select(_CAUSE.c.id).where(_CAUSE.c.case_id == case_id, _CAUSE.c.kind == ANSWERS_CLOSED)
    return sorted(connection.execute(union(decided, closed)).scalars())


def forum_addresses(connection: Connection) -> dict[str, str]:
    """Where letters to forums go, by code; those without an address are left out."""
    query = select(_FORUM.c.code, _FORUM.c.email).where(_FORUM.c.email.is_not(None), _FORUM.c.email != "")
    return {row.code: row.email for row in connection.execute(query)}
