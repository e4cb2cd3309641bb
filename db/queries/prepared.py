"""Reads on the hot path: compiled to the database's own words once, then run on the driver's cursor.

SQLAlchemy's own way to the same rows costs several times what the database does for them; what it knows of columns and
types is used all the same.
"""

import json
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Select, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType

Convert = Callable[[Any], Any]


class _Among(FunctionElement[Any]):
    """The column has one of the values of a list that is handed in as one value, however long it is."""

    inherit_cache = True
    type = NullType()  # SQLAlchemy would write "= 1" after a boolean


@compiles(_Among, "sqlite")
def _among_sqlite(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"


@compiles(_Among, "postgresql")
def _among_postgresql(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} = ANY({values})"


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """A condition for a Prepared query: the column has one of the values of the list called `name`."""
    return _Among(column, bindparam(name, required=False))


@dataclass(frozen=True, slots=True)
class _Statement:
    """A query as one database reads it.

    `order`: the names of the values by place, None where they go by name. `convert`: what makes a value of each column
    that does not come as it should be, by its place.
    """

    words: str
    constants: dict[str, Any]
    order: tuple[str, ...] | None
    row: Callable[[Sequence[Any]], Any]
    convert: tuple[tuple[int, Convert], ...]


class Prepared:
    """A query that is compiled once for each kind of database."""

    def __init__(self, query: Select[Any]) -> None:
        self._query = query
        self._statements: dict[str, _Statement] = {}

    def rows(self, connection: Connection, **values: Any) -> list[Any]:
        """The rows, each with its columns by name. A list among the values is for `among`."""
        return list(self.each(connection, **values))

    def each(self, connection: Connection, **values: Any) -> Iterator[Any]:
        """The rows one by one. Where very many become something else at once, far less stands in memory."""
        dialect = connection.dialect
        statement = self._statements.get(dialect.name)
        if statement is None:
            statement = self._statements[dialect.name] = _compiled(self._query, dialect)
        cursor = connection.connection.cursor()
        cursor.execute(statement.words, _bound(statement, values))
        return _converted(statement, iter(cursor.fetchone, None))


def _bound(statement: _Statement, values: dict[str, Any]) -> Any:
    if statement.order is None:
        return statement.constants | values
    plain = {name: json.dumps(value) if isinstance(value, list) else value for name, value in values.items()}
    given = statement.constants | plain
    return [given[name] for name in statement.order]


def _converted(statement: _Statement, rows: Iterable[Sequence[Any]]) -> Iterator[Any]:
    if not statement.convert:
        return map(statement.row, rows)
    return (statement.row(_values(found, statement.convert)) for found in rows)


def _values(found: Sequence[Any], convert: tuple[tuple[int, Convert], ...]) -> list[Any]:
    values = list(found)
    for place, to in convert:
        if values[place] is not None:
            values[place] = to(values[place])
    return values


def _compiled(query: Select[Any], dialect: Dialect) -> _Statement:
    compiled = query.compile(dialect=dialect)
    columns = list(query.selected_columns)
    row: Any = namedtuple("row", [column.name for column in columns])  # type: ignore[misc]  # names come from the query
    converters = (column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns)
    return _Statement(
        words=str(compiled),
        constants=dict(compiled.params),
        order=tuple(compiled.positiontup or ()) if compiled.positional else None,
        row=row._make,
        convert=tuple((place, convert) for place, convert in enumerate(converters) if convert),
    )
