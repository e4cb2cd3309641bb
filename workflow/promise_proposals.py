"""Promises that a paper's words make, proposed to a person; nothing counts before somebody accepts it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from sqlalchemy import Connection

from db.queries.facts import load_forums, load_meetings
from db.queries.promises import load_promises
from db.record import Insert
from ingest.promises import find_promises
from states.facts import MeetingFacts
from states.paper import Paper, PaperKind
from states.promises import FoundPromise, Promised, PromiseState, span_of
from workflow.agenda import choose_meeting
from workflow.desk import HELD, PLANNED, Desk, open_desk, registered
from workflow.errors import WrongMeetingState
from workflow.printing import printed_paper

_Key = tuple[str, str, str, date | None, date | None]
"""What makes two promises the same: forum, subject, words, and the days between which they fall."""


def propose_promises(
    connection: Connection, meeting: MeetingFacts, paper: Paper, case_of: Mapping[int, int], *, by: str, now: datetime
) -> int:
    """Note what a meeting's paper promises, once each, however many papers say it; returns how many are new.

    `case_of`: an item's place in the paper → case. What is promised to a forum that has no meetings in the register is
    another office's to keep.
    """
    found = find_promises(paper, [entry.forum for entry in load_forums(connection).values()])
    if not found:
        return 0
    known = load_promises(connection)
    with open_desk(connection, by=by, now=now) as desk:
        rows = list(_new(desk, meeting, paper, found, known, case_of))
        if rows:
            facts = {"forum": meeting.forum, "on": meeting.on, "count": len(rows)}
            desk.note("promises_proposed", None, facts, *rows)
    return len(rows)


def _new(
    desk: Desk,
    meeting: MeetingFacts,
    paper: Paper,
    found: tuple[FoundPromise, ...],
    known: list[Promised],
    case_of: Mapping[int, int],
) -> Iterator[Insert]:
    seen = {_key(one.forum, one.subject, one.words, one.earliest, one.latest) for one in known}
    here = {_key(one.forum, one.subject, one.words, None, None) for one in known if one.made_at == meeting.id}
    for one in found:
        meetings = desk.meetings(one.forum)
        if one.forum != meeting.forum and not meetings:
            continue
        earliest, latest = span_of(one, meetings, meeting.on)
        key = _key(one.forum, one.subject, one.words, earliest, latest)
        if key in seen or _key(one.forum, one.subject, one.words, None, None) in here:
            continue
        seen.add(key)
        row = {
            "id": desk.ledger.next_id(),
            "forum_id": desk.forum(one.forum).id,
            "words": one.words,
            "subject": one.subject,
            "source": f"{paper.kind} of {meeting.forum}/{meeting.on}/{one.number}",
            "made_on": meeting.on,
            "made_at": meeting.id,
            "case_id": case_of.get(one.place) if one.same_case else None,
            "earliest": earliest,
            "latest": latest,
            "state": PromiseState.PROPOSED,
            "course": [],
        }
        yield Insert("promise", row)


def _key(forum: str, subject: str, words: str, earliest: date | None, latest: date | None) -> _Key:
    return forum, subject.casefold(), " ".join(words.split()).casefold(), earliest, latest


def read_promises(connection: Connection, forum: str, on: date | None = None, *, by: str, now: datetime) -> int:
    """Propose what the register's own paper of a meeting promises: its minutes once it is held, else its agenda.

    Returns how many are new. Raises UnknownForum, NoSuchMeeting, NoMeetingAhead, WrongMeetingState (no agenda yet).
    """
    entry = registered(load_forums(connection), forum)
    meeting = choose_meeting(entry.forum.code, load_meetings(connection, entry.forum.code), on)
    if meeting.state == PLANNED:
        raise WrongMeetingState(meeting.forum, meeting.on, meeting.state, "it has no paper to read before it is locked")
    kind = PaperKind.MINUTES if meeting.state == HELD else PaperKind.AGENDA
    paper = printed_paper(connection, entry, meeting, kind, None)
    case_of = {place: item.case_id for place, item in enumerate(paper.items, 1) if item.case_id is not None}
    return propose_promises(connection, meeting, paper, case_of, by=by, now=now)
