"""What is followed over time: promises, and the councils' answers."""

from datetime import date
from typing import Any

from sqlmodel import Field

from db.columns import Json
from db.models.row import Row, assigned_id


class Promise(Row, table=True):
    """Løfte: a case that was promised to a forum, in the `words` of a `source` ("KKR får en sag i september").

    `subject`: what it is about. `earliest`, `latest`: between which days (both None: at some coming meeting).
    `since`: when it came to count, or was moved; nobody is reminded of it for days before.
    `made_at`: the meeting whose paper says it. `source`: that paper, "minutes of KKR/2027-04-16/2.3" (the item last).
    `state`: proposed (found by the reader, nobody has looked), open, kept, dropped, dismissed (it was no promise).
    `course`: how it was moved, a list of {on, by, earliest, latest, to_earliest, to_latest, reason}, days as ISO text.
    """

    id: int = assigned_id()
    forum_id: int = Field(foreign_key="forum.id", index=True)
    words: str
    subject: str
    source: str | None = None
    made_on: date | None = None
    since: date | None = None
    made_at: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    earliest: date | None = None
    latest: date | None = None
    state: str = Field(default="open", index=True)
    kept_at: int | None = Field(default=None, foreign_key="meeting.id")
    reason: str | None = None
    course: list[Any] = Field(default_factory=list, sa_type=Json)


class CouncilAnswer(Row, table=True):
    """Kommunalbestyrelsens svar: what is known of one council's treatment of a case beside its outcome.

    `sent_on`: when it was asked. `agenda_on`: the day of the council's meeting that has it. `remarks`: what it added to
    its approval. `asked_again_on`: the last reminder.
    """

    __tablename__ = "council_answer"

    id: int = assigned_id()
    treatment_id: int = Field(foreign_key="treatment.id", unique=True)
    sent_on: date | None = None
    agenda_on: date | None = None
    remarks: str | None = None
    asked_again_on: date | None = None
