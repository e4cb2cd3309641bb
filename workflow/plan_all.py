"""Will they all make their dates: every open case that has one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from sqlalchemy import Connection

from db.queries.calendars import meets, slot_of
from db.queries.planning import dated_cases
from states.plan_told import Due
from states.planner import Leg, Plan, Verdict
from states.standing import Standing, left
from states.timetable import Slot
from workflow.surroundings import Surroundings, placed_on, question, surroundings


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """A case with its date and its plan; what can be done about it is told by `plan_case`."""

    case: Standing
    due: Due
    plan: Plan


WORST_FIRST = {Verdict.LATE: 0, Verdict.TIGHT: 1, Verdict.UNKNOWN: 2, Verdict.SAFE: 3}


def plan_all(connection: Connection, *, today: date) -> list[PlannedCase]:
    """The plan of every open case with an exact deadline, the worst first, then the one to act on first."""
    dated = cases_with_dates(connection)
    around = surroundings(meets(connection, today), today, last_day(dated, today))
    return plan_each(around, dated, meetings_of(connection, dated))


def cases_with_dates(connection: Connection) -> list[tuple[Standing, Due]]:
    """Every open case that has an exact deadline, with the first."""
    found = dated_cases(connection)
    return [(case, min((_due(on, before) for on, before in dates), key=_works_to)) for case, dates in found]


def last_day(dated: Sequence[tuple[Standing, Due]], today: date) -> date:
    """How far one must look."""
    return max((due.works_to for _, due in dated), default=today)


def meetings_of(connection: Connection, dated: Sequence[tuple[Standing, Due]]) -> dict[int, Slot]:
    """The meetings that cases are planned for, by id."""
    return slot_of(connection, {one.meeting_id for case, _ in dated for one in case.waiting if one.meeting_id})


def plan_each(
    around: Surroundings, dated: Sequence[tuple[Standing, Due]], placed: Mapping[int, Slot]
) -> list[PlannedCase]:
    """The plans of these cases, the worst first."""
    planner = _Planner(around, placed)
    planned = [PlannedCase(case, due, planner.plan(case, legs, due)) for case, due in dated if (legs := left(case))]
    return sorted(planned, key=_urgency)


@dataclass(frozen=True, slots=True)
class _Planner:
    """Plans case after case. Those that have the same way left to the same day, and no meeting of their own, share."""

    around: Surroundings
    placed: Mapping[int, Slot]
    shared: dict[tuple[tuple[Leg, ...], date], Plan] = field(default_factory=dict)

    def plan(self, case: Standing, legs: tuple[Leg, ...], due: Due) -> Plan:
        """The plan of one case."""
        if own := placed_on(self.around, case, self.placed):
            return question(self.around, legs, own, due).plan
        key = (legs, due.works_to)
        if key not in self.shared:
            self.shared[key] = question(self.around, legs, {}, due).plan
        return self.shared[key]


@lru_cache(maxsize=4096)
def _due(on: date, before: bool) -> Due:
    return Due(on, before)


def _works_to(due: Due) -> date:
    return due.works_to


def _urgency(one: PlannedCase) -> tuple[int, date, int]:
    return WORST_FIRST[one.plan.verdict], one.plan.legs[0].too_late_after or one.due.works_to, one.case.case_id
