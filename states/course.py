"""What follows from a decision: pure rules from facts to the next move."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from states.errors import SagsgangError
from states.facts import CaseFacts, LaidStop, newest
from states.machine import DONE_STATES, DRAFT, route_machine
from states.outcomes import Outcome, Purpose
from states.routes import Join, JoinRule, Stop
from states.triggers import CHOICES, Trigger

FORWARDS = frozenset(
    {
        Outcome.APPROVED,
        Outcome.APPROVED_WITH_ADDITION,
        Outcome.ADOPTED,
        Outcome.DECIDED,
        Outcome.RECOMMENDED,
        Outcome.TOOK_NOTE,
        Outcome.DISCUSSED,
        Outcome.ENDORSED,
        Outcome.GAVE_INPUT,
    }
)
_OTHERS = {
    Outcome.RETURNED: Trigger.RETURN_TO,
    Outcome.POSTPONED: Trigger.POSTPONE,
    Outcome.DELEGATED: Trigger.DELEGATE,
    Outcome.REJECTED: Trigger.REJECT,
}


class MustChoose(SagsgangError):
    """The outcome does not say what happens to the case."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(
            f"The outcome {outcome!s} does not say what happens to the case: "
            f"add --then with one of {', '.join(CHOICES)}."
        )


class NameTheStop(SagsgangError):
    """A case that goes back needs to know where to."""

    def __init__(self, stops: Sequence[str]) -> None:
        super().__init__(f"Say which stop the case goes back to: --to with one of {', '.join(stops)}.")


class NameTheDelegate(SagsgangError):
    """A delegation needs somebody who is empowered."""

    def __init__(self) -> None:
        super().__init__("Say who is empowered: --to with a forum's code, such as KKR-F for the chairmanship.")


class OwnDelegate(SagsgangError):
    """Whoever is empowered is somebody else."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"{code} cannot empower itself: say with --to who is empowered, or record what {code} decided."
        )


class NotForThis(SagsgangError):
    """Something is said that the outcome has no use for."""

    def __init__(self, option: str, use: str, outcome: Outcome) -> None:
        super().__init__(f"{option} {use}; the outcome {outcome!s} has no use for it here. Leave {option} out.")


@dataclass(frozen=True, slots=True)
class Move:
    """The case moves: by which trigger, and the state it comes to."""

    trigger: Trigger
    to: str


@dataclass(frozen=True, slots=True)
class Wait:
    """The case stays where it is, inside a group: `why` says what it waits for."""

    why: str


def keys(stops: Iterable[Stop]) -> tuple[str, ...]:
    """The keys of the stops, in order: what the route machine is built from."""
    return tuple(stop.key for stop in stops)


def consequence(outcome: Outcome, *, last: bool) -> Trigger:
    """What an outcome does to the case by itself. `last`: it was taken at the route's last stop.

    Raises MustChoose for no_consensus and no_decision.
    """
    if outcome in FORWARDS:
        return Trigger.CONCLUDE if last else Trigger.FORWARD
    if outcome not in _OTHERS:
        raise MustChoose(outcome)
    return _OTHERS[outcome]


def move(
    stops: Sequence[Stop], state: str, outcome: Outcome, *, then: Trigger | None = None, to: str | None = None
) -> Move:
    """Where the case goes when the stop it is at has ended with this outcome.

    `then` is what the decider says instead of the outcome's own consequence; `to` the stop that a case is returned to.
    For a delegation the stops must already hold the delegate's (see `with_delegation`); a group cannot empower anybody.
    Raises MustChoose, NameTheStop, NotAllowed.
    """
    order = keys(stops)
    trigger = then or consequence(outcome, last=state == order[-1])
    if trigger is Trigger.DELEGATE and stops[order.index(state)].is_group:
        raise MustChoose(outcome)
    if trigger is Trigger.RETURN_TO:
        to = _return_stop(order, state, to)
    return Move(trigger, route_machine(order).after(state, trigger, to))


def _return_stop(order: Sequence[str], state: str, to: str | None) -> str:
    earlier = order[: order.index(state)]
    if to is not None:
        return to
    if len(earlier) != 1:
        raise NameTheStop(earlier or (DRAFT,))
    return earlier[0]


def after_answer(
    stops: Sequence[Stop],
    state: str,
    outcomes: Sequence[Outcome | None],
    *,
    latest: Outcome,
    then: Trigger | None = None,
    to: str | None = None,
) -> Move | Wait:
    """What follows when one forum of a stop has given its outcome.

    `outcomes`: one for each forum of the stop, None where it has not answered; `latest` is the one just given. In a
    group the join rule says when the group is through; where the answers pull different ways the case waits for the
    officer.
    """
    stop = next(stop for stop in stops if stop.key == state)
    if stop.is_group and (then is Trigger.POSTPONE or (then is None and latest is Outcome.POSTPONED)):
        return Wait("one forum of the group takes the case up again at its next meeting")
    if not stop.is_group or then is not None:
        return move(stops, state, latest, then=then, to=to)
    given = [outcome for outcome in outcomes if outcome is not None]
    if not join_met(stop.join, answered=len(given), asked=len(outcomes)):
        return Wait(f"{len(given)} of {len(outcomes)} have answered")
    return _together(stops, state, given, to=to)


def after_date(stops: Sequence[Stop], state: str, outcomes: Sequence[Outcome | None]) -> Move | Wait:
    """What follows when a group's date has come: those who have answered count, and who is silent has no objection.

    `outcomes`: one for each forum of the stop, None where it has not answered. Answers that pull different ways wait
    for the officer, as they do when all are in.
    """
    given = [outcome for outcome in outcomes if outcome is not None]
    if given:
        return _together(stops, state, given)
    trigger = Trigger.CONCLUDE if state == stops[-1].key else Trigger.FORWARD
    return Move(trigger, route_machine(keys(stops)).after(state, trigger))


def _together(stops: Sequence[Stop], state: str, given: Sequence[Outcome], *, to: str | None = None) -> Move | Wait:
    last = state == stops[-1].key
    if len({_pull(outcome, last) for outcome in given}) > 1:
        return Wait("the answers that are in differ: decide what came of it")
    try:
        return move(stops, state, given[-1], to=to)
    except (MustChoose, NameTheStop):
        return Wait("the answers that are in leave the choice open: decide what came of it")


def _pull(outcome: Outcome, last: bool) -> Trigger | None:
    try:
        return consequence(outcome, last=last)
    except MustChoose:
        return None


def answers(case: CaseFacts, laid: LaidStop) -> list[Outcome | None]:
    """What each forum of a stop has said on the visit that counts, in the stop's order; None where it has not."""
    counting = (one for one in case.at(laid.id) if one.is_open or one.state in DONE_STATES)
    latest = newest(counting)
    return [latest[forum].outcome if forum in latest else None for forum in laid.stop.forums]


def check_options(
    outcome: Outcome, *, then: Trigger | None, to: str | None, scope: str | None, expires: date | None
) -> None:
    """Refuse what would be dropped in silence: nobody is empowered, or the case goes nowhere by name.

    Raises NotForThis.
    """
    empowers = then is None and outcome is Outcome.DELEGATED
    returns = then is Trigger.RETURN_TO or (then is None and outcome is Outcome.RETURNED)
    if to is not None and not (empowers or returns):
        raise NotForThis("--to", "names who is empowered, or where a case goes back to", outcome)
    for option, value in (("--scope", scope), ("--expires", expires)):
        if value is not None and not empowers:
            raise NotForThis(option, "belongs to an empowerment", outcome)


def join_met(join: Join, *, answered: int, asked: int) -> bool:
    """Whether a group is through. Under BY_DATE it is when all have answered; the date itself is kept by the clock."""
    if join.rule is JoinRule.NUMBER:
        return answered >= min(join.number, asked)
    return answered >= asked


def fresh_key(base: str, taken: Iterable[str]) -> str:
    """A stop key that is not taken: the base itself, else base-2, base-3 and so on."""
    taken = set(taken)
    if base not in taken:
        return base
    return next(key for key in (f"{base}-{number}" for number in range(2, len(taken) + 3)) if key not in taken)


def with_delegation(stops: Sequence[Stop], state: str, delegate: str, *, taken: Iterable[str]) -> tuple[Stop, ...]:
    """The stops with two more after `state`: the empowered forum's own, and the report back to the empowering forum.

    `taken`: every key the case has ever used, so that a second delegation gets keys of its own.
    """
    place = keys(stops).index(state)
    here = stops[place]
    key = fresh_key(delegate.lower(), taken)
    report = fresh_key(f"{state}-report", taken)
    added = (Stop(key, (delegate,)), Stop(report, here.forums, purpose=Purpose.TAKE_NOTE))
    return (*stops[: place + 1], *added, *stops[place + 1 :])
