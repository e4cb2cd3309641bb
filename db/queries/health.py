"""Reads for health: what is late, whom no letter reaches, and how old the register is."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, select

from db.models import Row as Register
from states.deadlines import DeadlineState
from states.facts import MeetingState
from states.machine import DRAFT

_TABLES = Register.metadata.tables
_DEADLINE, _CASE, _EVENT, _FORUM, _MEETING, _PERSON, _SEAT, _TREATMENT = (
    _TABLES[name] for name in ("deadline", "cases", "event", "forum", "meeting", "person", "membership", "treatment")
)

LONGEST_SHIFT = timedelta(days=14)
"""No day falls further from the working day it is worked to: the index stands on the day itself."""


def register_born(connection: Connection) -> datetime:
    """When the register was made."""
    born: datetime = connection.execute(select(_EVENT.c.at).order_by(_EVENT.c.seq).limit(1)).scalar_one()
    return born


def late_deadlines(connection: Connection, today: date) -> int:
    """How many open deadlines should have been done before this day."""
    late = (
        (_DEADLINE.c.state == DeadlineState.OPEN)
        & (_DEADLINE.c.on < today + LONGEST_SHIFT)
        & (_DEADLINE.c.works_to < today)
    )
    return connection.execute(select(func.count()).select_from(_DEADLINE).where(late)).scalar_one()


def owners_soon(connection: Connection, until: date) -> set[str]:
    """Whom the ladder asks about deadlines up to a day: their owners, else the officers of their cases."""
    query = (
        select(_DEADLINE.c.owners, _CASE.c.officers)
        .outerjoin_from(_DEADLINE, _CASE, _CASE.c.id == _DEADLINE.c.case_id)
        .where(_DEADLINE.c.state == DeadlineState.OPEN, _DEADLINE.c.on <= until)
    )
    return {word for row in connection.execute(query) for word in row.owners or row.officers or ()}


def forums_without_address(connection: Connection, today: date, until: date) -> list[str]:
    """The forums that letters are for and have no address: those that have a case, and those that meet in these days.

    The agenda of a meeting goes to the members too: a forum where one of them has an address is reached with it.
    """
    reached = (
        select(_SEAT.c.forum_id)
        .join_from(_SEAT, _PERSON, _PERSON.c.id == _SEAT.c.person_id)
        .where(_SEAT.c.until.is_(None), _PERSON.c.email.is_not(None))
    )
    meets = select(_MEETING.c.forum_id).where(
        _MEETING.c.state.in_((MeetingState.PLANNED, MeetingState.LOCKED)), _MEETING.c.on.between(today, until)
    )
    has_case = (
        select(_TREATMENT.c.forum_id)
        .join_from(_TREATMENT, _CASE, _CASE.c.id == _TREATMENT.c.case_id)
        .where(_TREATMENT.c.open.is_(True), _CASE.c.state != DRAFT)
    )
    wanted = _FORUM.c.id.in_(has_case) | (_FORUM.c.id.in_(meets) & _FORUM.c.id.not_in(reached))
    query = select(_FORUM.c.code).where(func.coalesce(_FORUM.c.email, "") == "", wanted)
    return list(connection.execute(query.order_by(_FORUM.c.code)).scalars())
