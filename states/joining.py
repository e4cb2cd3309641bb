"""Making one course of two: which stop each treatment of the other case comes to stand at. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from states.course import fresh_key
from states.facts import CaseFacts, LaidStop
from states.machine import DONE_STATES, ENDED


@dataclass(frozen=True, slots=True)
class OneCourse:
    """The stops of the joined case in their new order, and where each of the other case's went (old id → stop)."""

    stops: tuple[LaidStop, ...]
    went: dict[int, LaidStop]


def one_course(case: CaseFacts, other: CaseFacts) -> OneCourse:
    """The stops of `case` with those of `other` put in.

    A stop of the same forums is the same stop. Others where something was decided come by their date; what lies ahead
    of `other` follows at the end, unless its route was only assumed and it does not wait there.
    """
    stops = list(case.stops)
    days = {laid.id: _decided_on(case, laid) for laid in stops}
    went: dict[int, LaidStop] = {}
    taken = list(case.keys)
    for laid in other.stops:
        same = next((one for one in stops if not one.skipped and set(one.stop.forums) == set(laid.stop.forums)), None)
        if same is not None:
            went[laid.id] = same
        elif _counts(other, laid):
            key = fresh_key(laid.stop.key, taken)
            taken.append(key)
            went[laid.id] = replace(laid, stop=replace(laid.stop, key=key))
            days[laid.id] = _decided_on(other, laid)
            stops.insert(_place(stops, days, days[laid.id]), went[laid.id])
    placed = tuple(replace(laid, position=place) for place, laid in enumerate(stops, 1))
    return OneCourse(placed, {old: next(one for one in placed if one.id == new.id) for old, new in went.items()})


def _counts(other: CaseFacts, laid: LaidStop) -> bool:
    return not laid.skipped and (bool(other.at(laid.id)) or not other.assumed)


def _decided_on(case: CaseFacts, laid: LaidStop) -> date:
    """The day of the last decision at a stop: the first of days where it is not known, the last where it lies ahead."""
    done = [one for one in case.at(laid.id) if one.state in DONE_STATES]
    if not done:
        return date.max
    return max((one.decided_on for one in done if one.decided_on), default=date.min)


def _place(stops: Sequence[LaidStop], days: dict[int, date], on: date) -> int:
    """Before the first stop whose decision is later, or that has none yet; what lies ahead itself comes last."""
    return next((place for place, laid in enumerate(stops) if days[laid.id] > on), len(stops))


def joined_state(leader: CaseFacts, case: CaseFacts, course: OneCourse) -> str:
    """Where the joined case is: where its leader was."""
    if leader.id == case.id or leader.state in ENDED or leader.here is None:
        return leader.state
    return course.went[leader.here.id].stop.key
