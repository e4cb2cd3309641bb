"""Cases, their stops, and each forum's treatment of them."""

from datetime import date
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from db.columns import Json
from db.models.row import Row, assigned_id


class Case(Row, table=True):
    """Sag. `state` is the key of the stop where it is, or draft, concluded, withdrawn.

    `version` rises with every change of the case and guards against lost updates. `assumed`: nobody has confirmed the
    route. `expected`: only named as coming (Punkter til næste møde), without text. `joined_into`: the case that took it
    over. `closed_words`: the words it ended with.
    """

    __tablename__ = "cases"

    id: int = assigned_id()
    title: str
    state: str = Field(index=True)
    version: int = 1
    route_key: str
    route_version: int
    assumed: bool = False
    officers: list[str] = Field(default_factory=list, sa_type=Json)
    journal_numbers: list[str] = Field(default_factory=list, sa_type=Json)
    joined_into: int | None = Field(default=None, foreign_key="cases.id", index=True)
    expected: bool = False
    opened_on: date
    closed_words: str | None = None


class Stop(Row, table=True):
    """Stop: one place on a case's route, in the order of `position`; one forum or a group with a join rule.

    `forums`: the codes of the forums that treat the case here. `gap`: calendar days from the decision before to the
    day when this stop's agenda closes.
    `state`: planned, skipped. `reason`: why it was put in or left out. `scope`, `expires`,
    `delegated_by`: what an empowered forum may decide, until when, and the stop that empowered it (bemyndigelse).
    """

    __table_args__ = (UniqueConstraint("case_id", "key"),)

    id: int = assigned_id()
    case_id: int = Field(foreign_key="cases.id")
    position: int
    key: str
    forums: list[str] = Field(default_factory=list, sa_type=Json)
    join_rule: Any = Field(default=None, nullable=True, sa_type=Json)
    purpose: str | None = None
    reservation: bool = False
    gap: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    state: str = "planned"
    reason: str | None = None
    scope: str | None = None
    expires: date | None = None
    delegated_by: int | None = Field(default=None, foreign_key="stop.id")


class Treatment(Row, table=True):
    """Behandling: one forum's treatment of a case at one stop; `visit` counts the times (1 the first).

    `state`: planned, preparing, ready, on_agenda, decided, skipped, answered, lapsed; `open` as long as the forum still
    has to act. `texts`: {background, recommendation, presentation}, each a list of blocks or null. `position`: the
    order asked for on the agenda, `group_title` its heading there. `closed`: confidential (lukket). `source`: the
    file's digest and the lines it was read from.
    """

    # The next agenda of one forum must not cost more as the register grows: this index goes straight to the open ones.
    __table_args__ = (Index(None, "forum_id", "open", "state", "meeting_id"),)

    id: int = assigned_id()
    case_id: int = Field(foreign_key="cases.id", index=True)
    stop_id: int = Field(foreign_key="stop.id", index=True)
    forum_id: int = Field(foreign_key="forum.id")
    visit: int = 1
    state: str = "planned"
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    open: bool = True
    texts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    purposes: list[str] = Field(default_factory=list, sa_type=Json)
    officers: list[str] = Field(default_factory=list, sa_type=Json)
    journal_number: str | None = None
    attachment_marks: int = 0
    outcome: str | None = None
    words: str | None = None
    decided_on: date | None = None
    reason: str | None = None
    position: int | None = None
    group_title: str | None = None
    closed: bool = False
    source: Any = Field(default=None, nullable=True, sa_type=Json)


class Suggestion(Row, table=True):
    """Forslag: two cases that may be one. `score` in thousandths; `state`: open, dismissed, joined."""

    __table_args__ = (UniqueConstraint("case_id", "other_id"),)

    id: int = assigned_id()
    case_id: int = Field(foreign_key="cases.id")
    other_id: int = Field(foreign_key="cases.id", index=True)
    score: int
    why: str
    state: str = "open"
