"""A case's own verbs: open, edit, submit, withdraw, reopen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.errors import Conflict
from db.queries.agendas import items_of
from db.queries.facts import load_case
from db.record import Update, Write
from states.course import Move, keys
from states.errors import SagsgangError
from states.facts import CaseFacts, TreatmentFacts
from states.machine import DONE_STATES, DRAFT, ENDED, TreatmentState, TreatmentTrigger, route_machine, treatment_after
from states.routes import Route
from states.triggers import Trigger
from workflow.desk import LOCKED, Desk, open_desk
from workflow.errors import LockedAgenda, NotThere, WhichForum
from workflow.moves import arrive, close_behind, move_case
from workflow.opening import Contents, open_case
from workflow.suggest import suggest_for
from workflow.texts import cleaned


class EmptyTitle(SagsgangError):
    """A case needs a title."""

    def __init__(self) -> None:
        super().__init__("A case needs a title of at least one letter.")


LONGEST_TITLE = 300
"""Letters; the longest titles of real papers have a third of it."""


class LongTitle(SagsgangError):
    """A title is no text."""

    def __init__(self, length: int) -> None:
        super().__init__(
            f"The title has {length} letters and may have {LONGEST_TITLE}: put the rest in the background."
        )


class NothingToEdit(SagsgangError):
    """The case waits nowhere, so there is no draft to write in."""

    def __init__(self, case_id: int, state: str) -> None:
        what = f"reopen it first: sagsgang case reopen {case_id}"
        if state not in ENDED:
            what = f"its group has answered, so decide what came of it: sagsgang decide {case_id}"
        super().__init__(f"Case {case_id} is {state}: no forum has a draft of it; {what}.")


def new_case(
    connection: Connection,
    title: str,
    route: Route,
    *,
    contents: Contents,
    submit: bool,
    answers_by: date | None = None,
    by: str,
    now: datetime,
) -> int:
    """Open a case on a route that is laid, as a draft or (`submit`) at its first stop. Returns its number.

    Cases that it looks like are suggested. `answers_by`: the last day of its groups that wait for a date.

    Raises EmptyTitle.
    """
    title = clean_title(title)
    contents = replace(contents, attachment_marks=marks_in(contents.texts))
    with open_desk(connection, by=by, now=now) as desk:
        state = _first_state(contents, submit)
        opened = open_case(desk, title, route, draft=not submit, contents=contents, state=state, answers_by=answers_by)
        desk.note("opened", opened.id, {"title": title, "route": route.key}, *opened.writes)
    suggest_for(connection, (opened.id,), desk.today, by=by, now=now)
    return opened.id


def _first_state(contents: Contents, submit: bool) -> TreatmentState:
    if submit:
        return TreatmentState.READY
    return TreatmentState.PREPARING if any(contents.texts.values()) else TreatmentState.PLANNED


def submit_case(connection: Connection, case_id: int, *, by: str, now: datetime) -> str:
    """Send a draft to its first stop, or say that a case's text is ready. Returns the stop.

    Raises NotAllowed, NothingToEdit.
    """
    case = load_case(connection, case_id, lock=True)
    if not case.open_treatments and case.state != DRAFT:
        raise NothingToEdit(case.id, case.state)
    with open_desk(connection, by=by, now=now) as desk:
        stop = case.state
        if stop == DRAFT:
            stop = route_machine(keys(case.route)).after(DRAFT, Trigger.SUBMIT)
        rows = [_case_moves(case, stop), *_ready(case, stop, desk)]
        desk.note("submitted", case.id, {"title": case.title, "to": stop}, *rows)
    return stop


def _ready(case: CaseFacts, stop: str, desk: Desk) -> Iterator[Write]:
    """The texts before the stop's forums are ready; where a draft's route was changed, they move there first."""
    laid = case.laid(stop)
    waiting = [one for one in case.open_treatments if one.stop_id == laid.id]
    if not waiting:
        yield from close_behind(case, None, "the route was changed")
        yield from arrive(case, laid, desk)
    for one in waiting:
        if one.state is not TreatmentState.ON_AGENDA:
            ready = treatment_after(one.state, TreatmentTrigger.SUBMIT)
            yield Update("treatment", {"id": one.id}, {"state": ready}, {"state": one.state})


def _case_moves(case: CaseFacts, state: str) -> Write:
    changes = {"state": state, "version": case.version + 1, "expected": False}
    return Update("cases", {"id": case.id}, changes, {"version": case.version, "state": case.state})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What is changed of a case: None is left as it is. `texts`: section → stored blocks; `closed`: confidential."""

    title: str | None = None
    texts: Mapping[str, Any] = field(default_factory=dict)
    purposes: Sequence[str] | None = None
    officers: Sequence[str] | None = None
    closed: bool | None = None

    @property
    def of_draft(self) -> bool:
        """Whether it changes the draft before a forum, and not the case alone."""
        return bool(self.texts) or any(one is not None for one in (self.purposes, self.officers, self.closed))


def edit_case(
    connection: Connection,
    case_id: int,
    edit: Edit,
    *,
    forum: str | None = None,
    reason: str | None = None,
    seen: int | None = None,
    by: str,
    now: datetime,
) -> int:
    """Change a case's title and the draft before its forum (`forum`, where several have it).

    `seen`: the version of the case that the change was written on, where somebody looked at it long before. What stands
    on a locked agenda changes only for a `reason`. Returns the case's number (a joined case answers for its heir).
    Raises NothingToEdit, WhichForum, NotThere, EmptyTitle, LockedAgenda, Conflict (changed since it was seen).
    """
    case = load_case(connection, case_id, lock=True)
    if seen not in (None, case.version):
        raise Conflict(f"case {case.id}")
    with open_desk(connection, by=by, now=now) as desk:
        head = _new_head(case, edit)
        rows: list[Write] = []
        if edit.of_draft or forum:
            draft = draft_of(case, desk.forum(forum).forum.code if forum else None)
            rows.append(_draft_row(draft, edit))
        for one in case.open_treatments:
            _refuse_locked(desk, one, reason)
        if edit.title is not None:
            printed = items_of(connection, [one.id for one in case.open_treatments])
            rows.extend(Update("agenda_item", {"id": key}, {"title": head["title"]}) for key in printed)
        facts = {"title": head.get("title", case.title), "sections": sorted(edit.texts), "reason": reason}
        desk.note("edited", case.id, facts, Update("cases", {"id": case.id}, head, {"version": case.version}), *rows)
    return case.id


def _new_head(case: CaseFacts, edit: Edit) -> dict[str, Any]:
    changes: dict[str, Any] = {"version": case.version + 1}
    if edit.title is not None:
        changes["title"] = clean_title(edit.title)
    if edit.officers is not None:
        changes["officers"] = list(edit.officers)
    if edit.of_draft:
        changes["expected"] = False
    return changes


def clean_title(title: str) -> str:
    """A title on one line, in plain letters. Raises EmptyTitle, LongTitle."""
    title = " ".join(cleaned(title)[0].split())
    if not title:
        raise EmptyTitle
    if len(title) > LONGEST_TITLE:
        raise LongTitle(len(title))
    return title


def _refuse_locked(desk: Desk, draft: TreatmentFacts, reason: str | None) -> None:
    meeting = next((one for one in desk.meetings(draft.forum) if one.id == draft.meeting_id), None)
    if meeting and meeting.state == LOCKED and draft.state == "on_agenda" and not reason:
        raise LockedAgenda(draft.forum, meeting.on)


def draft_of(case: CaseFacts, forum: str | None) -> TreatmentFacts:
    """The open treatment whose texts are being written. Raises NothingToEdit, WhichForum, NotThere."""
    drafts = [one for one in case.open_treatments if forum in (None, one.forum)]
    if not drafts and forum is not None and case.open_treatments:
        raise NotThere(case.id, forum, [one.forum for one in case.open_treatments])
    if not drafts:
        raise NothingToEdit(case.id, case.state)
    if len(drafts) > 1:
        raise WhichForum(case.id, [one.forum for one in drafts])
    return drafts[0]


def _draft_row(draft: TreatmentFacts, edit: Edit) -> Update:
    changes: dict[str, Any] = {"state": treatment_after(draft.state, TreatmentTrigger.WRITE)}
    if edit.texts:
        changes["texts"] = {**draft.texts, **edit.texts}
        changes["attachment_marks"] = marks_in(changes["texts"])
    if edit.purposes is not None:
        changes["purposes"] = list(edit.purposes)
    if edit.officers is not None:
        changes["officers"] = list(edit.officers)
    if edit.closed is not None:
        changes["closed"] = edit.closed
    return Update("treatment", {"id": draft.id}, changes, {"state": draft.state})


def marks_in(texts: Mapping[str, Any]) -> int:
    """How many attachment marks stand in stored texts."""
    return sum(block.get("marks", 0) for blocks in texts.values() for block in blocks or ())


def withdraw_case(connection: Connection, case_id: int, *, reason: str, by: str, now: datetime) -> str:
    """Take a case back, for a reason. Returns its state. Raises NotAllowed."""
    return _end_or_reopen(connection, case_id, Trigger.WITHDRAW, None, reason, by=by, now=now)


def reopen_case(connection: Connection, case_id: int, *, to: str | None, reason: str, by: str, now: datetime) -> str:
    """Take an ended case up again at a stop (`to`; the last one where it was, without). Returns the stop.

    Raises NotAllowed.
    """
    return _end_or_reopen(connection, case_id, Trigger.REOPEN, to, reason, by=by, now=now)


def _end_or_reopen(
    connection: Connection, case_id: int, trigger: Trigger, to: str | None, reason: str, *, by: str, now: datetime
) -> str:
    case = load_case(connection, case_id, lock=True)
    if trigger is Trigger.REOPEN and to is None:
        to = last_stop(case)
    with open_desk(connection, by=by, now=now) as desk:
        state = route_machine(keys(case.route)).after(case.state, trigger, to)
        rows = move_case(case, Move(trigger, state), desk, words=reason, reason=reason)
        kind = "withdrawn" if trigger is Trigger.WITHDRAW else "reopened"
        desk.note(kind, case.id, {"title": case.title, "from": case.state, "to": state, "reason": reason}, *rows)
    return state


def last_stop(case: CaseFacts) -> str:
    """The stop of the latest treatment; a case that nobody has treated is a draft again."""
    active = {laid.id: laid.stop.key for laid in case.stops if not laid.skipped}
    if not any(one.state in DONE_STATES for one in case.treatments):
        return DRAFT
    visited = [active[one.stop_id] for one in case.treatments if one.stop_id in active]
    return visited[-1] if visited else next((stop.key for stop in case.route), DRAFT)
