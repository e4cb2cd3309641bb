"""A route as it is drawn: its stops in order, and for a case where it stands and what each stop has said. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from states.facts import CaseFacts, LaidStop, TreatmentFacts, newest
from states.machine import DONE_STATES, DRAFT, ENDED
from states.outcomes import Outcome, Purpose
from states.routes import Join, Route, Stop


class Standing(StrEnum):
    """How far a stop is. In a route that no case goes every stop lies ahead."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class DrawnStop:
    """Et trin på tegningen. `forums` are codes, or what stands for them in a route that is not laid.

    `aside`: the stop of one who is empowered, beside the way. `answered`: how many of the forums have; `outcome` is
    what those said, where they said the same, and `on` the day of the last. `expires`: the last day to act or answer.
    """

    key: str
    forums: tuple[str, ...]
    standing: Standing
    join: Join = field(default_factory=Join)
    purpose: Purpose | None = None
    reservation: bool = False
    aside: bool = False
    answered: int = 0
    outcome: Outcome | None = None
    on: date | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class DrawnRoute:
    """Sagsgangen som tegning. `case_id` and `state` are None for a route that no case goes."""

    key: str
    title: str
    stops: tuple[DrawnStop, ...]
    case_id: int | None = None
    state: str | None = None

    @property
    def ended(self) -> bool:
        """Whether the case is concluded or withdrawn."""
        return self.state in ENDED

    @property
    def begun(self) -> bool:
        """Whether the case has left its draft."""
        return self.state != DRAFT


def drawn_route(route: Route) -> DrawnRoute:
    """A route of the shelf."""
    return DrawnRoute(route.key, route.key, tuple(_ahead(stop) for stop in route.stops))


def _ahead(stop: Stop) -> DrawnStop:
    return DrawnStop(stop.key, stop.forums, Standing.AHEAD, stop.join, stop.purpose, stop.reservation)


def drawn_case(case: CaseFacts) -> DrawnRoute:
    """A case's own route, with where it stands."""
    stops = tuple(_drawn(case, laid) for laid in case.stops)
    return DrawnRoute(case.route_key, case.title, stops, case.id, case.state)


def _drawn(case: CaseFacts, laid: LaidStop) -> DrawnStop:
    latest = list(newest(case.at(laid.id)).values())
    done = [one for one in latest if one.state in DONE_STATES]
    said = {one.outcome for one in done}
    return DrawnStop(
        key=laid.stop.key,
        forums=laid.stop.forums,
        standing=_standing(case, laid, done),
        join=laid.stop.join,
        purpose=laid.stop.purpose,
        reservation=laid.stop.reservation,
        aside=_is_aside(case, laid),
        answered=len(done),
        outcome=done[0].outcome if len(said) == 1 else None,
        on=max((one.decided_on for one in done if one.decided_on), default=None),
        expires=laid.expires,
    )


def _standing(case: CaseFacts, laid: LaidStop, done: Sequence[TreatmentFacts]) -> Standing:
    """A stop that has spoken lies ahead again when the case was sent back to before it."""
    here = case.here
    if laid.skipped:
        return Standing.SKIPPED
    if here is not None and laid.id == here.id:
        return Standing.HERE
    if case.state == DRAFT or (here is not None and laid.position > here.position):
        return Standing.AHEAD
    return Standing.DONE if done or here is not None else Standing.AHEAD


def _is_aside(case: CaseFacts, laid: LaidStop) -> bool:
    """The stop of one who is empowered; the report back, at the forum that gave the empowerment, is on the way."""
    giver = next((one for one in case.stops if one.id == laid.delegated_by), None)
    return giver is not None and giver.stop.forums != laid.stop.forums
