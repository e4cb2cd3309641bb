"""The reads of the follow-up list: tasks with the decision that gave them, and decisions that gave none."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from db.models import Row as Register
from states.follow_up import OPEN, Decided, DecidedCase, FollowedTask
from states.outcomes import Outcome
from states.paper import ItemKind

_TABLES = Register.metadata.tables
_CASE, _TREATMENT, _FORUM, _ITEM, _DECISION, _TASK = (
    _TABLES[name] for name in ("cases", "treatment", "forum", "agenda_item", "decision", "task")
)
_ANY = _TREATMENT.alias("any_treatment")
_ANY_CLOSED = select(_ANY.c.id).where(_ANY.c.case_id == _CASE.c.id, _ANY.c.closed.is_(True)).exists()
_TOLD = (
    _DECISION.c.on,
    _DECISION.c.outcome,
    _DECISION.c.words.label("decided"),
    _FORUM.c.code,
    _TREATMENT.c.closed,
    _ANY_CLOSED.label("any_closed"),
    _ITEM.c.number,
)
_SAME_ITEM = (
    (_ITEM.c.treatment_id == _DECISION.c.treatment_id)
    & (_ITEM.c.meeting_id == _DECISION.c.meeting_id)
    & _ITEM.c.kind.in_(tuple(ItemKind))
)


def followed_tasks(connection: Connection, since: date, forum: str | None = None) -> list[FollowedTask]:
    """Every open task, and the ended ones of decisions on or after `since`; of one `forum`, by its code, if named.

    A task that the calendar gave (an empowerment that ended unused) belongs to the forum that owns it.
    """
    query = (
        select(_TASK, _CASE.c.title, *_TOLD)
        .join_from(_TASK, _CASE, _CASE.c.id == _TASK.c.case_id)
        .outerjoin(_DECISION, _DECISION.c.id == _TASK.c.decision_id)
        .outerjoin(_FORUM, _FORUM.c.id == _DECISION.c.forum_id)
        .outerjoin(_TREATMENT, _TREATMENT.c.id == _DECISION.c.treatment_id)
        .outerjoin(_ITEM, _SAME_ITEM)
        .where(or_(_TASK.c.state == OPEN, _DECISION.c.on >= since))
        .order_by(_TASK.c.id)
    )
    if forum:
        query = query.where(or_(_FORUM.c.code == forum, _DECISION.c.id.is_(None) & (_TASK.c.owner == forum)))
    return [_task(row) for row in connection.execute(query)]


def decisions_without_tasks(connection: Connection, since: date, forum: str | None = None) -> list[DecidedCase]:
    """The decisions that count, on or after `since`, that nobody was given a task by; the latest first."""
    query = _without_tasks().where(_DECISION.c.on >= since)
    if forum:
        query = query.where(_FORUM.c.code == forum)
    rows = connection.execute(query.order_by(_DECISION.c.on.desc(), _DECISION.c.id))
    return [DecidedCase(row.id, row.title, _decided(row), _closed(row)) for row in rows]


def _without_tasks() -> Select[Any]:
    """A correction takes over the tasks of the entry that it mends: a treatment's decisions are looked at together."""
    gave = _DECISION.alias("gave")
    same = or_(gave.c.id == _DECISION.c.id, gave.c.treatment_id == _DECISION.c.treatment_id)
    given = select(_TASK.c.id).join_from(_TASK, gave, gave.c.id == _TASK.c.decision_id).where(same)
    return (
        select(_CASE.c.id, _CASE.c.title, *_TOLD)
        .join_from(_DECISION, _CASE, _CASE.c.id == _DECISION.c.case_id)
        .join(_FORUM, _FORUM.c.id == _DECISION.c.forum_id)
        .outerjoin(_TREATMENT, _TREATMENT.c.id == _DECISION.c.treatment_id)
        .outerjoin(_ITEM, _SAME_ITEM)
        .where(_DECISION.c.current.is_(True), ~given.exists())
    )


def _task(row: Any) -> FollowedTask:
    return FollowedTask(
        id=row.id,
        case_id=row.case_id,
        title=row.title,
        words=row.words,
        owner=row.owner,
        due=row.due,
        state=row.state,
        decision=_decided(row) if row.on else None,
        closed=_closed(row),
    )


def _decided(row: Any) -> Decided:
    return Decided(row.code, row.on, row.number or "", Outcome(row.outcome), row.decided)


def _closed(row: Any) -> bool:
    """What came of a treatment is closed as that was; what came of none (a group, the calendar) as any of its case."""
    return bool(row.any_closed if row.closed is None else row.closed)
