"""The reads of people."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, func, select

from db.models import Row as Register
from db.queries.prepared import Prepared
from states.people import Person

_TABLES = Register.metadata.tables
_PERSON, _SEAT, _FORUM = (_TABLES[name] for name in ("person", "membership", "forum"))
_PEOPLE = Prepared(select(*(_PERSON.c[name] for name in ("id", "name", "initials", "email"))).order_by(_PERSON.c.id))


def officer(connection: Connection, initials: str) -> Any:
    """The person with these initials, whatever the case of the letters; None where nobody has them."""
    query = select(_PERSON).where(func.lower(_PERSON.c.initials) == initials.lower()).order_by(_PERSON.c.id)
    return connection.execute(query.limit(1)).first()


def load_people(connection: Connection) -> list[Person]:
    """Everybody, in the order they were registered: a few hundred members and officers."""
    return [Person(row.id, row.name, row.initials, row.email) for row in _PEOPLE.each(connection)]


def forum_emails(connection: Connection) -> dict[str, str]:
    """Where letters to a forum go, by its code; those without an address are left out."""
    query = select(_FORUM.c.code, _FORUM.c.email).where(_FORUM.c.email.is_not(None))
    return {row.code: row.email for row in connection.execute(query)}


def person_seats(connection: Connection) -> dict[int, list[Any]]:
    """Each person's seats, the first first: forum (`code`), party, municipality, role, since, until."""
    columns = (_SEAT.c[name] for name in ("person_id", "party", "municipality", "role", "since", "until"))
    query = select(_FORUM.c.code, *columns).join_from(_SEAT, _FORUM, _FORUM.c.id == _SEAT.c.forum_id)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(query.order_by(_SEAT.c.since, _SEAT.c.id)):
        found[row.person_id].append(row)
    return found
