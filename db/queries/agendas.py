"""The reads of an agenda: what waits at a forum, what the earlier forums did, what is printed already."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from db.models import Row as Register
from states.agenda import Candidate
from states.machine import DONE_STATES, ENDED, TreatmentState
from states.paper import ItemKind

_TABLES = Register.metadata.tables
_CASE, _TREATMENT, _FORUM, _MEETING, _ITEM, _DEADLINE, _STOP = (
    _TABLES[name] for name in ("cases", "treatment", "forum", "meeting", "agenda_item", "deadline", "stop")
)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_TREATMENTS = (
    select(_TREATMENT, _CASE.c.title, _CASE.c.state.label("case_state"), _MEETING.c.on)
    .join_from(_TREATMENT, _CASE)
    .outerjoin(_MEETING, _MEETING.c.id == _TREATMENT.c.meeting_id)
)


def waiting_at(connection: Connection, forum_id: int) -> list[Any]:
    """The open treatments of one forum, each with its case's title and state and its meeting's date (`on`).

    Costs what is open at the forum, however many cases there are: the index leads to the open ones.
    """
    query = _TREATMENTS.where(_TREATMENT.c.forum_id == forum_id, _TREATMENT.c.open.is_(True))
    return list(connection.execute(query.order_by(_TREATMENT.c.id)))


def decided_at(connection: Connection, meeting_id: int) -> list[Any]:
    """The treatments that were decided at a meeting, with the same columns as `waiting_at`."""
    query = _TREATMENTS.where(_TREATMENT.c.meeting_id == meeting_id, _TREATMENT.c.outcome.is_not(None))
    return list(connection.execute(query.order_by(_TREATMENT.c.id)))


def treatments(connection: Connection, ids: Iterable[int]) -> dict[int, Any]:
    """Treatments by id, with the same columns as `waiting_at`."""
    rows = connection.execute(_TREATMENTS.where(_TREATMENT.c.id.in_(_IDS)), {"ids": list(ids)})
    return {row.id: row for row in rows}


def candidate(row: Any, forum: str) -> Candidate:
    """What the placing rules need of a waiting treatment."""
    return Candidate(
        case_id=row.case_id,
        title=row.title,
        case_state=row.case_state,
        forums=(forum,),
        treatment_id=row.id,
        treatment_state=TreatmentState(row.state),
        meeting=row.on,
        group=row.group_title,
        position=row.position,
        has_text=any(row.texts.values()),
    )


def open_elsewhere(connection: Connection, forum: str) -> list[Candidate]:
    """Every open case that has no open treatment at this forum, with the forums where it waits."""
    here = select(_TREATMENT.c.case_id).join_from(_TREATMENT, _FORUM).where(_FORUM.c.code == forum, _TREATMENT.c.open)
    query = (
        select(_CASE.c.id, _CASE.c.title, _CASE.c.state, _FORUM.c.code)
        .outerjoin_from(_CASE, _TREATMENT, (_TREATMENT.c.case_id == _CASE.c.id) & _TREATMENT.c.open.is_(True))
        .outerjoin(_FORUM, _FORUM.c.id == _TREATMENT.c.forum_id)
        .where(_CASE.c.state.not_in(ENDED), _CASE.c.joined_into.is_(None), _CASE.c.id.not_in(here))
        .order_by(_CASE.c.id, _TREATMENT.c.id)
    )
    found: dict[int, Any] = {}
    forums: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.id] = row
        if row.code:
            forums[row.id].append(row.code)
    return [Candidate(key, row.title, row.state, tuple(forums[key])) for key, row in found.items()]


def done_treatments(connection: Connection, case_ids: Iterable[int]) -> dict[int, list[Any]]:
    """The decided treatments of cases, by case, in the order they were planned, with the forum's `name` and `code`.

    `reserved`: the stop after its own is one whose answers what was decided is subject to.
    """
    after = _STOP.alias("after")
    reserved = (
        select(after.c.reservation)
        .where(after.c.case_id == _STOP.c.case_id, after.c.position > _STOP.c.position, after.c.state != "skipped")
        .order_by(after.c.position)
        .limit(1)
        .correlate(_STOP)
        .scalar_subquery()
    )
    query = (
        select(_TREATMENT, _FORUM.c.name, _FORUM.c.code, _FORUM.c.municipality, reserved.label("reserved"))
        .join_from(_TREATMENT, _FORUM)
        .join(_STOP, _STOP.c.id == _TREATMENT.c.stop_id)
        .where(_TREATMENT.c.case_id.in_(_IDS), _TREATMENT.c.state.in_(DONE_STATES))
        .order_by(_TREATMENT.c.id)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(query, {"ids": list(case_ids)}):
        found[row.case_id].append(row)
    return found


def case_deadlines(connection: Connection, case_ids: Iterable[int]) -> dict[int, list[Any]]:
    """The open deadlines of cases, by case, the earliest first."""
    query = (
        select(_DEADLINE)
        .where(_DEADLINE.c.case_id.in_(_IDS), _DEADLINE.c.state == "open")
        .order_by(_DEADLINE.c.on, _DEADLINE.c.id)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(query, {"ids": list(case_ids)}):
        found[row.case_id].append(row)
    return found


def printed_items(connection: Connection, meeting_id: int) -> list[Any]:
    """The items of a locked or held meeting, in printed order, without those that a later version removed."""
    query = (
        select(_ITEM)
        .where(_ITEM.c.meeting_id == meeting_id, _ITEM.c.kind.in_(tuple(ItemKind)))
        .order_by(_ITEM.c.position, _ITEM.c.id)
    )
    return list(connection.execute(query))


def items_of(connection: Connection, treatment_ids: Iterable[int]) -> list[int]:
    """The ids of the fixed agenda items of these treatments."""
    query = select(_ITEM.c.id).where(_ITEM.c.treatment_id.in_(list(treatment_ids)))
    return list(connection.execute(query).scalars())


def meeting_row(connection: Connection, meeting_id: int) -> Any:
    """A meeting with all that was read or noted of it."""
    return connection.execute(select(_MEETING).where(_MEETING.c.id == meeting_id)).one()
