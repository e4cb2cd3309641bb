"""Reminding: the ladder's settings, what was reminded of, and who has said "I have it"."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from db.columns import Instant, Json
from db.models.row import Row, assigned_id


class LadderSetting(Row, table=True):
    """Rykkertrappe: when and whom to remind, for the office, or for one forum, kind or person; the narrower one wins.

    `scope` names it once: "office", "kind:report", "forum:KKR", "forum:KKR/kind:report", "person:bel@example.dk".
    `before`: working days before, [30, 14, 7, 3, 1]; None, as for the columns below: as the wider one says.
    `head_from`, `chair_from`: so many working days before, the head of secretariat or the forum's chair is asked too,
    if nobody has answered. `head`, `chair`: their e-mail addresses. `until`: nothing to that person before that day.
    """

    __tablename__ = "ladder"

    id: int = assigned_id()
    scope: str = Field(unique=True)
    before: Any = Field(default=None, nullable=True, sa_type=Json)
    head_from: int | None = None
    chair_from: int | None = None
    head: str | None = None
    chair: str | None = None
    until: date | None = None


class Reminder(Row, table=True):
    """Påmindelse: one step of the ladder, to one recipient, in one letter; never twice.

    `subject`: what is reminded of, "deadline:12", "task:5", "promise:3", "cut_off:7" or "dispatch:7" (the number of a
    meeting). `revision`: a moved deadline is reminded of anew. `step`: "30" working days before, "0" on the day, "+1"
    after. `role`: owner, head, chair. `due_on`: the day of that step; `late` when it was sent on a later one. `token`:
    the secret part of the link by which this recipient says "jeg tager den".
    """

    __table_args__ = (UniqueConstraint("subject", "revision", "step", "recipient"),)

    id: int = assigned_id()
    subject: str
    revision: str
    step: str
    recipient: str
    role: str
    due_on: date
    late: bool = False
    token: str | None = Field(default=None, index=True)
    letter_id: int = Field(foreign_key="letter.id", index=True)


class Acknowledgement(Row, table=True):
    """Kvittering: "jeg tager den". It stops the ladder for this recipient, for this revision of the subject."""

    __table_args__ = (UniqueConstraint("subject", "revision", "recipient"),)

    id: int = assigned_id()
    subject: str
    revision: str
    recipient: str
    at: datetime = Field(sa_type=Instant)
    by: str
