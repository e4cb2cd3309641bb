"""The reads of deadlines: one, those of a list with what stands elsewhere, and what was sent about them."""

from collections.abc import Container, Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select

from db.models import Row as Register
from db.queries.watched import derived
from states.calendar import last_working_day
from states.deadline_list import ListedDeadline
from states.deadlines import Days, DeadlineState
from states.facts import MeetingState
from states.people import key
from states.watched import Source, Watched

_TABLES = Register.metadata.tables
_DEADLINE, _CASE, _TREATMENT, _FILE, _MEETING, _FORUM = (
    _TABLES[name] for name in ("deadline", "cases", "treatment", "imported_file", "meeting", "forum")
)
_REMINDER, _LETTER, _DELIVERY, _ACKNOWLEDGEMENT = (
    _TABLES[name] for name in ("reminder", "letter", "delivery", "acknowledgement")
)


_LONGEST_HOLIDAY = timedelta(days=14)
"""More days than ever come off in a row: what is worked to by a day falls at most so much later."""


def deadline_row(connection: Connection, number: int) -> Any:
    """A deadline as it stands, or None."""
    return connection.execute(select(_DEADLINE).where(_DEADLINE.c.id == number)).first()


def listed_deadline(connection: Connection, number: int) -> ListedDeadline | None:
    """A deadline with what its case says."""
    row = connection.execute(_listed().where(_DEADLINE.c.id == number)).first()
    return None if row is None else _line(row)


def listed_deadlines(
    connection: Connection, *, case_id: int | None = None, until: date | None = None, everything: bool = False
) -> list[ListedDeadline]:
    """Open deadlines, or `everything`; those of one case; those whose first day is about `until`, or before.

    A day off moves what is worked to; the caller looks at the working day itself.
    """
    query = _listed()
    if not everything:
        query = query.where(_DEADLINE.c.state == DeadlineState.OPEN)
    if case_id is not None:
        query = query.where(_DEADLINE.c.case_id == case_id)
    if until is not None:
        first = func.coalesce(_DEADLINE.c.works_to, _DEADLINE.c.earliest, _DEADLINE.c.latest)
        query = query.where(first <= until + _LONGEST_HOLIDAY)
    return [_line(row) for row in connection.execute(query.order_by(_DEADLINE.c.id))]


def _listed() -> Select[Any]:
    closed = select(_TREATMENT.c.id).where(_TREATMENT.c.case_id == _DEADLINE.c.case_id, _TREATMENT.c.closed.is_(True))
    return (
        select(
            _DEADLINE,
            _CASE.c.title,
            _CASE.c.officers,
            closed.exists().label("closed"),
            _FILE.c.name.label("paper"),
        )
        .outerjoin_from(_DEADLINE, _CASE, _CASE.c.id == _DEADLINE.c.case_id)
        .outerjoin(_FILE, _FILE.c.digest == _DEADLINE.c.source)
    )


def _line(row: Any) -> ListedDeadline:
    return ListedDeadline(
        id=row.id,
        kind=row.kind,
        words=row.words,
        days=days_of(row),
        state=row.state,
        case_id=row.case_id,
        title=row.title or "",
        closed=bool(row.closed),
        owners=tuple(row.owners),
        addressees=tuple(row.addressees),
        revision=row.revision,
        legal_default=row.legal_default or "",
        source=row.paper or row.source or "",
        officers=tuple(row.officers or ()),
        ended_on=row.ended_on,
        reason=row.reason or "",
    )


def days_of(row: Any) -> Days:
    """What a deadline's row says."""
    return Days(row.on, bool(row.before), row.earliest, row.latest)


def owned(connection: Connection, words: Container[str]) -> list[Any]:
    """The open deadlines that name one of these owners (see states.people.key): id, owners, revision."""
    query = select(_DEADLINE.c.id, _DEADLINE.c.owners, _DEADLINE.c.revision)
    rows = connection.execute(query.where(_DEADLINE.c.state == DeadlineState.OPEN, _DEADLINE.c.owners != []))
    return [row for row in rows if any(key(owner) in words for owner in row.owners)]


def born(connection: Connection, case_id: int) -> date:
    """The day a case began: the day it was opened, or the first meeting that a paper read in later tells of."""
    opened = select(_CASE.c.opened_on).where(_CASE.c.id == case_id)
    treated = (
        select(func.min(func.coalesce(_TREATMENT.c.decided_on, _MEETING.c.on)))
        .outerjoin_from(_TREATMENT, _MEETING, _MEETING.c.id == _TREATMENT.c.meeting_id)
        .where(_TREATMENT.c.case_id == case_id)
    )
    days: list[date | None] = [connection.execute(query).scalar_one() for query in (opened, treated)]
    return min(day for day in days if day is not None)


def days_elsewhere(connection: Connection, today: date, until: date | None = None) -> list[Watched]:
    """What follows from other tables up to a day: open tasks and promises, and the days before meetings to come.

    More than the ladder asks about: every planned meeting's cut-off that is not over, and every dispatch day. The
    councils' own meetings are left out: their agendas are not ours.
    """
    last = until + _LONGEST_HOLIDAY if until else date.max
    others = [one for one in derived(connection, today, last) if one.source in (Source.TASK, Source.PROMISE)]
    return [*others, *_before_meetings(connection, today)]


def _before_meetings(connection: Connection, today: date) -> Iterator[Watched]:
    query = (
        select(_MEETING.c.id, _MEETING.c.on, _MEETING.c.cut_off, _MEETING.c.dispatch, _FORUM.c.code)
        .join_from(_MEETING, _FORUM, _FORUM.c.id == _MEETING.c.forum_id)
        .where(_MEETING.c.state == MeetingState.PLANNED, _MEETING.c.on >= today, _FORUM.c.municipality.is_(None))
    )
    for row in connection.execute(query.order_by(_MEETING.c.on, _MEETING.c.id)):
        if row.cut_off is not None and row.cut_off >= today:
            yield _before_meeting(row, Source.CUT_OFF, row.cut_off)
        if row.dispatch is not None:
            yield _before_meeting(row, Source.DISPATCH, row.dispatch)


def _before_meeting(row: Any, source: Source, day: date) -> Watched:
    words = f"{row.code} {row.on}"
    return Watched(source, row.id, day.isoformat(), source, words, last_working_day(day), on=day, forum=row.code)


def reminders_of(connection: Connection, subject: str) -> list[Any]:
    """What was sent about "deadline:12", the first first: step, role, recipient, due_on, late, and when (`dated`).

    `delivery`: where the letter stands, None where nobody noted it.
    """
    columns = (_REMINDER.c[name] for name in ("revision", "step", "role", "recipient", "due_on", "late"))
    query = (
        select(*columns, _LETTER.c.dated, _DELIVERY.c.state.label("delivery"))
        .join_from(_REMINDER, _LETTER, _LETTER.c.id == _REMINDER.c.letter_id)
        .outerjoin(_DELIVERY, _DELIVERY.c.letter_id == _LETTER.c.id)
    )
    return list(
        connection.execute(query.where(_REMINDER.c.subject == subject).order_by(_LETTER.c.dated, _REMINDER.c.id))
    )


def acknowledgements_of(connection: Connection, subject: str) -> list[Any]:
    """Who has said "I have it" of "deadline:12", the first first."""
    query = select(_ACKNOWLEDGEMENT).where(_ACKNOWLEDGEMENT.c.subject == subject)
    return list(connection.execute(query.order_by(_ACKNOWLEDGEMENT.c.at, _ACKNOWLEDGEMENT.c.id)))
