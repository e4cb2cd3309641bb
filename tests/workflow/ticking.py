"""A clock over an office: ticks at moments of local time, by the hands that the program itself uses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection, select

from commands.hands import Hands
from db.beats import last_beat
from db.deliveries import count_as_sent
from db.models import Row as Register
from states.beats import CLOCK, Beat
from states.hours import moment
from states.zone import ZONE
from tests.workflow.office import Office
from workflow.clock import Producer, Ticker, Told, Work, tick
from workflow.outbox import Posting
from workflow.producers import producers
from workflow.wheel import open_due

EVERY = 600


def at(words: str) -> datetime:
    """A moment in local time: "2027-06-21T07:00"."""
    return moment(datetime.fromisoformat(words))


@dataclass(slots=True)
class Clock:
    """The clock of an office, set by the test."""

    office: Office
    producers: Sequence[tuple[str, Producer]] = field(default_factory=producers)
    every: int = EVERY
    has_server: bool = True

    def ticks(self, words: str | datetime) -> Told:
        """One tick at this moment."""
        now = at(words) if isinstance(words, str) else words
        hands = Hands(self.office.database, CLOCK, lambda: now)
        work = Work(self.producers, Posting("example.dk"), open_duties=open_due, send=partial(self._send, hands))
        return tick(hands, work, Ticker("host:1", self.every))

    def _send(self, hands: Hands, _most: int) -> Sequence[str]:
        """Whatever is queued leaves, unless the server is down."""

        def leave(connection: Connection) -> None:
            count_as_sent(connection, now=hands.now())

        if self.has_server:
            hands.note(leave)
        return ()

    def ticks_from(self, first: str, last: str, step: timedelta) -> None:
        """Ticks again and again; none of them may fail."""
        now, end = at(first), at(last)
        while now <= end:
            told = self.ticks(now)
            assert told.failures == []
            now += step

    def beat(self) -> Beat | None:
        return self.office.read(lambda connection: last_beat(connection, CLOCK))

    def note(self) -> list[str]:
        """What it cannot do, as its beat has it."""
        beat = self.beat()
        return (beat.note or "").splitlines() if beat else []

    def queued(self) -> list[tuple[str, str]]:
        """Every letter there is: when it was queued in local time, and its key."""
        letter = Register.metadata.tables["letter"]

        def look(connection: Connection) -> list[tuple[str, str]]:
            rows = connection.execute(select(letter.c.dated, letter.c.key).order_by(letter.c.id))
            return [(f"{row.dated.astimezone(ZONE):%Y-%m-%dT%H:%M}", row.key) for row in rows]

        return self.office.read(look)
