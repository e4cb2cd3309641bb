"""Deciding: a forum's outcome on a case, and everything that follows from it, in one place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.facts import load_cases
from db.record import Event, Insert, Update, Write
from states.course import Move, NameTheDelegate, Wait, after_answer, answers, check_options, move
from states.crashpoint import crashpoint
from states.facts import CaseFacts, TreatmentFacts
from states.machine import TreatmentState, TreatmentTrigger, treatment_after
from states.outcomes import Outcome
from states.routes import one_stop
from states.triggers import Trigger
from workflow.asked import Asked, AskedTask
from workflow.decided_where import Place, find_place
from workflow.desk import Desk, open_desk
from workflow.moves import begin_treatment, delegate, move_case
from workflow.opening import open_case


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision: who decided (for a group: its name), when, and where the case is now.

    `waits` says why it stayed.
    """

    case_id: int
    title: str
    forum: str
    on: date
    outcome: Outcome
    state: str
    waits: str | None = None
    new_case: int | None = None


def decide(connection: Connection, asked: Asked, *, by: str, now: datetime) -> Decided:
    """Record one decision and all that follows: see `decide_all`."""
    return decide_all(connection, (asked,), by=by, now=now)[0]


def decide_all(connection: Connection, asked: Sequence[Asked], *, by: str, now: datetime) -> list[Decided]:
    """Record decisions on different cases, each with its consequences:

    the treatment is decided and the decision kept in its own words; tasks are noted; the case moves (forward with its
    texts as the next forum's draft, to its end, back, to the forum's next meeting, to the one empowered), or waits
    for the rest of its group; a new case that follows is opened; a notice is queued. One event a decision.

    Raises the refusals of workflow/errors.py and states/course.py, UnknownCase, UnknownForum, Conflict.
    """
    cases = load_cases(connection, (one.case_id for one in asked), lock=True)
    crashpoint("decide.held")
    with open_desk(connection, by=by, now=now) as desk:
        done = [_record(cases[one.case_id], one, desk) for one in asked]
        crashpoint("decide.planned")
    return done


def _record(case: CaseFacts, asked: Asked, desk: Desk) -> Decided:
    check_options(asked.outcome, then=asked.then, to=asked.to, scope=asked.scope, expires=asked.expires)
    place = find_place(case, asked, desk)
    decision_id = desk.ledger.next_id()
    rows: list[Write] = list(_treatment_row(place.treatment, asked, place))
    rows.extend(_task_rows(case, decision_id, asked.tasks, desk))
    told = _told(case, place.treatment, asked, place.on)
    state, waits, follow = _follow(told, place, asked, desk)
    rows.extend(follow)
    new_case = None
    if asked.follows:
        opened = open_case(desk, asked.follows, one_stop(place.forum), assumed=True)
        new_case = opened.id
        rows.extend(opened.writes)
    rows.append(_decision_row(decision_id, case, asked, place, desk, new_case or asked.followed))
    rows.append(_notice(decision_id, case, place, asked, desk))
    who = place.forum if place.treatment else case.laid(case.state).stop.name
    facts = {
        "title": case.title,
        "forum": who,
        "on": place.on,
        "outcome": asked.outcome,
        "words": asked.words,
        "from": case.state,
        "to": state,
        "waits": waits,
        "new_case": new_case,
        "reason": asked.reason,
    }
    desk.ledger.add(Event("decided", case.id, facts, tuple(rows)))
    return Decided(case.id, case.title, who, place.on, asked.outcome, state, waits, new_case)


def _treatment_row(treatment: TreatmentFacts | None, asked: Asked, place: Place) -> Iterator[Update]:
    if treatment is None:
        return
    trigger = TreatmentTrigger.ANSWER if asked.answer else TreatmentTrigger.DECIDE
    changes = {
        "state": treatment_after(treatment.state, trigger),
        "open": False,
        "outcome": asked.outcome,
        "words": asked.words,
        "decided_on": place.on,
        "meeting_id": place.meeting.id if place.meeting else treatment.meeting_id,
    }
    yield Update("treatment", {"id": treatment.id}, changes, {"open": True})


def _decision_row(
    decision_id: int, case: CaseFacts, asked: Asked, place: Place, desk: Desk, new_case: int | None
) -> Insert:
    return Insert(
        "decision",
        {
            "id": decision_id,
            "treatment_id": place.treatment.id if place.treatment else None,
            "case_id": case.id,
            "forum_id": desk.forums[place.forum].id,
            "meeting_id": place.meeting.id if place.meeting else None,
            "on": place.on,
            "outcome": asked.outcome,
            "words": asked.words,
            "additions": asked.additions,
            "parts": [{"words": part.words, "outcome": part.outcome} for part in asked.parts],
            "scope": asked.scope,
            "expires": asked.expires,
            "corrects": asked.corrects,
            "reason": asked.reason,
            "new_case_id": new_case,
        },
    )


def _task_rows(case: CaseFacts, decision_id: int, tasks: Sequence[AskedTask], desk: Desk) -> Iterator[Insert]:
    for task in tasks:
        row = {
            "words": task.words,
            "owner": task.owner,
            "due": task.due,
            "since": desk.today,
            "case_id": case.id,
            "decision_id": decision_id,
        }
        yield Insert("task", {"id": desk.ledger.next_id(), **row})


def _told(case: CaseFacts, treatment: TreatmentFacts | None, asked: Asked, on: date) -> CaseFacts:
    """The case as it is once this treatment has its outcome."""
    if treatment is None:
        return case
    done = replace(treatment, state=TreatmentState.DECIDED, outcome=asked.outcome, words=asked.words, decided_on=on)
    return replace(case, treatments=tuple(done if one.id == done.id else one for one in case.treatments))


def _follow(case: CaseFacts, place: Place, asked: Asked, desk: Desk) -> tuple[str, str | None, list[Write]]:
    """The state the case comes to, why it waits if it does, and the rows."""
    if _delegates(case, asked):
        return _follow_delegation(case, asked, desk)
    following = _what_follows(case, place, asked)
    if isinstance(following, Move):
        return following.to, None, list(move_case(case, following, desk, words=asked.words, reason=_reason(asked)))
    return case.state, following.why, list(_stay(case, place, asked, desk))


def _delegates(case: CaseFacts, asked: Asked) -> bool:
    return asked.then is None and asked.outcome is Outcome.DELEGATED and not case.laid(case.state).stop.is_group


def _follow_delegation(case: CaseFacts, asked: Asked, desk: Desk) -> tuple[str, None, list[Write]]:
    if asked.to is None:
        raise NameTheDelegate
    longer, rows = delegate(case, desk, asked.to, scope=asked.scope, expires=asked.expires)
    following = move(longer.route, longer.state, asked.outcome)
    return following.to, None, [*rows, *move_case(longer, following, desk)]


def _what_follows(case: CaseFacts, place: Place, asked: Asked) -> Move | Wait:
    if place.treatment is None:  # the officer says what came of a group whose answers differ
        return move(case.route, case.state, asked.outcome, then=asked.then, to=asked.to)
    outcomes = answers(case, case.laid(case.state))
    return after_answer(case.route, case.state, outcomes, latest=asked.outcome, then=asked.then, to=asked.to)


def _stay(case: CaseFacts, place: Place, asked: Asked, desk: Desk) -> Iterator[Write]:
    """The case stays at its group; a forum that postponed gets a new treatment at its next meeting."""
    yield Update(
        "cases", {"id": case.id}, {"version": case.version + 1}, {"version": case.version, "state": case.state}
    )
    postponed = asked.then is Trigger.POSTPONE or (asked.then is None and asked.outcome is Outcome.POSTPONED)
    if postponed and place.treatment:
        laid, visit = case.laid(case.state), place.treatment.visit + 1
        yield begin_treatment(case, laid, place.forum, desk, visit=visit, last=place.treatment)


def _reason(asked: Asked) -> str | None:
    return f"the stop ended with {asked.outcome}" if asked.outcome else None


def _notice(decision_id: int, case: CaseFacts, place: Place, asked: Asked, desk: Desk) -> Insert:
    payload: dict[str, Any] = {"decision": decision_id, "forum": place.forum, "outcome": asked.outcome}
    row = {"key": f"decision-{decision_id}", "case_id": case.id, "kind": "decision", "payload": payload}
    return Insert("outbox", {"id": desk.ledger.next_id(), **row, "state": "queued", "queued_at": desk.now})
