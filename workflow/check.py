"""Checking an agenda before it goes out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from db.queries.agendas import decided_at, printed_items, treatments, waiting_at
from db.queries.facts import load_forums, load_meetings
from db.queries.promises import case_titles, load_promises
from ingest.coming import next_meeting
from ingest.meaning import purposes_of
from ingest.rereading import binding_dates, says_what
from states.checking import (
    NAMES,
    Finding,
    Promise,
    Reading,
    check_head,
    check_items,
    check_planned,
    check_promises,
    says_something,
)
from states.differences import title_key
from states.facts import MeetingFacts
from states.machine import ENDED
from states.paper import Item, Paper, PaperKind
from states.promise_checking import check_noted
from states.zone import ZONE
from templates.carried import marked_lines
from workflow.agenda import next_agenda
from workflow.desk import HELD, LOCKED, PLANNED, registered
from workflow.moves import SECTIONS
from workflow.printing import printed_paper, section
from workflow.promises import heirs_of_cases, with_heir


@dataclass(frozen=True, slots=True)
class Checked:
    """An agenda that was looked through."""

    meeting: MeetingFacts
    paper: Paper
    findings: tuple[Finding, ...]


def check_agenda(connection: Connection, forum: str, on: date | None = None, *, now: datetime) -> Checked:
    """Look through the agenda that `next_agenda` gives for what is missing or does not fit. Only reads.

    Raises UnknownForum, NoMeetingAhead, NoSuchMeeting.
    """
    agenda = next_agenda(connection, forum, on, why=True, marked=False)
    promised, made = _promised(connection, agenda.meeting)
    missing = list(check_promises(promised, agenda.paper, agenda.reasons, made=made))
    late = list(check_planned(agenda.paper, agenda.reasons, but=[one.title for one in missing]))
    unwritten = _unwritten(connection, agenda.meeting)
    today = now.astimezone(ZONE).date()
    findings = (
        *(() if agenda.meeting.state == HELD else check_head(agenda.paper, sent=agenda.meeting.state == LOCKED)),
        *check_items(agenda.paper, _reading, agenda.reasons, unwritten=unwritten, today=today),
        *missing,
        *late,
        *_noted(connection, agenda.meeting, agenda.paper, told=[one.title for one in (*missing, *late)]),
    )
    return Checked(agenda.meeting, agenda.paper, findings)


def _unwritten(connection: Connection, meeting: MeetingFacts) -> frozenset[int]:
    """The cases before the meeting that have no text of the office's: what their background tells is their course."""
    if meeting.state == PLANNED:
        forum = registered(load_forums(connection), meeting.forum)
        rows = [*waiting_at(connection, forum.id), *decided_at(connection, meeting.id)]
    else:
        printed = (item.treatment_id for item in printed_items(connection, meeting.id) if item.treatment_id)
        rows = list(treatments(connection, printed).values())
    written = (row.case_id for row in rows if any(says_something(section(row.texts, name)) for name in SECTIONS))
    return frozenset(row.case_id for row in rows).difference(written)


def _reading(item: Item) -> Reading:
    asks = item.recommendation or ()
    texts = zip(NAMES, (item.background, item.recommendation, item.presentation), strict=True)
    carried = tuple(name for name, text in texts if marked_lines(text))
    return Reading(says_what(asks), purposes_of(asks), binding_dates(item), carried)


def _promised(connection: Connection, meeting: MeetingFacts) -> tuple[list[Promise], str]:
    """What the paper of the meeting before said would come to this one, and which paper that was."""
    before = _meeting_before(connection, meeting)
    if before is None:
        return [], ""
    kind = PaperKind.MINUTES if before.state == HELD else PaperKind.AGENDA
    paper = printed_paper(connection, registered(load_forums(connection), meeting.forum), before, kind, None)
    coming = next_meeting(list(paper.items), (), before.on)
    if coming is None or coming.on not in (None, meeting.on):
        return [], ""
    return list(_promises(connection, coming.expected)), f"{kind} of {before.forum} {before.on}"


def _noted(connection: Connection, meeting: MeetingFacts, paper: Paper, *, told: Sequence[str]) -> list[Finding]:
    """The promises that the register keeps and this paper does not."""
    heirs = heirs_of_cases(connection)
    noted = [with_heir(one, heirs) for one in load_promises(connection, meeting.forum)]
    return list(check_noted(noted, paper, meeting, load_meetings(connection, meeting.forum), told=told))


def _meeting_before(connection: Connection, meeting: MeetingFacts) -> MeetingFacts | None:
    """The last meeting before that has a paper."""
    earlier = (one for one in load_meetings(connection, meeting.forum) if one.on < meeting.on)
    return max((one for one in earlier if one.state in (LOCKED, HELD)), key=lambda one: one.on, default=None)


def _promises(connection: Connection, titles: Sequence[str]) -> Iterator[Promise]:
    rows = case_titles(connection) if titles else []
    heirs = {row.id: row.joined_into for row in rows if row.joined_into}
    states = {row.id: row.state for row in rows}
    for title in titles:
        named = {row.id for row in rows if title_key(row.title) == title_key(title)}
        cases = frozenset(_heir(one, heirs) for one in named)
        yield Promise(title, cases, ended=bool(cases) and all(states[one] in ENDED for one in cases))


def _heir(case: int, heirs: dict[int, int]) -> int:
    while case in heirs:
        case = heirs[case]
    return case
