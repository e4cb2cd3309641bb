"""Making one course of two: which stop each treatment of the other case comes to stand at. Pure."""

from collections.abc import Iterable
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
    went: dict[int, LaidStop] = {}
    taken = list(case.keys)
    for laid in other.stops:
        same = next((one for one in stops if not one.skipped and set(one.stop.forums) == set(laid.stop.forums)), None)
        if same is not None:
            went[laid.id] = same
        elif _counts(other, laid):
            key = fresh_key(laid.stop.key, taken)
            taken.append(key)
            moved = replace(laid, stop=replace(laid.stop, key=key))
            stops.insert(_place(stops, case, _decided_on(other, laid)), moved)
            went[laid.id] = moved
    placed = tuple(replace(laid, position=place) for place, laid in enumerate(stops, 1))
    return OneCourse(placed, {old: next(one for one in placed if one.id == new.id) for old, new in went.items()})


def _counts(other: CaseFacts, laid: LaidStop) -> bool:
    return not laid.skipped and (bool(other.at(laid.id)) or not other.assumed)


def _decided_on(case: CaseFacts, laid: LaidStop) -> date | None:
    done = [one for one in case.at(laid.id) if one.state in DONE_STATES]
    if not done:
        return date.max  # it lies ahead
    return max((one.decided_on for one in done if one.decided_on), default=None)


def _place(stops: Iterable[LaidStop], case: CaseFacts, on: date | None) -> int:
    """Before the first stop whose decision is later, or that has none yet; an undated one comes first."""
    if on is None:
        return 0
    if on == date.max:
        return len(tuple(stops))
    for place, laid in enumerate(stops):
        decided = _decided_on(case, laid)
        if decided is not None and decided > on:
            return place
    return len(tuple(stops))


def joined_state(leader: CaseFacts, case: CaseFacts, course: OneCourse) -> str:
    """Where the joined case is: where its leader was."""
    if leader.id == case.id or leader.state in ENDED or leader.here is None:
        return leader.state
    return course.went[leader.here.id].stop.key
