"""Mending a wrong entry: a correcting event; what followed is undone and worked out anew, or refused by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.decisions import last_decision, tasks_of
from db.queries.facts import load_case, load_forums
from db.record import Update, Write
from states.course import Move
from states.errors import SagsgangError
from states.facts import CaseFacts, LaidStop, TreatmentFacts
from states.machine import DONE_STATES, DRAFT, WITHDRAWN, TreatmentState, TreatmentTrigger, treatment_after
from states.triggers import Trigger
from workflow.asked import Asked
from workflow.decide import Decided, decide
from workflow.desk import Desk, open_desk, registered
from workflow.moves import move_case


class NothingToCorrect(SagsgangError):
    """No decision is recorded on the case."""

    def __init__(self, case_id: int) -> None:
        super().__init__(f"Case {case_id} has no recorded decision to correct.")


class CannotCorrect(SagsgangError):
    """Something has come of the decision that cannot be taken back by itself."""

    def __init__(self, case_id: int, why: str) -> None:
        super().__init__(f"The last decision on case {case_id} cannot be corrected: {why}. Nothing was written.")


def correct(connection: Connection, asked: Asked, *, reason: str, by: str, now: datetime) -> Decided:
    """Mend the last decision on a case (of the forum that is named, where several treat it side by side).

    The wrong entry is kept, marked; the case goes where the right one takes it.

    Raises NothingToCorrect; CannotCorrect where a later forum has taken the case up, where a case that followed is on
    its way, or where a group has moved on; and what `decide` raises, with nothing written.
    """
    case = load_case(connection, asked.case_id, lock=True)
    forum = registered(load_forums(connection), asked.forum).forum.code if asked.forum else None
    wrong = last_decision(connection, case.id, forum)
    if wrong is None:
        raise NothingToCorrect(case.id)
    if asked.meeting not in (None, wrong.meeting_on):
        raise CannotCorrect(case.id, f"it was taken by {wrong.code} on {wrong.on}, not on {asked.meeting}")
    treatment = next((one for one in case.treatments if one.id == wrong.treatment_id), None)
    if treatment is None:
        raise CannotCorrect(case.id, "it was taken for a whole group")
    with open_desk(connection, by=by, now=now) as desk:
        rows = list(_undo(connection, case, treatment, wrong, desk))
        facts = {"title": case.title, "decision": wrong.id, "outcome": wrong.outcome, "reason": reason}
        desk.note("correction_begun", case.id, facts, *rows)
    right = replace(
        asked,
        forum=treatment.forum,
        treatment_id=treatment.id,
        meeting=wrong.meeting_on,
        on=asked.on or wrong.on,
        answer=treatment.state is TreatmentState.ANSWERED,
        corrects=wrong.id,
        reason=reason,
    )
    return decide(connection, right, by=by, now=now)


def _undo(
    connection: Connection, case: CaseFacts, treatment: TreatmentFacts, wrong: Any, desk: Desk
) -> Iterator[Write]:
    stop = next(laid for laid in case.stops if laid.id == treatment.stop_id)
    later = [one for one in case.treatments if one.id > wrong.id and _followed(one, treatment, stop)]
    _refuse(case, later, moved=case.state != stop.stop.key, group=stop.stop.is_group)
    for one in later:
        yield Update(
            "treatment", {"id": one.id}, {"state": TreatmentState.LAPSED, "open": False, "reason": "corrected"}
        )
    for laid in case.stops:
        if laid.delegated_by == stop.id and laid.id > wrong.id:
            yield Update("stop", {"id": laid.id}, {"state": "skipped", "reason": "corrected"})
    if stop.skipped:  # it was an empowerment's report, left out when the case was sent back from it
        yield Update("stop", {"id": stop.id}, {"state": "planned", "reason": "corrected"})
    for task in tasks_of(connection, wrong.id):
        yield Update("task", {"id": task.id}, {"state": "dropped"})
    if wrong.new_case_id:
        yield from _withdrawn(connection, case, wrong.new_case_id, desk)
    back = treatment_after(treatment.state, TreatmentTrigger.UNDO)
    blank = {"state": back, "open": True, "outcome": None, "words": None, "decided_on": None}
    yield Update("treatment", {"id": treatment.id}, blank)
    yield Update("decision", {"id": wrong.id}, {"current": False})
    changes = {"state": stop.stop.key, "version": case.version + 1, "closed_words": None}
    yield Update("cases", {"id": case.id}, changes, {"version": case.version, "state": case.state})


def _followed(one: TreatmentFacts, treatment: TreatmentFacts, stop: LaidStop) -> bool:
    """What the other forums of a group began does not come of this forum's decision."""
    return not stop.stop.is_group or one.stop_id != stop.id or one.forum == treatment.forum


def _refuse(case: CaseFacts, later: list[TreatmentFacts], *, moved: bool, group: bool) -> None:
    if moved and group:
        raise CannotCorrect(case.id, "the group it was part of has moved on")
    for one in later:
        if one.state in DONE_STATES:
            raise CannotCorrect(case.id, f"{one.forum} has decided the case since ({one.decided_on})")
        if one.state is TreatmentState.ON_AGENDA:
            raise CannotCorrect(case.id, f"the case stands on a locked agenda of {one.forum} since")
    if case.state == WITHDRAWN:
        raise CannotCorrect(case.id, "the case was withdrawn since")


def _withdrawn(connection: Connection, case: CaseFacts, followed: int, desk: Desk) -> Iterator[Write]:
    new = load_case(connection, followed, lock=True)
    if new.state != DRAFT:
        raise CannotCorrect(case.id, f"case {followed}, which followed from it, is on its way")
    words = f"the decision on case {case.id} was corrected"
    yield from move_case(new, Move(Trigger.WITHDRAW, WITHDRAWN), desk, words=words, reason=words)
