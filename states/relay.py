"""Laying a case's true route over the stops it has: what has happened is kept, the rest lies ahead. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from states.course import FORWARDS, fresh_key
from states.facts import CaseFacts, LaidStop
from states.machine import CONCLUDED, DONE_STATES, ENDED
from states.routes import Stop


@dataclass(frozen=True, slots=True)
class Relaid:
    """One stop of the new order: `old` is the row it continues, None for a stop that is new to the case."""

    stop: Stop
    old: LaidStop | None = None
    skipped: bool = False


def has_been_at(case: CaseFacts, laid: LaidStop) -> bool:
    """Whether the case has been treated at the stop, or waits there now."""
    return laid == case.here or any(treatment.state in DONE_STATES for treatment in case.at(laid.id))


def relay(case: CaseFacts, stops: Iterable[Stop]) -> list[Relaid]:
    """The case's stops in their new order.

    Stops where the case has been are matched with the route's by their forums and keep their keys: first the one where
    it is (or ended), then the others in order; those that the route does not pass come first. Stops of the route
    before the last one matched were never recorded: skipped.
    """
    stops, been = list(stops), [laid for laid in case.stops if has_been_at(case, laid)]
    latest = _latest(case)
    place = _place(latest, been, stops) if latest else None
    if latest and place is not None:
        been.remove(latest)
    order: list[Relaid] = []
    for number, stop in enumerate(stops):
        alike = (laid for laid in been if _same(laid.stop, stop) and _same_side(laid, number, latest, place))
        match = latest if number == place else next(alike, None)
        if match in been:
            been.remove(match)
        order.append(Relaid(stop, match))
    reached = max((place for place, one in enumerate(order) if one.old), default=-1)
    named = _named(order, case.keys)
    ahead = [Relaid(one.stop, one.old, one.old is None and place < reached) for place, one in enumerate(named)]
    return [*(Relaid(laid.stop, laid, laid.skipped) for laid in been), *ahead]


def _same(one: Stop, other: Stop) -> bool:
    return set(one.forums) == set(other.forums)


def _same_side(laid: LaidStop, number: int, latest: LaidStop | None, place: int | None) -> bool:
    """What lies behind the case stays behind it, and what lies ahead ahead."""
    return latest is None or place is None or (laid.position < latest.position) == (number < place)


def _latest(case: CaseFacts) -> LaidStop | None:
    """Where the case is, or where the last thing was decided before it ended; None for a draft."""
    if case.state not in ENDED:
        return case.here
    done = [treatment.stop_id for treatment in case.treatments if treatment.state in DONE_STATES]
    return next((laid for laid in case.stops if done and laid.id == done[-1]), None)


def _place(latest: LaidStop, been: Sequence[LaidStop], stops: Sequence[Stop]) -> int | None:
    """Which of the route's stops that is; of several of the same forums, the one for this visit.

    A report back belongs to the visit that gave the empowerment.
    """
    places = [number for number, stop in enumerate(stops) if _same(latest.stop, stop)]
    before = [laid for laid in been if laid.position < latest.position and _same(laid.stop, latest.stop)]
    visits = sum(laid.delegated_by is None for laid in before) - (latest.delegated_by is not None)
    return places[min(max(visits, 0), len(places) - 1)] if places else None


def _named(order: Sequence[Relaid], taken: Sequence[str]) -> list[Relaid]:
    """Each stop with a key of its own: a kept one its old key, a new one a key that is free."""
    used = list(taken)
    named: list[Relaid] = []
    for one in order:
        key = one.old.stop.key if one.old else fresh_key(one.stop.key, used)
        used.append(key)
        stop = Stop(key, one.stop.forums, one.stop.join, one.stop.purpose, one.stop.reservation, one.stop.gap)
        named.append(Relaid(stop, one.old))
    return named


def goes_on_from(case: CaseFacts, order: Sequence[Relaid]) -> str | None:
    """The stop that a case has still to come to, when an assumed route ended it too early; None where it has ended.

    It goes on when the last thing decided was a yes of some kind, and the true route leads further.
    """
    done = [treatment for treatment in case.treatments if treatment.state in DONE_STATES]
    if not (case.assumed and case.state == CONCLUDED and done) or done[-1].outcome not in FORWARDS:
        return None
    place = next((n for n, one in enumerate(order) if one.old and one.old.id == done[-1].stop_id), len(order))
    return next((one.stop.key for one in order[place + 1 :] if not one.skipped), None)
