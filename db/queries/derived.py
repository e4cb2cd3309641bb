"""The days that follow from other tables: tasks, promises, and the days before a meeting; never copied to deadlines."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from db.models import Row as Register
from db.queries.promises import load_promises
from states.calendar import last_working_day
from states.facts import MeetingState
from states.promises import Promised, PromiseState
from states.watched import Source, Watched

_TABLES = Register.metadata.tables
_CASE, _TREATMENT, _TASK, _FORUM, _MEETING = (
    _TABLES[name] for name in ("cases", "treatment", "task", "forum", "meeting")
)


def derived_days(connection: Connection, today: date) -> Iterator[Watched]:
    """Open tasks with a day, open promises with a last day, and the cut-off and dispatch days of planned meetings.

    A cut-off that is over is nobody's any more; a dispatch day is until the agenda is locked or the meeting held. The
    councils' own meetings are left out: their agendas are not ours.
    """
    yield from _tasks(connection)
    yield from _promises(connection)
    yield from _meetings(connection, today)


def _closed(case_id: ColumnElement[Any]) -> ColumnElement[bool]:
    return select(_TREATMENT.c.id).where(_TREATMENT.c.case_id == case_id, _TREATMENT.c.closed.is_(True)).exists()


def _tasks(connection: Connection) -> Iterator[Watched]:
    closed = _closed(_CASE.c.id).label("closed")
    query = (
        select(_TASK, _CASE.c.title, _CASE.c.officers, closed)
        .join_from(_TASK, _CASE, _CASE.c.id == _TASK.c.case_id)
        .where(_TASK.c.state == "open", _TASK.c.due.is_not(None))
    )
    for row in connection.execute(query.order_by(_TASK.c.due, _TASK.c.id)):
        yield Watched(
            source=Source.TASK,
            number=row.id,
            revision=row.due.isoformat(),
            kind=Source.TASK,
            words=row.words,
            works_to=last_working_day(row.due),
            on=row.due,
            owners=(row.owner,) if row.owner else (),
            case_id=row.case_id,
            title=row.title,
            closed=bool(row.closed),
            officers=tuple(row.officers),
        )


def _promises(connection: Connection) -> Iterator[Watched]:
    cases = _cases(connection)
    for promise in load_promises(connection):
        if promise.state is PromiseState.OPEN and promise.latest is not None:
            yield _promise(promise, promise.latest, cases.get(promise.case_id or 0))


def _promise(promise: Promised, latest: date, case: Any) -> Watched:
    return Watched(
        source=Source.PROMISE,
        number=promise.id,
        revision=latest.isoformat(),
        kind=Source.PROMISE,
        words=promise.subject,
        works_to=last_working_day(latest),
        on=latest,
        since=promise.made_on,
        case_id=promise.case_id,
        title=case.title if case is not None else "",
        closed=promise.closed or (case is not None and bool(case.closed)),
        forum=promise.forum,
        officers=tuple(case.officers) if case is not None else (),
    )


def _cases(connection: Connection) -> dict[int, Any]:
    """The cases that were promised, by number."""
    promise = _TABLES["promise"]
    query = (
        select(_CASE.c.id, _CASE.c.title, _CASE.c.officers, _closed(_CASE.c.id).label("closed"))
        .join_from(promise, _CASE, _CASE.c.id == promise.c.case_id)
        .where(promise.c.state == PromiseState.OPEN)
    )
    return {row.id: row for row in connection.execute(query)}


def _meetings(connection: Connection, today: date) -> Iterator[Watched]:
    query = (
        select(_MEETING.c.id, _MEETING.c.on, _MEETING.c.cut_off, _MEETING.c.dispatch, _FORUM.c.code)
        .join_from(_MEETING, _FORUM, _FORUM.c.id == _MEETING.c.forum_id)
        .where(_MEETING.c.state == MeetingState.PLANNED, _MEETING.c.on >= today, _FORUM.c.municipality.is_(None))
    )
    for row in connection.execute(query.order_by(_MEETING.c.on, _MEETING.c.id)):
        if row.cut_off is not None and row.cut_off >= today:
            yield _before_meeting(row, Source.CUT_OFF, row.cut_off, ends=row.cut_off)
        if row.dispatch is not None:
            yield _before_meeting(row, Source.DISPATCH, row.dispatch, ends=row.on)


def _before_meeting(row: Any, source: Source, day: date, *, ends: date) -> Watched:
    return Watched(
        source=source,
        number=row.id,
        revision=day.isoformat(),
        kind=source,
        words=f"{row.code} {row.on}",
        works_to=last_working_day(day),
        on=day,
        ends=ends,
        forum=row.code,
    )
