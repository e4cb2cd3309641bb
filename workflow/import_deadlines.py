"""The deadlines of a paper's items: each stands once with its case, however many papers tell of it."""

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from typing import Any

from db.models.decisions import AT_ONCE
from db.queries.cases import all_deadlines
from db.queries.deadlines import days_of
from db.record import Insert, Update, Write
from states.deadlines import Days, DeadlineState, Told, moves, stands_by_hand, tellings
from states.paper import FoundDeadline, Item
from workflow.desk import Desk

OPEN, MOVED = DeadlineState.OPEN, DeadlineState.MOVED

NOT_TOLD = "the paper that told it no longer does"


def deadline_rows(
    desk: Desk, case_id: int, item: Item, digest: str, *, replaced: Set[str] = frozenset()
) -> Iterator[Write]:
    """The dates in an item's text that bind somebody, and that the case does not have yet.

    What a person has done with a deadline stands: one that was moved, met or waived by hand is known again by what it
    once said, and stays as it is. `replaced`: the files (digests) that this paper takes the place of. What they told
    and this one does not has moved; who must see to it goes with it where it is plain to which.
    """
    rows = all_deadlines(desk.connection, case_id)
    known = {key: row for row in rows for key in _keys(row)}
    told = {_told(found).key: found for found in item.deadlines}
    mine = [row for row in rows if row.source in replaced]
    met = {key: row for key, found in told.items() if (row := known.get(key) or _same_by_hand(mine, found)) is not None}
    gone = _gone(mine, met.values())
    new = [found for key, found in told.items() if key not in met]
    for row in {row.id: row for row in met.values() if row.state == MOVED}.values():
        yield Update("deadline", {"id": row.id}, _again(row, desk, digest))
    for found in new:
        row = {
            "id": desk.ledger.next_id(),
            "case_id": case_id,
            "source": digest,
            **_asked(_told(found).days, desk.today),
        }
        yield Insert("deadline", row | deadline_columns(found) | _taken_over(found, new, gone))
    for row in gone:
        ended = {"state": MOVED, "ended_on": desk.today, "reason": NOT_TOLD, "remind_on": None}
        yield Update("deadline", {"id": row.id}, ended, {"state": OPEN, "revision": row.revision})


def _told(found: FoundDeadline) -> Told:
    return Told(found.kind, found.words, Days(found.on, found.before, found.earliest, found.latest))


def _keys(row: Any) -> Iterator[tuple[Any, ...]]:
    """What a deadline is known by: what it says, and what it said before a person changed it."""
    return (one.key for one in tellings(Told(row.kind, row.words, days_of(row)), row.course))


def _same_by_hand(rows: Iterable[Any], found: FoundDeadline) -> Any | None:
    """The deadline that a person moved to the very day that the paper now tells: the words name another day."""
    days = (found.kind, found.on, found.earliest, found.latest)
    same = (row for row in rows if moves(row.course) and (row.kind, row.on, row.earliest, row.latest) == days)
    return next(same, None)


def _gone(rows: Iterable[Any], met: Iterable[Any]) -> list[Any]:
    """What is told no more, and no person has said that it stands."""
    there = {row.id for row in met}
    untouched = (row for row in rows if row.state == OPEN and not stands_by_hand(row.course))
    return [row for row in untouched if row.id not in there]


def _taken_over(found: FoundDeadline, new: Sequence[FoundDeadline], gone: Sequence[Any]) -> dict[str, Any]:
    """What was registered with the deadline that this one takes the place of: one of its kind on either side."""
    old = [row for row in gone if row.kind == found.kind]
    if len(old) != 1 or sum(one.kind == found.kind for one in new) != 1:
        return {}
    return {name: getattr(old[0], name) for name in ("owners", "addressees", "legal_default")}


def _again(row: Any, desk: Desk, digest: str) -> dict[str, Any]:
    """A deadline that papers tell again after one had ceased to."""
    opened = {"state": OPEN, "ended_on": None, "reason": None, "source": digest}
    return opened | _asked(days_of(row), desk.today)


def _asked(days: Days, today: date) -> dict[str, Any]:
    """From when it is reminded of; what was over when the paper was read in was somebody's long ago."""
    last = days.last_working_day
    return {"since": today, "remind_on": None if last is not None and last < today else AT_ONCE}


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
        "works_to": _told(found).days.works_to,
    }
