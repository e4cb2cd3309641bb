"""The clock: its beats, what subscribers of the calendar were told, and what comes back every year."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from db.columns import Instant, Json
from db.models.row import Row, assigned_id


class Beat(Row, table=True):
    """Hjerteslag: when something that must go on happening last happened. Not in the journal (db/beats.py).

    `name`: "clock", "backup", … `holder`: which process. `every`: seconds between beats, None where there is no rhythm.
    """

    name: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant)
    holder: str = ""
    every: int | None = None
    note: str | None = None


class CalendarEntry(Row, table=True):
    """Kalenderpost: what subscribers were last told under a `uid`; `sequence` rises whenever `fingerprint` changes.

    `on`, `forums`: where it stood, so that it can be taken out again when it is no more; no title, that may become
    confidential. Not in the journal: it follows from what is (db/calendar_entries.py).
    """

    __tablename__ = "calendar_entry"

    uid: str = Field(primary_key=True)
    fingerprint: str
    sequence: int = 0
    changed_at: datetime = Field(sa_type=Instant)
    on: date
    forums: list[str] = Field(default_factory=list, sa_type=Json)


class WheelDuty(Row, table=True):
    """Årshjulets pligt: what comes back, and by which rule. `duty`: the whole of it, as states/wheel.py reads it."""

    __tablename__ = "wheel"

    id: int = assigned_id()
    key: str = Field(unique=True)
    title: str
    duty: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    active: bool = True


class WheelTurn(Row, table=True):
    """Omgang: one time that a duty of the wheel came (or comes). `occurrence` names it once ("2028", "2028-06").

    `state`: asked (somebody must say the day), answered (they did; its case opens in time), opened (`case_id`), skipped
    (for `reason`). `due`: the day, once known.
    """

    __tablename__ = "wheel_turn"
    __table_args__ = (UniqueConstraint("wheel_id", "occurrence"),)

    id: int = assigned_id()
    wheel_id: int = Field(foreign_key="wheel.id")
    occurrence: str
    state: str
    due: date | None = None
    asked_on: date | None = None
    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    reason: str | None = None
