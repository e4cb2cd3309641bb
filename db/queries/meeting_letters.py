"""The reads behind telling that a meeting changed: the meetings to come, and who was told what of each."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, exists, or_, select

from db.models import Row as Register
from states.facts import MeetingState
from states.letters import DeliveryState

_TABLES = Register.metadata.tables
_MEETING, _FORUM, _DISPATCH, _LETTER, _DELIVERY = (
    _TABLES[name] for name in ("meeting", "forum", "dispatch", "letter", "delivery")
)
_STATES = (MeetingState.PLANNED, MeetingState.LOCKED, MeetingState.CANCELLED)


def sent_meetings(connection: Connection, today: date) -> Sequence[Any]:
    """The meetings from `today` on whose agenda was fixed at some time, cancelled ones too, the earliest first."""
    columns = (_MEETING.c[name] for name in ("id", "on", "at", "place", "state", "cancel_reason"))
    query = select(*columns, _FORUM.c.name).join_from(_MEETING, _FORUM)
    fixed = exists().where(_DISPATCH.c.meeting_id == _MEETING.c.id)
    query = query.where(_MEETING.c.on >= today, _MEETING.c.state.in_(_STATES), fixed)
    return connection.execute(query.order_by(_MEETING.c.on, _MEETING.c.id)).all()


def meeting_letters(connection: Connection, meeting_id: int) -> Sequence[Any]:
    """The letters about a meeting, agendas and changes, the first first, with how far each has come."""
    dispatches = select(_DISPATCH.c.id).where(_DISPATCH.c.meeting_id == meeting_id)
    beginnings = [f"meeting-change:{meeting_id}:"]
    beginnings += [f"dispatch:{one}:" for one in connection.execute(dispatches).scalars()]
    names = ("id", "to_email", "to_name", "facts")
    query = select(*(_LETTER.c[name] for name in names), _DELIVERY.c.state).join_from(_LETTER, _DELIVERY)
    return connection.execute(query.where(_LETTER.c.id.in_(_with_keys(connection, beginnings)))).all()


def _with_keys(connection: Connection, beginnings: Iterable[str]) -> Sequence[int]:
    """Asked by itself: it is answered from the index of the keys alone."""
    query = select(_LETTER.c.id).where(or_(*(_LETTER.c.key.startswith(one, autoescape=True) for one in beginnings)))
    return connection.execute(query.order_by(_LETTER.c.id)).scalars().all()


def unsent_about(connection: Connection, meeting_id: int) -> list[int]:
    """The letters about a meeting that lie here still, and may be cancelled."""
    lies = (DeliveryState.QUEUED, DeliveryState.RETRY, DeliveryState.FAILED)
    return [row.id for row in meeting_letters(connection, meeting_id) if row.state in lies]
