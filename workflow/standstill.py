"""The letter that tells the head of secretariat that the clock stood still over a working day."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from db.beats import last_beat
from db.queries.clock import head_of_secretariat, letters_since
from db.queries.outbox import known_keys
from states.addresses import Address
from states.beats import STANDSTILL
from states.letters import Draft, LetterKind
from states.zone import ZONE
from templates.words import clock, weekday_and_day
from workflow.batch import Batch

TOLD_FOR = timedelta(days=14)
"""So long a standstill is worth a letter where nobody could be told at once; after that, it is history."""


def standstill(connection: Connection, *, today: date, link: str) -> Batch:
    """One letter for a standstill, after those that it held up were queued, so that it can say how many they are."""
    found = last_beat(connection, STANDSTILL)
    if found is None or found.note is None or today - found.at.astimezone(ZONE).date() > TOLD_FOR:
        return Batch()
    since = datetime.fromisoformat(found.note).astimezone(ZONE)
    key = f"standstill:{since.date()}"
    head = head_of_secretariat(connection)
    if head is None or known_keys(connection, [key]):
        return Batch()
    facts = {
        "since": _told(since),
        "until": _told(found.at.astimezone(ZONE)),
        "late": letters_since(connection, found.at),
        "link": link,
    }
    return Batch((Draft(key, LetterKind.STANDSTILL, Address(head), facts),))


def _told(at: datetime) -> str:
    return f"{weekday_and_day(at.date())} {clock(at.time())}"
