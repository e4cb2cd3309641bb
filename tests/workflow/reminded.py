"""An office whose deadlines are reminded of: people with addresses, deadlines, and what the clock does on a day."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from db.deliveries import count_as_sent
from db.models import Row as Register
from states.deadlines import Days
from states.ladder_settings import days_before
from states.paper import DeadlineKind
from templates.letters import write
from tests.workflow.office import Office
from workflow.acknowledge import acknowledge
from workflow.batch import Batch
from workflow.deadlines import NewDeadline, add_deadline
from workflow.ladders import LadderChange, Where, set_ladder
from workflow.outbox import Posting, queue
from workflow.people import PersonChange, set_person
from workflow.reminders import reminders

BEL, SNM, HEAD, CHAIR = "bel@example.dk", "snm@example.dk", "leder@example.dk", "formand@example.dk"
POSTING = Posting("example.dk")
LINK = "https://sag.example.dk"

Sent = tuple[str, str, str, str, bool]
"""A reminder as the register keeps it: subject, step, recipient, role, late."""


def owes(
    office: Office,
    case: int,
    on: str,
    *owners: str,
    kind: DeadlineKind = DeadlineKind.REPORT,
    latest: str | None = None,
    words: str = "Redegørelse til ministeriet",
    **more: Any,
) -> int:
    """A deadline is entered today; with `latest`, vague words between two days."""
    first = date.fromisoformat(on)
    days = Days(on=first) if latest is None else Days(earliest=first, latest=date.fromisoformat(latest))
    new = NewDeadline(case, kind, days, words, owners, **more)
    return int(office.write(lambda connection: add_deadline(connection, new, by="bel", now=office.now)).id)


def knows(office: Office, name: str, initials: str, email: str | None = None) -> None:
    """A person is registered."""
    change = PersonChange(name=name, initials=initials, email=email)
    office.write(lambda connection: set_person(connection, initials, change, new=True, by="bel", now=office.now))


def sets(
    office: Office,
    *,
    forum: str | None = None,
    kind: str | None = None,
    person: str | None = None,
    before: str | None = None,
    **more: Any,
) -> None:
    """The ladder is set."""
    change = LadderChange(before=days_before(before) if before else None, **more)
    where = Where(forum, kind, person)
    office.write(lambda connection: set_ladder(connection, where, change, by="bel", now=office.now))


def has_head(office: Office) -> None:
    sets(office, head=HEAD)


def takes(office: Office, word: str | int, who: str) -> bool:
    """Somebody says "jeg tager den"; whether they had said so before."""
    return office.write(lambda connection: acknowledge(connection, str(word), who, by="bel", now=office.now)).already


def batch(office: Office, link: str = LINK) -> Batch:
    """What the clock would write today."""
    return office.read(lambda connection: reminders(connection, today=office.today, link=link))


def queues(office: Office, one: Batch, *, leave: bool = True) -> list[str]:
    """The batch is worded and queued, and leaves at once; the keys of the letters that were queued."""
    written = write(one.drafts)
    assert [wording.wording.failure for wording in written] == [None] * len(written)
    keys = office.write(
        lambda connection: queue(connection, written, POSTING, along=one.along, by="clock", now=office.now)
    )
    if leave:
        office.write(lambda connection: count_as_sent(connection, now=office.now))
    return list(keys)


def reminds(office: Office, day: str | None = None, *, leave: bool = True) -> list[str]:
    """The clock's reminders of a day (else today): the keys of the letters that were queued, and left with `leave`."""
    then = office.on(day) if day else office
    return queues(then, batch(then), leave=leave)


def sent(office: Office) -> list[Sent]:
    """Every reminder that was sent, in the order in which they were."""
    table = Register.metadata.tables["reminder"]
    names = ("subject", "step", "recipient", "role", "late")

    def look(connection: Connection) -> list[Sent]:
        rows = connection.execute(select(*(table.c[name] for name in names)).order_by(table.c.id))
        return [(row.subject, row.step, row.recipient, row.role, row.late) for row in rows]

    return office.read(look)


def letters(office: Office) -> list[tuple[str, str, str]]:
    """Every letter: to whom, the subject, the text."""
    table = Register.metadata.tables["letter"]

    def look(connection: Connection) -> list[tuple[str, str, str]]:
        rows = connection.execute(select(table.c.to_email, table.c.subject, table.c.text).order_by(table.c.id))
        return [(row.to_email, row.subject, row.text) for row in rows]

    return office.read(look)


def next_look(office: Office, deadline: int) -> date | None:
    """When the ladder looks at a deadline next."""
    table = Register.metadata.tables["deadline"]
    query = select(table.c.remind_on).where(table.c.id == deadline)
    found: date | None = office.read(lambda connection: connection.execute(query).scalar_one())
    return found
