"""The reads of reminding: the ladder's settings, what was sent, and who has said "I have it"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from db.models import Row as Register
from db.queries.prepared import Prepared, among
from states.ladder_settings import LadderSetting, LadderSettings
from states.reminding import History
from states.watched import Source
from states.zone import ZONE

_TABLES = Register.metadata.tables
_LADDER, _REMINDER, _SAID, _LETTER, _DELIVERY = (
    _TABLES[name] for name in ("ladder", "reminder", "acknowledgement", "letter", "delivery")
)

_SENT = Prepared(
    select(*(_REMINDER.c[name] for name in ("subject", "revision", "step", "recipient", "due_on"))).where(
        among(_REMINDER.c.subject, "subjects")
    )
)
_ANSWERS = Prepared(
    select(*(_SAID.c[name] for name in ("subject", "revision", "recipient", "at"))).where(
        among(_SAID.c.subject, "subjects")
    )
)

Revised = tuple[str, str]
"""A subject and its revision."""


def load_settings(connection: Connection) -> LadderSettings:
    """The ladder's settings."""
    rows = connection.execute(select(_LADDER).order_by(_LADDER.c.id))
    return LadderSettings({row.scope: _setting(row) for row in rows})


def _setting(row: Any) -> LadderSetting:
    before = None if row.before is None else tuple(row.before)
    return LadderSetting(row.scope, before, row.head_from, row.chair_from, row.head, row.chair, row.until)


def setting_row(connection: Connection, scope: str) -> Any:
    """The row of a scope, or None."""
    return connection.execute(select(_LADDER).where(_LADDER.c.scope == scope)).first()


def histories(connection: Connection, subjects: Iterable[str]) -> Mapping[Revised, History]:
    """What became of these subjects, by subject and revision, in two queries. What is not there has none."""
    wanted = sorted(set(subjects))
    if not wanted:
        return {}
    sent: dict[Revised, dict[str, dict[str, date]]] = defaultdict(lambda: defaultdict(dict))
    said: dict[Revised, dict[str, date]] = defaultdict(dict)
    for row in _SENT.each(connection, subjects=wanted):
        sent[row.subject, row.revision][row.recipient][row.step] = row.due_on
    for row in _ANSWERS.each(connection, subjects=wanted):
        said[row.subject, row.revision][row.recipient] = row.at.astimezone(ZONE).date()
    return {key: History(sent.get(key, {}), said.get(key, {})) for key in (*sent, *said)}


def sent_reminders(connection: Connection, case_id: int | None = None) -> list[Any]:
    """Every reminder that was queued (of one case's letters and deadlines), the latest first, with its letter.

    Beside its own columns: the letter's `dated`, and where it stands (`delivery`, None where nobody noted it).
    """
    query = (
        select(_REMINDER, _LETTER.c.dated, _LETTER.c.to_name, _DELIVERY.c.state.label("delivery"))
        .join_from(_REMINDER, _LETTER, _LETTER.c.id == _REMINDER.c.letter_id)
        .outerjoin(_DELIVERY, _DELIVERY.c.letter_id == _LETTER.c.id)
        .order_by(_LETTER.c.dated.desc(), _REMINDER.c.id.desc())
    )
    if case_id is not None:
        query = query.where(_REMINDER.c.subject.in_(_subjects_of(connection, case_id)))
    return list(connection.execute(query))


def _subjects_of(connection: Connection, case_id: int) -> list[str]:
    """Everything that is watched in a case."""
    found = []
    for source in (Source.DEADLINE, Source.TASK, Source.PROMISE):
        table = _TABLES[source]
        ids = connection.execute(select(table.c.id).where(table.c.case_id == case_id)).scalars()
        found += [f"{source}:{number}" for number in ids]
    return found


def reminded_of(connection: Connection, subject: str, revision: str) -> list[Any]:
    """The reminders of one subject in one revision, the first first."""
    query = select(_REMINDER).where(_REMINDER.c.subject == subject, _REMINDER.c.revision == revision)
    return list(connection.execute(query.order_by(_REMINDER.c.id)))


def reminder_by_token(connection: Connection, token: str) -> Any:
    """The reminder that this secret was sent with, or None."""
    return connection.execute(select(_REMINDER).where(_REMINDER.c.token == token).order_by(_REMINDER.c.id)).first()


def acknowledgements(connection: Connection, subject: str, revision: str) -> list[Any]:
    """Who has said "I have it" of one subject in one revision, the first first."""
    query = select(_SAID).where(_SAID.c.subject == subject, _SAID.c.revision == revision)
    return list(connection.execute(query.order_by(_SAID.c.id)))


def recent_acknowledgements(connection: Connection, since: datetime) -> list[Any]:
    """The acknowledgements from an instant on, the first first."""
    return list(connection.execute(select(_SAID).where(_SAID.c.at >= since).order_by(_SAID.c.id)))
