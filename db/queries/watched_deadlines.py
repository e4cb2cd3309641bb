"""The reads of the deadlines that the ladder is to look at."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, exists, select

from db.models import Row as Register
from db.models.decisions import AT_ONCE
from db.queries.facts import raw
from db.queries.prepared import Prepared, among
from db.queries.watched import CaseSetting, case_settings, in_case
from states.calendar import last_working_day, works_to
from states.follow_up import OPEN
from states.machine import WITHDRAWN
from states.watched import Source, Watched

_TABLES = Register.metadata.tables
_FORUM, _MEETING, _DEADLINE, _CASE = (_TABLES[name] for name in ("forum", "meeting", "deadline", "cases"))

EMPTY = "[]"
_COLUMNS = (
    *(_DEADLINE.c[name] for name in ("id", "case_id", "kind", "words", "on", "earliest", "latest", "before")),
    *(_DEADLINE.c[name] for name in ("works_to", "state", "revision", "since", "legal_default")),
    raw(_DEADLINE.c.owners),
    raw(_DEADLINE.c.addressees),
    _DEADLINE.c.remind_on,
    _FORUM.c.code.label("forum"),
)
_DEADLINES = (
    select(*_COLUMNS)
    .outerjoin_from(_DEADLINE, _MEETING, _MEETING.c.id == _DEADLINE.c.meeting_id)
    .outerjoin(_FORUM, _FORUM.c.id == _MEETING.c.forum_id)
)
_TAKEN_BACK = exists().where(_CASE.c.id == _DEADLINE.c.case_id, _CASE.c.state == WITHDRAWN)
_DUE = Prepared(
    _DEADLINES.where(_DEADLINE.c.state == OPEN, _DEADLINE.c.remind_on <= bindparam("day"), ~_TAKEN_BACK)
    .order_by(_DEADLINE.c.remind_on, _DEADLINE.c.id)
    .limit(bindparam("most"))
)
_STILL_DUE = Prepared(
    _DEADLINES.where(_DEADLINE.c.state == OPEN, among(_DEADLINE.c.id, "ids"), ~_TAKEN_BACK).order_by(_DEADLINE.c.id)
)
_NAMED = Prepared(_DEADLINES.where(among(_DEADLINE.c.id, "ids")).order_by(_DEADLINE.c.id))
ALL = 2**31 - 1
"""More deadlines than there are."""


@dataclass(frozen=True, slots=True)
class WatchedDeadline:
    """A deadline with what its row says beside: its `state`, and when it is looked at next (`remind_on`)."""

    watched: Watched
    state: str
    remind_on: date | None

    @property
    def look_from(self) -> date | None:
        """The day that the last look left; None where it was never looked at, or is to be looked at anew."""
        return None if self.remind_on == AT_ONCE else self.remind_on


def due_deadlines(connection: Connection, day: date, most: int | None = None) -> list[WatchedDeadline]:
    """The open deadlines that the ladder is to look at by this day, at `most` so many, the longest waiting first.

    Not those of a withdrawn case: they wait until it is reopened. Those of a concluded one are looked at, since a
    report may be due after the decision. Costs what is due, not what is stored.
    """
    return _in_their_cases(connection, _DUE.rows(connection, day=_day(connection, day), most=most or ALL))


def still_due(connection: Connection, ids: Iterable[int]) -> list[WatchedDeadline]:
    """Those of these deadlines that somebody may be asked about: open, and not of a withdrawn case."""
    return _in_their_cases(connection, _STILL_DUE.rows(connection, ids=sorted(set(ids))))


def named_deadlines(connection: Connection, ids: Iterable[int]) -> list[WatchedDeadline]:
    """These deadlines, whatever has become of them."""
    return _in_their_cases(connection, _NAMED.rows(connection, ids=sorted(set(ids))))


_STANDING = Prepared(
    select(*(_DEADLINE.c[name] for name in ("id", "revision", "state", "remind_on"))).where(
        among(_DEADLINE.c.id, "ids")
    )
)


def standing_deadlines(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[str, str, date | None]]:
    """How these deadlines stand just now, by number: revision, state, and when they are looked at next."""
    rows = _STANDING.rows(connection, ids=sorted(ids))
    return {row.id: (str(row.revision), row.state, row.remind_on) for row in rows}


def twin_deadlines(connection: Connection, watched: Watched) -> list[WatchedDeadline]:
    """The other open deadlines that tell of the same duty (states.twins.duty_of), the oldest first."""
    if watched.source is not Source.DEADLINE or watched.case_id is None or watched.on is None:
        return []
    said = {"case_id": watched.case_id, "kind": watched.kind, "on": watched.on, "before": watched.before}
    same = [_DEADLINE.c[name] == value for name, value in said.items()]
    query = select(_DEADLINE.c.id).where(_DEADLINE.c.state == OPEN, _DEADLINE.c.id != watched.number, *same)
    return named_deadlines(connection, connection.execute(query).scalars())


def laddered_deadlines(connection: Connection) -> list[int]:
    """The open deadlines that wait for a later step of the ladder."""
    waits = (_DEADLINE.c.state == OPEN, _DEADLINE.c.remind_on > AT_ONCE)
    return list(connection.execute(select(_DEADLINE.c.id).where(*waits).order_by(_DEADLINE.c.id)).scalars())


def _day(connection: Connection, day: date) -> date | str:
    """A day as the driver takes it."""
    return day if connection.dialect.name == "postgresql" else day.isoformat()


def _in_their_cases(connection: Connection, rows: Sequence[Any]) -> list[WatchedDeadline]:
    cases = case_settings(connection, {row.case_id for row in rows if row.case_id is not None})
    return [WatchedDeadline(_deadline(row, cases), row.state, row.remind_on) for row in rows]


def _deadline(row: Any, cases: Mapping[int, CaseSetting]) -> Watched:
    watched = Watched(
        source=Source.DEADLINE,
        number=row.id,
        revision=str(row.revision),
        kind=row.kind,
        words=row.words,
        works_to=row.works_to or _first_day(row),
        on=row.on,
        before=bool(row.before),
        earliest=row.earliest,
        latest=row.latest,
        owners=_words(row.owners),
        addressees=_words(row.addressees),
        legal_default=row.legal_default or "",
        since=row.since,
        forum=row.forum,
    )
    return in_case(watched, row.case_id, cases)


def _words(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != EMPTY else ()


def _first_day(row: Any) -> date:
    """The day that a deadline is worked to where its row does not say: of vague words, of the first they may mean."""
    if row.on is not None:
        return works_to(row.on, before=bool(row.before))
    return last_working_day(row.earliest or row.latest or date.max.replace(month=1, day=1))
