"""Laying a case's true route over the stops it has: what has happened is kept, the rest lies ahead. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from states.course import FORWARDS, fresh_key
from states.facts import CaseFacts, LaidStop
from states.machine import CONCLUDED, DONE_STATES
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

    Stops where the case has been are matched with the route's by their forums, in order, and keep their keys; those
    that the route does not pass come first. Stops of the route before the last one matched were never recorded:
    skipped.
    """
    been = [laid for laid in case.stops if has_been_at(case, laid)]
    order: list[Relaid] = []
    for stop in stops:
        match = next((laid for laid in been if set(laid.stop.forums) == set(stop.forums)), None)
        if match:
            been.remove(match)
        order.append(Relaid(stop, match))
    reached = max((place for place, one in enumerate(order) if one.old), default=-1)
    named = _named(order, case.keys)
    ahead = [Relaid(one.stop, one.old, one.old is None and place < reached) for place, one in enumerate(named)]
    return [*(Relaid(laid.stop, laid) for laid in been), *ahead]


def _named(order: Sequence[Relaid], taken: Sequence[str]) -> list[Relaid]:
    """Each stop with a key of its own: a kept one its old key, a new one a key that is free."""
    used = list(taken)
    named: list[Relaid] = []
    for one in order:
        key = one.old.stop.key if one.old else fresh_key(one.stop.key, used)
        used.append(key)
        stop = Stop(key, one.stop.forums, one.stop.join, one.stop.purpose, one.stop.reservation)
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
