"""Letters that go out: with an agenda, or with what a forum decided."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from db.queries.people import officer
from states.paper import Item
from states.sheet import Sheet
from templates.covering_letter import Sender, agenda_letter, decision_letter
from workflow.agenda import next_agenda
from workflow.extract import extract


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, and what whoever sends it should know first."""

    sheet: Sheet
    notes: tuple[str, ...] = ()


def letter_with_agenda(connection: Connection, forum: str, on: date | None, sender: Sender, *, today: date) -> Letter:
    """The letter that goes with a forum's next agenda, or that of its meeting `on`. Only reads.

    It counts the files that the pack holds; notes name the items with more marks (./.) than files. Raises what finding
    the agenda raises (`next_agenda`).
    """
    paper = next_agenda(connection, forum, on).paper
    lacking = tuple(map(_lacks_files, filter(_more_marks_than_files, paper.items)))
    return Letter(agenda_letter(paper, _known(connection, sender), on=today), lacking)


def _more_marks_than_files(item: Item) -> bool:
    return item.attachment_marks > len(item.attachments)


def _lacks_files(item: Item) -> str:
    marks, files = item.attachment_marks, len(item.attachments)
    has = f"{marks} {'mark' if marks == 1 else 'marks'} ./. and {files or 'no'} {'file' if files == 1 else 'files'}"
    return f"item {item.number} has {has}; the letter counts files"


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
) -> Letter:
    """The letter in which the latest decision on a case (of one `forum`, if named) goes out `to` somebody. Only reads.

    `on`: that of this day instead. `closed`: also where the item is confidential. Raises what `extract` raises.
    """
    found = extract(connection, case_id, forum, on, closed=closed)
    return Letter(decision_letter(found, to, _known(connection, sender), on=today))


def _known(connection: Connection, sender: Sender) -> Sender:
    """The sender by name, where the register knows the initials that were given."""
    row = officer(connection, sender.name)
    return Sender(row.name, sender.contact or row.email or "") if row else sender
