"""Counting anew: to which working day open deadlines are worked, once the office's closing days are others."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.models.decisions import AT_ONCE
from db.queries.reckoned import reckoned
from db.record import Update
from states.calendar import works_to
from workflow.desk import open_desk


@dataclass(frozen=True, slots=True)
class Recounted:
    """A deadline that is worked to another day than before; None: the register did not say."""

    number: int
    words: str
    was: date | None
    works_to: date


def recount(connection: Connection, *, by: str, now: datetime) -> list[Recounted]:
    """Work each open deadline to the working day that the closing days in force give; returns those that moved.

    What they say stays, and so does their revision: nobody is told again what was told. The ladder looks at them at
    the next tick. Vague words are worked to no day.
    """
    with open_desk(connection, by=by, now=now) as desk:
        moved = [(row, day) for row in reckoned(connection) if (day := _day(row)) != row.works_to]
        for row, day in moved:
            expect = {"revision": row.revision, "state": row.state}
            changes = {"works_to": day, "remind_on": AT_ONCE}
            facts = {"deadline": row.id, "words": row.words, "was": row.works_to, "works_to": day}
            update = Update("deadline", {"id": row.id}, changes, expect)
            desk.note("deadline_recounted", row.case_id, facts, update)
    return [Recounted(row.id, row.words, row.works_to, day) for row, day in moved]


def _day(row: Any) -> date:
    return works_to(row.on, before=bool(row.before))
