"""The reads behind promises: what was promised, what stood on held agendas, and every case by its title."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from db.models import Row as Register
from states.facts import MeetingState
from states.paper import ItemKind
from states.promises import Promised, PromiseState, TreatedItem

_TABLES = Register.metadata.tables
_CASE, _PROMISE, _FORUM, _MEETING, _ITEM, _TREATMENT = (
    _TABLES[name] for name in ("cases", "promise", "forum", "meeting", "agenda_item", "treatment")
)


def case_titles(connection: Connection) -> list[Any]:
    """The id, title, state and heir (`joined_into`) of every case there ever was."""
    columns = (_CASE.c[name] for name in ("id", "title", "state", "joined_into"))
    return list(connection.execute(select(*columns).order_by(_CASE.c.id)))


def load_promises(connection: Connection, forum: str | None = None, *, ids: Iterable[int] = ()) -> list[Promised]:
    """The promises to a forum (to all of them, without), or those with these ids, in the order they were noted."""
    query = (
        select(_PROMISE, _FORUM.c.code, _MEETING.c.on.label("kept_on"))
        .join_from(_PROMISE, _FORUM, _FORUM.c.id == _PROMISE.c.forum_id)
        .outerjoin(_MEETING, _MEETING.c.id == _PROMISE.c.kept_at)
        .order_by(_PROMISE.c.id)
    )
    if forum:
        query = query.where(_FORUM.c.code == forum)
    if wanted := list(ids):
        query = query.where(_PROMISE.c.id.in_(wanted))
    rows = list(connection.execute(query))
    closed = _closed_items(connection, {row.made_at for row in rows if row.made_at is not None})
    return [_promise(row, closed) for row in rows]


def _closed_items(connection: Connection, meetings: Iterable[int]) -> set[tuple[int, str]]:
    """The confidential items of some meetings: meeting and number."""
    query = (
        select(_ITEM.c.meeting_id, _ITEM.c.number, _ITEM.c.closed, _TREATMENT.c.closed.label("treated_closed"))
        .outerjoin_from(_ITEM, _TREATMENT, _TREATMENT.c.id == _ITEM.c.treatment_id)
        .where(_ITEM.c.meeting_id.in_(list(meetings)))
    )
    return {(row.meeting_id, row.number) for row in connection.execute(query) if row.closed or row.treated_closed}


def _promise(row: Any, closed: set[tuple[int, str]]) -> Promised:
    number = (row.source or "").rpartition("/")[2]
    return Promised(
        id=row.id,
        forum=row.code,
        subject=row.subject,
        words=row.words,
        state=PromiseState(row.state),
        source=row.source,
        made_on=row.made_on,
        made_at=row.made_at,
        case_id=row.case_id,
        earliest=row.earliest,
        latest=row.latest,
        kept_on=row.kept_on,
        reason=row.reason,
        course=tuple(row.course),
        closed=(row.made_at, number) in closed,
    )


def treated_items(connection: Connection, forums: Iterable[str]) -> list[TreatedItem]:
    """The cases that stood on the agendas of held meetings of some forums, the earliest meeting first."""
    query = (
        select(_FORUM.c.code, _MEETING.c.on, _ITEM.c.number, _ITEM.c.title, _TREATMENT.c.case_id)
        .join_from(_ITEM, _MEETING, _MEETING.c.id == _ITEM.c.meeting_id)
        .join(_FORUM, _FORUM.c.id == _MEETING.c.forum_id)
        .outerjoin(_TREATMENT, _TREATMENT.c.id == _ITEM.c.treatment_id)
        .where(_FORUM.c.code.in_(list(forums)), _MEETING.c.state == MeetingState.HELD)
        .where(_ITEM.c.kind == ItemKind.CASE)
        .order_by(_MEETING.c.on, _ITEM.c.position)
    )
    return [TreatedItem(row.code, row.on, row.number, row.title, row.case_id) for row in connection.execute(query)]
