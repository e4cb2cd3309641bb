"""The papers of a meeting as they went out: its agenda as it was last sent, and its minutes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import Connection

from db.queries.dispatches import last_dispatch
from db.queries.facts import load_forums, load_meetings
from db.queries.published import agendas_sent, corrections, meetings_changed, papers_taken_in
from states.facts import MeetingFacts, MeetingState
from states.forums import RegisteredForum
from states.paper import Paper, PaperKind
from workflow.desk import HELD, LOCKED
from workflow.printing import printed_paper


@dataclass(frozen=True, slots=True)
class SentPaper:
    """A paper of a meeting, and when it last changed."""

    paper: Paper
    updated: datetime


@dataclass(frozen=True, slots=True)
class MeetingPapers:
    """A meeting with its papers: none as long as it is planned, or where it was cancelled."""

    forum: RegisteredForum
    meeting: MeetingFacts
    papers: tuple[SentPaper, ...]


def meetings_with_papers(connection: Connection) -> Iterator[MeetingPapers]:
    """Every meeting, the earliest first, one at a time: its papers are read when its turn comes."""
    forums = load_forums(connection)
    times = _Times.read(connection)
    for meeting in load_meetings(connection):
        entry = forums[meeting.forum]
        yield MeetingPapers(entry, meeting, tuple(_papers(connection, entry, meeting, times)))


@dataclass(frozen=True, slots=True)
class _Times:
    """When papers changed, as the register tells it; the clock is not asked, so that nothing changes by itself."""

    sent: dict[int, datetime]
    taken_in: dict[tuple[int, str], datetime]
    changed: dict[tuple[str, str], datetime]
    corrected: dict[int, datetime]

    @classmethod
    def read(cls, connection: Connection) -> "_Times":
        return cls(
            agendas_sent(connection),
            papers_taken_in(connection),
            meetings_changed(connection),
            corrections(connection),
        )

    def agenda(self, meeting: MeetingFacts) -> datetime | None:
        """None where no agenda was sent or read in: the meeting was only noted as held."""
        return self.sent.get(meeting.id) or self.taken_in.get((meeting.id, PaperKind.AGENDA))

    def minutes(self, meeting: MeetingFacts) -> datetime:
        known = (
            self.taken_in.get((meeting.id, PaperKind.MINUTES)),
            self.changed.get((meeting.forum, meeting.on.isoformat())),
            self.corrected.get(meeting.id),
        )
        return max((at for at in known if at), default=datetime.combine(meeting.on, time(12), UTC))


def _papers(
    connection: Connection, entry: RegisteredForum, meeting: MeetingFacts, times: _Times
) -> Iterator[SentPaper]:
    state = MeetingState(meeting.state)
    agenda_at = times.agenda(meeting) if state in (LOCKED, HELD) else None
    if agenda_at:
        yield SentPaper(_agenda(connection, entry, meeting), agenda_at)
    if state is HELD:
        minutes = printed_paper(connection, entry, meeting, PaperKind.MINUTES, None)
        if any(minutes.items):
            yield SentPaper(minutes, times.minutes(meeting))


def _agenda(connection: Connection, entry: RegisteredForum, meeting: MeetingFacts) -> Paper:
    sent = last_dispatch(connection, meeting.id)
    return sent.paper if sent else printed_paper(connection, entry, meeting, PaperKind.AGENDA, None)
