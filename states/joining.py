"""Making one course of two: which stop each treatment of the other case comes to stand at. Pure."""

from collections.abc import Mapping, Sequence
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

    A stop of the same forums is the same stop, once; that where both cases wait before any other. Others where
    something was decided come by their date, those left out since too; what lies ahead of `other` follows at the end,
    unless its route was only assumed and it does not wait there.
    """
    stops = list(case.stops)
    days = {laid.id: _decided_on(case, laid) for laid in stops}
    went = _waits_met(case, other)
    taken = list(case.keys)
    for laid in other.stops:
        same = went.get(laid.id) or _same_stop(laid, case, {one.id for one in went.values()})
        if same is not None:
            went[laid.id] = same
        elif _counts(other, laid):
            key = fresh_key(laid.stop.key, taken)
            taken.append(key)
            went[laid.id] = replace(laid, stop=replace(laid.stop, key=key))
            days[laid.id] = _decided_on(other, laid)
            stops.insert(_place(stops, days, days[laid.id]), went[laid.id])
    placed = {laid.id: replace(laid, position=place) for place, laid in enumerate(stops, 1)}
    went = {old: placed[new.id] for old, new in went.items()}
    return OneCourse(tuple(_given_by(laid, went) for laid in placed.values()), went)


def _waits_met(case: CaseFacts, other: CaseFacts) -> dict[int, LaidStop]:
    """Where both cases wait at the same forums, those two stops are one."""
    mine, theirs = case.here, other.here
    return {theirs.id: mine} if mine and theirs and _alike(mine, theirs) else {}


def _same_stop(laid: LaidStop, case: CaseFacts, matched: set[int]) -> LaidStop | None:
    """A stop that was left out is no step of its own where the case has one of the same forums."""
    alike = (one for one in case.stops if not one.skipped and _alike(one, laid))
    return next((one for one in alike if laid.skipped or one.id not in matched), None)


def _alike(one: LaidStop, laid: LaidStop) -> bool:
    """The same forums, and not one of them the report back on what it empowered another to do."""
    return set(one.stop.forums) == set(laid.stop.forums) and (one.delegated_by is None) == (laid.delegated_by is None)


def _given_by(laid: LaidStop, went: Mapping[int, LaidStop]) -> LaidStop:
    """An empowerment points at the stop that gave it, which may have become one with the other case's."""
    giver = went.get(laid.delegated_by) if laid.delegated_by else None
    return replace(laid, delegated_by=giver.id) if giver else laid


def _counts(other: CaseFacts, laid: LaidStop) -> bool:
    return bool(other.at(laid.id)) or not (laid.skipped or other.assumed)


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
