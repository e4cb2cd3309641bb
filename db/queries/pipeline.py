"""The reads of "sager på vej": every case that is not long over, in three statements however many there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from db.models import Row as Register
from db.queries.prepared import Prepared, among
from states.facts import CaseFacts, LaidStop, TreatmentFacts
from states.machine import CONCLUDED, ENDED, TreatmentState
from states.outcomes import Outcome
from states.routes import Join, JoinRule, Stop
from states.zone import ZONE

_TABLES = Register.metadata.tables
_CASE, _STOP, _TREATMENT, _FORUM, _EVENT = (_TABLES[name] for name in ("cases", "stop", "treatment", "forum", "event"))
_STOPS = Prepared(
    select(
        *(_STOP.c[name] for name in ("case_id", "id", "position", "key", "forums", "join_rule", "state")),
        _STOP.c.delegated_by,
        _STOP.c.expires,
    )
    .where(among(_STOP.c.case_id, "ids"))
    .order_by(_STOP.c.position)
)
_TREATMENTS = Prepared(
    select(
        *(_TREATMENT.c[name] for name in ("case_id", "id", "stop_id", "visit", "state", "meeting_id", "outcome")),
        _TREATMENT.c.decided_on,
        _TREATMENT.c.closed,
        _FORUM.c.code,
    )
    .join_from(_TREATMENT, _FORUM)
    .where(among(_TREATMENT.c.case_id, "ids"))
    .order_by(_TREATMENT.c.id)
)
_WRITTEN = Prepared(
    select(_EVENT.c.case_id, _EVENT.c.kind, func.max(_EVENT.c.at).label("at"))
    .where(among(_EVENT.c.case_id, "ids"))
    .group_by(_EVENT.c.case_id, _EVENT.c.kind)
)


def courses(connection: Connection, since: date) -> list[CaseFacts]:
    """Every open case, and those where something was decided or written on or after `since`; without their texts."""
    rows = list(connection.execute(_cases(since)))
    ids = [row.id for row in rows]
    stops = _by_case(_STOPS.rows(connection, ids=ids))
    treatments = _by_case(_TREATMENTS.rows(connection, ids=ids))
    return [_case(row, stops[row.id], treatments[row.id]) for row in rows]


def _cases(since: date) -> Select[Any]:
    """Open cases; of the ended, those that have a decision or a journal entry from that day on."""
    decided = select(_TREATMENT.c.id).where(_TREATMENT.c.case_id == _CASE.c.id, _TREATMENT.c.decided_on >= since)
    began = datetime.combine(since, time(), ZONE)
    written = select(_EVENT.c.seq).where(_EVENT.c.case_id == _CASE.c.id, _EVENT.c.at >= began)
    recent = or_(_CASE.c.state.not_in(ENDED), decided.exists(), written.exists())
    return select(_CASE).where(_CASE.c.joined_into.is_(None), recent).order_by(_CASE.c.id)


def ended_on(connection: Connection, cases: Sequence[CaseFacts]) -> Mapping[int, date]:
    """The day on which each ended case ended: of its last decision, or when it was withdrawn or brought to its end."""
    ended = [case for case in cases if case.state in ENDED]
    days = _last_written(connection, ended)
    for case in ended:
        decided = [one.decided_on for one in case.treatments if one.decided_on]
        if case.state == CONCLUDED and decided:
            days[case.id] = max(decided)
    return days


def _last_written(connection: Connection, cases: Sequence[CaseFacts]) -> dict[int, date]:
    """The local day of each case's withdrawal, or of its last entry where it was not withdrawn."""
    found: dict[int, list[tuple[bool, datetime]]] = defaultdict(list)
    for row in _WRITTEN.rows(connection, ids=[case.id for case in cases]):
        found[row.case_id].append((row.kind == "withdrawn", row.at))
    return {case_id: max(entries)[1].astimezone(ZONE).date() for case_id, entries in found.items()}


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
        stops=tuple(_stop(stop) for stop in stops),
        treatments=tuple(_treatment(treatment) for treatment in treatments),
        officers=tuple(row.officers),
        journal_numbers=tuple(row.journal_numbers),
    )


def _stop(row: Any) -> LaidStop:
    rule = row.join_rule or {"rule": JoinRule.ALL, "number": 0}
    stop = Stop(row.key, tuple(row.forums), Join(JoinRule(rule["rule"]), rule["number"]))
    return LaidStop(row.id, row.position, stop, row.state == "skipped", row.delegated_by, row.expires)


def _treatment(row: Any) -> TreatmentFacts:
    return TreatmentFacts(
        id=row.id,
        stop_id=row.stop_id,
        forum=row.code,
        visit=row.visit,
        state=TreatmentState(row.state),
        meeting_id=row.meeting_id,
        outcome=Outcome(row.outcome) if row.outcome else None,
        decided_on=row.decided_on,
        closed=row.closed,
    )
