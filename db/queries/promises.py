"""The read behind promised cases: every case by its title, ended and joined ones too."""

from typing import Any

from sqlalchemy import Connection, select

from db.models import Row as Register

_CASE = Register.metadata.tables["cases"]


def case_titles(connection: Connection) -> list[Any]:
    """The id, title, state and heir (`joined_into`) of every case there ever was."""
    columns = (_CASE.c[name] for name in ("id", "title", "state", "joined_into"))
    return list(connection.execute(select(*columns).order_by(_CASE.c.id)))
