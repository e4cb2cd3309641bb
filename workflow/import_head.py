"""The head of a paper: when and where its meeting is, and who was there."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import meeting_row
from db.record import Update
from states.differences import Difference, head_differences
from states.facts import MeetingFacts
from states.forums import RegisteredForum
from states.paper import Doubt, Paper, PaperKind
from states.paper_json import reading
from workflow.desk import HELD, LOCKED, open_desk
from workflow.import_items import stored_people
from workflow.printing import printed_paper


def head_doubts(
    connection: Connection, entry: RegisteredForum, meeting: MeetingFacts, paper: Paper
) -> tuple[Doubt, ...]:
    """What the first paper of a meeting says otherwise than the register does: the paper's is kept, and said."""
    there = reading(printed_paper(connection, entry, meeting, paper.kind, None))
    return tuple(doubts_of(head_differences(there, reading(paper))))


def doubts_of(found: Iterable[Difference]) -> Iterator[Doubt]:
    """Differences in the head as doubts."""
    return (Doubt(f"{one}: the paper's was kept") for one in found if one.item is None)


def take_head(connection: Connection, meeting: MeetingFacts, paper: Paper, *, by: str, now: datetime) -> bool:
    """Keep the head and the state that the paper proves. Whether anything of it was new.

    What a paper leaves out stays as it is. Who was there only minutes know.
    """
    row = meeting_row(connection, meeting.id)
    changes = {name: value for name, value in _told(meeting, paper).items() if value != getattr(row, name)}
    if not changes:
        return False
    with open_desk(connection, by=by, now=now) as desk:
        facts = {"forum": meeting.forum, "on": meeting.on, "fields": sorted(changes)}
        desk.note("head_imported", None, facts, Update("meeting", {"id": meeting.id}, changes))
    return True


def _told(meeting: MeetingFacts, paper: Paper) -> dict[str, Any]:
    minutes = paper.kind is PaperKind.MINUTES
    told: dict[str, Any] = {"state": HELD if minutes or meeting.state == HELD else LOCKED}
    if paper.at:
        told["at"] = paper.at.strftime("%H:%M")
    if paper.place:
        told["place"] = paper.place
    if minutes and (paper.participants or paper.apologies):
        told |= {"participants": stored_people(paper.participants), "apologies": stored_people(paper.apologies)}
    return told
