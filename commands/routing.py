"""What `sagsgang case route` does."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from commands import edge
from db.queries.facts import load_case, load_forums
from states.course import keys
from workflow.route_shelf import check_given, shelf
from workflow.routing import insert_stop, set_route, skip_stop


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a case's route: another route (`key`), a stop put in (`insert`), or a stop left out (`skip`)."""

    key: str | None
    host: str | None
    answers_by: date | None
    insert: str | None
    skip: str | None
    before: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Where the case then is (`state`), the stop that was put in, and the way with it."""

    state: str
    stop: str | None = None
    way: tuple[str, ...] = ()


def change(connection: Connection, case_id: int, chosen: Change) -> Changed:
    """Set the route, put in a stop or leave one out."""
    by, now = edge.who(), edge.now()
    if chosen.key is not None:
        route = shelf(load_forums(connection), edge.settings().routes).get(chosen.key)
        host = {"host": chosen.host} if chosen.host else {}
        check_given(route, chosen.host, chosen.answers_by)
        state = set_route(connection, case_id, route, host, answers_by=chosen.answers_by, by=by, now=now)
        return Changed(state)
    if chosen.insert is not None:
        stop = insert_stop(
            connection, case_id, chosen.insert, before=chosen.before, reason=chosen.reason, by=by, now=now
        )
        case = load_case(connection, case_id)
        return Changed(case.state, stop, keys(case.route))
    return Changed(skip_stop(connection, case_id, chosen.skip or "", reason=chosen.reason, by=by, now=now))
