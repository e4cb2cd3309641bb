"""The reads of reminding: the ladder's settings, what was sent, and who has said "I have it"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, select

from db.models import Row as Register
from db.queries.prepared import Prepared, among
from states.ladder_settings import LadderSetting, LadderSettings
from states.letters import DeliveryState
from states.reminding import History
from states.watched import Source
from states.zone import ZONE

_TABLES = Register.metadata.tables
_LADDER, _REMINDER, _SAID, _LETTER, _DELIVERY = (
    _TABLES[name] for name in ("ladder", "reminder", "acknowledgement", "letter", "delivery")
)

_LOST = (DeliveryState.FAILED, DeliveryState.CANCELLED)
"""Where a letter came to nothing."""

_SENT = Prepared(
    select(
        *(_REMINDER.c[name] for name in ("subject", "revision", "step", "recipient", "due_on")),
        _DELIVERY.c.state.label("delivery"),
    )
    .outerjoin_from(_REMINDER, _DELIVERY, _DELIVERY.c.letter_id == _REMINDER.c.letter_id)
    .where(among(_REMINDER.c.subject, "subjects"))
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
    """What became of these subjects, by subject and revision, in two queries. What is not there has none.

    A step whose letter failed or was cancelled was sent all the same (it is not sent again), and has failed.
    """
    wanted = sorted(set(subjects))
    if not wanted:
        return {}
    sent: dict[Revised, dict[str, dict[str, date]]] = defaultdict(lambda: defaultdict(dict))
    failed: dict[Revised, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    said: dict[Revised, dict[str, date]] = defaultdict(dict)
    for row in _SENT.each(connection, subjects=wanted):
        sent[row.subject, row.revision][row.recipient][row.step] = row.due_on
        if row.delivery in _LOST:
            failed[row.subject, row.revision][row.recipient].add(row.step)
    for row in _ANSWERS.each(connection, subjects=wanted):
        said[row.subject, row.revision][row.recipient] = row.at.astimezone(ZONE).date()
    return {key: History(sent.get(key, {}), said.get(key, {}), failed.get(key, {})) for key in (*sent, *said)}


def lost_subjects(connection: Connection, since: date) -> set[Revised]:
    """What was reminded of, at a step from the day `since` on, in letters that failed or were cancelled."""
    query = (
        select(_REMINDER.c.subject, _REMINDER.c.revision)
        .join_from(_DELIVERY, _REMINDER, _REMINDER.c.letter_id == _DELIVERY.c.letter_id)
        .where(_DELIVERY.c.state.in_(_LOST), _REMINDER.c.due_on >= since)
    )
    return {(row.subject, row.revision) for row in connection.execute(query)}


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


def unsent_reminders(connection: Connection, day: date) -> list[Any]:
    """The reminders in letters of earlier local days that have not left, and that nobody has in hand."""
    query = (
        select(
            *(_REMINDER.c[name] for name in ("id", "subject", "revision", "step", "recipient", "due_on", "letter_id"))
        )
        .join_from(_DELIVERY, _LETTER, _LETTER.c.id == _DELIVERY.c.letter_id)
        .join(_REMINDER, _REMINDER.c.letter_id == _LETTER.c.id)
        .where(_DELIVERY.c.state.in_((DeliveryState.QUEUED, DeliveryState.RETRY)))
        .where(_LETTER.c.dated < datetime.combine(day, time(), ZONE))
        .order_by(_REMINDER.c.id)
    )
    return list(connection.execute(query))


def reminders_by_token(connection: Connection, token: str) -> list[Any]:
    """The reminders that this secret was sent with, to one recipient; several where several papers tell of a duty."""
    return list(connection.execute(select(_REMINDER).where(_REMINDER.c.token == token).order_by(_REMINDER.c.id)))


def acknowledgements(connection: Connection, subject: str, revision: str) -> list[Any]:
    """Who has said "I have it" of one subject in one revision, the first first."""
    query = select(_SAID).where(_SAID.c.subject == subject, _SAID.c.revision == revision)
    return list(connection.execute(query.order_by(_SAID.c.id)))


def recent_acknowledgements(connection: Connection, since: datetime) -> list[Any]:
    """The acknowledgements from an instant on, the first first."""
    return list(connection.execute(select(_SAID).where(_SAID.c.at >= since).order_by(_SAID.c.id)))
