"""Letters that go out: with an agenda, or with what a forum decided."""

from datetime import date

from sqlalchemy import Connection

from db.queries.people import officer
from states.errors import SagsgangError
from states.sheet import Sheet
from templates.covering_letter import Sender, agenda_letter, decision_letter
from workflow.agenda import next_agenda
from workflow.extract import extract


class ClosedDecision(SagsgangError):
    """A letter would carry the words of a confidential item."""

    def __init__(self, case_id: int, forum: str) -> None:
        super().__init__(
            f"{forum}'s item about case {case_id} is closed (lukket): a letter must not carry its title and words. "
            "If it shall go out all the same, say --closed."
        )


def letter_with_agenda(connection: Connection, forum: str, on: date | None, sender: Sender, *, today: date) -> Sheet:
    """The letter that goes with a forum's next agenda, or that of its meeting `on`. Only reads.

    Raises what finding the agenda raises (`next_agenda`).
    """
    return agenda_letter(next_agenda(connection, forum, on).paper, _known(connection, sender), on=today)


def letter_with_decision(
    connection: Connection,
    case_id: int,
    to: str,
    sender: Sender,
    *,
    forum: str | None = None,
    on: date | None = None,
    closed: bool = False,
    today: date,
) -> Sheet:
    """The letter in which the latest decision on a case (of one `forum`, if named) goes out `to` somebody. Only reads.

    `on`: that of this day instead. `closed`: also where the item is confidential. Raises ClosedDecision, and what
    `extract` raises.
    """
    found = extract(connection, case_id, forum, on)
    if found.item.closed and not closed:
        raise ClosedDecision(case_id, found.forum.code)
    return decision_letter(found, to, _known(connection, sender), on=today)


def _known(connection: Connection, sender: Sender) -> Sender:
    """The sender by name, where the register knows the initials that were given."""
    row = officer(connection, sender.name)
    return Sender(row.name, sender.contact or row.email or "") if row else sender
