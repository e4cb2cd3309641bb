"""Reading the facts that the rules work on: cases with their stops and treatments, and meetings."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from db.errors import UnknownCase
from db.models import Row as Register
from db.record import lock_cases
from states.facts import CaseFacts, LaidStop, MeetingFacts, TreatmentFacts
from states.forums import Forum, RegisteredForum
from states.machine import TreatmentState
from states.outcomes import Outcome, Purpose
from states.routes import Join, JoinRule
from states.routes import Stop as RouteStop

_TABLES = Register.metadata.tables
_CASE, _STOP, _TREATMENT, _FORUM, _MEETING = (
    _TABLES[name] for name in ("cases", "stop", "treatment", "forum", "meeting")
)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_CASES = select(_CASE).where(_CASE.c.id.in_(_IDS))
_STOPS = select(_STOP).where(_STOP.c.case_id.in_(_IDS)).order_by(_STOP.c.position)
_TREATMENTS = (
    select(_TREATMENT, _FORUM.c.code)
    .join_from(_TREATMENT, _FORUM)
    .where(_TREATMENT.c.case_id.in_(_IDS))
    .order_by(_TREATMENT.c.id)
)
_MEETINGS = select(_MEETING, _FORUM.c.code).join_from(_MEETING, _FORUM)


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
    rows = {row.id: row for row in connection.execute(_CASES, {"ids": wanted})}
    for case_id in wanted:
        if case_id not in rows:
            raise UnknownCase(case_id)
    moved = {row.id: row.joined_into for row in rows.values() if row.joined_into}
    if moved:
        heirs = load_cases(connection, moved.values(), lock=lock)
        wanted = [case_id for case_id in wanted if case_id not in moved]
    stops = _by_case(connection.execute(_STOPS, {"ids": wanted}).all())
    treatments = _by_case(connection.execute(_TREATMENTS, {"ids": wanted}).all())
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
        stops=tuple(_stop(stop) for stop in stops),
        treatments=tuple(_treatment(treatment) for treatment in treatments),
        officers=tuple(row.officers),
        journal_numbers=tuple(row.journal_numbers),
    )


def _stop(row: Any) -> LaidStop:
    rule = row.join_rule or {"rule": JoinRule.ALL, "number": 0}
    stop = RouteStop(
        key=row.key,
        forums=tuple(row.forums),
        join=Join(JoinRule(rule["rule"]), rule["number"]),
        purpose=Purpose(row.purpose) if row.purpose else None,
        reservation=row.reservation,
    )
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
        words=row.words,
        decided_on=row.decided_on,
        purposes=tuple(Purpose(purpose) for purpose in row.purposes),
        texts=row.texts,
        officers=tuple(row.officers),
        journal_number=row.journal_number,
        group_title=row.group_title,
        attachment_marks=row.attachment_marks,
    )


def load_meetings(connection: Connection, forum: str | None = None) -> list[MeetingFacts]:
    """The meetings of a forum (of all forums, without), the earliest first."""
    query = _MEETINGS.order_by(_MEETING.c.on, _MEETING.c.id)
    if forum is not None:
        query = query.where(_FORUM.c.code == forum)
    return [_meeting(row) for row in connection.execute(query)]


def _meeting(row: Any) -> MeetingFacts:
    return MeetingFacts(row.id, row.code, row.on, row.state, row.at, row.place)


def load_forums(connection: Connection) -> dict[str, RegisteredForum]:
    """Every forum of the register, by code."""
    rows = connection.execute(select(_FORUM).order_by(_FORUM.c.id))
    return {
        row.code: RegisteredForum(
            row.id,
            Forum(row.code, row.name, tuple(row.aliases), row.municipality),
            row.cut_off,
            row.dispatch,
            row.group_title,
        )
        for row in rows
    }
