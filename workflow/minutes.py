"""The minutes of a meeting: of one that was held, or of one whose agenda is locked, as a draft."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from db.queries.agendas import decided_at, meeting_row
from db.queries.facts import load_forums, load_meetings
from states.errors import SagsgangError
from states.facts import MeetingFacts
from states.paper import Item, ItemKind, Paper, PaperKind
from workflow.agenda import choose_meeting, next_agenda
from workflow.desk import HELD, LOCKED, registered
from workflow.errors import WrongMeetingState
from workflow.printing import printed_paper


class NoMinutes(SagsgangError):
    """The forum has no meeting of which there could be minutes."""

    def __init__(self, forum: str) -> None:
        super().__init__(
            f"{forum} has no minutes yet: none of its meetings is held, and none has its agenda locked "
            f"(sagsgang meeting lock {forum})."
        )


@dataclass(frozen=True, slots=True)
class Minutes:
    """Referat. `notes`: what is still missing, for the secretary; empty where the minutes are whole."""

    paper: Paper
    meeting: MeetingFacts
    notes: tuple[str, ...] = ()


def minutes(connection: Connection, forum: str, on: date | None = None) -> Minutes:
    """The minutes of the meeting `on`, or of the forum's latest that was held or that anything is recorded of.

    Where nothing is recorded anywhere, a draft of the first locked one. Only reads. Raises UnknownForum, NoSuchMeeting,
    NoMinutes, WrongMeetingState (planned or cancelled).
    """
    entry = registered(load_forums(connection), forum)
    code = entry.forum.code
    meetings = load_meetings(connection, code)
    meeting = choose_meeting(code, meetings, on) if on else _latest(connection, code, meetings)
    if meeting.state not in (HELD, LOCKED):
        how = f"there are minutes once its agenda is locked (sagsgang meeting lock {code} --meeting {meeting.on})"
        raise WrongMeetingState(code, meeting.on, meeting.state, how)
    coming = next_agenda(connection, code, meeting.on).paper.next_meeting
    printed = printed_paper(connection, entry, meeting, PaperKind.MINUTES, coming)
    paper = replace(printed, draft=meeting.state == LOCKED)
    return Minutes(paper, meeting, tuple(_notes(meeting, paper)))


def _latest(connection: Connection, code: str, meetings: Sequence[MeetingFacts]) -> MeetingFacts:
    for meeting in reversed(meetings):
        if meeting.state == HELD or (meeting.state == LOCKED and _has_begun(connection, meeting)):
            return meeting
    for meeting in meetings:
        if meeting.state == LOCKED:
            return meeting
    raise NoMinutes(code)


def _has_begun(connection: Connection, meeting: MeetingFacts) -> bool:
    """Whether anything is recorded of a meeting that is not held."""
    return bool(meeting_row(connection, meeting.id).participants or decided_at(connection, meeting.id))


def _notes(meeting: MeetingFacts, paper: Paper) -> Iterator[str]:
    where = f"{meeting.forum} --meeting {meeting.on}"
    if meeting.state == LOCKED:
        yield f"this is a draft: {meeting.forum} {meeting.on} is not held yet (sagsgang meeting hold {where})"
    if not paper.participants:
        yield f"nobody is recorded as present (sagsgang meeting attendance {where} --from FILE)"
    for item in paper.items:
        if item.decision is None and _asks(item):
            yield f"item {item.number} ({item.title}) has no decision yet ({_how(item, where)})"


def _asks(item: Item) -> bool:
    return item.kind is ItemKind.CASE or bool(item.recommendation)


def _how(item: Item, where: str) -> str:
    if item.case_id is not None:
        return f"sagsgang decide {item.case_id}"
    return f"sagsgang meeting minute {where} {item.number}"
