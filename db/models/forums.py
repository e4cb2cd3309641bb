"""Forums, municipalities, people."""

from datetime import date

from sqlalchemy import false
from sqlmodel import Field

from db.columns import Json
from db.models.row import Row, assigned_id


class Municipality(Row, table=True):
    """Kommune: `number` is the three-digit code (kommunenummer)."""

    number: str = Field(primary_key=True, max_length=3)
    name: str
    region: str
    inhabitants_2023: int


class Forum(Row, table=True):
    """Forum with its settings. `cut_off`, `dispatch`: days before a meeting; `group_title` heads its cases.

    `cut_off_working`, `dispatch_working`: the days are working days, else calendar days. `email`: where letters to the
    forum go.
    """

    id: int = assigned_id()
    code: str = Field(unique=True)
    name: str
    aliases: list[str] = Field(default_factory=list, sa_type=Json)
    municipality: str | None = Field(default=None, foreign_key="municipality.number", max_length=3)
    cut_off: int
    dispatch: int
    group_title: str
    cut_off_working: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    dispatch_working: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    email: str | None = None


class Person(Row, table=True):
    """Person: a member of a forum or an officer (sagsbehandler)."""

    id: int = assigned_id()
    name: str
    initials: str | None = None
    email: str | None = None


class Membership(Row, table=True):
    """Medlemskab: a person's seat in a forum, with the party letter and municipality as printed, from and until."""

    id: int = assigned_id()
    person_id: int = Field(foreign_key="person.id", index=True)
    forum_id: int = Field(foreign_key="forum.id", index=True)
    party: str | None = None
    municipality: str | None = None
    role: str | None = None
    since: date | None = None
    until: date | None = None
