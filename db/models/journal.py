"""The journal: commands that were applied, the chained events, the head of the chain, and letters that wait."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from db.columns import Instant, Json
from db.models.row import Row, assigned_id


class OutboxLetter(Row, table=True):
    """Anledning til brev: what a decision, or the end of a time to answer, gives cause to write.

    `key` is unique, so that it is noted once. `kind`: decision (workflow/decide.py), answers_closed (workflow/tick.py).
    The clock makes letters of it, one for each recipient, and `state` becomes handled.
    """

    __tablename__ = "outbox"

    id: int = assigned_id()
    key: str = Field(unique=True)
    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    kind: str
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    state: str = Field(default="queued", index=True)
    queued_at: datetime = Field(sa_type=Instant)


class Command(Row, table=True):
    """A command that was applied. The id is made at the edge and kept over retries, so that nothing happens twice."""

    id: str = Field(primary_key=True, max_length=36)
    at: datetime = Field(sa_type=Instant)
    by: str
    name: str


class JournalEvent(Row, table=True):
    """Hændelse: one entry of the journal. Triggers refuse to change or delete it.

    `payload` (canonical JSON) holds the facts and the rows that were written; `commitment` is SHA-256 over `salt` and
    `payload`; `hash` chains the entry to the `previous` one. See db/chain.py.
    """

    __tablename__ = "event"

    seq: int = assigned_id()
    case_id: int | None = Field(default=None, index=True)
    kind: str
    at: datetime = Field(sa_type=Instant)
    by: str
    payload: str
    salt: str
    commitment: str
    previous: str
    hash: str


class JournalHead(Row, table=True):
    """The one row (id 1) that every writer locks: the chain's end, and the last ids handed out."""

    __tablename__ = "journal_head"

    id: int = assigned_id()
    seq: int
    hash: str
    last_case: int
    last_id: int
