"""What a secretary does with deadlines, each in a transaction of its own."""

from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.queries.deadlines import deadline_row
from states.deadline_list import ListedDeadline
from states.deadlines import Days
from states.paper import DeadlineKind
from tests.workflow.office import Office
from workflow import deadlines
from workflow.deadlines import NewDeadline, add_deadline
from workflow.people import PersonChange, PersonSet, set_person

JULY, AUGUST = date(2027, 7, 1), date(2027, 8, 2)


def adds(office: Office, case: int, days: Days | None = None, **more: Any) -> ListedDeadline:
    """A report due on the first of July, unless something else is said."""
    told = {"kind": DeadlineKind.REPORT, "words": "Redegørelse"} | more
    new = NewDeadline(case_id=case, days=days or Days(JULY), **told)
    return office.write(lambda connection: add_deadline(connection, new, by="bel", now=office.now))


def does(office: Office, name: str, number: int, *more: Any, **named: Any) -> ListedDeadline:
    """One of the verbs: move, meet, miss, waive, reopen, edit."""

    def work(connection: Connection) -> ListedDeadline:
        verb = getattr(deadlines, f"{name}_deadline")
        done: ListedDeadline = verb(connection, number, *more, **named, by="bel", now=office.now)
        return done

    return office.write(work)


def knows(office: Office, words: str, *, new: bool = False, **change: str) -> PersonSet:
    """A person is set, or becomes known."""
    return office.write(
        lambda connection: set_person(connection, words, PersonChange(**change), new=new, by="bel", now=office.now)
    )


def row(office: Office, number: int) -> Any:
    """The deadline's row."""
    return office.read(lambda connection: deadline_row(connection, number))
