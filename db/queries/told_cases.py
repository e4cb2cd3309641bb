"""The reads of every case with its whole course, some at a time, in a fixed number of queries for each lot."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from db.models import Row as Register
from states.case_told import (
    ToldAnswer,
    ToldCase,
    ToldDeadline,
    ToldDecision,
    ToldFile,
    ToldMove,
    ToldStop,
    ToldTask,
    ToldTreatment,
)
from states.deadlines import Step, moved_from
from states.paper_json import load_text

_TABLES = Register.metadata.tables
_CASE, _STOP, _TREATMENT, _FORUM, _MEETING, _DECISION, _TASK, _DEADLINE, _FILE, _ANSWER = (
    _TABLES[name]
    for name in (
        "cases", "stop", "treatment", "forum", "meeting", "decision", "task", "deadline", "attachment",
        "council_answer",
    )
)  # fmt: skip
LOT = 200
"""Cases at a time: their texts are in memory together."""

ByCase = dict[int, list[Any]]


def told_cases(connection: Connection) -> Iterator[tuple[ToldCase, ...]]:
    """Every case by its number, joined ones too, in lots of at most `LOT`."""
    last = 0
    while rows := _lot(connection, last):
        first, last = rows[0].id, rows[-1].id
        yield tuple(_cases(connection, rows, first, last))


def _lot(connection: Connection, after: int) -> list[Any]:
    return list(connection.execute(select(_CASE).where(_CASE.c.id > after).order_by(_CASE.c.id).limit(LOT)))


def _cases(connection: Connection, rows: list[Any], first: int, last: int) -> Iterator[ToldCase]:
    stops = _of_cases(connection, _STOP, _STOP.c.position, first, last)
    treatments = _treatments(connection, first, last)
    decisions = _decisions(connection, first, last)
    tasks = _of_cases(connection, _TASK, _TASK.c.id, first, last)
    deadlines = _of_cases(connection, _DEADLINE, _DEADLINE.c.on, first, last)
    for row in rows:
        yield ToldCase(
            id=row.id,
            title=row.title,
            state=row.state,
            route=row.route_key,
            route_version=row.route_version,
            assumed=row.assumed,
            expected=row.expected,
            opened_on=row.opened_on,
            officers=tuple(row.officers),
            journal_numbers=tuple(row.journal_numbers),
            joined_into=row.joined_into,
            closed_words=row.closed_words,
            stops=tuple(map(_stop, stops[row.id])),
            treatments=tuple(treatments[row.id]),
            decisions=tuple(map(_decision, decisions[row.id])),
            tasks=tuple(ToldTask(one.words, one.owner, one.due, one.state) for one in tasks[row.id]),
            deadlines=tuple(map(_deadline, deadlines[row.id])),
        )


def _of_cases(connection: Connection, table: Any, order: Any, first: int, last: int) -> ByCase:
    """The rows of these cases, by case."""
    query = select(table).where(table.c.case_id.between(first, last)).order_by(table.c.case_id, order, table.c.id)
    return _by(connection.execute(query), "case_id")


def _by(rows: Any, column: str) -> ByCase:
    found: ByCase = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


def _treatments(connection: Connection, first: int, last: int) -> dict[int, list[ToldTreatment]]:
    query = (
        select(_TREATMENT, _FORUM.c.code, _MEETING.c.on)
        .join_from(_TREATMENT, _FORUM)
        .join(_STOP, _STOP.c.id == _TREATMENT.c.stop_id)
        .outerjoin(_MEETING, _MEETING.c.id == _TREATMENT.c.meeting_id)
        .where(_TREATMENT.c.case_id.between(first, last))
        .order_by(_TREATMENT.c.case_id, _STOP.c.position, _TREATMENT.c.id)
    )
    files = _of_treatments(connection, _FILE, _FILE.c.position, first, last)
    answers = _of_treatments(connection, _ANSWER, _ANSWER.c.id, first, last)
    decided = _decisions_of_treatments(connection, first, last)
    found: dict[int, list[ToldTreatment]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.case_id].append(_treatment(row, files[row.id], decided[row.id], answers[row.id]))
    return found


def _of_treatments(connection: Connection, table: Any, order: Any, first: int, last: int) -> ByCase:
    """The rows that belong to the treatments of these cases, by treatment."""
    query = (
        select(table)
        .join(_TREATMENT, _TREATMENT.c.id == table.c.treatment_id)
        .where(_TREATMENT.c.case_id.between(first, last))
    )
    return _by(connection.execute(query.order_by(order, table.c.id)), "treatment_id")


def _entries() -> Any:
    return select(_DECISION, _FORUM.c.code).join_from(_DECISION, _FORUM).order_by(_DECISION.c.id)


def _decisions_of_treatments(connection: Connection, first: int, last: int) -> ByCase:
    query = _entries().join(_TREATMENT, _TREATMENT.c.id == _DECISION.c.treatment_id)
    return _by(connection.execute(query.where(_TREATMENT.c.case_id.between(first, last))), "treatment_id")


def _decisions(connection: Connection, first: int, last: int) -> ByCase:
    """What belongs to a case and to no treatment of it."""
    alone = _DECISION.c.case_id.between(first, last), _DECISION.c.treatment_id.is_(None)
    return _by(connection.execute(_entries().where(*alone)), "case_id")


def _treatment(row: Any, files: list[Any], decided: list[Any], answers: list[Any]) -> ToldTreatment:
    return ToldTreatment(
        forum=row.code,
        visit=row.visit,
        state=row.state,
        meeting_id=row.meeting_id,
        meets_on=row.on,
        decided_on=row.decided_on,
        purposes=tuple(row.purposes),
        texts={name: load_text(blocks) for name, blocks in row.texts.items() if blocks},
        officers=tuple(row.officers),
        journal_number=row.journal_number,
        outcome=row.outcome,
        words=row.words,
        reason=row.reason,
        closed=row.closed,
        files=tuple(ToldFile(one.name, one.digest, one.left_out_from is not None) for one in files),
        decisions=tuple(map(_decision, decided)),
        answer=next(map(_answer, answers), None),
    )


def _answer(row: Any) -> ToldAnswer:
    return ToldAnswer(row.sent_on, row.agenda_on, row.asked_again_on, row.remarks)


def _decision(row: Any) -> ToldDecision:
    parts = tuple((str(part["outcome"]), str(part["words"])) for part in row.parts)
    return ToldDecision(
        forum=row.code,
        on=row.on,
        outcome=row.outcome,
        words=row.words,
        additions=row.additions,
        parts=parts,
        scope=row.scope,
        expires=row.expires,
        reason=row.reason,
        current=row.current,
        new_case=row.new_case_id,
    )


def _stop(row: Any) -> ToldStop:
    told = (row.purpose, row.reservation, row.state, row.reason, row.scope, row.expires)
    return ToldStop(row.key, tuple(row.forums), *told)


def _deadline(row: Any) -> ToldDeadline:
    days = (row.on, row.earliest, row.latest, row.before, row.works_to)
    return ToldDeadline(
        row.kind,
        row.words,
        *days,
        tuple(row.owners),
        row.state,
        addressees=tuple(row.addressees),
        legal_default=row.legal_default,
        ended_on=row.ended_on,
        reason=row.reason,
        moves=tuple(_move(step) for step in row.course if step["what"] == Step.MOVED),
    )


def _move(step: Any) -> ToldMove:
    days = moved_from(step)
    told = (days.on, days.earliest, days.latest, days.before)
    return ToldMove(*told, step["reason"], bool(step["extended"]))
