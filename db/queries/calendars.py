"""The reads of planning: every forum's meetings to come, and the deadlines of cases."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from db.models import Row as Register
from states.calendar import Notice
from states.facts import MeetingState
from states.timetable import Slot

_TABLES = Register.metadata.tables
_MEETING, _FORUM = _TABLES["meeting"], _TABLES["forum"]
_FORUMS = select(*(_FORUM.c[name] for name in ("id", "code", "cut_off", "cut_off_working", "municipality")))
_NOT_CANCELLED = (
    select(*(_MEETING.c[name] for name in ("forum_id", "on", "cut_off", "state")))
    .where(_MEETING.c.state != MeetingState.CANCELLED)
    .order_by(_MEETING.c.on)
)


@dataclass(frozen=True, slots=True)
class Meets:
    """When a forum meets from some day on. `notice`: its cut-off, where a meeting has none of its own.

    `slots` has no meeting whose agenda is fixed already; those to come are `fixed`. `last`: the last meeting known, on
    any day.
    """

    forum_id: int
    code: str
    notice: Notice
    council: bool
    slots: tuple[Slot, ...]
    last: date | None
    fixed: tuple[Slot, ...] = ()


def meets(connection: Connection, today: date) -> dict[str, Meets]:
    """Every forum with its meetings from `today` on that are not cancelled, by code."""
    forums = list(connection.execute(_FORUMS))
    notices = {row.id: Notice(row.cut_off, row.cut_off_working) for row in forums}
    slots: dict[int, list[Slot]] = defaultdict(list)
    fixed: dict[int, list[Slot]] = defaultdict(list)
    last: dict[int, date] = {}
    for row in connection.execute(_NOT_CANCELLED):
        last[row.forum_id] = row.on
        if row.on >= today and row.state in (MeetingState.PLANNED, MeetingState.LOCKED):
            known = slots if row.state == MeetingState.PLANNED else fixed
            known[row.forum_id].append(Slot(row.on, row.cut_off or notices[row.forum_id].before(row.on)))
    return {
        row.code: Meets(
            row.id,
            row.code,
            notices[row.id],
            row.municipality is not None,
            tuple(slots[row.id]),
            last.get(row.id),
            tuple(fixed[row.id]),
        )
        for row in forums
    }


def slot_of(connection: Connection, meeting_ids: Iterable[int]) -> dict[int, Slot]:
    """Meetings by id, whether their agenda is fixed or not."""
    query = select(_MEETING).where(_MEETING.c.id.in_(list(meeting_ids)))
    return {row.id: Slot(row.on, row.cut_off or row.on) for row in connection.execute(query)}


def planned_meetings(connection: Connection, forum_id: int, today: date) -> list[Any]:
    """The planned meetings of a forum from `today` on, the earliest first: id, on, at, place, cut_off, dispatch."""
    query = select(*(_MEETING.c[name] for name in ("id", "on", "at", "place", "cut_off", "dispatch"))).where(
        _MEETING.c.forum_id == forum_id, _MEETING.c.state == MeetingState.PLANNED, _MEETING.c.on >= today
    )
    return list(connection.execute(query.order_by(_MEETING.c.on)))
