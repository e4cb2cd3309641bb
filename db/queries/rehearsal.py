"""Reads for a rehearsal: the letters that came, and what would have been done by a day."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from db.models import Row as Register
from states.deadlines import DeadlineState
from states.promises import PromiseState

_TABLES = Register.metadata.tables
_LETTER, _DEADLINE, _TASK, _PROMISE, _REMINDER, _TAKEN = (
    _TABLES[name] for name in ("letter", "deadline", "task", "promise", "reminder", "acknowledgement")
)


def last_letter(connection: Connection) -> int:
    """The number of the last letter; 0 where there is none."""
    latest: int | None = connection.execute(select(func.max(_LETTER.c.id))).scalar_one()
    return latest or 0


def letters_after(connection: Connection, number: int) -> list[Any]:
    """The letters that came after this one, in order: id, to_email, to_name, kind, subject, case_id, failure."""
    names = ("id", "to_email", "to_name", "kind", "subject", "case_id", "failure")
    query = select(*(_LETTER.c[name] for name in names)).where(_LETTER.c.id > number)
    return list(connection.execute(query.order_by(_LETTER.c.id)))


def deadlines_by(connection: Connection, day: date) -> list[int]:
    """The open deadlines that are worked to by this day; vague words by the last day that they may mean."""
    worked_to = func.coalesce(_DEADLINE.c.works_to, _DEADLINE.c.latest, _DEADLINE.c.on)
    query = select(_DEADLINE.c.id).where(_DEADLINE.c.state == DeadlineState.OPEN, worked_to <= day)
    return list(connection.execute(query.order_by(_DEADLINE.c.id)).scalars())


def tasks_by(connection: Connection, day: date) -> list[int]:
    """The open tasks that are due by this day."""
    query = select(_TASK.c.id).where(_TASK.c.state == "open", _TASK.c.due <= day).order_by(_TASK.c.id)
    return list(connection.execute(query).scalars())


def promises_by(connection: Connection, day: date) -> list[int]:
    """The open promises whose last day is this one or before."""
    query = select(_PROMISE.c.id).where(_PROMISE.c.state == PromiseState.OPEN, _PROMISE.c.latest <= day)
    return list(connection.execute(query.order_by(_PROMISE.c.id)).scalars())


def asked_twice(connection: Connection) -> list[tuple[str, str]]:
    """What owners were asked about in two letters and have not said "jeg tager den" of: the subject, the recipient."""
    named = (_REMINDER.c.subject, _REMINDER.c.revision, _REMINDER.c.recipient)
    taken = select(_TAKEN.c.id).where(*(_TAKEN.c[column.name] == column for column in named))
    query = (
        select(_REMINDER.c.subject, _REMINDER.c.recipient)
        .where(_REMINDER.c.role == "owner", ~taken.exists())
        .group_by(*named)
        .having(func.count(_REMINDER.c.letter_id.distinct()) == 2)
        .order_by(_REMINDER.c.subject, _REMINDER.c.recipient)
    )
    return [(row.subject, row.recipient) for row in connection.execute(query)]
