"""Rows leave one database as lines and enter another; whatever stands in them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.archive import lines, row_values, shapes, tables_there
from db.columns import canonical
from db.engine import Database
from db.record import Event, Insert, Ledger, begin_command
from states.archive import ArchivedFile, ColumnKind, Manifest, TableShape, read_manifest, write_manifest

TABLE = TableShape(
    "thing",
    {
        "id": ColumnKind.NUMBER,
        "title": ColumnKind.TEXT,
        "open": ColumnKind.YES_NO,
        "on": ColumnKind.DATE,
        "at": ColumnKind.INSTANT,
        "told": ColumnKind.JSON,
    },
)
STRANGE = 'Ærø\n"Å"\t\\ \u2028 \u202e 🦜 %s ? {} \x1f'
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_every_table_is_handed_over_after_those_it_refers_to(database: Database) -> None:
    with database.reader.connect() as connection:
        assert {table.name: set(table.columns) for table in shapes()} == tables_there(connection)
    names = [table.name for table in shapes()]
    assert names.index("cases") < names.index("stop") < names.index("treatment") < names.index("decision")


def test_rows_stand_as_plain_json_whatever_the_database(database: Database, now: datetime) -> None:
    """The same lines from both: the second database that runs this says so."""
    meeting = {"id": 99, "forum_id": 1, "on": date(2027, 6, 20), "place": STRANGE, "participants": [{"name": "Åse"}]}
    with database.writer.begin() as connection, Ledger.open(connection, by="bel", now=now) as ledger:
        ledger.add(Event("met", None, {}, (Insert("meeting", meeting),)))
    table = next(table for table in shapes() if table.name == "meeting")
    with database.reader.connect() as connection:
        assert list(lines(connection, table)) == [
            canonical(
                {
                    "id": 99,
                    "forum_id": 1,
                    "on": "2027-06-20",
                    "at": None,
                    "place": STRANGE,
                    "state": "planned",
                    "participants": [{"name": "Åse"}],
                    "apologies": [],
                    "cut_off": None,
                    "dispatch": None,
                    "lock_reason": None,
                    "cancel_reason": None,
                }
            )
            + "\n"
        ]


def test_text_keys_come_in_one_order_whatever_the_language_of_the_server(database: Database, now: datetime) -> None:
    with database.writer.begin() as connection:
        for name in ("b", "B", "a", "Å", "_"):
            begin_command(connection, name, by="bel", now=now, name="test")
    table = next(table for table in shapes() if table.name == "command")
    with database.reader.connect() as connection:
        told = [line.split('"id":"')[1].split('"')[0] for line in lines(connection, table)]
    assert told == ["B", "_", "a", "b", "init", "Å"]


@given(st.integers(), st.text(), st.booleans(), st.dates(), JSON)
def test_a_line_gives_back_its_row(number: int, title: str, is_open: bool, on: date, told: Any) -> None:
    at = datetime(2027, 1, 2, 3, 4, 5, 6, UTC).isoformat(timespec="microseconds")
    row = {"id": number, "title": title, "open": is_open, "on": on, "at": at, "told": told}
    line = canonical(row)
    stored = None if told is None else canonical(told)
    assert "\n" not in line
    assert row_values(line, TABLE) == (number, title, is_open, on.isoformat(), at, stored)


@pytest.mark.parametrize("value", ["7", 7.0, True, [7], {"a": 7}])
def test_a_value_of_another_kind_is_refused(value: object) -> None:
    row = {"id": value, "title": None, "open": None, "on": None, "at": None, "told": None}
    with pytest.raises(ValueError, match="is not of kind number"):
        row_values(canonical(row), TABLE)


def test_a_manifest_comes_back_whole() -> None:
    digest = "0" * 64
    manifest = Manifest(
        "0003", "0.1.0", "2027-06-01T09:30:00+00:00", 7, digest, (TABLE,), {"thing": 3},
        {"register/thing.jsonl": ArchivedFile(digest, 42), "files/å.pdf": ArchivedFile("1" * 64, 0)},
        {"1" * 64: "files/å.pdf"},
    )  # fmt: skip
    assert read_manifest(write_manifest(manifest), "here", "0003") == manifest
