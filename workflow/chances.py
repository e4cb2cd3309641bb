"""What the plan says of the cases in a reminder: after which day it is too late to make the date."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from db.queries.calendars import meets
from db.queries.facts import load_cases
from states.plan_told import Due
from states.planner import Verdict
from states.reminding import LastChance
from states.standing import Standing, left, standing_of
from states.watched import Source, Watched
from workflow.plan_all import PlannedCase, last_day, meetings_of, plan_each
from workflow.surroundings import surroundings

MOST = 50
"""Cases that are planned for one round of letters, the nearest ones. A flood of letters goes without the sentence."""


def last_chances(connection: Connection, watched: Sequence[Watched], today: date) -> dict[str, LastChance]:
    """The last chances of what is due in open cases that a forum still has before it, by subject.

    Nothing is said of closed cases, of vague words, nor where the plan is open or the last meeting is over.
    """
    asked = {one.subject: one for one in watched if _is_planned(one, today)}
    nearest = sorted(asked.values(), key=lambda one: (one.works_to, one.subject))[:MOST]
    if not nearest:
        return {}
    dated = _standing(connection, nearest)
    cases = tuple(dated.values())
    around, placed = (
        surroundings(meets(connection, today), today, last_day(cases, today)),
        meetings_of(connection, cases),
    )
    return {
        subject: chance
        for subject, one in dated.items()
        for planned in plan_each(around, [one], placed)
        if (chance := _chance(planned, today)) is not None
    }


def _standing(connection: Connection, watched: Sequence[Watched]) -> dict[str, tuple[Standing, Due]]:
    """Where the case of each stands, with what is due, by subject; without cases that no forum has before it."""
    cases = load_cases(connection, {one.case_id for one in watched if one.case_id})
    standing = ((one, standing_of(cases[one.case_id])) for one in watched if one.case_id)
    return {one.subject: (case, Due(one.on or one.works_to, one.before)) for one, case in standing if left(case)}


def _is_planned(one: Watched, today: date) -> bool:
    in_time = one.on is not None and one.works_to >= today
    return one.source is Source.DEADLINE and one.case_id is not None and in_time and not one.closed


def _chance(planned: PlannedCase, today: date) -> LastChance | None:
    """Of the stop where the case waits: what is later on its way follows from it."""
    if planned.plan.verdict is Verdict.LATE:
        return LastChance(late=True)
    first = planned.plan.legs[0]
    if first.too_late_after is None or first.latest is None or first.too_late_after < today:
        return None
    if any(one.meeting_id for one in planned.case.waiting) or len(first.leg.forums) > 1:
        return None  # it is on an agenda, or with many at once
    return LastChance(first.leg.forums[0], first.too_late_after, first.latest)
