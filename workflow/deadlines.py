"""Deadlines: entered, moved, met, missed, waived, reopened, edited; none is ever deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.models.decisions import AT_ONCE
from db.queries.deadlines import born, days_of, deadline_row, listed_deadline
from db.queries.facts import load_case
from db.queries.people import load_people
from db.record import Insert, Update, lock_cases
from states.addresses import email_address
from states.deadline_list import ListedDeadline
from states.deadlines import Days, DeadlineState, Step, check_days
from states.errors import SagsgangError
from states.paper import DeadlineKind
from states.people import People
from workflow.desk import Desk, open_desk

OPEN, MET, MISSED, WAIVED, MOVED = DeadlineState


class UnknownDeadline(SagsgangError):
    """No deadline has this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no deadline {number}. See them with sagsgang deadline list --all.")


class DeadlineEnded(SagsgangError):
    """The deadline is open no more."""

    def __init__(self, row: Any) -> None:
        since = f" since {row.ended_on}" if row.ended_on else ""
        why = f" ({row.reason})" if row.reason else ""
        super().__init__(
            f"Deadline {row.id} is {row.state}{since}{why}. Nothing was written. "
            f"To take it up again: sagsgang deadline reopen {row.id} --reason WORDS."
        )


class StillOpen(SagsgangError):
    """Only what has ended is taken up again."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Deadline {number} is open already. Nothing was written.")


class SameDays(SagsgangError):
    """A deadline is moved to other days."""

    def __init__(self, number: int, days: Days) -> None:
        super().__init__(f"Deadline {number} stands {days} already. Nothing was written.")


class NotOnThatDay(SagsgangError):
    """The day on which a deadline was met cannot be so."""

    def __init__(self, number: int, on: date, why: str) -> None:
        super().__init__(f"Deadline {number} cannot have been met on {on}: {why}. Nothing was written.")


@dataclass(frozen=True, slots=True)
class NewDeadline:
    """What a person enters. `owners`: addresses, initials or names of people; `addressees`: addresses or any words."""

    case_id: int
    kind: DeadlineKind
    days: Days
    words: str
    owners: Sequence[str] = ()
    addressees: Sequence[str] = ()
    source: str | None = None
    legal_default: str | None = None


@dataclass(frozen=True, slots=True)
class DeadlineEdit:
    """What is to be otherwise of a deadline; None: as it is. "" or an empty list: none any more."""

    kind: DeadlineKind | None = None
    words: str | None = None
    owners: Sequence[str] | None = None
    addressees: Sequence[str] | None = None
    source: str | None = None
    legal_default: str | None = None


def add_deadline(connection: Connection, new: NewDeadline, *, by: str, now: datetime) -> ListedDeadline:
    """Enter a deadline of a case; a concluded or withdrawn one too, since a report may fall due after the decision.

    Raises UnknownCase, BeforeTheCase, NoWorkingDay, NotAnAddress, UnknownPerson, SeveralPeople.
    """
    lock_cases(connection, (new.case_id,))
    case_id = load_case(connection, new.case_id).id
    with open_desk(connection, by=by, now=now) as desk:
        check_days(new.days, born=born(connection, case_id), today=desk.today)
        number = desk.ledger.next_id()
        row = {
            "id": number,
            "case_id": case_id,
            "kind": new.kind,
            "words": _line(new.words),
            "source": new.source or None,
            **_day_columns(new.days),
            "owners": owner_words(connection, new.owners),
            "addressees": addressee_words(new.addressees),
            "since": desk.today,
            "legal_default": new.legal_default or None,
        }
        facts = {"deadline": number, "words": new.words, "kind": new.kind}
        desk.note("deadline_added", case_id, facts, Insert("deadline", row))
    return load_deadline(connection, number)


def _line(words: str) -> str:
    return " ".join(words.split())


def _day_columns(days: Days) -> dict[str, Any]:
    exact = {"on": days.on, "before": days.before, "works_to": days.works_to}
    return exact | {"earliest": days.earliest, "latest": days.latest}


def owner_words(connection: Connection, words: Iterable[str]) -> list[str]:
    """Owners as they are kept, each once: an address, or the initials (else the name) of somebody registered.

    Raises NotAnAddress, UnknownPerson, SeveralPeople.
    """
    people = People(load_people(connection))
    return list(dict.fromkeys(people.handle(word) for word in words if word.strip()))


def addressee_words(words: Iterable[str]) -> list[str]:
    """Addressees as they are kept: an address, or an office by its name. Raises NotAnAddress."""
    plain = (" ".join(word.split()) for word in words)
    return list(dict.fromkeys(email_address(word) if "@" in word else word for word in plain if word))


def move_deadline(
    connection: Connection, number: int, to: Days, *, reason: str, extended: bool = False, by: str, now: datetime
) -> ListedDeadline:
    """Move an open deadline, for a reason; `extended`: whoever set it has granted more time. It is a new revision.

    Moving vague words to a day is what makes them exact. Raises UnknownDeadline, DeadlineEnded, SameDays,
    BeforeTheCase, NoWorkingDay.
    """
    with open_desk(connection, by=by, now=now) as desk:
        row = _open(desk, number)
        old = days_of(row)
        if to == old:
            raise SameDays(number, to)
        _check_days(connection, row, to, desk.today)
        step = _step(desk, Step.MOVED, reason) | _moved(old, to) | {"extended": extended}
        changes = _day_columns(to) | {
            "year_inferred": False,
            "revision": row.revision + 1,
            "since": desk.today,
            "remind_on": AT_ONCE,
        }
        _change(desk, row, step, changes)
    return load_deadline(connection, number)


def _check_days(connection: Connection, row: Any, to: Days, today: date) -> None:
    since = born(connection, row.case_id) if row.case_id is not None else date.min
    check_days(to, born=since, today=today)


def _moved(old: Days, to: Days) -> dict[str, Any]:
    """From which days to which; the bounds of vague words only where there are any."""
    bounds = {"earliest": old.earliest, "latest": old.latest, "to_earliest": to.earliest, "to_latest": to.latest}
    days = {"on": old.on, "before": old.before, "to": to.on, "to_before": to.before}
    return days | {name: day for name, day in bounds.items() if day is not None}


def meet_deadline(
    connection: Connection, number: int, on: date | None = None, *, words: str = "", by: str, now: datetime
) -> ListedDeadline:
    """Say that a deadline was met, today or `on` a day before. Raises UnknownDeadline, DeadlineEnded, NotOnThatDay."""
    with open_desk(connection, by=by, now=now) as desk:
        row = _open(desk, number)
        day = on or desk.today
        if day > desk.today:
            raise NotOnThatDay(number, day, f"it is only {desk.today}")
        if row.case_id is not None and day < (began := born(connection, row.case_id)):
            raise NotOnThatDay(number, day, f"its case began on {began}")
        _end(desk, row, MET, day, words)
    return load_deadline(connection, number)


def miss_deadline(connection: Connection, number: int, *, reason: str, by: str, now: datetime) -> ListedDeadline:
    """Say that a deadline ended unmet, so that nobody is asked any more. Raises UnknownDeadline, DeadlineEnded."""
    with open_desk(connection, by=by, now=now) as desk:
        _end(desk, _open(desk, number), MISSED, desk.today, reason)
    return load_deadline(connection, number)


def waive_deadline(connection: Connection, number: int, *, reason: str, by: str, now: datetime) -> ListedDeadline:
    """Say that a deadline need not be met. Raises UnknownDeadline, DeadlineEnded."""
    with open_desk(connection, by=by, now=now) as desk:
        _end(desk, _open(desk, number), WAIVED, desk.today, reason)
    return load_deadline(connection, number)


def reopen_deadline(connection: Connection, number: int, *, reason: str, by: str, now: datetime) -> ListedDeadline:
    """Take an ended deadline up again: the ladder asks from today on. Raises UnknownDeadline, StillOpen."""
    with open_desk(connection, by=by, now=now) as desk:
        row = _row(desk, number)
        if row.state == OPEN:
            raise StillOpen(number)
        opened = {"state": OPEN, "ended_on": None, "reason": None, "since": desk.today, "remind_on": AT_ONCE}
        _change(desk, row, _step(desk, Step.REOPENED, reason), opened)
    return load_deadline(connection, number)


def edit_deadline(connection: Connection, number: int, edit: DeadlineEdit, *, by: str, now: datetime) -> ListedDeadline:
    """Change what a deadline says but its days; new owners are asked at once. What stands so already is not written.

    Raises UnknownDeadline, NotAnAddress, UnknownPerson, SeveralPeople.
    """
    with open_desk(connection, by=by, now=now) as desk:
        row = _row(desk, number)
        wanted = _edited(connection, edit)
        changes = {name: value for name, value in wanted.items() if getattr(row, name) != value}
        if changes:
            step = _step(desk, Step.EDITED, "") | {name: getattr(row, name) for name in changes}
            again = {"remind_on": AT_ONCE} if "owners" in changes and row.state == OPEN else {}
            _change(desk, row, step, changes | again)
    return load_deadline(connection, number)


def _edited(connection: Connection, edit: DeadlineEdit) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if edit.kind is not None:
        wanted["kind"] = str(edit.kind)
    if edit.words:
        wanted["words"] = _line(edit.words)
    if edit.owners is not None:
        wanted["owners"] = owner_words(connection, edit.owners)
    if edit.addressees is not None:
        wanted["addressees"] = addressee_words(edit.addressees)
    for name in ("source", "legal_default"):
        if getattr(edit, name) is not None:
            wanted[name] = getattr(edit, name) or None
    return wanted


def load_deadline(connection: Connection, number: int) -> ListedDeadline:
    """A deadline as it stands. Raises UnknownDeadline."""
    found = listed_deadline(connection, number)
    if found is None:
        raise UnknownDeadline(number)
    return found


def _row(desk: Desk, number: int) -> Any:
    """Read while the journal's head is held, so that nobody changes it meanwhile."""
    row = deadline_row(desk.connection, number)
    if row is None:
        raise UnknownDeadline(number)
    return row


def _open(desk: Desk, number: int) -> Any:
    row = _row(desk, number)
    if row.state != OPEN:
        raise DeadlineEnded(row)
    return row


def _end(desk: Desk, row: Any, state: DeadlineState, day: date, reason: str) -> None:
    ended = {"state": state, "ended_on": day, "reason": reason or None, "remind_on": None}
    _change(desk, row, _step(desk, Step(state), reason) | {"on": day}, ended)


def _step(desk: Desk, what: Step, reason: str) -> dict[str, Any]:
    """One line of a deadline's course: what was done, on which day, by whom and why."""
    return {"what": what, "at": desk.today, "by": desk.by, "reason": reason}


def _change(desk: Desk, row: Any, step: dict[str, Any], changes: dict[str, Any]) -> None:
    facts = {"deadline": row.id, "words": row.words, "reason": step["reason"]}
    expect = {"revision": row.revision, "state": row.state}
    changes = changes | {"course": [*row.course, step]}
    desk.note(f"deadline_{step['what']}", row.case_id, facts, Update("deadline", {"id": row.id}, changes, expect))
