"""Reading the facts that the rules work on: cases with their stops and treatments, and meetings."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, bindparam, select, type_coerce

from db.errors import UnknownCase
from db.models import Row as Register
from db.queries.prepared import Prepared, among
from db.record import lock_cases
from states.calendar import Notice
from states.facts import TOLD, CaseFacts, LaidStop, MeetingFacts, TreatmentFacts
from states.forums import Forum, RegisteredForum
from states.machine import TreatmentState
from states.outcomes import Outcome, Purpose
from states.routes import Join, JoinRule
from states.routes import Stop as RouteStop

_TABLES = Register.metadata.tables
_CASE, _STOP, _TREATMENT, _FORUM, _MEETING = (
    _TABLES[name] for name in ("cases", "stop", "treatment", "forum", "meeting")
)


def raw(column: ColumnElement[Any]) -> ColumnElement[str]:
    """A JSON column as its text: the few short lists that stand in every case are parsed once, not once a row."""
    return type_coerce(column, Text).label(column.key)


_CASES = Prepared(
    select(
        *(_CASE.c[name] for name in ("id", "title", "state", "version", "route_key", "assumed", "expected")),
        _CASE.c.joined_into,
        raw(_CASE.c.officers),
        raw(_CASE.c.journal_numbers),
    ).where(among(_CASE.c.id, "ids"))
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
    .where(among(_STOP.c.case_id, "ids"))
    .order_by(_STOP.c.position)
)
_TREATMENTS = Prepared(
    select(
        *(_TREATMENT.c[name] for name in ("case_id", "id", "stop_id", "visit", "state", "meeting_id", "outcome")),
        *(_TREATMENT.c[name] for name in ("words", "decided_on", "texts", "journal_number", "group_title")),
        _TREATMENT.c.attachment_marks,
        _TREATMENT.c.closed,
        _TREATMENT.c.reason,
        raw(_TREATMENT.c.officers),
        raw(_TREATMENT.c.purposes),
        _FORUM.c.code,
    )
    .join_from(_TREATMENT, _FORUM)
    .where(among(_TREATMENT.c.case_id, "ids"))
    .order_by(_TREATMENT.c.id)
)
_MEETING_FACTS = (
    select(_MEETING.c.id, _FORUM.c.code, _MEETING.c.on, _MEETING.c.state, _MEETING.c.at, _MEETING.c.place)
    .join_from(_MEETING, _FORUM)
    .order_by(_MEETING.c.on, _MEETING.c.id)
)
_ALL_MEETINGS = Prepared(_MEETING_FACTS)
_MEETINGS = Prepared(_MEETING_FACTS.where(_FORUM.c.code == bindparam("code")))
_FORUMS = Prepared(
    select(
        *(_FORUM.c[name] for name in ("id", "code", "name", "municipality", "cut_off", "dispatch", "group_title")),
        _FORUM.c.cut_off_working,
        _FORUM.c.dispatch_working,
        raw(_FORUM.c.aliases),
    ).order_by(_FORUM.c.id)
)


def load_case(connection: Connection, case_id: int, *, lock: bool = False) -> CaseFacts:
    """The facts of one case; a joined case answers for the one that took it over. Raises UnknownCase."""
    return load_cases(connection, (case_id,), lock=lock)[case_id]


def load_cases(connection: Connection, case_ids: Iterable[int], *, lock: bool = False) -> dict[int, CaseFacts]:
    """The facts of several cases, by the number asked for. `lock` holds them until the transaction ends.

    A joined case's number gives the case that took it over. Raises UnknownCase.
    """
    wanted = sorted(set(case_ids))
    if lock:
        lock_cases(connection, wanted)
    rows = {row.id: row for row in _CASES.rows(connection, ids=wanted)}
    for case_id in wanted:
        if case_id not in rows:
            raise UnknownCase(case_id)
    moved = {row.id: row.joined_into for row in rows.values() if row.joined_into}
    if moved:
        heirs = load_cases(connection, moved.values(), lock=lock)
        wanted = [case_id for case_id in wanted if case_id not in moved]
    stops = _by_case(_STOPS.rows(connection, ids=wanted))
    treatments = _by_case(_TREATMENTS.rows(connection, ids=wanted))
    found = {case_id: _case(rows[case_id], stops[case_id], treatments[case_id]) for case_id in wanted}
    return found | {case_id: heirs[heir] for case_id, heir in moved.items()}


def _by_case(rows: Sequence[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def _case(row: Any, stops: Sequence[Any], treatments: Sequence[Any]) -> CaseFacts:
    return CaseFacts(
        id=row.id,
        title=row.title,
        state=row.state,
        version=row.version,
        route_key=row.route_key,
        assumed=row.assumed,
        expected=row.expected,
        stops=tuple(laid_stop(stop) for stop in stops),
        treatments=tuple(_treatment(treatment) for treatment in treatments),
        officers=_words(row.officers),
        journal_numbers=_words(row.journal_numbers),
    )


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def laid_stop(row: Any) -> LaidStop:
    """A row of the table `stop`, its JSON still text."""
    stop = _route_stop(row.key, row.forums, row.join_rule, row.purpose, row.reservation, row.gap)
    return LaidStop(row.id, row.position, stop, row.state == "skipped", row.delegated_by, row.expires)


@lru_cache(maxsize=4096)
def _route_stop(
    key: str, forums: str, join_rule: str | None, purpose: str | None, reservation: bool, gap: int
) -> RouteStop:
    """A route's stop is the same for all the cases that take the route."""
    rule: dict[str, Any] = json.loads(join_rule) if join_rule else {"rule": JoinRule.ALL, "number": 0}
    return RouteStop(
        key=key,
        forums=_words(forums),
        join=Join(JoinRule(rule["rule"]), rule["number"]),
        purpose=Purpose(purpose) if purpose else None,
        reservation=reservation,
        gap=gap,
    )


def _treatment(row: Any) -> TreatmentFacts:
    return TreatmentFacts(
        id=row.id,
        stop_id=row.stop_id,
        forum=row.code,
        visit=row.visit,
        state=TreatmentState(row.state),
        meeting_id=row.meeting_id,
        outcome=Outcome(row.outcome) if row.outcome else None,
        words=row.words,
        decided_on=row.decided_on,
        purposes=tuple(map(Purpose, _words(row.purposes))),
        texts=row.texts,
        officers=_words(row.officers),
        journal_number=row.journal_number,
        group_title=row.group_title,
        attachment_marks=row.attachment_marks,
        closed=row.closed,
        told=row.reason == TOLD,
    )


def load_meetings(connection: Connection, forum: str | None = None) -> list[MeetingFacts]:
    """The meetings of a forum (of all forums, without), the earliest first."""
    rows = _ALL_MEETINGS.rows(connection) if forum is None else _MEETINGS.rows(connection, code=forum)
    return [MeetingFacts(row.id, row.code, row.on, row.state, row.at, row.place) for row in rows]


def load_forums(connection: Connection) -> dict[str, RegisteredForum]:
    """Every forum of the register, by code."""
    return dict(_forums(tuple(_FORUMS.rows(connection))))


@lru_cache(maxsize=16)
def _forums(rows: tuple[Any, ...]) -> Mapping[str, RegisteredForum]:
    """Every use case reads the forums, and they hardly ever change: the same rows give the same forums."""
    return {row.code: _forum(row) for row in rows}


def _forum(row: Any) -> RegisteredForum:
    forum = Forum(row.code, row.name, _words(row.aliases), row.municipality)
    cut_off = Notice(row.cut_off, row.cut_off_working)
    return RegisteredForum(row.id, forum, cut_off, Notice(row.dispatch, row.dispatch_working), row.group_title)
