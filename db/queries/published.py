"""The reads of what goes out of the house: what is confidential, what is kept, and when a meeting's papers changed."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, func, or_, select

from db.models import Row as Register

_TABLES = Register.metadata.tables
_CASE, _TREATMENT, _ITEM, _ATTACHMENT, _FILE, _EVENT, _DISPATCH = (
    _TABLES[name] for name in ("cases", "treatment", "agenda_item", "attachment", "imported_file", "event", "dispatch")
)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_CLOSED_ITEM = or_(_TREATMENT.c.closed.is_(True), and_(_ITEM.c.treatment_id.is_(None), _ITEM.c.closed.is_(True)))
"""An item is as its treatment is now; a standing item is as it was fixed."""

_ABOUT_THE_AGENDA = ("agenda_kept", "agenda_locked", "agenda_ordered", "meeting_added")
"""Events of a meeting that change nothing in its minutes."""


@dataclass(frozen=True, slots=True)
class ClosedItems:
    """Lukkede punkter of one meeting: the numbers of their cases and the titles that they were printed with."""

    case_ids: frozenset[int]
    titles: frozenset[str]


def closed_items(connection: Connection, meeting_id: int) -> ClosedItems:
    """What is closed at a meeting, as the register says now; items that have left the agenda too."""
    query = (
        select(_ITEM.c.title, _TREATMENT.c.case_id)
        .outerjoin_from(_ITEM, _TREATMENT, _TREATMENT.c.id == _ITEM.c.treatment_id)
        .where(_ITEM.c.meeting_id == meeting_id, _CLOSED_ITEM)
    )
    rows = connection.execute(query).all()
    cases = frozenset(row.case_id for row in rows if row.case_id is not None)
    return ClosedItems(cases, frozenset(row.title for row in rows))


def joined_into(connection: Connection, case_ids: Iterable[int]) -> dict[int | None, int]:
    """The cases that took over these, for those of them that were joined into others."""
    query = select(_CASE.c.id, _CASE.c.joined_into).where(_CASE.c.id.in_(_IDS), _CASE.c.joined_into.is_not(None))
    found = {row.id: row.joined_into for row in connection.execute(query, {"ids": list(case_ids)})}
    further = joined_into(connection, found.values()) if found else {}
    return {case: further.get(heir, heir) for case, heir in found.items()}


def closed_titles(connection: Connection) -> frozenset[str]:
    """Every title that a closed item has, and every one that its case, or a case joined into it, has ever had."""
    items = (select(_ITEM.c.title).outerjoin_from(_ITEM, _TREATMENT, _TREATMENT.c.id == _ITEM.c.treatment_id)).where(
        _CLOSED_ITEM
    )
    return frozenset((*connection.execute(items).scalars(), *_titles_of(connection, _closed_cases(connection))))


def _closed_cases(connection: Connection) -> set[int]:
    closed = set(connection.execute(select(_TREATMENT.c.case_id).where(_TREATMENT.c.closed.is_(True))).scalars())
    joined = connection.execute(select(_CASE.c.id, _CASE.c.joined_into).where(_CASE.c.joined_into.is_not(None))).all()
    while more := {row.id for row in joined if row.joined_into in closed} - closed:
        closed |= more
    return closed


def _titles_of(connection: Connection, case_ids: Iterable[int]) -> Iterator[str]:
    """The titles that events gave these cases, or that the cases have."""
    query = select(_EVENT.c.payload).where(_EVENT.c.case_id == bindparam("case_id"))
    for case_id in sorted(case_ids):
        for payload in connection.execute(query, {"case_id": case_id}).scalars():
            writes = (write for write in json.loads(payload)["writes"] if write[1] == _CASE.name)
            yield from (write[-1]["title"] for write in writes if "title" in write[-1])


def closed_attachments(connection: Connection) -> frozenset[int]:
    """The attachments that were given at a closed treatment, or with a closed standing item."""
    query = (
        select(_ATTACHMENT.c.id)
        .outerjoin(_TREATMENT, _TREATMENT.c.id == _ATTACHMENT.c.treatment_id)
        .outerjoin(_ITEM, _ITEM.c.id == _ATTACHMENT.c.agenda_item_id)
        .where(or_(_TREATMENT.c.closed.is_(True), _ITEM.c.closed.is_(True)))
    )
    return frozenset(connection.execute(query).scalars())


def cases_treated_closed(connection: Connection, case_ids: Iterable[int]) -> frozenset[int]:
    """Which of these cases have been treated as closed items by some forum."""
    query = select(_TREATMENT.c.case_id).where(_TREATMENT.c.case_id.in_(_IDS), _TREATMENT.c.closed.is_(True))
    return frozenset(connection.execute(query, {"ids": list(case_ids)}).scalars())


def closed_among(connection: Connection, case_ids: Collection[int]) -> frozenset[int]:
    """Those of these cases that are confidential now: they, or the cases that they were joined into."""
    heirs = joined_into(connection, case_ids)
    closed = cases_treated_closed(connection, {*case_ids, *heirs.values()})
    return frozenset(one for one in case_ids if one in closed or heirs.get(one) in closed)


def stored_files(connection: Connection) -> Iterator[tuple[str, str]]:
    """Every file that attachments need: its digest, and a name that it goes by."""
    query = select(_ATTACHMENT.c.digest, func.min(_ATTACHMENT.c.name)).group_by(_ATTACHMENT.c.digest)
    yield from ((digest, name) for digest, name in connection.execute(query.order_by(_ATTACHMENT.c.digest)))


def papers_taken_in(connection: Connection) -> dict[tuple[int, str], datetime]:
    """When a paper of a meeting was last read in: by meeting id and kind (agenda, minutes)."""
    query = select(_FILE.c.meeting_id, _FILE.c.kind, func.max(_FILE.c.at).label("at"))
    rows = connection.execute(query.group_by(_FILE.c.meeting_id, _FILE.c.kind))
    return {(row.meeting_id, row.kind): row.at for row in rows}


def agendas_sent(connection: Connection) -> dict[int, datetime]:
    """When each meeting's agenda was last sent."""
    query = select(_DISPATCH.c.meeting_id, func.max(_DISPATCH.c.at).label("at")).group_by(_DISPATCH.c.meeting_id)
    return {row.meeting_id: row.at for row in connection.execute(query)}


def meetings_changed(connection: Connection) -> dict[tuple[str, str], datetime]:
    """The last event about each meeting itself: by forum code and ISO date."""
    query = (
        select(_EVENT.c.at, _EVENT.c.payload)
        .where(_EVENT.c.case_id.is_(None), _EVENT.c.kind.not_in(_ABOUT_THE_AGENDA))
        .order_by(_EVENT.c.seq)
        .execution_options(stream_results=True, yield_per=1_000)
    )
    found: dict[tuple[str, str], datetime] = {}
    for row in connection.execute(query):
        facts = json.loads(row.payload)["facts"]
        if "forum" in facts and "on" in facts:
            found[facts["forum"], facts["on"]] = row.at
    return found


def corrections(connection: Connection) -> dict[int, datetime]:
    """When a decision on a case was last corrected, by meeting id: all meetings that treated the case."""
    query = (
        select(_TREATMENT.c.meeting_id, func.max(_EVENT.c.at).label("at"))
        .join_from(_EVENT, _TREATMENT, _TREATMENT.c.case_id == _EVENT.c.case_id)
        .where(_EVENT.c.kind == "correction_begun", _TREATMENT.c.meeting_id.is_not(None))
        .group_by(_TREATMENT.c.meeting_id)
    )
    return {row.meeting_id: row.at for row in connection.execute(query)}


def beginning(connection: Connection) -> Any:
    """The register's first event: its `hash` tells this register from every other, for ever; `at` is when it began."""
    return connection.execute(select(_EVENT.c.hash, _EVENT.c.at).order_by(_EVENT.c.seq).limit(1)).one()
