"""The next agenda of a forum, from the cases that wait there; and why each open case is on it or off."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import (
    candidate,
    case_deadlines,
    decided_at,
    done_treatments,
    meeting_row,
    open_elsewhere,
    treatments,
    waiting_at,
)
from db.queries.attachments import shown_by_treatment
from db.queries.dispatches import last_dispatch
from db.queries.facts import load_forums, load_meetings
from states.agenda import Candidate, Reason, ahead, in_order, last_held, numbered, reason
from states.differences import SENT_FIELDS, Difference, differences
from states.facts import MeetingFacts
from states.forums import RegisteredForum
from states.paper import Doubt, Group, Item, ItemKind, NextMeeting, Paper, PaperKind
from states.paper_json import reading
from templates.attached import with_all_marks
from templates.standing import (
    APPOINTMENTS,
    any_other_business,
    approval_of_minutes,
    group_title,
    next_items,
    since_last,
)
from workflow.desk import CANCELLED, PLANNED, registered
from workflow.errors import NoMeetingAhead, NoSuchMeeting
from workflow.printing import case_item, clock, printed_paper


@dataclass(frozen=True, slots=True)
class Agenda:
    """A forum's agenda. `reasons`: every open case, on or off. `changes`: what changed since the agenda was locked."""

    paper: Paper
    meeting: MeetingFacts
    reasons: tuple[Reason, ...] = ()
    changes: tuple[Difference, ...] = ()


def next_agenda(
    connection: Connection, forum: str, on: date | None = None, *, why: bool = False, marked: bool = True
) -> Agenda:
    """The agenda of the forum's first meeting not held, or of the meeting `on`. Only reads.

    A planned meeting's agenda is put together from every case that waits; a locked or held one is as it was fixed.
    `marked`: files beyond the marks in an item's texts get lines of their own.
    Raises UnknownForum, NoMeetingAhead, NoSuchMeeting.
    """
    entry = registered(load_forums(connection), forum)
    meetings = load_meetings(connection, entry.forum.code)
    meeting = choose_meeting(entry.forum.code, meetings, on)
    waiting = waiting_at(connection, entry.id)
    coming = _coming(meeting, meetings, waiting)
    locked = meeting.state != PLANNED
    reasons = _reasons(connection, entry, waiting, meeting, meetings) if why else ()
    if locked:
        paper = printed_paper(connection, entry, meeting, PaperKind.AGENDA, coming, marked=marked)
        return Agenda(paper, meeting, reasons, _changes(connection, meeting, paper))
    paper = assemble(connection, entry, meeting, meetings, waiting, coming)
    return Agenda(with_all_marks(paper) if marked else paper, meeting, reasons)


def choose_meeting(code: str, meetings: Sequence[MeetingFacts], on: date | None) -> MeetingFacts:
    """The meeting `on`, or the first still to come. Raises NoSuchMeeting, NoMeetingAhead."""
    if on is not None:
        for meeting in meetings:
            if meeting.on == on:
                return meeting
        raise NoSuchMeeting(code, on, [meeting.on for meeting in meetings])
    coming = ahead(meetings)
    if not coming:
        raise NoMeetingAhead(code)
    return coming[0]


def _coming(meeting: MeetingFacts, meetings: Sequence[MeetingFacts], waiting: Sequence[Any]) -> NextMeeting | None:
    """The meeting after, with the cases planned for it; closed ones are not named there."""
    after = next((one for one in meetings if one.on > meeting.on and one.state != CANCELLED), None)
    if after is None:
        return None
    return NextMeeting(after.on, tuple(row.title for row in waiting if row.meeting_id == after.id and not row.closed))


def _reasons(
    connection: Connection,
    entry: RegisteredForum,
    waiting: Sequence[Any],
    meeting: MeetingFacts,
    meetings: Sequence[MeetingFacts],
) -> tuple[Reason, ...]:
    code = entry.forum.code
    here = _candidates(connection, code, waiting, meeting, last_held(meetings))
    everyone: list[Candidate] = sorted([*here, *open_elsewhere(connection, code)], key=lambda case: case.case_id)
    locked = meeting.state != PLANNED
    return tuple(reason(case, meeting.on, locked=locked) for case in everyone)


def _candidates(
    connection: Connection, code: str, waiting: Sequence[Any], meeting: MeetingFacts, held: date | None
) -> list[Candidate]:
    treated = {row.case_id for row in decided_at(connection, meeting.id)}
    return [
        replace(
            candidate(row, code),
            treated_here=row.case_id in treated,
            passed=row.on is not None and held is not None and row.on < min(held, meeting.on),
        )
        for row in waiting
    ]


def _changes(connection: Connection, meeting: MeetingFacts, paper: Paper) -> tuple[Difference, ...]:
    sent = last_dispatch(connection, meeting.id)
    return tuple(differences(reading(sent.paper), reading(paper), fields=SENT_FIELDS)) if sent else ()


def wait_for(
    connection: Connection,
    entry: RegisteredForum,
    meeting: MeetingFacts,
    meetings: Sequence[MeetingFacts],
    waiting: Sequence[Any],
) -> list[Candidate]:
    """The cases that a planned agenda of this meeting would take in."""
    everyone = _candidates(connection, entry.forum.code, waiting, meeting, last_held(meetings))
    return [one for one in everyone if reason(one, meeting.on).is_on]


def assemble(
    connection: Connection,
    entry: RegisteredForum,
    meeting: MeetingFacts,
    meetings: Sequence[MeetingFacts],
    waiting: Sequence[Any],
    coming: NextMeeting | None,
) -> Paper:
    """The agenda of a planned meeting: every case that waits, in its group, between the standing items."""
    code = entry.forum.code
    cases = wait_for(connection, entry, meeting, meetings, waiting)
    decided = [candidate(row, code) for row in decided_at(connection, meeting.id)]
    items = case_items(connection, in_order([*decided, *cases]))
    last = max((one.on for one in meetings if one.on < meeting.on and one.state != CANCELLED), default=None)
    row = meeting_row(connection, meeting.id)
    return Paper(
        kind=PaperKind.AGENDA,
        forum=entry.forum.name,
        forum_code=entry.forum.code,
        on=meeting.on,
        at=clock(row.at),
        place=row.place,
        next_meeting=coming,
        groups=_groups(entry, items, last, coming),
        doubts=tuple(_without_text(case) for case in cases if not case.has_text),
    )


def case_items(connection: Connection, cases: Sequence[Candidate]) -> list[tuple[str | None, Item]]:
    """Each case's item with the group asked for it, in the order given."""
    ids = [case.case_id for case in cases]
    rows = treatments(connection, [case.treatment_id for case in cases if case.treatment_id])
    done, deadlines = done_treatments(connection, ids), case_deadlines(connection, ids)
    files = shown_by_treatment(connection, {key: row.case_id for key, row in rows.items()})
    items = {key: case_item(row, done[row.case_id], deadlines[row.case_id], live=True) for key, row in rows.items()}
    return [
        (case.group, replace(items[case.treatment_id], attachments=files.get(case.treatment_id, ())))
        for case in cases
        if case.treatment_id
    ]


def _without_text(case: Candidate) -> Doubt:
    return Doubt(f"case {case.case_id} ({case.title}) is expected at this meeting and has no text yet")


def _groups(
    entry: RegisteredForum,
    items: Sequence[tuple[str | None, Item]],
    last: date | None,
    coming: NextMeeting | None,
) -> tuple[Group, ...]:
    forum, own = entry.forum.name, entry.group_title
    since, appointments = group_title(ItemKind.SINCE_LAST), group_title(APPOINTMENTS)
    placed: dict[str, list[Item]] = {own: [], since: [since_last(forum=forum)], appointments: []}
    for group, item in items:
        placed.setdefault(group or own, []).append(item)
    others = [title for title in placed if title not in (own, since, appointments)]
    expected = next_items(forum=forum, on=coming.on if coming else None, expected=coming.expected if coming else ())
    return numbered(
        [
            (group_title(ItemKind.MINUTES_APPROVAL), [approval_of_minutes(forum=forum, last=last)]),
            *((title, placed[title]) for title in (own, *others, since, appointments)),
            (group_title(ItemKind.NEXT_ITEMS), [expected]),
            (group_title(ItemKind.ANY_OTHER_BUSINESS), [any_other_business()]),
        ]
    )
