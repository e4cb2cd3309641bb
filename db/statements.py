"""What the writer needs to know of a table, and its statements as text: made once for each shape, then kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic_core import PydanticUndefined
from sqlalchemy import Boolean, Column, Date, Integer

from db.columns import Instant, Json, canonical, instant_text
from db.models import Row

Stored = str | int | None
"""A value as both databases take it. (A boolean is an int to SQLite and stays a bool for PostgreSQL.)"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the writer sees it: columns in order with what stores them, the key, and the model's defaults."""

    name: str
    columns: tuple[str, ...]
    store: Mapping[str, Callable[[Any], Stored]]
    key: tuple[str, ...]
    nullable: frozenset[str]
    defaults: Mapping[str, Any]

    def complete(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The row with the model's defaults filled in; columns that stay NULL are left out.

        Raises ValueError for a column that the table does not have.
        """
        self.check(row)
        return {**self.defaults, **row}

    def check(self, values: Mapping[str, Any]) -> None:
        """Raises ValueError where a column does not exist: without this a misspelt one would be dropped in silence."""
        if unknown := values.keys() - self.store.keys():
            raise ValueError(f"Table {self.name} has no column {', '.join(sorted(unknown))}")

    def check_update(self, key: Mapping[str, Any], changes: Mapping[str, Any], expect: Mapping[str, Any]) -> None:
        """Raises ValueError unless the key is the primary key, something changes, and every column exists."""
        if tuple(key) != self.key or not changes:
            raise ValueError(f"An update of {self.name} names its key ({', '.join(self.key)}) and what changes")
        self.check(changes)
        self.check(expect)

    def stored(self, values: Mapping[str, Any], columns: tuple[str, ...]) -> tuple[Stored, ...]:
        """The values of these columns, as the database takes them; what is missing is NULL."""
        store = self.store
        return tuple([None if (value := values.get(name)) is None else store[name](value) for name in columns])


def _text(value: Any) -> str:
    return value if type(value) is str else str(value)  # an enum is a str to Python but not to every driver


def _date(value: date | str) -> str:
    return value if isinstance(value, str) else value.isoformat()


def _instant(value: datetime | str) -> str:
    return value if isinstance(value, str) else instant_text(value)


def _store(column: Column[Any]) -> Callable[[Any], Stored]:
    match column.type:
        case Json():
            return canonical
        case Instant():
            return _instant
        case Date():
            return _date
        case Boolean():
            return bool
        case Integer():
            return int
        case _:
            return _text


@cache
def table(name: str) -> Table:
    """The table of this name. Raises KeyError for a table that the register does not have."""
    found = Row.metadata.tables[name]
    return Table(
        name=name,
        columns=tuple(found.columns.keys()),
        store={column.name: _store(column) for column in found.columns},
        key=tuple(found.primary_key.columns.keys()),
        nullable=frozenset(column.name for column in found.columns if column.nullable),
        defaults=_defaults(name),
    )


def _defaults(name: str) -> dict[str, Any]:
    model = next(mapper.class_ for mapper in _mappers() if mapper.class_.__tablename__ == name)
    fields: dict[str, Any] = model.model_fields
    values = {key: field.get_default(call_default_factory=True) for key, field in fields.items()}
    return {key: value for key, value in values.items() if value is not None and value is not PydanticUndefined}


def _mappers() -> Any:
    return Row._sa_registry.mappers


@cache
def rank(name: str) -> int:
    """The place of a table in an order where every table comes after those that it refers to."""
    return [found.name for found in Row.metadata.sorted_tables].index(name)


def mark(dialect: str) -> str:
    """The placeholder of this database's driver."""
    return "%s" if dialect == "postgresql" else "?"


@cache
def insert(dialect: str, name: str) -> str:
    """INSERT of a whole row."""
    columns = table(name).columns
    names = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO "{name}" ({names}) VALUES ({", ".join([mark(dialect)] * len(columns))})'


@cache
def update(dialect: str, name: str, changes: tuple[str, ...], condition: tuple[str, ...]) -> str:
    """UPDATE of `changes` in the row where every column of `condition` has the value given."""
    setters = ", ".join(f'"{column}" = {mark(dialect)}' for column in changes)
    return f'UPDATE "{name}" SET {setters} WHERE {_equal(dialect, name, condition)}'


@cache
def exists(dialect: str, name: str, columns: tuple[str, ...]) -> str:
    """SELECT that finds a row when these columns have the values given."""
    return f'SELECT 1 FROM "{name}" WHERE {_equal(dialect, name, columns)}'


def _equal(dialect: str, name: str, columns: tuple[str, ...]) -> str:
    # True for two NULLs as well; only where it must be, since PostgreSQL's uses no index.
    same = "IS NOT DISTINCT FROM" if dialect == "postgresql" else "IS"
    signs = ((column, same if column in table(name).nullable else "=") for column in columns)
    return " AND ".join(f'"{column}" {sign} {mark(dialect)}' for column, sign in signs)
