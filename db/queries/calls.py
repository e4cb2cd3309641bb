"""The reads behind the call for items: the meetings whose cut-off comes nearer, and who might have been called."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from db.models import Row as Register
from states.calendar import Notice
from states.facts import MeetingState

_TABLES = Register.metadata.tables
_MEETING, _FORUM, _PERSON = (_TABLES[name] for name in ("meeting", "forum", "person"))


@dataclass(frozen=True, slots=True)
class CalledMeeting:
    """A planned meeting with the last day for items and the day when its agenda goes out. `at`: HH:MM local time."""

    id: int
    code: str
    forum: str
    on: date
    at: str | None
    place: str | None
    cut_off: date
    dispatch: date


def called_meetings(connection: Connection, today: date) -> list[CalledMeeting]:
    """The planned meetings from `today` on, the earliest first; councils write their own."""
    columns = (_MEETING.c[name] for name in ("id", "on", "at", "place"))
    days = (_MEETING.c[name].label(f"own_{name}") for name in ("cut_off", "dispatch"))
    settings = (_FORUM.c[name] for name in ("code", "name", "cut_off", "dispatch"))
    kinds = (_FORUM.c[name] for name in ("cut_off_working", "dispatch_working"))
    query = (
        select(*columns, *days, *settings, *kinds)
        .join_from(_MEETING, _FORUM)
        .where(_MEETING.c.state == MeetingState.PLANNED, _MEETING.c.on >= today, _FORUM.c.municipality.is_(None))
        .order_by(_MEETING.c.on, _MEETING.c.id)
    )
    return [
        CalledMeeting(
            id=row.id,
            code=row.code,
            forum=row.name,
            on=row.on,
            at=row.at,
            place=row.place,
            cut_off=row.own_cut_off or Notice(row.cut_off, row.cut_off_working).before(row.on),
            dispatch=row.own_dispatch or Notice(row.dispatch, row.dispatch_working).before(row.on),
        )
        for row in connection.execute(query)
    ]


def addresses(connection: Connection) -> list[str]:
    """Every address of a person."""
    query = select(_PERSON.c.email).where(_PERSON.c.email.is_not(None)).distinct()
    return list(connection.execute(query).scalars())
