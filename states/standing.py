"""Where a case stands, as planning needs it, and which stops it has left. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from states.facts import CaseFacts, LaidStop
from states.machine import DRAFT
from states.planner import Leg, leg


@dataclass(frozen=True, slots=True)
class Waiting:
    """A forum that has the case before it, at which stop, and the meeting it is planned for."""

    forum: str
    stop_id: int
    meeting_id: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A case with its stops in order, and the forums that still have to act.

    `ready_in`: calendar days until it can be put on an agenda.
    """

    case_id: int
    title: str
    state: str
    stops: tuple[LaidStop, ...]
    waiting: tuple[Waiting, ...]
    ready_in: int = 0


def standing_of(case: CaseFacts) -> Standing:
    """Where a case stands, from all its facts."""
    waiting = tuple(Waiting(one.forum, one.stop_id, one.meeting_id) for one in case.open_treatments)
    return Standing(case.id, case.title, case.state, case.stops, waiting)


def left(case: Standing) -> tuple[Leg, ...]:
    """The stops that a case has left, the one where it is with those who have not answered; () for an ended case.

    A group of which nobody is asked any more has answered: what is left begins after it.
    """
    stops = _on_route(case)
    begin = 0 if case.state == DRAFT else next((n for n, laid in enumerate(stops) if laid.stop.key == case.state), None)
    if begin is None or begin >= len(stops):
        return ()
    here = stops[begin]
    waiting = [one.forum for one in case.waiting if one.stop_id == here.id]
    if here.stop.is_group and case.state != DRAFT and not waiting and begin + 1 < len(stops):
        return left(replace(case, state=stops[begin + 1].stop.key))
    legs = [leg(laid.stop, until=laid.expires) for laid in stops[begin:]]
    if waiting and here.stop.is_group:
        answered = len(here.stop.forums) - len(waiting)
        legs[0] = leg(here.stop, waiting=waiting, answered=answered, until=here.expires)
    first, *others = apart(legs)
    return (replace(first, gap=case.ready_in), *others)


def passed(case: Standing) -> tuple[Leg, ...]:
    """The stops that a case has behind it, in order, as they would be if it were sent back."""
    stops = _on_route(case)
    place = next((place for place, laid in enumerate(stops) if laid.stop.key == case.state), 0)
    return apart([leg(laid.stop) for laid in stops[:place]])


def _on_route(case: Standing) -> list[LaidStop]:
    return [laid for laid in case.stops if not laid.skipped]


def apart(legs: Sequence[Leg]) -> tuple[Leg, ...]:
    """A forum that treats a case at two stops in a row does so at two meetings."""
    return tuple(
        replace(one, gap=max(one.gap, 1)) if place and set(one.forums) & set(legs[place - 1].forums) else one
        for place, one in enumerate(legs)
    )
