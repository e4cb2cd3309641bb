"""The versions of an agenda: as it was sent each time, and what changed from one to another or to what it is now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from db.queries.dispatches import Sent, dispatches
from db.queries.facts import load_forums, load_meetings
from states.changes import AgendaChanges, Version, changes
from states.errors import SagsgangError
from states.facts import MeetingFacts
from states.zone import ZONE
from workflow.agenda import choose_meeting, next_agenda
from workflow.desk import registered


class NothingSent(SagsgangError):
    """No version of the agenda was kept."""

    def __init__(self, meeting: MeetingFacts) -> None:
        where = f"{meeting.forum} --meeting {meeting.on}"
        super().__init__(
            f"No version of the agenda of {meeting.forum} {meeting.on} is kept: one is whenever it is locked "
            f"(sagsgang meeting lock {where}). The agenda as it is now: sagsgang agenda {where}."
        )


class NoSuchVersion(SagsgangError):
    """The agenda has no version with that number."""

    def __init__(self, meeting: MeetingFacts, number: int, known: Sequence[Sent]) -> None:
        named = ", ".join(f"{sent.version} ({sent_on(sent)})" for sent in known)
        super().__init__(f"The agenda of {meeting.forum} {meeting.on} has no version {number}; it has {named}.")


@dataclass(frozen=True, slots=True)
class Versions:
    """A meeting and every version of its agenda that was sent, the first first; there is one at least."""

    meeting: MeetingFacts
    sent: tuple[Sent, ...]

    def get(self, number: int) -> Sent:
        """The version with this number. Raises NoSuchVersion."""
        for one in self.sent:
            if one.version == number:
                return one
        raise NoSuchVersion(self.meeting, number, self.sent)


def sent_on(sent: Sent) -> date:
    """The local day on which a version was sent."""
    return sent.at.astimezone(ZONE).date()


def versions(connection: Connection, forum: str, on: date | None = None) -> Versions:
    """The versions of the agenda of the forum's meeting `on`, or of its first one not held.

    Raises UnknownForum, NoMeetingAhead, NoSuchMeeting, NothingSent.
    """
    code = registered(load_forums(connection), forum).forum.code
    meeting = choose_meeting(code, load_meetings(connection, code), on)
    sent = tuple(dispatches(connection, meeting.id))
    if not sent:
        raise NothingSent(meeting)
    return Versions(meeting, sent)


def agenda_changes(
    connection: Connection, forum: str, on: date | None = None, *, since: int | None = None, until: int | None = None
) -> AgendaChanges:
    """What changed from version `since` to version `until`.

    Without `until`: to the agenda as it is now. Without `since`: from the one before `until`, else from the latest.
    Raises what `versions` raises, and NoSuchVersion.
    """
    kept = versions(connection, forum, on)
    first = kept.get(since or (until - 1 if until else kept.sent[-1].version))
    if until:
        last = kept.get(until)
        return changes(first.paper, last.paper, since=_version(first), until=_version(last))
    now = next_agenda(connection, kept.meeting.forum, kept.meeting.on).paper
    return changes(first.paper, now, since=_version(first), until=Version())


def _version(sent: Sent) -> Version:
    return Version(sent.version, sent_on(sent), sent.reason)
