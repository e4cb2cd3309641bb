"""Keeping an agenda as it is sent, so that it can be written again and later changes be shown."""

from datetime import datetime

from sqlalchemy import Connection

from db.queries.dispatches import Sent, last_dispatch
from db.record import Insert
from states.document_json import dump_paper
from states.facts import MeetingFacts
from states.paper import Paper
from workflow.desk import open_desk


def keep_dispatch(
    connection: Connection, meeting: MeetingFacts, paper: Paper, reason: str | None, *, by: str, now: datetime
) -> tuple[int, Sent | None]:
    """Keep the paper as the meeting's next dispatch. Returns its version, and the dispatch before."""
    before = last_dispatch(connection, meeting.id)
    version = before.version + 1 if before else 1
    with open_desk(connection, by=by, now=now) as desk:
        row = {
            "id": desk.ledger.next_id(),
            "meeting_id": meeting.id,
            "version": version,
            "at": now,
            "by": by,
            "reason": reason,
            "paper": dump_paper(paper),
        }
        desk.note(
            "agenda_kept",
            None,
            {"forum": meeting.forum, "on": meeting.on, "version": version},
            Insert("dispatch", row),
        )
    return version, before
