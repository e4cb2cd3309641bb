"""What was decided, and what follows from it: decisions, deadlines, tasks."""

from datetime import date
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from db.columns import Json
from db.models.row import Row, assigned_id


class Decision(Row, table=True):
    """Beslutning: what a forum did, in its own `words` and with the meaning (`outcome`) apart.

    `parts`: the outcomes of the parts of a recommendation. `corrects`: the entry that this one mends, for `reason`;
    only the `current` one counts. `new_case_id`: the case that followed from it.
    """

    id: int = assigned_id()
    treatment_id: int | None = Field(default=None, foreign_key="treatment.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    forum_id: int = Field(foreign_key="forum.id")
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    on: date
    outcome: str
    words: str
    additions: str | None = None
    parts: list[Any] = Field(default_factory=list, sa_type=Json)
    scope: str | None = None
    expires: date | None = None
    corrects: int | None = Field(default=None, foreign_key="decision.id")
    reason: str | None = None
    current: bool = True
    new_case_id: int | None = Field(default=None, foreign_key="cases.id")


class Deadline(Row, table=True):
    """Frist: a local date with the `words` it stands in; vague words have `earliest` and `latest` and no `on`.

    `before`: the day itself does not count. `works_to`: the working day it is worked to. `revision` rises when it
    moves. `state`: open, met, moved, waived. `legal_default`: what the law says happens when it is missed.
    """

    __table_args__ = (Index(None, "state", "on"),)

    id: int = assigned_id()
    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    kind: str
    words: str
    source: str | None = None
    on: date | None = None
    earliest: date | None = None
    latest: date | None = None
    before: bool = False
    year_inferred: bool = False
    works_to: date | None = None
    state: str = "open"
    owner: str | None = None
    revision: int = 1
    legal_default: str | None = None


class Task(Row, table=True):
    """Opgave: something that somebody was asked to do. `state`: open, done, dropped."""

    __table_args__ = (Index(None, "state", "due"),)

    id: int = assigned_id()
    case_id: int = Field(foreign_key="cases.id", index=True)
    decision_id: int | None = Field(default=None, foreign_key="decision.id", index=True)
    words: str
    owner: str | None = None
    due: date | None = None
    state: str = "open"
