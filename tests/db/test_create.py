from datetime import datetime
from pathlib import Path

from db.create import Created, create
from db.engine import SCHEMA, Database, describe, open_database, schema_version
from db.migrate import migrate
from db.queries.facts import load_forums
from db.seed import seed_forums
from states.forums import Forum


def test_a_new_register_holds_the_forums_of_southern_denmark(empty_database: Database, now: datetime) -> None:
    assert create(empty_database, by="bel", now=now) == Created(seeded=True)
    with empty_database.reader.begin() as connection:
        assert [entry.forum for entry in load_forums(connection).values()] == [seed.forum for seed in seed_forums()]
        assert len(connection.exec_driver_sql("SELECT number FROM municipality").all()) == 98
    assert schema_version(empty_database) == SCHEMA


def test_a_register_is_seeded_once(database: Database, now: datetime) -> None:
    assert create(database, by="bel", now=now) == Created(seeded=False)


def test_a_file_of_an_older_schema_is_brought_up_to_date_and_its_copy_is_named(tmp_path: Path, now: datetime) -> None:
    database = open_database(str(tmp_path / "register.db"), new=True)
    migrate(database, "0001")
    made = create(database, by="bel", now=now)
    database.close()
    assert made == Created(seeded=True, backup=tmp_path / "register.db.schema-0001.backup")


def test_every_council_has_a_forum_by_all_its_names() -> None:
    councils = {seed.forum.municipality: seed.forum for seed in seed_forums() if seed.forum.municipality}
    assert (len(councils), councils["461"]) == (
        22,
        Forum(
            "KB-461",
            "Kommunalbestyrelsen i Odense",
            ("Odense", "Odense Kommune", "Odenses kommunalbestyrelse", "Byrådet i Odense"),
            "461",
        ),
    )


def test_a_register_says_how_it_keeps_what_it_acknowledges(database: Database) -> None:
    told = describe(database)
    if database.is_sqlite:
        assert told.endswith((", journal wal, synchronous FULL", ", journal delete, synchronous EXTRA"))
    else:
        assert told.startswith("PostgreSQL 18")
