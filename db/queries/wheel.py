"""The reads of the yearly wheel: its duties with their turns, when forums meet, and what may be its cases."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from db.models import Row as Register
from states.facts import MeetingState
from states.wheel import KnownDuty, Turn, TurnState
from states.wheel_json import stored_duty

_TABLES = Register.metadata.tables
_DUTY, _TURN, _MEETING, _FORUM, _CASE, _DEADLINE, _TREATMENT = (
    _TABLES[name] for name in ("wheel", "wheel_turn", "meeting", "forum", "cases", "deadline", "treatment")
)
_LADDER = _TABLES["ladder"]
SINCE = "since"
"""Where a stored duty says from when on it is in force."""


def known_duties(connection: Connection) -> list[KnownDuty]:
    """Every duty of the register with its turns, in the order of their keys."""
    turns: dict[int, list[Turn]] = defaultdict(list)
    for row in connection.execute(select(_TURN).order_by(_TURN.c.occurrence, _TURN.c.id)):
        turns[row.wheel_id].append(_turn(row))
    return [
        KnownDuty(row.id, stored_duty(row.duty), row.active, date.fromisoformat(row.duty[SINCE]), tuple(turns[row.id]))
        for row in connection.execute(select(_DUTY).order_by(_DUTY.c.key))
    ]


def _turn(row: Any) -> Turn:
    return Turn(row.id, row.occurrence, TurnState(row.state), row.due, row.asked_on, row.case_id, row.reason)


def meeting_days(connection: Connection) -> dict[str, list[date]]:
    """The days on which each forum met or will meet, by its code, the earliest first; cancelled ones left out."""
    query = (
        select(_FORUM.c.code, _MEETING.c.on)
        .join_from(_MEETING, _FORUM)
        .where(_MEETING.c.state != MeetingState.CANCELLED)
        .order_by(_MEETING.c.on)
    )
    found: dict[str, list[date]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.code].append(row.on)
    return dict(found)


def case_heads(connection: Connection) -> list[Any]:
    """The id, title, state and year of opening (`opened_on`) of every case that was not joined into another."""
    columns = (_CASE.c[name] for name in ("id", "title", "state", "opened_on"))
    return list(connection.execute(select(*columns).where(_CASE.c.joined_into.is_(None)).order_by(_CASE.c.id)))


def open_deadline_days(connection: Connection, case_id: int) -> set[date]:
    """The exact days of a case's open deadlines."""
    query = select(_DEADLINE.c.on).where(
        _DEADLINE.c.case_id == case_id, _DEADLINE.c.state == "open", _DEADLINE.c.on.is_not(None)
    )
    return set(connection.execute(query).scalars())


def closed_cases(connection: Connection, case_ids: Iterable[int]) -> set[int]:
    """Those of the cases that some forum treats as confidential."""
    query = select(_TREATMENT.c.case_id).where(_TREATMENT.c.case_id.in_(list(case_ids)), _TREATMENT.c.closed)
    return set(connection.execute(query).scalars())


def head_of_office(connection: Connection) -> str | None:
    """The address of the head of secretariat, if somebody has said it."""
    return connection.execute(select(_LADDER.c.head).where(_LADDER.c.scope == "office")).scalar()
