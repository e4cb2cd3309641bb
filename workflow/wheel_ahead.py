"""What comes: every duty with its next time, and all that falls in a span, with when each case opens. Only reads."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection

from db.queries.wheel import known_duties
from states.duties import Duty
from states.errors import SagsgangError
from states.planner import Verdict
from states.ring import RingMark
from states.wheel import KnownDuty, Turn, TurnState, YearlyDuty
from states.wheel_rules import Occurrence, answered, coming, due_of, occurrences, ready_on
from workflow.wheel_lead import HORIZON, Lookout, look_out
from workflow.wheel_opening import turn_title
from workflow.wheel_shelf import shipped_duties

TWELVE_MONTHS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Coming:
    """Kommer: one time that a duty comes. `due`: None while the day must be asked for, then `about` is the earliest.

    `opens_on`, `act_by`, `verdict`: as `workflow.wheel_lead.Lead` says; None where the duty cannot be planned, for the
    reason in `refused`. `asks_on`: when the day is asked for. `state`: None while nothing has become of it yet.
    """

    key: str
    title: str
    occurrence: str
    due: date | None
    about: date
    before: bool = False
    works_to: date | None = None
    opens_on: date | None = None
    act_by: date | None = None
    verdict: Verdict | None = None
    asks_on: date | None = None
    state: TurnState | None = None
    case_id: int | None = None
    reason: str | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class ListedDuty:
    """A duty with its next time and its last turn. `state`: in_force, stopped, or offered (shipped, not started)."""

    duty: YearlyDuty
    state: str
    next: Coming | None = None
    last: Turn | None = None


def duties(connection: Connection, *, routes: Path | None = None, today: date) -> list[ListedDuty]:
    """Every duty there is, those in force first, then by key; offered ones as they would be if they began today."""
    look = look_out(connection, routes, today=today)
    known = known_duties(connection)
    listed = [_listed(look, one) for one in known]
    there = {one.duty.key for one in known}
    thought = [KnownDuty(0, duty, True, today) for key, duty in shipped_duties().items() if key not in there]
    offered = [replace(_listed(look, one), state="offered") for one in thought]
    order = ("in_force", "stopped", "offered")
    return sorted([*listed, *offered], key=lambda one: (order.index(one.state), one.duty.key))


def _listed(look: Lookout, known: KnownDuty) -> ListedDuty:
    ahead = coming(known, known.since, look.today + 4 * HORIZON, look.around) if known.active else []
    first = _coming(look, known, ahead[0]) if ahead else None
    done = [one for one in known.turns if one.state in (TurnState.OPENED, TurnState.SKIPPED)]
    last = max(done, key=lambda one: one.occurrence, default=None)
    return ListedDuty(known.duty, "in_force" if known.active else "stopped", first, last)


def what_comes(connection: Connection, until: date, *, routes: Path | None = None, today: date) -> list[Coming]:
    """What is due up to a day and not opened yet, or opens or must be asked for by then; what opens first, first."""
    look = look_out(connection, routes, today=today)
    found = [
        _coming(look, known, one)
        for known in known_duties(connection)
        if known.active
        for one in coming(known, known.since, until + HORIZON, look.around)
    ]
    return sorted((one for one in found if _first_day(one) <= until), key=lambda one: (_first_day(one), one.key))


def _first_day(one: Coming) -> date:
    """The day on which somebody has to do with it."""
    return min(day for day in (one.asks_on if one.due is None else None, one.opens_on, one.about) if day)


def year_round(connection: Connection, year: int, *, routes: Path | None = None, today: date) -> list[Coming]:
    """All that the duties in force bring in a year, whatever has become of it, in the order of their days."""
    look = look_out(connection, routes, today=today)
    found = [
        _coming(look, known, one)
        for known in known_duties(connection)
        if known.active
        for one in _in_year(known, year, look)
    ]
    return sorted(found, key=lambda one: (one.about, one.key))


def _in_year(known: KnownDuty, year: int, look: Lookout) -> Iterator[Occurrence]:
    """What was due before the duty was in force is left out, unless something became of it."""
    for near in (year - 1, year, year + 1):
        for one in occurrences(known, near, look.around):
            told = answered(known, one)
            if told.about.year == year and (told.latest >= known.since or known.turn(told.name)):
                yield told


def _coming(look: Lookout, known: KnownDuty, one: Occurrence) -> Coming:
    duty, turn = known.duty, known.turn(one.name)
    told = Coming(
        key=duty.key,
        title=turn_title(duty, one.name),
        occurrence=one.name,
        due=one.on,
        about=one.about,
        before=duty.before,
        works_to=due_of(duty, one).works_to if one.on else None,
        state=turn.state if turn else None,
        case_id=turn.case_id if turn else None,
        reason=turn.reason if turn else None,
    )
    return _with_lead(look, duty, one, told)


def _with_lead(look: Lookout, duty: YearlyDuty, one: Occurrence, told: Coming) -> Coming:
    try:
        lead = look.lead(duty, one)
    except SagsgangError as refusal:
        return replace(told, refused=str(refusal))
    asks_on = look.asks_on(duty, one) if one.on is None else None
    return replace(told, opens_on=lead.opens_on, act_by=lead.act_by, verdict=lead.verdict, asks_on=asks_on)


def as_marks(found: Iterable[Coming]) -> list[RingMark]:
    """What comes, as it is drawn on the ring."""
    return [
        RingMark(one.title, one.about, one.due, one.before, one.opens_on, one.case_id, one.state is TurnState.SKIPPED)
        for one in found
    ]


def planned_duties(
    connection: Connection, years: Collection[int], *, routes: Path | None = None, today: date
) -> list[Duty]:
    """What the wheel brings in these years (without, in the coming twelve months), as duties that can be planned.

    Only what is not opened yet: an opened case is planned as itself. A day that must be asked for cannot be planned.
    """
    look = look_out(connection, routes, today=today)
    end = date(max(years), 12, 31) if years else today + TWELVE_MONTHS
    return [
        Duty(
            0,
            known.duty.route,
            one.on,
            turn_title(known.duty, one.name),
            host=known.duty.host,
            before=known.duty.before,
            ready=ready_on(known.duty, one),
        )
        for known in known_duties(connection)
        if known.active
        for one in coming(known, max(known.since, today), end, look.around)
        if one.on and (not years or one.on.year in years)
    ]
