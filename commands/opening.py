"""What `sagsgang case new` does."""

from datetime import date

from sqlalchemy import Connection

from commands import edge
from db.queries.facts import load_forums
from states.routes import lay
from workflow.cases import new_case
from workflow.desk import registered
from workflow.opening import Contents
from workflow.route_shelf import check_given, shelf


def open_new(
    title: str, route: str, host: str | None, contents: Contents, *, answers_by: date | None, submit: bool
) -> int:
    """Open a case on a route by its key; `host`: the forum of a route that leaves it open. Returns the number."""

    def work(connection: Connection) -> int:
        forums = load_forums(connection)
        chosen = shelf(forums, edge.settings().routes).get(route)
        check_given(chosen, host, answers_by)
        councils = [code for code, entry in forums.items() if entry.forum.municipality]
        laid = lay(chosen, councils, **({"host": registered(forums, host).forum.code} if host else {}))
        by, now = edge.who(), edge.now()
        return new_case(
            connection, title, laid, contents=contents, submit=submit, answers_by=answers_by, by=by, now=now
        )

    return edge.write(work, "case new")
