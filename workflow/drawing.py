"""The drawing of a case's route, from the register."""

from sqlalchemy import Connection

from db.queries.facts import load_case, load_forums
from states.drawing import DrawnRoute, drawn_case
from states.forums import Forum


def case_drawing(connection: Connection, case_id: int) -> tuple[DrawnRoute, list[Forum]]:
    """A case's own route as it is drawn, and the forums that it names by their codes.

    A joined number answers for the case that took it over. Raises UnknownCase.
    """
    drawn = drawn_case(load_case(connection, case_id))
    return drawn, [entry.forum for entry in load_forums(connection).values()]
