"""The reads of attachments: what an item shows, and every file that the register names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from db.models import Row as Register
from states.attachments import Attachment, GivenAttachment, Visit, numbered, shown_at
from states.machine import DONE_STATES, TreatmentState

_TABLES = Register.metadata.tables
_ATTACHMENT, _TREATMENT, _ITEM = (_TABLES[name] for name in ("attachment", "treatment", "agenda_item"))
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_GIVEN = tuple(
    _ATTACHMENT.c[name]
    for name in ("position", "name", "digest", "size", "media_type", "treatment_id", "left_out_from")
)

_FIXED = frozenset({*DONE_STATES, TreatmentState.ON_AGENDA})

Given = tuple[list[Visit], list[GivenAttachment]]
"""A case's treatments, and what was attached at them."""

_OF_CASES = (
    select(
        *(_TREATMENT.c[name] for name in ("case_id", "id", "stop_id", "forum_id", "open", "state", "decided_on")),
        _ATTACHMENT.c.id.label("attachment_id"),
        *_GIVEN,
    )
    .outerjoin_from(_TREATMENT, _ATTACHMENT, _ATTACHMENT.c.treatment_id == _TREATMENT.c.id)
    .where(_TREATMENT.c.case_id.in_(select(_ATTACHMENT.c.case_id).where(_ATTACHMENT.c.case_id.in_(_IDS))))
    .order_by(_TREATMENT.c.id, _ATTACHMENT.c.id)
)
_OF_ITEMS = (
    select(_ATTACHMENT.c.id.label("attachment_id"), _ATTACHMENT.c.agenda_item_id, *_GIVEN)
    .where(_ATTACHMENT.c.agenda_item_id.in_(_IDS))
    .order_by(_ATTACHMENT.c.id)
)


def shown_by_treatment(connection: Connection, cases: Mapping[int, int]) -> dict[int, tuple[Attachment, ...]]:
    """What treatments show, by treatment; those that show nothing are left out. `cases`: treatment → case."""
    found = given_to_cases(connection, set(cases.values()))
    shown = {one: shown_at(*found[case], one) for one, case in cases.items() if case in found}
    return {one: files for one, files in shown.items() if files}


def shown_by_item(connection: Connection, item_ids: Iterable[int]) -> dict[int, tuple[Attachment, ...]]:
    """What standing items show, by item; those that show nothing are left out."""
    given = given_to_items(connection, item_ids)
    shown = {key: numbered(one for one in files if one.left_out_from is None) for key, files in given.items()}
    return {key: files for key, files in shown.items() if files}


def given_to_cases(connection: Connection, case_ids: Iterable[int]) -> dict[int, Given]:
    """Everything that was ever attached to cases, by case; a case without is left out."""
    found: dict[int, Given] = defaultdict(lambda: ([], []))
    for row in connection.execute(_OF_CASES, {"ids": list(case_ids)}):
        visits, given = found[row.case_id]
        if not visits or visits[-1].treatment_id != row.id:
            fixed = row.state in _FIXED
            visits.append(Visit(row.id, row.stop_id, row.forum_id, row.open, row.decided_on, fixed))
        if row.attachment_id is not None:
            given.append(_given(row, row.id))
    return dict(found)


def given_to_items(connection: Connection, item_ids: Iterable[int]) -> dict[int, list[GivenAttachment]]:
    """Everything that was ever attached to standing items, by item."""
    found: dict[int, list[GivenAttachment]] = defaultdict(list)
    for row in connection.execute(_OF_ITEMS, {"ids": list(item_ids)}):
        found[row.agenda_item_id].append(_given(row, row.agenda_item_id))
    return dict(found)


def _given(row: Any, given_at: int) -> GivenAttachment:
    return GivenAttachment(
        id=row.attachment_id,
        position=row.position,
        name=row.name,
        digest=row.digest,
        size=row.size,
        media_type=row.media_type,
        given_at=given_at,
        left_out_from=row.left_out_from,
    )


def named_files(connection: Connection) -> list[Any]:
    """Every attachment of the register (`id`, `name`, `digest`, `case_id`), with the title of its standing item."""
    query = (
        select(*(_ATTACHMENT.c[name] for name in ("id", "name", "digest", "case_id")), _ITEM.c.title.label("item"))
        .outerjoin_from(_ATTACHMENT, _ITEM, _ITEM.c.id == _ATTACHMENT.c.agenda_item_id)
        .order_by(_ATTACHMENT.c.id)
    )
    return list(connection.execute(query))
