from datetime import datetime

from db.create import create
from db.engine import SCHEMA, Database, describe, schema_version
from db.queries.facts import load_forums
from db.seed import seed_forums


def test_a_new_register_holds_the_forums_of_southern_denmark(empty_database: Database, now: datetime) -> None:
    assert create(empty_database, by="bel", now=now)
    with empty_database.reader.begin() as connection:
        assert [entry.forum for entry in load_forums(connection).values()] == [seed.forum for seed in seed_forums()]
        assert len(connection.exec_driver_sql("SELECT number FROM municipality").all()) == 98
    assert schema_version(empty_database) == SCHEMA


def test_a_register_is_seeded_once(database: Database, now: datetime) -> None:
    assert not create(database, by="bel", now=now)


def test_a_register_says_how_it_keeps_what_it_acknowledges(database: Database) -> None:
    told = describe(database)
    if database.is_sqlite:
        assert told.endswith((", journal wal, synchronous FULL", ", journal delete, synchronous EXTRA"))
    else:
        assert told.startswith("PostgreSQL 18")
