"""The reads of the feed: meetings, open deadlines and open promises, each with the forums it belongs to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from db.models import Row as Register
from db.queries.prepared import Prepared, among
from db.queries.promises import load_promises
from states.calendar import Notice
from states.facts import MeetingState
from states.feed_facts import About, FedDeadline, FedMeeting, FedPromise
from states.paper import DeadlineKind
from states.promises import Promised, PromiseState

_TABLES = Register.metadata.tables
_CASE, _TREATMENT, _FORUM, _MEETING, _DEADLINE = (
    _TABLES[name] for name in ("cases", "treatment", "forum", "meeting", "deadline")
)
_NOTICES = (_FORUM.c[name] for name in ("cut_off", "cut_off_working", "dispatch", "dispatch_working"))
_MEETINGS = (
    select(_MEETING, _FORUM.c.code, _FORUM.c.name, *(column.label(f"forum_{column.key}") for column in _NOTICES))
    .join_from(_MEETING, _FORUM)
    .order_by(_MEETING.c.on, _MEETING.c.id)
)
_SAID = ("id", "kind", "words", "case_id", "on", "before", "earliest", "latest", "legal_default")
_DEADLINES = (
    select(*(_DEADLINE.c[name] for name in _SAID), _CASE.c.title, _FORUM.c.code)
    .outerjoin_from(_DEADLINE, _CASE, _CASE.c.id == _DEADLINE.c.case_id)
    .outerjoin(_MEETING, _MEETING.c.id == _DEADLINE.c.meeting_id)
    .outerjoin(_FORUM, _FORUM.c.id == _MEETING.c.forum_id)
    .where(_DEADLINE.c.state == "open", _DEADLINE.c.kind != DeadlineKind.NEXT_MEETING)
    .order_by(_DEADLINE.c.id)
)
_DAYS = Prepared(
    select(*(_DEADLINE.c[name] for name in ("id", "on", "case_id"))).where(
        among(_DEADLINE.c.id, "ids"), _DEADLINE.c.state == "open"
    )
)
_NAMED = Prepared(_DEADLINES.where(among(_DEADLINE.c.id, "ids")))
_ON_DAYS = Prepared(_DEADLINES.where(among(_DEADLINE.c.on, "days")))
_VAGUE = Prepared(_DEADLINES.where(_DEADLINE.c.on.is_(None), among(_DEADLINE.c.case_id, "cases")))
_FORUMS_OF = Prepared(
    select(_TREATMENT.c.case_id, _FORUM.c.code)
    .join_from(_TREATMENT, _FORUM)
    .where(among(_TREATMENT.c.case_id, "ids"))
    .distinct()
    .order_by(_FORUM.c.code)
)
_CLOSED = Prepared(
    select(_TREATMENT.c.case_id).where(among(_TREATMENT.c.case_id, "ids"), _TREATMENT.c.closed.is_(True)).distinct()
)
_TITLES = Prepared(select(_CASE.c.id, _CASE.c.title).where(among(_CASE.c.id, "ids")))


def fed_meetings(connection: Connection, since: date) -> list[FedMeeting]:
    """Every meeting from `since` on, the earliest first, cancelled ones too."""
    return [_meeting(row) for row in connection.execute(_MEETINGS.where(_MEETING.c.on >= since))]


def fed_meeting(connection: Connection, meeting_id: int) -> FedMeeting | None:
    """One meeting; None where there is none of that number."""
    row = connection.execute(_MEETINGS.where(_MEETING.c.id == meeting_id)).one_or_none()
    return _meeting(row) if row else None


def _meeting(row: Any) -> FedMeeting:
    """A planned meeting without days of its own has those of its forum's settings; what is sent is sent."""
    planned = row.state == MeetingState.PLANNED
    cut_off = Notice(row.forum_cut_off, row.forum_cut_off_working).before(row.on) if planned else None
    dispatch = Notice(row.forum_dispatch, row.forum_dispatch_working).before(row.on) if planned else None
    return FedMeeting(
        id=row.id,
        code=row.code,
        name=row.name,
        on=row.on,
        at=row.at,
        place=row.place,
        cut_off=row.cut_off or cut_off,
        dispatch=row.dispatch or dispatch,
        cancelled=row.state == MeetingState.CANCELLED,
        reason=row.cancel_reason,
    )


def fed_deadlines(connection: Connection, since: date) -> list[FedDeadline]:
    """Every open deadline that does not lie wholly before `since`, but for days of meetings: they speak themselves."""
    there = (_DEADLINE.c[name] >= since for name in ("on", "earliest", "latest"))
    return _deadlines(connection, list(connection.execute(_DEADLINES.where(or_(*there)))))


def fed_deadlines_of(connection: Connection, numbers: Iterable[int]) -> list[FedDeadline]:
    """The open ones among these deadlines, and those that may tell of the same: of the same day, by number.

    Of vague words: those of the same case. It costs what is named and what falls on those days, not what is stored.
    """
    named = _DAYS.rows(connection, ids=list(numbers))
    days = sorted({row.on for row in named if row.on is not None})
    vague = [row for row in named if row.on is None]
    found = _ON_DAYS.rows(connection, days=_as_bound(connection, days)) if days else []
    if vague:
        found += _NAMED.rows(connection, ids=[row.id for row in vague])
        found += _VAGUE.rows(connection, cases=[row.case_id for row in vague if row.case_id is not None])
    rows = {row.id: row for row in found}
    return _deadlines(connection, [rows[number] for number in sorted(rows)])


def _as_bound(connection: Connection, days: Iterable[date]) -> list[date] | list[str]:
    """Days as the driver takes them."""
    return list(days) if connection.dialect.name == "postgresql" else [day.isoformat() for day in days]


def _deadlines(connection: Connection, rows: Sequence[Any]) -> list[FedDeadline]:
    cases = {row.case_id for row in rows if row.case_id is not None}
    forums, closed = _forums_of(connection, cases), closed_once(connection, cases)
    return [_deadline(row, forums.get(row.case_id, ()), row.case_id in closed) for row in rows]


def _deadline(row: Any, forums: tuple[str, ...], closed: bool) -> FedDeadline:
    """A deadline without a case belongs to the forum whose meeting told of it."""
    return FedDeadline(
        id=row.id,
        kind=row.kind,
        words=row.words,
        about=About(row.case_id, row.title or "", closed),
        forums=forums or ((row.code,) if row.code else ()),
        on=row.on,
        before=row.before,
        earliest=row.earliest,
        latest=row.latest,
        legal_default=row.legal_default,
    )


def _forums_of(connection: Connection, cases: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The forums that each case is or was at, by code."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in _FORUMS_OF.each(connection, ids=list(cases)):
        found[row.case_id].append(row.code)
    return {case_id: tuple(codes) for case_id, codes in found.items()}


def closed_once(connection: Connection, cases: Iterable[int]) -> frozenset[int]:
    """Those of these cases that some forum ever treated as confidential (lukket)."""
    return frozenset(row.case_id for row in _CLOSED.each(connection, ids=list(cases)))


def fed_promises(connection: Connection, since: date) -> list[FedPromise]:
    """Every open promise with a day, that is not wholly before `since`."""
    there = [one for one in load_promises(connection) if one.state is PromiseState.OPEN and _reaches(one, since)]
    cases = {one.case_id for one in there if one.case_id is not None}
    titles = {row.id: row.title for row in _TITLES.each(connection, ids=list(cases))}
    names = {row.code: row.name for row in connection.execute(select(_FORUM.c.code, _FORUM.c.name))}
    closed = closed_once(connection, cases)
    return [
        FedPromise(
            id=one.id,
            code=one.forum,
            name=names[one.forum],
            subject=one.subject,
            words=one.words,
            about=About(one.case_id, titles.get(one.case_id or 0, ""), one.closed or one.case_id in closed),
            earliest=one.earliest,
            latest=one.latest,
        )
        for one in there
    ]


def _reaches(one: Promised, since: date) -> bool:
    last = one.latest or one.earliest
    return last is not None and last >= since
