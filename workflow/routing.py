"""The route of one case: set the true one, put a stop in, leave one out; what the case has done is kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.facts import load_case
from db.record import Update, Write
from states.course import Move, fresh_key, keys
from states.errors import SagsgangError
from states.facts import CaseFacts, LaidStop
from states.machine import DRAFT, route_machine
from states.relay import Relaid, goes_on_from, has_been_at, relay
from states.routes import JoinRule, Route, Stop, lay
from states.triggers import Trigger
from workflow.desk import Desk, open_desk
from workflow.moves import arrive, close_behind, move_case, stop_row


class StopNotOnRoute(SagsgangError):
    """The case's route has no such stop."""

    def __init__(self, case_id: int, stop: str, known: Sequence[str]) -> None:
        super().__init__(f"The route of case {case_id} has no stop {stop!r}; it has {', '.join(known)}.")


class StopPassed(SagsgangError):
    """What a forum has treated cannot be left out."""

    def __init__(self, case_id: int, stop: str) -> None:
        super().__init__(f"Case {case_id} has been treated at {stop!r}; what has happened stays on its route.")


class StopBehind(SagsgangError):
    """The case does not come by there again."""

    def __init__(self, case_id: int, state: str, before: str) -> None:
        super().__init__(
            f"Case {case_id} is at {state!r} and has passed {before!r}: it would not come to a stop put in before it. "
            f"Say --before {state} or a later stop."
        )


class OnlyStop(SagsgangError):
    """A case needs somewhere to go."""

    def __init__(self, case_id: int, stop: str) -> None:
        super().__init__(f"{stop!r} is the only stop of case {case_id}: put another in first, or withdraw the case.")


class RouteMissesForum(SagsgangError):
    """The case waits at a forum that the route does not pass."""

    def __init__(self, case_id: int, route: str, forum: str) -> None:
        super().__init__(
            f"Case {case_id} waits at {forum}, which route {route!r} does not pass. "
            "Choose another route, or decide the case there first."
        )


def set_route(
    connection: Connection,
    case_id: int,
    route: Route,
    parameters: dict[str, str],
    *,
    answers_by: date | None = None,
    by: str,
    now: datetime,
) -> str:
    """Give a case its true route. Returns its state. `answers_by`: the last day of its groups that wait for a date.

    Stops that the case has been at are kept with what was done there; the rest of the old route is left out; the rest
    of the new one lies ahead. A case that an assumed route ended goes on where the true one leads.
    Raises RouteMissesForum, RouteParameterMissing, UnknownForum.
    """
    case = load_case(connection, case_id, lock=True)
    with open_desk(connection, by=by, now=now) as desk:
        councils = [code for code, entry in desk.forums.items() if entry.forum.municipality]
        laid = lay(route, councils, **{name: desk.forum(forum).forum.code for name, forum in parameters.items()})
        order = relay(case, laid.stops)
        here = case.here
        if here and all(set(stop.forums) != set(here.stop.forums) for stop in laid.stops):
            raise RouteMissesForum(case.id, route.key, ", ".join(here.stop.forums))
        longer, rows = _relaid(case, order, desk, answers_by)
        state, moves = _set_off(longer, goes_on_from(case, order), desk)
        head = {"route_key": route.key, "route_version": route.version, "assumed": False}
        facts = {"title": case.title, "route": route.key, "state": state}
        desk.note("route_set", case.id, facts, Update("cases", {"id": case.id}, head), *rows, *moves)
    return state


def _relaid(
    case: CaseFacts, order: Sequence[Relaid], desk: Desk, answers_by: date | None
) -> tuple[CaseFacts, list[Write]]:
    """The case on its new stops, and the rows that lay them."""
    placed = [_laid(one, place, desk, answers_by) for place, one in enumerate(order, 1)]
    kept = {laid.id for laid in placed}
    dropped = [replace(laid, skipped=True) for laid in case.stops if laid.id not in kept]
    old = {laid.id for laid in case.stops}
    rows: list[Write] = [_changed(laid, KEPT) if laid.id in old else stop_row(case.id, laid) for laid in placed]
    rows.extend(_changed(laid, "not on the true route") for laid in dropped)
    return replace(case, stops=(*placed, *dropped)), rows


def _laid(one: Relaid, place: int, desk: Desk, answers_by: date | None) -> LaidStop:
    until = answers_by if one.stop.join.rule is JoinRule.BY_DATE else None
    if one.old:
        return replace(one.old, position=place, stop=one.stop, skipped=one.skipped, expires=until or one.old.expires)
    return LaidStop(desk.ledger.next_id(), place, one.stop, one.skipped, expires=until)


KEPT = "kept"
"""A stop that stays on the route keeps the reason for which it was put in."""


def _changed(laid: LaidStop, reason: str) -> Update:
    stop = laid.stop
    changes: dict[str, Any] = {
        "position": laid.position,
        "join_rule": {"rule": stop.join.rule, "number": stop.join.number},
        "purpose": stop.purpose,
        "reservation": stop.reservation,
        "gap": stop.gap,
        "state": "skipped" if laid.skipped else "planned",
        "expires": laid.expires,
    }
    if reason != KEPT:
        changes["reason"] = reason
    return Update("stop", {"id": laid.id}, changes)


def _set_off(case: CaseFacts, onward: str | None, desk: Desk) -> tuple[str, list[Write]]:
    """A draft begins at its new first stop; a case that ended too early goes on; any other stays where it is."""
    if case.state == DRAFT:
        return DRAFT, [*_written_for_the_first(case, desk), _touched(case)]
    if onward:
        return onward, list(move_case(case, Move(Trigger.REOPEN, onward), desk))
    return case.state, [_touched(case)]


def _written_for_the_first(case: CaseFacts, desk: Desk) -> list[Write]:
    """A draft is written for the forum that will have it first: after a change of route that may be another."""
    first = case.laid(case.route[0].key)
    if case.state != DRAFT or any(one.stop_id == first.id for one in case.open_treatments):
        return []
    return [*close_behind(case, None, "the route was changed"), *arrive(case, first, desk)]


def _touched(case: CaseFacts) -> Update:
    return Update("cases", {"id": case.id}, {"version": case.version + 1}, {"version": case.version})


def insert_stop(
    connection: Connection, case_id: int, forum: str, *, before: str | None, reason: str, by: str, now: datetime
) -> str:
    """Put a stop before another on a case's route; without one, next after the stop where the case is. Returns its key.

    Raises StopNotOnRoute, StopBehind, UnknownForum.
    """
    case = load_case(connection, case_id, lock=True)
    with open_desk(connection, by=by, now=now) as desk:
        code = desk.forum(forum).forum.code
        stop = Stop(fresh_key(code.lower(), case.keys), (code,))
        laid = LaidStop(desk.ledger.next_id(), _place_of_new(case, before), stop)
        before_it = [one for one in case.stops if one.position < laid.position]
        shifted = [replace(one, position=one.position + 1) for one in case.stops if one.position >= laid.position]
        rows: list[Write] = [stop_row(case.id, laid, reason=reason)]
        rows.extend(Update("stop", {"id": one.id}, {"position": one.position}) for one in shifted)
        longer = replace(case, stops=(*before_it, laid, *shifted))
        moves = _written_for_the_first(longer, desk)
        desk.note("stop_inserted", case.id, {"stop": stop.key, "reason": reason}, *rows, *moves, _touched(case))
    return stop.key


def _place_of_new(case: CaseFacts, before: str | None) -> int:
    """A draft's new stop comes first, an ended case's last."""
    if before is not None:
        place = _stop_named(case, before).position
        if case.here and place < case.here.position:
            raise StopBehind(case.id, case.state, before)
        return place
    if case.here:
        return case.here.position + 1
    positions = [laid.position for laid in case.stops]
    return min(positions) if case.state == DRAFT else max(positions) + 1


def skip_stop(connection: Connection, case_id: int, stop: str, *, reason: str, by: str, now: datetime) -> str:
    """Leave a stop of a case's route out, for a reason. Returns the case's state: at its current stop it goes on.

    Raises StopNotOnRoute, StopPassed, OnlyStop.
    """
    case = load_case(connection, case_id, lock=True)
    laid = _stop_named(case, stop)
    with open_desk(connection, by=by, now=now) as desk:
        if case.state == DRAFT and keys(case.route) == (stop,):
            raise OnlyStop(case.id, stop)
        rows: list[Write] = [_changed(replace(laid, skipped=True), reason)]
        if laid == case.here:
            state = route_machine(keys(case.route)).after(case.state, Trigger.SKIP)
            rows.extend(move_case(case, Move(Trigger.SKIP, state), desk, words=reason, reason=reason))
        elif has_been_at(case, laid):
            raise StopPassed(case.id, stop)
        else:
            state = case.state
            stops = tuple(replace(one, skipped=one.skipped or one == laid) for one in case.stops)
            rows.extend([*_written_for_the_first(replace(case, stops=stops), desk), _touched(case)])
        desk.note("stop_skipped", case.id, {"stop": stop, "reason": reason, "state": state}, *rows)
    return state


def _stop_named(case: CaseFacts, key: str) -> LaidStop:
    if key not in case.keys:
        raise StopNotOnRoute(case.id, key, keys(case.route))
    return case.laid(key)
