"""The reads of what the ladder watches beside deadlines: the days of tasks, promises and meetings; and of cases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from db.models import Row as Register
from db.queries.prepared import Prepared, among
from states.calendar import last_working_day
from states.facts import MeetingState
from states.follow_up import OPEN
from states.machine import TreatmentState
from states.promises import PromiseState
from states.watched import Source, Watched

_TABLES = Register.metadata.tables
_CASE, _TREATMENT, _FORUM, _MEETING, _TASK, _PROMISE, _DECISION = (
    _TABLES[name] for name in ("cases", "treatment", "forum", "meeting", "task", "promise", "decision")
)


@dataclass(frozen=True, slots=True)
class CaseSetting:
    """What a case says to everything that is due in it. `forum`: where it waits (the first of several)."""

    title: str
    officers: tuple[str, ...]
    closed: bool = False
    forum: str | None = None


_TITLES = Prepared(select(_CASE.c.id, _CASE.c.title, _CASE.c.officers).where(among(_CASE.c.id, "ids")))
_HERE = Prepared(
    select(_TREATMENT.c.case_id, _TREATMENT.c.officers, _TREATMENT.c.closed, _TREATMENT.c.open, _FORUM.c.code)
    .join_from(_TREATMENT, _FORUM)
    .where(among(_TREATMENT.c.case_id, "ids"))
    .where(_TREATMENT.c.open.is_(True) | _TREATMENT.c.closed.is_(True))
    .order_by(_TREATMENT.c.id)
)


def case_settings(connection: Connection, ids: Iterable[int]) -> dict[int, CaseSetting]:
    """These cases, by number. One is closed where any treatment of it ever was: what was secret stays so in mail."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = {row.id: CaseSetting(row.title, tuple(row.officers)) for row in _TITLES.rows(connection, ids=wanted)}
    for row in _HERE.rows(connection, ids=wanted):
        case = found[row.case_id]
        officers = (*case.officers, *row.officers) if row.open else case.officers
        found[row.case_id] = replace(
            case,
            officers=tuple(dict.fromkeys(officers)),
            closed=case.closed or bool(row.closed),
            forum=case.forum or (row.code if row.open else None),
        )
    return found


def in_case(watched: Watched, case_id: int | None, cases: Mapping[int, CaseSetting]) -> Watched:
    """What is due, with what its case says to it."""
    if case_id is None or case_id not in cases:
        return watched
    case = cases[case_id]
    return replace(
        watched,
        case_id=case_id,
        title=case.title,
        closed=case.closed,
        officers=case.officers,
        forum=watched.forum or case.forum,
    )


def derived(connection: Connection, today: date, until: date) -> list[Watched]:
    """What is due up to the day `until` by other tables than deadline: open tasks and promises, meetings to come."""
    return [*_tasks(connection, until), *_promises(connection, until), *meeting_days(connection, today, until)]


def _tasks(connection: Connection, until: date) -> list[Watched]:
    """A task of before its day was kept is known since its decision; what a forum owns is for its case's officers."""
    query = (
        select(_TASK, _DECISION.c.on.label("decided_on"))
        .outerjoin_from(_TASK, _DECISION, _DECISION.c.id == _TASK.c.decision_id)
        .where(_TASK.c.state == OPEN, _TASK.c.due <= until)
        .order_by(_TASK.c.id)
    )
    rows = list(connection.execute(query))
    cases = case_settings(connection, {row.case_id for row in rows})
    forums = set(connection.execute(select(_FORUM.c.code)).scalars()) if rows else set()
    return [_task(row, cases, forums) for row in rows]


def _task(row: Any, cases: Mapping[int, CaseSetting], forums: set[str]) -> Watched:
    watched = Watched(
        source=Source.TASK,
        number=row.id,
        revision=row.due.isoformat(),
        kind=str(Source.TASK),
        words=row.words,
        works_to=last_working_day(row.due),
        on=row.due,
        owners=(row.owner,) if row.owner and row.owner not in forums else (),
        since=row.since or row.decided_on,
    )
    return in_case(watched, row.case_id, cases)


def _promises(connection: Connection, until: date) -> list[Watched]:
    query = (
        select(_PROMISE, _FORUM.c.code)
        .join_from(_PROMISE, _FORUM, _FORUM.c.id == _PROMISE.c.forum_id)
        .where(_PROMISE.c.state == PromiseState.OPEN, _PROMISE.c.latest.is_not(None))
        .where(func.coalesce(_PROMISE.c.earliest, _PROMISE.c.latest) <= until)
        .order_by(_PROMISE.c.id)
    )
    rows = list(connection.execute(query))
    cases = case_settings(connection, {row.case_id for row in rows if row.case_id is not None})
    return [in_case(_promise(row), row.case_id, cases) for row in rows]


def _promise(row: Any) -> Watched:
    exact = row.earliest is None or row.earliest == row.latest
    return Watched(
        source=Source.PROMISE,
        number=row.id,
        revision=f"{row.earliest or ''}/{row.latest}",
        kind=str(Source.PROMISE),
        words=row.subject,
        works_to=last_working_day(row.latest if exact else row.earliest),
        on=row.latest if exact else None,
        earliest=None if exact else row.earliest,
        latest=None if exact else row.latest,
        since=row.since or row.made_on,
        forum=row.code,
    )


_NOT_IN = (TreatmentState.PLANNED, TreatmentState.PREPARING)
"""What waits at a forum and is not ready: its officers are asked before the cut-off."""


def meeting_days(connection: Connection, today: date, until: date) -> list[Watched]:
    """The cut-offs and dispatch days of planned meetings to come, up to a day, the earliest meeting first.

    A cut-off is watched where a case waits at the forum and is not ready: its officers are asked. Only the next
    meeting's: what is not ready for that one is no matter of the ones after it yet.
    """
    rows = list(connection.execute(_meetings(today)))
    waiting = _waiting(connection)
    found: list[Watched] = []
    met: set[int] = set()
    for row in rows:
        if row.cut_off and row.cut_off >= today and row.forum_id not in met:
            met.add(row.forum_id)
            if row.cut_off <= until and row.forum_id in waiting:
                found.append(_meeting_day(row, Source.CUT_OFF, row.cut_off, tuple(waiting[row.forum_id])))
        if row.dispatch and row.dispatch <= until:
            found.append(_meeting_day(row, Source.DISPATCH, row.dispatch, ()))
    return found


def _meetings(today: date) -> Select[Any]:
    columns = (_MEETING.c[name] for name in ("id", "forum_id", "on", "cut_off", "dispatch"))
    return (
        select(*columns, _FORUM.c.code, _FORUM.c.name)
        .join_from(_MEETING, _FORUM, _FORUM.c.id == _MEETING.c.forum_id)
        .where(_MEETING.c.state == MeetingState.PLANNED, _MEETING.c.on >= today, _FORUM.c.municipality.is_(None))
        .order_by(_MEETING.c.on, _MEETING.c.id)
    )


def _waiting(connection: Connection) -> dict[int, dict[str, None]]:
    """The officers of what waits at each forum and is not ready."""
    query = (
        select(_TREATMENT.c.forum_id, _TREATMENT.c.officers, _CASE.c.officers.label("of_case"))
        .join_from(_TREATMENT, _CASE, _CASE.c.id == _TREATMENT.c.case_id)
        .where(_TREATMENT.c.open.is_(True), _TREATMENT.c.state.in_(_NOT_IN))
        .order_by(_TREATMENT.c.id)
    )
    found: dict[int, dict[str, None]] = {}
    for row in connection.execute(query):
        found.setdefault(row.forum_id, {}).update(dict.fromkeys((*row.of_case, *row.officers)))
    return found


def _meeting_day(row: Any, source: Source, on: date, officers: tuple[str, ...]) -> Watched:
    return Watched(
        source=source,
        number=row.id,
        revision=on.isoformat(),
        kind=str(source),
        words=f"{row.name} {row.on.isoformat()}",
        works_to=last_working_day(on),
        on=on,
        ends=row.on,
        officers=officers,
        forum=row.code,
        title=row.name,
    )
