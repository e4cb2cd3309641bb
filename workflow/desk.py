"""What every use case that writes has at hand: the open connection, the ledger, the forums, and who does it when."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.facts import load_forums, load_meetings
from db.record import Event, Ledger, Write
from states.facts import MeetingFacts, MeetingState
from states.forums import RegisteredForum, UnknownForum, find_forum
from states.zone import ZONE

PLANNED, LOCKED, HELD, CANCELLED = MeetingState


@dataclass(slots=True)
class Desk:
    """The open ledger with what a use case looks up. Meetings are read once a forum."""

    connection: Connection
    ledger: Ledger
    forums: dict[str, RegisteredForum]
    by: str
    now: datetime
    _meetings: dict[str, list[MeetingFacts]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The local date of `now`."""
        return self.now.astimezone(ZONE).date()

    def forum(self, code: str) -> RegisteredForum:
        """The forum with this code, name or alias. Raises UnknownForum."""
        return registered(self.forums, code)

    def meetings(self, code: str) -> list[MeetingFacts]:
        """The forum's meetings, the earliest first, as they stood when the use case began."""
        if code not in self._meetings:
            self._meetings[code] = load_meetings(self.connection, code)
        return self._meetings[code]

    def note(self, kind: str, case_id: int | None, facts: dict[str, Any], *writes: Write) -> None:
        """Add an event to the journal, with the rows it writes."""
        self.ledger.add(Event(kind, case_id, facts, tuple(writes)))


def registered(forums: dict[str, RegisteredForum], name: str) -> RegisteredForum:
    """The registered forum that goes by this code, name or alias. Raises UnknownForum."""
    if name in forums:
        return forums[name]
    found = find_forum(name, (entry.forum for entry in forums.values()))
    if found.code not in forums:
        raise UnknownForum(name, forums)
    return forums[found.code]


@contextmanager
def open_desk(connection: Connection, *, by: str, now: datetime) -> Iterator[Desk]:
    """Open the ledger for one use case. Lock the cases it is about before (see `load_cases`)."""
    forums = load_forums(connection)
    with Ledger.open(connection, by=by, now=now) as ledger:
        yield Desk(connection, ledger, forums, by, now)
