"""The rows of many events, sorted into as few statements as their order allows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from db import statements
from db.columns import canonical
from db.statements import Stored
from db.writes import Event, Insert, Update


@dataclass(slots=True)
class Batch:
    """Rows of one shape for one statement: an INSERT where `condition` is empty, else an UPDATE.

    A row holds the values of `columns`, then those of `condition`. `cases`: for each row the case of its event.
    """

    table: str
    columns: tuple[str, ...]
    condition: tuple[str, ...] = ()
    rows: list[tuple[Stored, ...]] = field(default_factory=list)
    cases: list[int | None] = field(default_factory=list)

    def statement(self, dialect: str) -> str:
        """The SQL text."""
        if self.condition:
            return statements.update(dialect, self.table, self.columns, self.condition)
        return statements.insert(dialect, self.table)


class Plan:
    """Events on their way to the database: a payload for each, and the batches.

    Inserts go first, a table after those that it refers to; then the updates. Updates of one shape share a statement,
    unless an update of another shape touched the same row in between: the order of two changes of a row is kept.
    """

    def __init__(self, events: Iterable[Event], last_ids: tuple[int, int] = (0, 0)) -> None:
        """`last_ids`: the last case number and the last other key handed out, which the payloads remember.

        Raises ValueError or KeyError for a table or column that does not exist.
        """
        self._last_ids = last_ids
        self._inserts: dict[str, Batch] = {}
        self._updates: list[Batch] = []
        self._open: dict[tuple[Any, ...], int] = {}
        self._touched: dict[tuple[Any, ...], int] = {}
        self.payloads = [self._take(event) for event in events]

    @property
    def batches(self) -> list[Batch]:
        """The batches in the order in which they are to run."""
        return [*sorted(self._inserts.values(), key=lambda batch: statements.rank(batch.table)), *self._updates]

    def _take(self, event: Event) -> str:
        writes = [
            self._insert(write, event.case_id) if isinstance(write, Insert) else self._update(write, event.case_id)
            for write in event.writes
        ]
        return canonical({"facts": event.facts, "ids": self._last_ids, "writes": writes})

    def _insert(self, write: Insert, case_id: int | None) -> list[Any]:
        table = statements.table(write.table)
        row = table.complete(write.row)
        batch = self._inserts.get(write.table)
        if batch is None:
            batch = self._inserts[write.table] = Batch(write.table, table.columns)
        batch.rows.append(table.stored(row, table.columns))
        batch.cases.append(case_id)
        return ["insert", write.table, row]

    def _update(self, write: Update, case_id: int | None) -> list[Any]:
        table = statements.table(write.table)
        table.check_update(write.key, write.changes, write.expect)
        columns, key, expected = tuple(write.changes), tuple(write.key), tuple(write.expect)
        key_values = table.stored(write.key, key)
        batch = self._batch_after((write.table, *key_values), (write.table, columns, key + expected))
        expect = table.stored(write.expect, expected)
        batch.rows.append((*table.stored(write.changes, columns), *key_values, *expect))
        batch.cases.append(case_id)
        return ["update", write.table, write.key, write.changes]

    def _batch_after(self, row: tuple[Any, ...], shape: tuple[str, tuple[str, ...], tuple[str, ...]]) -> Batch:
        place = self._open.get(shape, -1)
        if place < self._touched.get(row, 0):
            place = self._open[shape] = len(self._updates)
            self._updates.append(Batch(*shape))
        self._touched[row] = place
        return self._updates[place]
