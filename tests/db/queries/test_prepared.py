"""A prepared query gives the same values in both databases, and the same as SQLAlchemy itself would."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import bindparam, select

from db.engine import Database
from db.models import Row as Register
from db.queries.prepared import Prepared, among

OpenCases = Callable[[int], list[int]]

_CASE, _FORUM = (Register.metadata.tables[name] for name in ("cases", "forum"))


def rows(database: Database, query: Prepared, **values: Any) -> list[tuple[Any, ...]]:
    with database.reader.begin() as connection:
        return [tuple(row) for row in query.rows(connection, **values)]


@pytest.mark.parametrize(("wanted", "found"), [([1, 3, 9], [1, 3]), ([2], [2]), ([], [])])
def test_a_list_is_one_value_however_long_it_is(
    database: Database, open_cases: OpenCases, wanted: list[int], found: list[int]
) -> None:
    open_cases(3)
    query = Prepared(select(_CASE.c.id).where(among(_CASE.c.id, "ids")).order_by(_CASE.c.id))
    assert rows(database, query, ids=wanted) == [(case_id,) for case_id in found]


def test_values_come_as_the_columns_types_say(database: Database, open_cases: OpenCases) -> None:
    open_cases(1)
    columns = (_CASE.c.opened_on, _CASE.c.assumed, _CASE.c.officers, _CASE.c.joined_into, _CASE.c.title)
    query = Prepared(select(*columns).where(_CASE.c.assumed.is_(False), _CASE.c.state == "SDF"))
    assert rows(database, query) == [(date(2026, 11, 21), False, [], None, "Sag 1")]


def test_a_value_is_handed_in_by_its_name_every_time(database: Database) -> None:
    query = Prepared(select(_FORUM.c.name).where(_FORUM.c.code == bindparam("code")))
    names = [rows(database, query, code=code) for code in ("K22", "KKR", "none")]
    assert names == [[("Kommunaldirektørkredsen",)], [("KKR Syddanmark",)], []]
