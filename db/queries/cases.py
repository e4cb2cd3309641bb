"""The reads of the register's lists and of one case's account."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, select

from db.models import Row as Register
from states.machine import DONE_STATES, ENDED

_TABLES = Register.metadata.tables
_CASE, _TREATMENT, _FORUM, _MEETING, _DECISION, _TASK, _DEADLINE, _STOP = (
    _TABLES[name] for name in ("cases", "treatment", "forum", "meeting", "decision", "task", "deadline", "stop")
)


def case_list(connection: Connection, *, everything: bool, forum: str | None = None) -> list[Any]:
    """Cases by number; open ones, or `everything`; those that wait at one `forum`, by its code, where it is named."""
    query = select(_CASE).where(_CASE.c.joined_into.is_(None)).order_by(_CASE.c.id)
    if not everything:
        query = query.where(_CASE.c.state.not_in(ENDED))
    if forum:
        here = select(_TREATMENT.c.id).join_from(_TREATMENT, _FORUM).where(_TREATMENT.c.case_id == _CASE.c.id)
        query = query.where(here.where(_TREATMENT.c.open.is_(True), _FORUM.c.code == forum).exists())
    return list(connection.execute(query))


def waiting_treatments(connection: Connection) -> dict[int, list[Any]]:
    """The open treatments of every case, in the order of `case_treatments`, with `code` and the meeting's date `on`."""
    query = (
        select(_TREATMENT.c.case_id, _FORUM.c.code, _MEETING.c.on)
        .join_from(_TREATMENT, _FORUM)
        .join(_STOP, _STOP.c.id == _TREATMENT.c.stop_id)
        .outerjoin(_MEETING, _MEETING.c.id == _TREATMENT.c.meeting_id)
        .where(_TREATMENT.c.open.is_(True))
        .order_by(_STOP.c.position, _TREATMENT.c.id)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.case_id].append(row)
    return found


def meetings_that_treated(connection: Connection) -> dict[tuple[int, str], set[int]]:
    """The meetings that have treated the open cases, by case and forum."""
    query = (
        select(_TREATMENT.c.case_id, _FORUM.c.code, _TREATMENT.c.meeting_id)
        .join_from(_TREATMENT, _FORUM)
        .join(_CASE, _CASE.c.id == _TREATMENT.c.case_id)
        .where(_CASE.c.state.not_in(ENDED), _TREATMENT.c.state.in_(DONE_STATES), _TREATMENT.c.meeting_id.is_not(None))
    )
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    for row in connection.execute(query):
        found[row.case_id, row.code].add(row.meeting_id)
    return found


def case_row(connection: Connection, case_id: int) -> Any:
    """One case's row."""
    return connection.execute(select(_CASE).where(_CASE.c.id == case_id)).one()


def joined_cases(connection: Connection, case_id: int) -> list[int]:
    """The numbers of the cases that were joined into this one."""
    query = select(_CASE.c.id).where(_CASE.c.joined_into == case_id).order_by(_CASE.c.id)
    return list(connection.execute(query).scalars())


def case_decisions(connection: Connection, case_id: int) -> dict[int, Any]:
    """The decisions that count, by treatment."""
    query = select(_DECISION).where(_DECISION.c.case_id == case_id, _DECISION.c.current.is_(True))
    return {row.treatment_id: row for row in connection.execute(query.order_by(_DECISION.c.id))}


def group_decisions(connection: Connection, case_id: int) -> list[Any]:
    """What an officer said came of a group of forums, oldest first, with the code of the group's first forum."""
    query = select(_DECISION, _FORUM.c.code).join_from(_DECISION, _FORUM)
    query = query.where(
        _DECISION.c.case_id == case_id, _DECISION.c.treatment_id.is_(None), _DECISION.c.current.is_(True)
    )
    return list(connection.execute(query.order_by(_DECISION.c.id)))


def case_treatments(connection: Connection, case_id: int) -> list[Any]:
    """A case's treatments with forum (`code`, `name`), stop key and the meeting's date (`on`)."""
    query = (
        select(_TREATMENT, _FORUM.c.code, _FORUM.c.name, _FORUM.c.municipality, _STOP.c.key, _MEETING.c.on)
        .join_from(_TREATMENT, _FORUM)
        .join(_STOP, _STOP.c.id == _TREATMENT.c.stop_id)
        .outerjoin(_MEETING, _MEETING.c.id == _TREATMENT.c.meeting_id)
        .where(_TREATMENT.c.case_id == case_id)
        .order_by(_STOP.c.position, _TREATMENT.c.id)
    )
    return list(connection.execute(query))


def case_stops(connection: Connection, case_id: int) -> dict[int, Any]:
    """A case's stops by id."""
    return {row.id: row for row in connection.execute(select(_STOP).where(_STOP.c.case_id == case_id))}


def case_tasks(connection: Connection, case_id: int) -> list[Any]:
    """A case's tasks, in the order they were given."""
    return list(connection.execute(select(_TASK).where(_TASK.c.case_id == case_id).order_by(_TASK.c.id)))


def all_deadlines(connection: Connection, case_id: int) -> list[Any]:
    """A case's deadlines in every state, the earliest first."""
    query = select(_DEADLINE).where(_DEADLINE.c.case_id == case_id)
    return list(connection.execute(query.order_by(_DEADLINE.c.on, _DEADLINE.c.id)))
