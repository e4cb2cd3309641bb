"""Mending a wrong entry: a correcting event; what followed is undone and worked out anew, or refused by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.decisions import last_decision, tasks_of
from db.queries.facts import load_case, load_forums
from db.record import Update, Write
from states.course import FORWARDS, Move, keys
from states.errors import SagsgangError
from states.facts import CaseFacts, LaidStop, TreatmentFacts
from states.machine import CONCLUDED, DONE_STATES, DRAFT, WITHDRAWN, TreatmentState, TreatmentTrigger, treatment_after
from states.outcomes import Outcome
from states.routes import Stop
from states.triggers import Trigger
from workflow.asked import Asked, Part
from workflow.decide import Decided, decide
from workflow.desk import Desk, open_desk, registered
from workflow.moves import move_case, put_in_for


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

    The wrong entry is kept, marked; the case goes where the right one takes it. What is not said anew is as it was:
    words, additions, parts and tasks; and where the outcome stays, so do what the decider said of its consequences and
    the case that followed.

    Raises NothingToCorrect; CannotCorrect where a later forum has taken the case up, where a case that followed is on
    its way, or where a group has moved on; and what `decide` raises, with nothing written.
    """
    case = load_case(connection, asked.case_id, lock=True)
    wrong, treatment = _wrong_entry(connection, case, asked)
    right = _completed(case, replace(asked, corrects=wrong.id, reason=reason), wrong, treatment)
    gone = None  # held before the journal's head, as every case is
    if wrong.new_case_id and not right.followed:
        gone = load_case(connection, wrong.new_case_id, lock=True)
    with open_desk(connection, by=by, now=now) as desk:
        rows = list(_undo(case, treatment, wrong))
        if asked.tasks:
            rows.extend(Update("task", {"id": key}, {"state": "dropped"}) for key in tasks_of(connection, treatment.id))
        if gone:
            rows.extend(_withdrawn(case, gone, desk))
        facts = {"title": case.title, "decision": wrong.id, "outcome": wrong.outcome, "reason": reason}
        desk.note("correction_begun", case.id, facts, *rows)
    return decide(connection, right, by=by, now=now)


def _wrong_entry(connection: Connection, case: CaseFacts, asked: Asked) -> tuple[Any, TreatmentFacts]:
    forum = registered(load_forums(connection), asked.forum).forum.code if asked.forum else None
    wrong = last_decision(connection, case.id, forum)
    if wrong is None:
        raise NothingToCorrect(case.id)
    if asked.meeting not in (None, wrong.meeting_on):
        raise CannotCorrect(case.id, f"it was taken by {wrong.code} on {wrong.on}, not on {asked.meeting}")
    treatment = next((one for one in case.treatments if one.id == wrong.treatment_id), None)
    if treatment is None:
        raise CannotCorrect(case.id, "it was taken for a whole group")
    return wrong, treatment


def _completed(case: CaseFacts, asked: Asked, wrong: Any, treatment: TreatmentFacts) -> Asked:
    """The right entry: what was not said anew is as it was in the wrong one."""
    same = asked.outcome == wrong.outcome
    then, to = asked.then, asked.to
    if same and then is None and to is None:
        then, to = _went(case, treatment, wrong)
    empowers = asked.outcome is Outcome.DELEGATED and then is None
    return replace(
        asked,
        then=then,
        to=to,
        forum=treatment.forum,
        treatment_id=treatment.id,
        meeting=wrong.meeting_on,
        on=asked.on or wrong.on,
        answer=treatment.state is TreatmentState.ANSWERED,
        words=asked.words or wrong.words,
        additions=_additions(asked, wrong),
        parts=asked.parts or tuple(Part(part["words"], Outcome(part["outcome"])) for part in wrong.parts),
        scope=asked.scope or (wrong.scope if empowers else None),
        expires=asked.expires or (wrong.expires if empowers else None),
        followed=wrong.new_case_id if same and not asked.follows else None,
    )


def _additions(asked: Asked, wrong: Any) -> str | None:
    """An outcome that spoke of an addition takes it along when it goes."""
    bare = wrong.outcome == Outcome.APPROVED_WITH_ADDITION != asked.outcome
    return asked.additions if asked.additions is not None or bare else wrong.additions


def _went(case: CaseFacts, treatment: TreatmentFacts, wrong: Any) -> tuple[Trigger | None, str | None]:
    """What the decider said, beyond the outcome, of where the case went: told by where it is (then, to)."""
    stop, outcome = _stop_of(case, treatment), Outcome(wrong.outcome)
    acting = [laid for laid in case.stops if laid.delegated_by == stop.id and laid.id > wrong.id]
    if outcome is Outcome.DELEGATED and acting:
        return None, acting[0].stop.forums[0]
    if case.state in {DRAFT, *keys(_before(case, stop))}:
        return (None if outcome is Outcome.RETURNED else Trigger.RETURN_TO), case.state
    if case.state == stop.stop.key:
        again = any(one.id > wrong.id and one.forum == treatment.forum for one in case.at(stop.id))
        return (Trigger.POSTPONE if again and outcome is not Outcome.POSTPONED else None), None
    if outcome in FORWARDS and case.state == CONCLUDED:
        return Trigger.CONCLUDE, None
    return None, None


def _stop_of(case: CaseFacts, treatment: TreatmentFacts) -> LaidStop:
    return next(laid for laid in case.stops if laid.id == treatment.stop_id)


def _before(case: CaseFacts, stop: LaidStop) -> list[Stop]:
    return [laid.stop for laid in case.stops if laid.position < stop.position and not laid.skipped]


def _undo(case: CaseFacts, treatment: TreatmentFacts, wrong: Any) -> Iterator[Write]:
    stop = _stop_of(case, treatment)
    later = [one for one in case.treatments if one.id > wrong.id and _followed(one, treatment, stop)]
    _refuse(case, later, moved=case.state != stop.stop.key, group=stop.stop.is_group)
    for one in later:
        lapsed = {"state": TreatmentState.LAPSED, "open": False, "reason": "corrected"}
        yield Update("treatment", {"id": one.id}, lapsed)
    for laid in case.stops:
        if laid.delegated_by == stop.id and laid.id > wrong.id:
            yield Update("stop", {"id": laid.id}, {"state": "skipped", "reason": "corrected"})
    yield from _taken_up_again(case, stop)
    back = treatment_after(treatment.state, TreatmentTrigger.UNDO)
    blank = {"state": back, "open": True, "outcome": None, "words": None, "decided_on": None}
    yield Update("treatment", {"id": treatment.id}, blank)
    yield Update("decision", {"id": wrong.id}, {"current": False})
    changes = {"state": stop.stop.key, "version": case.version + 1, "closed_words": None}
    yield Update("cases", {"id": case.id}, changes, {"version": case.version, "state": case.state})


def _taken_up_again(case: CaseFacts, stop: LaidStop) -> Iterator[Update]:
    """The two stops of an empowerment were left out when the case was sent back from one of them.

    One forum may empower twice, but the two that belong together got ids in a row.
    """
    if not stop.skipped or stop.delegated_by is None:
        return
    giver = next(laid for laid in case.stops if laid.id == stop.delegated_by)
    both = [one for one in case.stops if one.delegated_by == giver.id and abs(one.id - stop.id) <= 1]
    for laid, reason in zip(both, put_in_for(giver.stop.key, both[0].stop.key), strict=False):
        yield Update("stop", {"id": laid.id}, {"state": "planned", "reason": reason})


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


def _withdrawn(case: CaseFacts, followed: CaseFacts, desk: Desk) -> Iterator[Write]:
    if followed.state != DRAFT:
        raise CannotCorrect(case.id, f"case {followed.id}, which followed from it, is on its way")
    words = f"the decision on case {case.id} was corrected"
    yield from move_case(followed, Move(Trigger.WITHDRAW, WITHDRAWN), desk, words=words, reason=words)
