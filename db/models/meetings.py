"""Meetings, the items on their agendas, what was sent, attachments, and the files they were read from."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from db.columns import Instant, Json
from db.models.row import Row, assigned_id


class Meeting(Row, table=True):
    """Møde: one meeting of one forum. `at`: HH:MM local time. `state`: planned, locked, held, cancelled.

    `cut_off`: last day for items; `dispatch`: the day the agenda goes out.
    `lock_reason`: why it was locked again.
    """

    __table_args__ = (UniqueConstraint("forum_id", "on"), Index(None, "forum_id", "state", "on"))

    id: int = assigned_id()
    forum_id: int = Field(foreign_key="forum.id")
    on: date
    at: str | None = Field(default=None, max_length=5)
    place: str | None = None
    state: str = "planned"
    participants: list[Any] = Field(default_factory=list, sa_type=Json)
    apologies: list[Any] = Field(default_factory=list, sa_type=Json)
    cut_off: date | None = None
    dispatch: date | None = None
    lock_reason: str | None = None
    cancel_reason: str | None = None


class AgendaItem(Row, table=True):
    """Dagsordenspunkt. A case's item points at its treatment; a standing item has none. `number` as printed (2.3)."""

    __tablename__ = "agenda_item"

    id: int = assigned_id()
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    treatment_id: int | None = Field(default=None, foreign_key="treatment.id", index=True)
    kind: str
    group_title: str
    position: int
    number: str | None = None
    title: str
    texts: Any = Field(default=None, nullable=True, sa_type=Json)
    purposes: list[str] = Field(default_factory=list, sa_type=Json)
    outcome: str | None = None
    words: str | None = None
    attachment_marks: int = 0
    officers: list[str] = Field(default_factory=list, sa_type=Json)
    journal_number: str | None = None
    absent: list[Any] = Field(default_factory=list, sa_type=Json)
    closed: bool = False
    source: Any = Field(default=None, nullable=True, sa_type=Json)


class Attachment(Row, table=True):
    """Bilag (./.): a file that goes with a case from `treatment_id` on, or with a standing item of one meeting.

    `name` is the person's own; `digest` (SHA-256) names the stored file (db/files.py); `size` in bytes.
    `left_out_from`: the treatment from which on it no longer goes with the case (states/attachments.py); of a standing
    item its own row, once it is left out.
    """

    id: int = assigned_id()
    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    treatment_id: int | None = Field(default=None, foreign_key="treatment.id", index=True)
    agenda_item_id: int | None = Field(default=None, foreign_key="agenda_item.id", index=True)
    position: int
    name: str
    digest: str = Field(max_length=64, index=True)
    size: int
    media_type: str
    left_out_from: int | None = None


class Dispatch(Row, table=True):
    """Udsendelse: an agenda as it was locked to be sent; `version` counts from 1, `reason` says why again.

    `paper`: the whole document (states/document_json.py), so that it can be written out as it was in any form.
    """

    __table_args__ = (UniqueConstraint("meeting_id", "version"),)

    id: int = assigned_id()
    meeting_id: int = Field(foreign_key="meeting.id")
    version: int
    at: datetime = Field(sa_type=Instant)
    by: str
    reason: str | None = None
    paper: dict[str, Any] = Field(sa_type=Json)


class ImportedFile(Row, table=True):
    """Indlæst fil: a paper that was read into the register; `digest` (SHA-256) tells the same file again."""

    __tablename__ = "imported_file"

    id: int = assigned_id()
    digest: str = Field(unique=True)
    name: str
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    kind: str
    at: datetime = Field(sa_type=Instant)
