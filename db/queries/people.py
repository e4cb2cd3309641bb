"""The reads of people."""

from typing import Any

from sqlalchemy import Connection, func, select

from db.models import Row as Register

_PERSON = Register.metadata.tables["person"]


def officer(connection: Connection, initials: str) -> Any:
    """The person with these initials, whatever the case of the letters; None where nobody has them."""
    query = select(_PERSON).where(func.lower(_PERSON.c.initials) == initials.lower()).order_by(_PERSON.c.id)
    return connection.execute(query.limit(1)).first()
