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


AT_ONCE = date(1970, 1, 1)
"""A day before all others: whoever asks what is to be looked at by today finds it."""


class Deadline(Row, table=True):
    """Frist: a local date with the `words` it stands in; vague words have `earliest` and `latest` and no `on`.

    `before`: the day itself does not count. `works_to`: the working day it is worked to. `revision` rises when it
    moves, `since` is the day when this revision began (or was taken up again), and `course` keeps each step: {what, at,
    by, reason}, days as ISO text. `what`: moved {on, before, to, to_before, extended; earliest, latest, to_earliest,
    to_latest of vague words}, edited {what stood there before, by column}, met, missed, waived {on}, reopened. `state`:
    open, met, missed, waived, moved (the paper that told it no longer does), the last four on `ended_on` for a
    `reason`. `legal_default`: what the law says happens when it is missed. `owners`: who must see to it, addresses or
    initials; `addressees`: who is to have what is due. `remind_on`: the day when the ladder looks at it next, AT_ONCE
    at first, None when there is nothing more to remind of.
    """

    __table_args__ = (Index(None, "state", "on"), Index(None, "state", "remind_on"))

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
    owners: list[str] = Field(default_factory=list, sa_type=Json)
    addressees: list[str] = Field(default_factory=list, sa_type=Json)
    revision: int = 1
    since: date | None = None
    course: list[Any] = Field(default_factory=list, sa_type=Json)
    legal_default: str | None = None
    ended_on: date | None = None
    reason: str | None = None
    remind_on: date | None = Field(default=AT_ONCE)


class Task(Row, table=True):
    """Opgave: something that somebody was asked to do, known here `since` that day. `state`: open, done, dropped."""

    __table_args__ = (Index(None, "state", "due"),)

    id: int = assigned_id()
    case_id: int = Field(foreign_key="cases.id", index=True)
    decision_id: int | None = Field(default=None, foreign_key="decision.id", index=True)
    words: str
    owner: str | None = None
    due: date | None = None
    since: date | None = None
    state: str = "open"
