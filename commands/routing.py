"""What `sagsgang case route` does."""

from sqlalchemy import Connection

from commands import edge
from db.facts import load_forums
from workflow.route_shelf import shelf
from workflow.routing import insert_stop, set_route, skip_stop


def change(
    connection: Connection,
    case_id: int,
    key: str | None,
    host: str | None,
    insert: str | None,
    skip: str | None,
    before: str | None,
    reason: str,
) -> str:
    """Set the route, put in a stop or leave one out; where the case then is."""
    by, now = edge.who(), edge.now()
    if key is not None:
        chosen = shelf(load_forums(connection), edge.settings().routes).get(key)
        return set_route(connection, case_id, chosen, {"host": host} if host else {}, by=by, now=now)
    if insert is not None:
        stop = insert_stop(connection, case_id, insert, before=before, reason=reason, by=by, now=now)
        return f"the stop it was at; {stop} is put in"
    return skip_stop(connection, case_id, skip or "", reason=reason, by=by, now=now)
