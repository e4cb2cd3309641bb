"""Every table as lines of JSON, and back again: how a whole register leaves one database and enters another.

Here, and nowhere else, rows are written past the Ledger: what is restored is the journal itself, with the rows that its
events made. `db.verify` holds the one against the other afterwards.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Date, Integer, inspect

from db import statements
from db.columns import Instant, Json, canonical, instant_text
from db.engine import reason
from db.models import Row
from db.statements import Stored
from states.archive import ColumnKind, TableShape
from states.errors import SagsgangError

_HEAD = "journal_head"
_KINDS: tuple[tuple[type[Any], ColumnKind], ...] = (
    (Json, ColumnKind.JSON),
    (Instant, ColumnKind.INSTANT),
    (Date, ColumnKind.DATE),
    (Boolean, ColumnKind.YES_NO),
    (Integer, ColumnKind.NUMBER),
)
_TYPES: dict[ColumnKind, type[Any]] = {ColumnKind.NUMBER: int, ColumnKind.YES_NO: bool}
_STREAM = {"stream_results": True, "yield_per": 1_000}


class RowsRefused(SagsgangError):
    """The database does not take the rows of a table, such as two with one key."""

    def __init__(self, table: str, reason: str) -> None:
        super().__init__(f"The rows of {table} cannot be taken in: {reason}. Nothing was written.")


def shapes() -> tuple[TableShape, ...]:
    """Every table of the register, each after those that it refers to."""
    return tuple(
        TableShape(table.name, {column.name: _kind(column) for column in table.columns})
        for table in Row.metadata.sorted_tables
    )


def _kind(column: Column[Any]) -> ColumnKind:
    return next((kind for type_, kind in _KINDS if isinstance(column.type, type_)), ColumnKind.TEXT)


def lines(connection: Connection, table: TableShape) -> Iterator[str]:
    """The table's rows, each as canonical JSON on one line, in the order of the key: the same in both databases."""
    names, kinds = tuple(table.columns), tuple(table.columns.values())
    query = f'SELECT {_listed(names)} FROM "{table.name}" ORDER BY {_order(connection, table)}'
    for row in connection.exec_driver_sql(query, execution_options=_STREAM):
        told = {name: _told(kind, value) for name, kind, value in zip(names, kinds, row, strict=True)}
        yield f"{canonical(told)}\n"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _order(connection: Connection, table: TableShape) -> str:
    """By the key; text by its bytes, as SQLite does it, whatever the language of a server."""
    keys = statements.table(table.name).key
    bytewise = ' COLLATE "C"' if connection.dialect.name == "postgresql" else ""
    return ", ".join(f'"{key}"{bytewise if table.columns[key] is ColumnKind.TEXT else ""}' for key in keys)


def _told(kind: ColumnKind, value: Any) -> Any:
    if value is None:
        return None
    match kind:
        case ColumnKind.JSON:
            return json.loads(value)
        case ColumnKind.YES_NO:
            return bool(value)
        case ColumnKind.INSTANT:
            return instant_text(value) if isinstance(value, datetime) else value
        case ColumnKind.DATE:
            return value.isoformat() if isinstance(value, date) else value
        case _:
            return value


def tables_there(connection: Connection) -> dict[str, set[str]]:
    """The tables of an open database with their columns, Alembic's own left out."""
    looking = inspect(connection)
    names = [name for name in looking.get_table_names() if name != "alembic_version"]
    return {name: {column["name"] for column in looking.get_columns(name)} for name in names}


def row_values(line: str, table: TableShape) -> tuple[Stored, ...]:
    """A line's values as the database takes them. Raises ValueError where it is no row of this table."""
    row = json.loads(line)
    if not isinstance(row, dict) or row.keys() != table.columns.keys():
        raise ValueError("it has not the columns of the table")
    return tuple(_stored(kind, row[name]) for name, kind in table.columns.items())


def _stored(kind: ColumnKind, value: Any) -> Stored:
    if value is None:
        return None
    if kind is ColumnKind.JSON:
        return canonical(value)
    if type(value) is not _TYPES.get(kind, str):  # an exact type: to Python a truth value is a number too
        raise ValueError(f"{value!r} is not of kind {kind}")
    stored: Stored = value
    return stored


def load(connection: Connection, table: TableShape, rows: Iterable[tuple[Stored, ...]]) -> None:
    """Put rows into an empty table, one after another as they are read. The caller owns the transaction.

    The names in `table` must be names of the database (`tables_there`): they become part of the statement.
    Raises RowsRefused.
    """
    if table.name == _HEAD:
        connection.exec_driver_sql(f'DELETE FROM "{_HEAD}"')  # the migration made the head of an empty journal
    driver = connection.dialect.loaded_dbapi
    try:
        _put(connection, table, rows)
    except (driver.IntegrityError, driver.DataError) as problem:
        raise RowsRefused(table.name, reason(problem)) from problem


def _put(connection: Connection, table: TableShape, rows: Iterable[tuple[Stored, ...]]) -> None:
    cursor: Any = connection.connection.cursor()
    names = _listed(table.columns)
    if connection.dialect.name == "postgresql":
        # One statement for all the rows: they may refer to one another in any order, which is looked at when it ends.
        with cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
    else:
        places = ", ".join("?" * len(table.columns))
        cursor.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({places})', rows)
