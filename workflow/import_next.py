"""The meeting after, as a paper tells of it, and the cases expected there."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from db.queries.agendas import waiting_at
from db.record import Update, Write
from states.differences import title_key
from states.facts import MeetingFacts
from states.forums import RegisteredForum
from states.machine import TreatmentState
from states.paper import Paper
from states.routes import one_stop
from workflow.desk import HELD, Desk, open_desk
from workflow.meetings import meeting_of_paper
from workflow.opening import open_case


def take_next_meeting(
    connection: Connection, entry: RegisteredForum, meeting: MeetingFacts, paper: Paper, *, by: str, now: datetime
) -> list[int]:
    """Plan the next meeting and the cases expected there; returns the numbers of those that are new.

    A case that waits at the forum under the same title is planned for that meeting instead of being opened again.
    """
    coming = paper.next_meeting
    if coming is None or coming.on is None or coming.on <= meeting.on:
        return []
    with open_desk(connection, by=by, now=now) as desk:
        after = meeting_of_paper(desk, entry, coming.on)
        if after.state == HELD:
            return []  # late minutes: what was expected has come, or has not
        return list(_expect(connection, desk, entry, after, coming.expected))


def _expect(
    connection: Connection, desk: Desk, entry: RegisteredForum, after: MeetingFacts, titles: tuple[str, ...]
) -> Iterator[int]:
    waiting = {title_key(row.title): row for row in waiting_at(connection, entry.id)}
    for title in titles:
        known = waiting.get(title_key(title))
        if known is None:
            yield _open_expected(desk, entry, after, title)
        elif known.state != TreatmentState.ON_AGENDA and known.meeting_id is None:
            write: Write = Update("treatment", {"id": known.id}, {"meeting_id": after.id}, {"open": True})
            desk.note("planned", known.case_id, {"title": title, "forum": after.forum, "on": after.on}, write)


def _open_expected(desk: Desk, entry: RegisteredForum, after: MeetingFacts, title: str) -> int:
    title = title.rstrip(". ")
    opened = open_case(
        desk, title, one_stop(entry.forum.code), assumed=True, expected=True, draft=False, meeting_id=after.id
    )
    desk.note("expected", opened.id, {"title": title, "forum": after.forum, "on": after.on}, *opened.writes)
    return opened.id
