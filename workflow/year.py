"""Bærer kalenderen året: whether every case with a date, and every yearly duty, would make it. Nothing is saved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from db.queries.facts import load_forums
from states.duties import Duty
from states.errors import SagsgangError
from states.forums import RegisteredForum
from states.plan_told import Due, Reason, tell
from states.planner import Plan, Verdict
from states.ways import Question
from workflow.plan import council_names, laid_legs
from workflow.plan_all import WORST_FIRST, PlannedCase, last_day
from workflow.route_shelf import RouteShelf, check_given
from workflow.surroundings import Surroundings, question, surroundings
from workflow.whatif import WhatIf, think

Names = Mapping[str, str]


class DutyRefused(SagsgangError):
    """A duty names what there is not."""

    def __init__(self, duty: Duty, reason: Exception) -> None:
        super().__init__(f"Line {duty.line} of the duties cannot be planned: {reason}")


@dataclass(frozen=True, slots=True)
class Carried:
    """A case with a date (`case_id`) or a yearly duty, with its plan; `why` it is late, stop by stop."""

    title: str
    due: Due
    plan: Plan
    route: str = ""
    case_id: int | None = None
    why: tuple[Reason, ...] = ()


def carried(
    connection: Connection, thought: WhatIf, duties: Sequence[Duty], routes: RouteShelf, *, today: date
) -> list[Carried]:
    """What the calendar that is thought of would carry, the worst first.

    A duty of every year is planned in each year of that calendar, without one in the coming twelve months. Raises
    DutyRefused and what `what_if` raises.
    """
    other = think(connection, thought, today=today)
    times = [(duty, due, ready) for duty in duties for due, ready in _times(duty, thought, today)]
    until = max((last_day(other.dated, today), *(due.works_to for _, due, _ in times)))
    around = surroundings(other.forums, today, until)
    forums = load_forums(connection)
    names = council_names(forums)
    found = [_case(around, one, names) for one in other.planned(around)]
    found += [_duty(around, routes, forums, duty, due, ready) for duty, due, ready in times]
    return sorted(found, key=lambda one: (WORST_FIRST[one.plan.verdict], one.due.works_to, one.title))


def _times(duty: Duty, thought: WhatIf, today: date) -> Iterator[tuple[Due, date]]:
    years = {line.on.year for line in thought.calendar}
    if years:
        yield from duty.dues(years, today)
    else:
        yield from list(duty.dues((today.year, today.year + 1), today))[:1]


def _case(around: Surroundings, one: PlannedCase, names: Names) -> Carried:
    asked = question(around, [told.leg for told in one.plan.legs], {}, one.due)
    why = _why(replace(asked, plan=one.plan), one.due, names)
    return Carried(one.case.title, one.due, one.plan, case_id=one.case.case_id, why=why)


def _duty(
    around: Surroundings, routes: RouteShelf, forums: dict[str, RegisteredForum], duty: Duty, due: Due, ready: date
) -> Carried:
    try:
        route = routes.get(duty.route)
        check_given(route, duty.host, None)
        legs, begin = laid_legs(route, around.councils, forums, at=duty.at, host=duty.host)
    except SagsgangError as refusal:
        raise DutyRefused(duty, refusal) from refusal
    asked = question(replace(around, today=ready), legs[begin:], {}, due)
    return Carried(duty.words or route.title, due, asked.plan, route.key, why=_why(asked, due, council_names(forums)))


def _why(asked: Question, due: Due, names: Names) -> tuple[Reason, ...]:
    """Why it is late or cannot be told, of the first stop where it is so."""
    told = tell(replace(asked, names=names), due, ())
    bad = (one for one in told.legs if one.plan.verdict in (Verdict.LATE, Verdict.UNKNOWN))
    return next((one.reasons for one in bad), ())
