"""The reads of planning: every forum's meetings to come, and the deadlines of cases."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, select

from db.models import Row as Register
from states.facts import MeetingState
from states.timetable import Slot

_TABLES = Register.metadata.tables
_MEETING, _FORUM = _TABLES["meeting"], _TABLES["forum"]


@dataclass(frozen=True, slots=True)
class Meets:
    """When a forum meets from some day on. `notice`: its cut-off in calendar days, where a meeting has none of its own.

    `slots` has no meeting whose agenda is fixed already. `last`: the last meeting known, on any day.
    """

    forum_id: int
    code: str
    notice: int
    council: bool
    slots: tuple[Slot, ...]
    last: date | None


def meets(connection: Connection, today: date) -> dict[str, Meets]:
    """Every forum with its meetings from `today` on that are not cancelled, by code."""
    query = (
        select(_MEETING.c.forum_id, _MEETING.c.on, _MEETING.c.cut_off, _MEETING.c.state, _FORUM.c.cut_off.label("days"))
        .join_from(_MEETING, _FORUM)
        .where(_MEETING.c.state != MeetingState.CANCELLED)
        .order_by(_MEETING.c.on)
    )
    slots: dict[int, list[Slot]] = defaultdict(list)
    last: dict[int, date] = {}
    for row in connection.execute(query):
        last[row.forum_id] = row.on
        if row.on >= today and row.state == MeetingState.PLANNED:
            slots[row.forum_id].append(Slot(row.on, row.cut_off or row.on - timedelta(days=row.days)))
    forums = connection.execute(select(_FORUM.c.id, _FORUM.c.code, _FORUM.c.cut_off, _FORUM.c.municipality))
    return {
        row.code: Meets(
            row.id, row.code, row.cut_off, row.municipality is not None, tuple(slots[row.id]), last.get(row.id)
        )
        for row in forums
    }


def slot_of(connection: Connection, meeting_ids: Iterable[int]) -> dict[int, Slot]:
    """Meetings by id, whether their agenda is fixed or not."""
    query = select(_MEETING).where(_MEETING.c.id.in_(list(meeting_ids)))
    return {row.id: Slot(row.on, row.cut_off or row.on) for row in connection.execute(query)}
