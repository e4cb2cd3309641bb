"""The list of deadlines, with the days that follow from other tables, and the whole course of one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.queries.deadlines import (
    acknowledgements_of,
    days_elsewhere,
    deadline_row,
    listed_deadlines,
    reminders_of,
)
from db.queries.facts import load_case
from db.queries.people import load_people
from states.deadline_list import ListedDeadline, derived
from states.people import People, key
from states.watched import Source
from workflow.deadlines import load_deadline


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which deadlines are listed. `owner`: an address, initials or a name. `until`: worked to by that day.

    `everything`: ended ones too.
    """

    case_id: int | None = None
    owner: str | None = None
    kind: str | None = None
    until: date | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """Forløb: a deadline with every change, every reminder that was sent, and who has said "I have it"."""

    deadline: ListedDeadline
    since: date | None
    year_inferred: bool
    steps: list[dict[str, Any]]
    reminders: list[dict[str, Any]]
    acknowledgements: list[dict[str, Any]]


def deadlines(connection: Connection, wanted: Wanted, *, today: date) -> list[ListedDeadline]:
    """Deadlines, tasks, promises, cut-off and dispatch days, by the working day they are worked to. Only reads.

    Raises UnknownCase.
    """
    case_id = load_case(connection, wanted.case_id).id if wanted.case_id is not None else None
    own = listed_deadlines(connection, case_id=case_id, until=wanted.until, everything=wanted.everything)
    elsewhere = days_elsewhere(connection, today, wanted.until)
    others = [derived(one) for one in elsewhere if case_id in (None, one.case_id)]
    found = [one for one in (*own, *others) if _fits(one, wanted)]
    if wanted.owner is not None:
        handles = People(load_people(connection)).handles(wanted.owner)
        found = [one for one in found if any(key(owner) in handles for owner in one.owners)]
    return sorted(found, key=lambda one: one.order)


def _fits(one: ListedDeadline, wanted: Wanted) -> bool:
    first = one.days.first_working_day
    in_time = wanted.until is None or (first is not None and first <= wanted.until)
    return in_time and wanted.kind in (None, one.kind)


def course(connection: Connection, number: int) -> Course:
    """All that is known of a deadline. Raises UnknownDeadline."""
    deadline = load_deadline(connection, number)
    row, subject = deadline_row(connection, number), f"{Source.DEADLINE}:{number}"
    names = ("revision", "step", "role", "recipient", "due_on", "late", "delivery")
    return Course(
        deadline,
        row.since,
        bool(row.year_inferred),
        list(row.course),
        [
            {name: getattr(one, name) for name in names} | {"at": one.dated.isoformat()}
            for one in reminders_of(connection, subject)
        ],
        [
            {"recipient": one.recipient, "revision": one.revision, "at": one.at.isoformat(), "by": one.by}
            for one in acknowledgements_of(connection, subject)
        ],
    )
