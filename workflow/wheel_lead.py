"""When a duty's case must be opened, so that its route is through by the day: the planner backward, less a margin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection

from db.queries.calendars import meets
from db.queries.facts import load_forums
from db.queries.wheel import meeting_days
from ingest.recurrence import rule_days
from states.calendar import add_working_days
from states.forums import RegisteredForum
from states.planner import Leg, Verdict, plan
from states.routes import Route
from states.wheel import KnownDuty, MeetingsBefore, YearlyDuty
from states.wheel_rules import (
    ASK_AHEAD,
    BETWEEN_MEETINGS,
    Around,
    Occurrence,
    due_of,
    estimated_start,
    opens_on,
    ready_on,
)
from workflow.plan import laid_legs
from workflow.route_shelf import RouteShelf, check_given, shelf
from workflow.surroundings import Surroundings, surroundings

HORIZON = timedelta(days=760)
"""How far ahead duties are looked for: the longest route, and the longest margin."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Forløb: when a case opens (`opens_on`), by when it must be on its first agenda, and whether the plan carries it.

    Where calendars are not known (UNKNOWN) or carry it no more (LATE), `act_by` is estimated from the route's length.
    """

    opens_on: date
    act_by: date
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Lookout:
    """What the wheel looks at on one day: forums, routes, calendars, and the days of meetings."""

    today: date
    forums: dict[str, RegisteredForum]
    routes: RouteShelf
    surroundings: Surroundings
    around: Around

    def route(self, duty: YearlyDuty) -> Route:
        """The duty's route. Raises UnknownRoute, NoHost."""
        route = self.routes.get(duty.route)
        check_given(route, duty.host, None)
        return route

    def legs(self, duty: YearlyDuty) -> Sequence[Leg]:
        """The stops as the planner sees them. Raises UnknownRoute, NoHost, RouteParameterMissing, UnknownForum."""
        return laid_legs(self.route(duty), self.surroundings.councils, self.forums, host=duty.host)[0]

    def lead(self, duty: YearlyDuty, one: Occurrence) -> Lead:
        """The lead of one time that the duty comes. Raises what `legs` raises."""
        legs, works_to, ready = self.legs(duty), _through_by(duty, one), ready_on(duty, one)
        verdict, act_by = self._planned(legs, works_to, max(self.today, ready or self.today))
        start = act_by or estimated_start(works_to, len(legs))
        if ready:
            return Lead(ready, max(ready, start), verdict)
        opening = opens_on(start, duty.margin)
        return Lead(min(opening, self.today) if verdict is Verdict.LATE else opening, start, verdict)

    def _planned(self, legs: Sequence[Leg], works_to: date, begins: date) -> tuple[Verdict, date | None]:
        """What the planner says, and the last day for the first agenda, where calendars reach so far.

        The last meeting that is put in carries whatever is due later, be it a year: that says nothing of when to begin.
        """
        if works_to > self.surroundings.until:
            return Verdict.UNKNOWN, None
        calendars = {code: self.surroundings.calendar(code) for leg in legs for code in leg.forums}
        found = plan(legs, calendars, begins, works_to)
        if found.verdict in (Verdict.LATE, Verdict.UNKNOWN):
            return found.verdict, None
        enough = works_to - timedelta(days=BETWEEN_MEETINGS)
        if not all(one.estimated or one.reaches(enough) for one in calendars.values()):
            return Verdict.UNKNOWN, None
        return found.verdict, found.legs[0].too_late_after

    def asks_on(self, duty: YearlyDuty, one: Occurrence) -> date:
        """When a day that must be asked for is asked for."""
        return add_working_days(self.lead(duty, one).opens_on, -ASK_AHEAD)


def _through_by(duty: YearlyDuty, one: Occurrence) -> date:
    """The day by which the route must be through: a meeting that is meant counts, though it be on a Sunday."""
    return one.about if isinstance(duty.recurrence, MeetingsBefore) else due_of(duty, one).works_to


def look_out(connection: Connection, routes: Path | None, *, today: date) -> Lookout:
    """What the wheel needs to know today. `routes`: the office's own folder of routes."""
    forums = load_forums(connection)
    return Lookout(
        today=today,
        forums=forums,
        routes=shelf(forums, routes),
        surroundings=surroundings(meets(connection, today), today, today + HORIZON),
        around=Around(meeting_days(connection), rule_days),
    )


def by_key(known: Sequence[KnownDuty]) -> Mapping[str, KnownDuty]:
    """The register's duties by their keys."""
    return {one.duty.key: one for one in known}
