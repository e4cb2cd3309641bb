"""The deadlines of a paper's items: each stands once with its case, however many papers tell of it."""

from collections.abc import Iterator, Set
from typing import Any

from db.queries.cases import all_deadlines
from db.record import Insert, Update, Write
from states.calendar import works_to
from states.paper import FoundDeadline, Item
from workflow.desk import Desk

OPEN, MOVED = "open", "moved"


def deadline_rows(
    desk: Desk, case_id: int, item: Item, digest: str, *, replaced: Set[str] = frozenset()
) -> Iterator[Write]:
    """The dates in an item's text that bind somebody, and that the case does not have yet.

    `replaced`: the files (digests) that this paper takes the place of. What they told and this one does not has moved.
    """
    known = {_key(row): row for row in all_deadlines(desk.connection, case_id)}
    told = {_key(found): found for found in item.deadlines}
    for key, found in told.items():
        if key not in known:
            row = {"id": desk.ledger.next_id(), "case_id": case_id, "source": digest}
            yield Insert("deadline", row | deadline_columns(found))
        elif known[key].state == MOVED:
            yield Update("deadline", {"id": known[key].id}, {"state": OPEN, "source": digest})
    for key, row in known.items():
        if key not in told and row.state == OPEN and row.source in replaced:
            yield Update("deadline", {"id": row.id}, {"state": MOVED})


def _key(one: Any) -> tuple[Any, ...]:
    """What makes two deadlines the same: the kind of duty, the date or its bounds, and the words it stands in."""
    return (str(one.kind), one.on, one.earliest, one.latest, " ".join(one.words.split()).casefold())


def deadline_columns(found: FoundDeadline) -> dict[str, Any]:
    """A deadline's own columns; an exact one knows the day it is worked to."""
    return {
        "kind": found.kind,
        "words": found.words,
        "on": found.on,
        "earliest": found.earliest,
        "latest": found.latest,
        "before": found.before,
        "year_inferred": found.year_inferred,
        "works_to": works_to(found.on, before=found.before) if found.on else None,
    }
