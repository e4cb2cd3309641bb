"""Reads for mending a decision: the last one of a case, and what followed from it."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from db.models import Row as Register

_TABLES = Register.metadata.tables
_CASE, _DECISION, _TASK, _STOP, _FORUM, _MEETING = (
    _TABLES[name] for name in ("cases", "decision", "task", "stop", "forum", "meeting")
)


def last_decision(connection: Connection, case_id: int, forum: str | None = None) -> Any:
    """The last decision on a case that counts (that of one `forum`, by its code, where it is named).

    With the forum's `code` and the meeting's date as `meeting_on`; None where there is no decision.
    """
    query = (
        select(_DECISION, _FORUM.c.code, _MEETING.c.on.label("meeting_on"))
        .join_from(_DECISION, _FORUM)
        .outerjoin(_MEETING, _MEETING.c.id == _DECISION.c.meeting_id)
        .where(_DECISION.c.case_id == case_id, _DECISION.c.current.is_(True))
        .order_by(_DECISION.c.id.desc())
    )
    if forum is not None:
        query = query.where(_FORUM.c.code == forum)
    return connection.execute(query.limit(1)).first()


def tasks_of(connection: Connection, treatment_id: int) -> list[int]:
    """The ids of the open tasks that a treatment's decision gave, or the wrong entries that it mends."""
    given = select(_DECISION.c.id).where(_DECISION.c.treatment_id == treatment_id)
    query = select(_TASK.c.id).where(_TASK.c.decision_id.in_(given), _TASK.c.state == "open").order_by(_TASK.c.id)
    return list(connection.execute(query).scalars())


def task_row(connection: Connection, number: int) -> Any:
    """A task, or None."""
    return connection.execute(select(_TASK).where(_TASK.c.id == number)).first()


def task_list(connection: Connection, *, everything: bool) -> list[Any]:
    """Tasks with their case's `title`; open ones, or `everything`; those with a date first, the earliest first."""
    query = select(_TASK, _CASE.c.title).join_from(_TASK, _CASE, _CASE.c.id == _TASK.c.case_id)
    if not everything:
        query = query.where(_TASK.c.state == "open")
    return list(connection.execute(query.order_by(_TASK.c.due.is_(None), _TASK.c.due, _TASK.c.id)))


def overdue_cases(connection: Connection, today: date) -> list[int]:
    """The cases at a stop that ended before this day: an empowerment, or a group that waits for a date."""
    query = (
        select(_CASE.c.id)
        .join_from(_STOP, _CASE, (_CASE.c.id == _STOP.c.case_id) & (_CASE.c.state == _STOP.c.key))
        .where(_STOP.c.expires < today)
    )
    return list(connection.execute(query.order_by(_STOP.c.id)).scalars())
