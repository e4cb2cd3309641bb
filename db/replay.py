"""The register as its events say that it is, in the form in which the database stores it."""

import json
from collections import defaultdict
from typing import Any

from db import statements
from db.statements import Stored

Key = tuple[Stored, ...]
Rows = dict[Key, tuple[Stored, ...]]


class Replay:
    """Applies the payloads of events, one after another, to tables in memory."""

    def __init__(self) -> None:
        self._tables: defaultdict[str, Rows] = defaultdict(dict)
        self.last_ids = (0, 0)
        """The last case number and the last other key that were handed out."""

    def rows(self, table: str) -> Rows:
        """The rows that a table ought to hold: key to values, in the order of the table's columns."""
        return self._tables[table]

    def apply(self, payload: str) -> bool:
        """Apply one event; True when it was. Raises ValueError, KeyError or TypeError for a payload that is none."""
        told = json.loads(payload)
        last_case, last_id = told["ids"]
        self.last_ids = (last_case, last_id)
        for write in told["writes"]:
            operation, name, *values = write
            if operation == "insert":
                self._insert(statements.table(name), *values)
            else:
                self._update(statements.table(name), *values)
        return True

    def _insert(self, table: statements.Table, row: dict[str, Any]) -> None:
        whole = {**table.defaults, **row}  # a later schema may have added a column, with its default in the rows there
        self._tables[table.name][table.stored(row, table.key)] = table.stored(whole, table.columns)

    def _update(self, table: statements.Table, key: dict[str, Any], changes: dict[str, Any]) -> None:
        rows, place = self._tables[table.name], table.stored(key, table.key)
        kept = tuple(column for column in changes if column in table.store)  # a later schema may have dropped one
        new = dict(zip(kept, table.stored(changes, kept), strict=True))
        old = zip(table.columns, rows[place], strict=True)
        rows[place] = tuple(new.get(column, value) for column, value in old)
