"""The working days that deadlines were reckoned to be worked to."""

from typing import Any

from sqlalchemy import Connection, select

from db.models import Row as Register
from states.deadlines import DeadlineState

_DEADLINE = Register.metadata.tables["deadline"]


def reckoned(connection: Connection) -> list[Any]:
    """The open deadlines with a day, by number, with the working day that was reckoned when they were entered."""
    names = ("id", "case_id", "words", "on", "before", "works_to", "state", "revision")
    query = select(*(_DEADLINE.c[name] for name in names))
    known = query.where(_DEADLINE.c.state == DeadlineState.OPEN, _DEADLINE.c.on.is_not(None))
    return list(connection.execute(known.order_by(_DEADLINE.c.id)))
