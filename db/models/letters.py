"""Letters that leave the office, and how far each has come."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from db.columns import Instant, Json
from db.models.row import Row, assigned_id


class Letter(Row, table=True):
    """Brev: one letter to one recipient, as it was written when it was queued; nothing of it changes afterwards.

    `key` is unique, so that the same letter is queued once. `kind`: states.letters.LetterKind. `to_email`, `to_name`:
    the recipient. `facts`: what the template was filled with. `subject`, `text`, `html`: what came of it; all None
    where the template failed, for the reason in `failure`. `message_id` and `dated` are fixed with the letter, so that
    a second copy is told by them. `invitation`: a calendar part (text/calendar). `enclosures`: {name, media_type,
    digest, size} of stored files (db/files.py). `closed`: it is about a closed item, and says a number and a link only.
    `named`: the ids of the cases that it names by title; once one of them is closed, the letter is not sent.
    """

    id: int = assigned_id()
    key: str = Field(unique=True)
    kind: str
    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    to_email: str = Field(index=True)
    to_name: str = ""
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    subject: str | None = None
    text: str | None = None
    html: str | None = None
    invitation: str | None = None
    enclosures: list[Any] = Field(default_factory=list, sa_type=Json)
    message_id: str = Field(unique=True)
    dated: datetime = Field(sa_type=Instant)
    closed: bool = False
    named: list[int] = Field(default_factory=list, sa_type=Json, sa_column_kwargs={"server_default": "[]"})
    failure: str | None = None


class Delivery(Row, table=True):
    """Forsendelse: where a letter stands. Not in the journal: senders write it at every step (db/deliveries.py).

    `state`: queued, sending, sent, retry, failed, cancelled. `waits_for_approval`: a person looks first. `next_at`:
    when it may be tried (again). `lease_until`, `holder`: who is sending it, and until when that counts. `answer`: what
    the server said last, or why it failed. `attempts`: how often it was tried.
    """

    __table_args__ = (Index(None, "state", "next_at"),)

    letter_id: int = Field(primary_key=True, foreign_key="letter.id", sa_column_kwargs={"autoincrement": False})
    state: str = "queued"
    waits_for_approval: bool = False
    next_at: datetime = Field(sa_type=Instant)
    attempts: int = 0
    tried_since: datetime | None = Field(default=None, sa_type=Instant)
    lease_until: datetime | None = Field(default=None, sa_type=Instant)
    holder: str | None = None
    answer: str | None = None
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
