"""What a person does with the wheel: puts duties in force, stops them, adds them, answers, and links cases."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from db.queries.facts import load_case
from db.queries.people import load_people
from db.queries.wheel import SINCE, known_duties
from db.record import Insert, Update, Write
from states.machine import ENDED
from states.people import People
from states.plan_told import Due
from states.wheel import KnownDuty, MeetingsBefore, Rule, Turn, TurnState, YearlyDuty, checked
from states.wheel_json import dump_duty
from states.wheel_rules import Occurrence, deadline_words, occurrences
from workflow.desk import Desk, open_desk, registered
from workflow.wheel_lead import Lookout, by_key, look_out
from workflow.wheel_opening import case_title, missing_deadline, turn_row
from workflow.wheel_refusals import (
    AlreadyLinked,
    DutyStands,
    FarOff,
    NotInForce,
    TurnDone,
    UnknownDuty,
    UnknownOccurrence,
)
from workflow.wheel_shelf import shipped_duties

FIRST_YEAR, LAST_YEAR = 1900, 2199
DONE = (TurnState.OPENED, TurnState.SKIPPED)


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who is to have a duty, where it is put in force with other people than it names."""

    owners: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()


def start(
    connection: Connection,
    keys: Sequence[str],
    *,
    everything: bool = False,
    people: Assigned = Assigned(),
    routes: Path | None = None,
    by: str,
    now: datetime,
) -> list[str]:
    """Put duties in force from today: shipped ones, or stopped ones; `everything`: all that are shipped.

    What was due before today is not opened. Returns their keys; one that is in force already is left as it is, unless
    other people are to have it. Raises UnknownDuty, UnknownPerson, NotAnAddress and what a route raises.
    """
    shipped = shipped_duties()
    with open_desk(connection, by=by, now=now) as desk:
        known = by_key(known_duties(connection))
        wanted = [*keys, *(key for key in shipped if everything and key not in keys)]
        look = look_out(connection, routes, today=desk.today)
        for key in wanted:
            if key not in known and key not in shipped:
                raise UnknownDuty(key, {*known, *shipped})
            here = known.get(key)
            duty = usable(look, connection, _had_by(here.duty if here else shipped[key], people))
            desk.note("wheel_started", None, {"duty": key}, *_in_force(desk, here, duty))
    return wanted


def _had_by(duty: YearlyDuty, people: Assigned) -> YearlyDuty:
    return replace(duty, owners=people.owners or duty.owners, officers=people.officers or duty.officers)


def _in_force(desk: Desk, here: KnownDuty | None, duty: YearlyDuty) -> Iterable[Write]:
    """In force from today; one that is so already keeps its day."""
    since = here.since if here and here.active else desk.today
    values = {"title": duty.title, "duty": dump_duty(duty) | {SINCE: since.isoformat()}, "active": True}
    if here is None:
        yield Insert("wheel", {"id": desk.ledger.next_id(), "key": duty.key} | values)
    else:
        yield Update("wheel", {"id": here.id}, values)


def usable(look: Lookout, connection: Connection, duty: YearlyDuty) -> YearlyDuty:
    """The duty, if its route, forum and people are known; owners as they are kept.

    Raises BadDuty, LongTitle, UnknownRoute, NoHost, RouteParameterMissing, UnknownForum, UnknownPerson, NotAnAddress.
    """
    checked(duty)
    rule, year = duty.recurrence, look.today.year
    case_title(duty, f"{year}-09-30" if isinstance(rule, Rule) else str(year))  # the longest that it can be
    look.legs(duty)
    if isinstance(rule, MeetingsBefore):
        duty = replace(duty, recurrence=replace(rule, forum=registered(look.forums, rule.forum).forum.code))
    people = People(load_people(connection))
    return replace(duty, owners=tuple(people.handle(one) for one in duty.owners))


def add(
    connection: Connection,
    duties: Sequence[YearlyDuty],
    *,
    replacing: bool = False,
    routes: Path | None = None,
    by: str,
    now: datetime,
) -> list[str]:
    """Put duties of the office's own in force, all of them or none. Returns their keys.

    `replacing`: one that is there already is changed. Raises DutyStands and what `usable` raises.
    """
    with open_desk(connection, by=by, now=now) as desk:
        known = by_key(known_duties(connection))
        look = look_out(connection, routes, today=desk.today)
        for duty in duties:
            if duty.key in known and not replacing:
                raise DutyStands(duty.key)
            rows = _in_force(desk, known.get(duty.key), usable(look, connection, duty))
            desk.note("wheel_added", None, {"duty": duty.key}, *rows)
    return [duty.key for duty in duties]


def stop(connection: Connection, key: str, *, by: str, now: datetime) -> str:
    """Open no more cases of a duty; what it opened stays. Returns its title. Raises UnknownDuty, NotInForce."""
    with open_desk(connection, by=by, now=now) as desk:
        known = _known(connection, key)
        desk.note("wheel_stopped", None, {"duty": key}, Update("wheel", {"id": known.id}, {"active": False}))
    return known.duty.title


def answer(connection: Connection, key: str, occurrence: str, on: date, *, by: str, now: datetime) -> Turn:
    """Say the day of a time that is asked for, or another day than the rule's. The case opens in its time.

    Raises UnknownDuty, NotInForce, UnknownOccurrence, TurnDone, FarOff.
    """
    if abs(on.year - year_of_or(occurrence, on.year)) > 1:
        raise FarOff(key, occurrence, on)
    return _turned(connection, key, occurrence, TurnState.ANSWERED, {"due": on}, "wheel_answered", by=by, now=now)


def skip(connection: Connection, key: str, occurrence: str, *, reason: str, by: str, now: datetime) -> Turn:
    """Leave a time out, for a reason. Raises UnknownDuty, NotInForce, UnknownOccurrence, TurnDone."""
    return _turned(connection, key, occurrence, TurnState.SKIPPED, {"reason": reason}, "wheel_skipped", by=by, now=now)


def link(
    connection: Connection,
    key: str,
    occurrence: str,
    case_id: int,
    *,
    due: date | None = None,
    by: str,
    now: datetime,
) -> int:
    """Say that a case is this time of the duty: it is not opened again, and the next one takes its texts.

    An open case gets the deadline, unless it has one on that day. `due`: the day, where it is not the rule's. Returns
    the case's number. Raises UnknownCase, AlreadyLinked and what `answer` raises.
    """
    case = load_case(connection, case_id, lock=True)
    with open_desk(connection, by=by, now=now) as desk:
        known, one = _time(connection, key, occurrence, desk.today)
        for turn in known.turns:
            if turn.case_id == case.id:
                raise AlreadyLinked(key, case.id, turn.occurrence)
        on = due or one.on
        rows = [turn_row(desk, known, one.name, TurnState.OPENED, due=on, case_id=case.id)]
        if on and on >= desk.today and case.state not in ENDED:
            told = Due(on, known.duty.before, kind=known.duty.kind, words=deadline_words(known.duty, one.year))
            rows.extend(missing_deadline(desk, case.id, known.duty, told))
        desk.note("wheel_linked", case.id, {"duty": key, "occurrence": one.name, "due": on}, *rows)
    return case.id


def _turned(
    connection: Connection,
    key: str,
    occurrence: str,
    state: TurnState,
    values: dict[str, Any],
    kind: str,
    *,
    by: str,
    now: datetime,
) -> Turn:
    with open_desk(connection, by=by, now=now) as desk:
        known, one = _time(connection, key, occurrence, desk.today)
        row = turn_row(desk, known, one.name, state, **values)
        desk.note(kind, None, {"duty": key, "occurrence": one.name} | values, row)
    return Turn(0, one.name, state, values.get("due"), reason=values.get("reason"))


def _time(connection: Connection, key: str, occurrence: str, today: date) -> tuple[KnownDuty, Occurrence]:
    """The duty, and the time that is meant, if nothing has become of it yet."""
    known = _known(connection, key)
    if not known.active:
        raise NotInForce(key)
    around = look_out(connection, None, today=today).around
    year = year_of_or(occurrence, today.year)
    near = [one for each in range(year - 2, year + 3) for one in occurrences(known, each, around)]
    found = next((one for one in near if one.name == occurrence), None)
    if found is None:
        raise UnknownOccurrence(key, occurrence, [one.name for one in near])
    turn = known.turn(occurrence)
    if turn and turn.state in DONE:
        raise TurnDone(key, occurrence, turn.state, turn.case_id)
    return known, found


def year_of_or(occurrence: str, year: int) -> int:
    """The year that an occurrence as typed begins with; else that year."""
    word = occurrence[:4]
    typed = int(word) if word.isascii() and word.isdecimal() else 0
    return typed if FIRST_YEAR <= typed <= LAST_YEAR else year


def _known(connection: Connection, key: str) -> KnownDuty:
    known = by_key(known_duties(connection))
    if key not in known:
        if key in shipped_duties():
            raise NotInForce(key)
        raise UnknownDuty(key, known)
    return known[key]
