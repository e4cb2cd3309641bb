"""Promises: noted, looked at, kept, moved or dropped; none is ever deleted."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.facts import load_case, load_forums, load_meetings
from db.queries.promises import case_titles, load_promises, treated_items
from db.record import Insert, Update, lock_cases
from states.errors import SagsgangError
from states.facts import MeetingFacts
from states.promises import WAITING, Promised, PromiseState, TreatedItem, kept_by, overdue
from states.zone import ZONE
from workflow.desk import CANCELLED, Desk, open_desk, registered
from workflow.errors import NoSuchMeeting

PROPOSED, OPEN, KEPT, DROPPED, DISMISSED = PromiseState


class UnknownPromise(SagsgangError):
    """No promise has this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no promise {number}. See them with sagsgang promise list --all.")


class PromiseIs(SagsgangError):
    """The promise is in a state that does not allow this."""

    def __init__(self, promise: Promised) -> None:
        ways = {
            PROPOSED: f"look at it first: sagsgang promise accept {promise.id}, or dismiss {promise.id}",
            OPEN: f"it counts already; keep, move or drop it: sagsgang promise drop {promise.id} --reason WORDS",
        }
        way = ways.get(promise.state, f"to take it up again: sagsgang promise accept {promise.id}")
        super().__init__(f"Promise {promise.id} ({promise.subject}) is {promise.state}; {way}. Nothing was written.")


class WrongSpan(SagsgangError):
    """The days of a promise do not fit."""

    def __init__(self, what: str) -> None:
        super().__init__(f"A promise cannot fall there: {what}. Nothing was written.")


class WhichMeeting(SagsgangError):
    """Nothing in the register shows where a promise was kept."""

    def __init__(self, promise: Promised) -> None:
        super().__init__(
            f"No held meeting of {promise.forum} has a case like “{promise.subject}” on its agenda: "
            f"say where the promise was kept, sagsgang promise keep {promise.id} --meeting DATE."
        )


@dataclass(frozen=True, slots=True)
class Span:
    """Between which days a promise falls, both included; None: open on that side."""

    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What a person notes as promised. `subject`: what it is about, else its words."""

    forum: str
    words: str
    subject: str = ""
    case_id: int | None = None
    span: Span = Span()
    meeting: date | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """A promise with what the register shows of it: whether it is late, and the item that seems to keep it."""

    promise: Promised
    overdue: bool
    kept_by: TreatedItem | None = None


def promises(
    connection: Connection, forum: str | None = None, *, ended: bool = False, closed: bool = True, now: datetime
) -> list[Followed]:
    """The promises that wait, the overdue first, then by their last day; `ended`: the others too. Only reads.

    `closed`: those that confidential items made too. Raises UnknownForum.
    """
    code = registered(load_forums(connection), forum).forum.code if forum else None
    found = [
        one for one in load_promises(connection, code) if (ended or one.state in WAITING) and (closed or not one.closed)
    ]
    heirs = heirs_of_cases(connection)
    items = treated_items(connection, {one.forum for one in found})
    meetings: dict[str, list[MeetingFacts]] = {one.forum: [] for one in found}
    for meeting in load_meetings(connection):
        meetings.get(meeting.forum, []).append(meeting)
    today = now.astimezone(ZONE).date()
    followed = [
        Followed(one, overdue(one, meetings[one.forum], today), _seems_kept(one, items, heirs)) for one in found
    ]
    return sorted(followed, key=lambda one: (not one.overdue, one.promise.latest or date.max, one.promise.id))


def _seems_kept(promise: Promised, items: Sequence[TreatedItem], heirs: dict[int, int]) -> TreatedItem | None:
    return kept_by(with_heir(promise, heirs), items) if promise.state in WAITING else None


def with_heir(promise: Promised, heirs: dict[int, int]) -> Promised:
    """The promise of a case that was joined into another is a promise of that one."""
    case = promise.case_id
    while case in heirs:
        case = heirs[case]
    return replace(promise, case_id=case)


def heirs_of_cases(connection: Connection) -> dict[int, int]:
    """The cases that were joined into another, by number, each with that other."""
    return {row.id: row.joined_into for row in case_titles(connection) if row.joined_into}


def add_promise(connection: Connection, promise: Promise, *, by: str, now: datetime) -> int:
    """Note a promise; it counts at once. Returns its number.

    Raises UnknownForum, UnknownCase, NoSuchMeeting, WrongSpan.
    """
    case_id = promise.case_id
    if case_id is not None:
        lock_cases(connection, (case_id,))
        case_id = load_case(connection, case_id).id
    with open_desk(connection, by=by, now=now) as desk:
        entry = desk.forum(promise.forum)
        span = _span(desk, entry.forum.code, promise.span, promise.meeting)
        number = desk.ledger.next_id()
        row = {
            "id": number,
            "forum_id": entry.id,
            "words": promise.words,
            "subject": promise.subject or promise.words,
            "made_on": desk.today,
            "since": desk.today,
            "case_id": case_id,
            "earliest": span.earliest,
            "latest": span.latest,
            "state": OPEN,
            "course": [],
        }
        facts = {"forum": entry.forum.code, "words": promise.words}
        desk.note("promise_noted", case_id, facts, Insert("promise", row))
    return number


def _span(desk: Desk, forum: str, span: Span, meeting: date | None) -> Span:
    if meeting is not None:
        on = _meeting(desk, forum, meeting).on
        return Span(on, on)
    if span.earliest and span.latest and span.earliest > span.latest:
        raise WrongSpan(f"{span.earliest} comes after {span.latest}")
    return span


def _meeting(desk: Desk, forum: str, on: date) -> MeetingFacts:
    meetings = [one for one in desk.meetings(forum) if one.state != CANCELLED]
    found = next((one for one in meetings if one.on == on), None)
    if found is None:
        raise NoSuchMeeting(forum, on, [one.on for one in meetings])
    return found


def accept(connection: Connection, number: int, *, by: str, now: datetime) -> Promised:
    """Say that a proposed promise counts, or take an ended one up again. Raises UnknownPromise, PromiseIs (open)."""
    with open_desk(connection, by=by, now=now) as desk:
        promise = _promise(desk, number, {PROPOSED, DISMISSED, DROPPED, KEPT})
        _change(desk, promise, "promise_accepted", state=OPEN, since=desk.today, kept_at=None, reason=None)
    return load_promise(connection, number)


def dismiss(connection: Connection, number: int, *, by: str, now: datetime) -> Promised:
    """Say that what the reader proposed is no promise. Raises UnknownPromise, PromiseIs."""
    with open_desk(connection, by=by, now=now) as desk:
        _change(desk, _promise(desk, number, {PROPOSED}), "promise_dismissed", state=DISMISSED)
    return load_promise(connection, number)


def drop(connection: Connection, number: int, *, reason: str, by: str, now: datetime) -> Promised:
    """Give a promise up, for a reason. Raises UnknownPromise, PromiseIs."""
    with open_desk(connection, by=by, now=now) as desk:
        _change(desk, _promise(desk, number, {OPEN}), "promise_dropped", state=DROPPED, reason=reason)
    return load_promise(connection, number)


def keep(connection: Connection, number: int, on: date | None = None, *, by: str, now: datetime) -> Promised:
    """Say that a promise was kept at the forum's meeting `on`, else where the register shows that it was.

    Raises UnknownPromise, PromiseIs, NoSuchMeeting, WhichMeeting.
    """
    with open_desk(connection, by=by, now=now) as desk:
        promise = _promise(desk, number, WAITING)
        if on is None:
            shown = _seems_kept(promise, treated_items(connection, (promise.forum,)), heirs_of_cases(connection))
            if shown is None:
                raise WhichMeeting(promise)
            on = shown.on
        meeting = _meeting(desk, promise.forum, on)
        _change(desk, promise, "promise_kept", state=KEPT, kept_at=meeting.id)
    return load_promise(connection, number)


def move(
    connection: Connection,
    number: int,
    span: Span = Span(),
    *,
    meeting: date | None = None,
    reason: str,
    by: str,
    now: datetime,
) -> Promised:
    """Promise it for other days, for a reason; the old days stay in its course.

    Raises UnknownPromise, PromiseIs, NoSuchMeeting, WrongSpan (the same days, or days that are over).
    """
    with open_desk(connection, by=by, now=now) as desk:
        promise = _promise(desk, number, {OPEN})
        to = _span(desk, promise.forum, span, meeting)
        if to == Span(promise.earliest, promise.latest):
            raise WrongSpan("it is promised for these days already")
        if to.latest and to.latest < desk.today:
            raise WrongSpan(f"{to.latest} has passed")
        course = [*promise.course, _step(desk, promise, to, reason)]
        days = {"earliest": to.earliest, "latest": to.latest, "since": desk.today}
        _change(desk, promise, "promise_moved", **days, course=course)
    return load_promise(connection, number)


def _step(desk: Desk, promise: Promised, to: Span, reason: str) -> dict[str, str | None]:
    """One line of a promise's course: who moved it when, from which days to which, and why."""
    days = {"earliest": promise.earliest, "latest": promise.latest, "to_earliest": to.earliest, "to_latest": to.latest}
    told = {name: day.isoformat() if day else None for name, day in days.items()}
    return {"on": desk.today.isoformat(), "by": desk.by, **told, "reason": reason}


def load_promise(connection: Connection, number: int) -> Promised:
    """A promise as the register has it. Raises UnknownPromise."""
    found = load_promises(connection, ids=(number,))
    if not found:
        raise UnknownPromise(number)
    return found[0]


def _promise(desk: Desk, number: int, allowed: Set[PromiseState]) -> Promised:
    """The promise as it stands; read when the journal's head is held, so that nobody changes it meanwhile."""
    found = load_promise(desk.connection, number)
    if found.state not in allowed:
        raise PromiseIs(found)
    return found


def _change(desk: Desk, promise: Promised, kind: str, **changes: Any) -> None:
    facts = {"promise": promise.id, "subject": promise.subject, "reason": changes.get("reason")}
    write = Update("promise", {"id": promise.id}, changes, {"state": promise.state})
    desk.note(kind, promise.case_id, facts, write)
