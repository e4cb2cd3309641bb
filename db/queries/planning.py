"""The reads of `plan --all`: every open case that has a date, with no more of it than planning needs."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection, select

from db.models import Row as Register
from db.queries.facts import laid_stop, raw
from db.queries.prepared import Prepared
from states.facts import LaidStop
from states.machine import ENDED
from states.standing import Standing, Waiting

_TABLES = Register.metadata.tables
_CASE, _STOP, _TREATMENT, _FORUM, _DEADLINE = (
    _TABLES[name] for name in ("cases", "stop", "treatment", "forum", "deadline")
)
_DATED = (
    select(_DEADLINE.c.case_id)
    .join_from(_DEADLINE, _CASE, _CASE.c.id == _DEADLINE.c.case_id)
    .where(_DEADLINE.c.state == "open", _DEADLINE.c.on.is_not(None))
    .where(*(_CASE.c.state != ended for ended in ENDED), _CASE.c.joined_into.is_(None))
)
_CASES = Prepared(select(_CASE.c.id, _CASE.c.title, _CASE.c.state).where(_CASE.c.id.in_(_DATED)).order_by(_CASE.c.id))
_DEADLINES = Prepared(
    select(_DEADLINE.c.case_id, _DEADLINE.c.on, _DEADLINE.c.before).where(
        _DEADLINE.c.state == "open", _DEADLINE.c.on.is_not(None), _DEADLINE.c.case_id.in_(_DATED)
    )
)
_STOPS = Prepared(
    select(
        *(_STOP.c[name] for name in ("case_id", "id", "position", "key", "purpose", "reservation", "state")),
        _STOP.c.gap,
        _STOP.c.delegated_by,
        _STOP.c.expires,
        raw(_STOP.c.forums),
        raw(_STOP.c.join_rule),
    )
    .where(_STOP.c.case_id.in_(_DATED))
    .order_by(_STOP.c.case_id, _STOP.c.position)
)
_WAITING = Prepared(
    select(_TREATMENT.c.case_id, _FORUM.c.code, _TREATMENT.c.stop_id, _TREATMENT.c.meeting_id)
    .join_from(_TREATMENT, _FORUM)
    .where(_TREATMENT.c.open.is_(True), _TREATMENT.c.case_id.in_(_DATED))
    .order_by(_TREATMENT.c.id)
)


def dated_cases(connection: Connection) -> list[tuple[Standing, list[tuple[date, bool]]]]:
    """Every open case with an open exact deadline: where it stands, and its deadlines (the day; whether exclusive)."""
    dates: dict[int, list[tuple[date, bool]]] = defaultdict(list)
    stops: dict[int, list[LaidStop]] = defaultdict(list)
    waiting: dict[int, list[Waiting]] = defaultdict(list)
    for row in _DEADLINES.each(connection):
        dates[row.case_id].append((row.on, bool(row.before)))
    for row in _STOPS.each(connection):
        stops[row.case_id].append(laid_stop(row))
    for row in _WAITING.each(connection):
        waiting[row.case_id].append(Waiting(row.code, row.stop_id, row.meeting_id))
    return [
        (Standing(row.id, row.title, row.state, tuple(stops[row.id]), tuple(waiting[row.id])), dates[row.id])
        for row in _CASES.each(connection)
    ]


_CLOSED = Prepared(
    select(_TREATMENT.c.case_id).where(_TREATMENT.c.open.is_(True), _TREATMENT.c.closed.is_(True)).distinct()
)


def closed_cases(connection: Connection) -> frozenset[int]:
    """The cases that are confidential (lukket) where they wait."""
    return frozenset(row.case_id for row in _CLOSED.rows(connection))
