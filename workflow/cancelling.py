"""Cancelling a meeting: what was to come on it waits for the forum's next one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import decided_at, printed_items, waiting_at
from db.queries.facts import load_cases, load_forums, load_meetings
from db.queries.meeting_letters import unsent_about
from db.record import Update, Write
from states.agenda import REMOVED
from states.facts import MeetingFacts
from states.machine import TreatmentState, TreatmentTrigger, treatment_after
from workflow.agenda import choose_meeting
from workflow.desk import CANCELLED, LOCKED, PLANNED, open_desk, registered
from workflow.errors import WrongMeetingState
from workflow.outbox_desk import cancel


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Aflyst møde: a meeting that was cancelled, and the open cases that had been on it or were planned for it.

    `letters`: those about it that had not left, and do not leave now.
    """

    forum: str
    on: date
    cases: tuple[int, ...]
    letters: tuple[int, ...] = ()


def cancel_meeting(connection: Connection, forum: str, on: date, *, reason: str, by: str, now: datetime) -> Cancelled:
    """Cancel a meeting for a reason; its open cases go back among those that wait, and its unsent letters stay here.

    Raises UnknownForum, NoSuchMeeting, WrongMeetingState (held or cancelled already, or decisions are recorded on it).
    """
    entry = registered(load_forums(connection), forum)
    code = entry.forum.code
    meeting = choose_meeting(code, load_meetings(connection, code), on)
    if meeting.state not in (PLANNED, LOCKED):
        raise WrongMeetingState(code, meeting.on, meeting.state, "it cannot be cancelled")
    if decided_at(connection, meeting.id):
        raise WrongMeetingState(code, meeting.on, meeting.state, "it has decided cases, so it cannot be cancelled")
    rows = [row for row in waiting_at(connection, entry.id) if row.meeting_id == meeting.id]
    cases = load_cases(connection, [row.case_id for row in rows], lock=True)
    with open_desk(connection, by=by, now=now) as desk:
        changes = {"state": CANCELLED, "cancel_reason": reason}
        writes: list[Write] = [Update("meeting", {"id": meeting.id}, changes, {"state": meeting.state})]
        writes.extend(_released(rows))
        writes.extend(
            Update("cases", {"id": case.id}, {"version": case.version + 1}, {"version": case.version})
            for case in cases.values()
        )
        facts = {"forum": code, "on": meeting.on, "reason": reason, "cases": sorted(cases)}
        desk.note("meeting_cancelled", None, facts, *writes)
    unsent = unsent_about(connection, meeting.id)
    if unsent:
        cancel(connection, unsent, reason=f"the meeting is cancelled: {reason}", by=by, now=now)
    return Cancelled(code, meeting.on, tuple(sorted(cases)), tuple(unsent))


def plan_again(connection: Connection, meeting: MeetingFacts, *, at: str | None, place: str | None) -> Iterator[Update]:
    """A cancelled meeting is to be after all, with a new agenda. What is not said anew (HH:MM, place) stays."""
    changes = {"state": PLANNED, "cancel_reason": None, "lock_reason": None}
    new = {"at": at or meeting.at, "place": place or meeting.place}
    yield Update("meeting", {"id": meeting.id}, changes | new, {"state": CANCELLED})
    for item in printed_items(connection, meeting.id):
        yield Update("agenda_item", {"id": item.id}, {"kind": REMOVED})


def _released(rows: Sequence[Any]) -> Iterator[Update]:
    """The treatments without their meeting; one that stood on the agenda is ready for another."""
    for row in rows:
        placed = row.state == TreatmentState.ON_AGENDA
        state = treatment_after(row.state, TreatmentTrigger.UNPLACE) if placed else row.state
        yield Update("treatment", {"id": row.id}, {"state": state, "meeting_id": None}, {"open": True})
