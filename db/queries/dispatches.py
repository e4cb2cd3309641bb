"""The reads of what was sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from db.models import Row as Register
from states.document_json import load_paper
from states.paper import Paper

_DISPATCH = Register.metadata.tables["dispatch"]


@dataclass(frozen=True, slots=True)
class Sent:
    """Udsendelse: an agenda as it was sent, when, by whom, and why it was sent again."""

    version: int
    at: datetime
    by: str
    reason: str | None
    paper: Paper


def dispatches(connection: Connection, meeting_id: int) -> list[Sent]:
    """Every dispatch of a meeting's agenda, the first first."""
    query = select(_DISPATCH).where(_DISPATCH.c.meeting_id == meeting_id).order_by(_DISPATCH.c.version)
    return [_sent(row) for row in connection.execute(query)]


def last_dispatch(connection: Connection, meeting_id: int) -> Sent | None:
    """The latest dispatch of a meeting's agenda, None where it was never locked."""
    query = select(_DISPATCH).where(_DISPATCH.c.meeting_id == meeting_id).order_by(_DISPATCH.c.version.desc()).limit(1)
    row = connection.execute(query).first()
    return _sent(row) if row else None


def _sent(row: Any) -> Sent:
    return Sent(row.version, row.at, row.by, row.reason, load_paper(row.paper))
