"""What a test of letters needs: people with addresses, a head of secretariat, and letters as one reads them."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import Connection

from db.record import Event, Insert, Ledger, Update
from states.letters import Draft
from templates.letters import write
from tests.workflow.office import Office
from workflow.batch import Batch
from workflow.desk import open_desk
from workflow.outbox import Posting, queue

LINK = "https://sag.example.dk"
POSTING = Posting("example.dk")
HEAD = "leder@example.dk"
Look = Callable[[Connection], Batch]


def note(office: Office, *writes: Insert | Update) -> None:
    """Rows as they are, for what has no use case in a test."""

    def work(connection: Connection) -> None:
        with Ledger.open(connection, by="bel", now=office.now) as ledger:
            ledger.add(Event("test", None, {}, writes))

    office.write(work)


def person(office: Office, name: str, initials: str | None = None, email: str | None = None) -> int:
    """Somebody who is registered; gives the number."""

    def work(connection: Connection) -> int:
        with open_desk(connection, by="bel", now=office.now) as desk:
            number = desk.ledger.next_id()
            row = {"id": number, "name": name, "initials": initials, "email": email}
            desk.note("person_added", None, {}, Insert("person", row))
            return number

    return office.write(work)


def member(office: Office, forum: str, name: str, email: str | None, until: date | None = None) -> None:
    """A person with a seat in the forum."""
    number = person(office, name, email=email)

    def work(connection: Connection) -> None:
        with open_desk(connection, by="bel", now=office.now) as desk:
            row = {"id": desk.ledger.next_id(), "person_id": number, "forum_id": desk.forum(forum).id, "until": until}
            desk.note("member_added", None, {}, Insert("membership", row))

    office.write(work)


def head(office: Office, email: str = HEAD) -> None:
    """The head of secretariat."""

    def work(connection: Connection) -> None:
        with open_desk(connection, by="bel", now=office.now) as desk:
            row = {"id": desk.ledger.next_id(), "scope": "office", "head": email}
            desk.note("ladder_set", None, {}, Insert("ladder", row))

    office.write(work)


def mailbox(office: Office, forum: str, email: str) -> None:
    """Where letters to the forum go."""

    def work(connection: Connection) -> None:
        with open_desk(connection, by="bel", now=office.now) as desk:
            desk.note("forum_set", None, {}, Update("forum", {"id": desk.forum(forum).id}, {"email": email}))

    office.write(work)


def queued(office: Office, look: Look) -> dict[str, int]:
    """What the clock does with a producer: look, word, queue. Gives the letters' numbers by their keys."""
    batch = office.read(look)
    written = write(batch.drafts)
    return office.write(
        lambda connection: queue(connection, written, POSTING, along=batch.along, by="clock", now=office.now)
    )


def told(draft: Draft) -> str:
    """A draft's text as it is read."""
    (written,) = write([draft])
    assert written.wording.failure is None
    return written.wording.text or ""


def keys(drafts: Sequence[Draft]) -> list[str]:
    return [draft.key for draft in drafts]
