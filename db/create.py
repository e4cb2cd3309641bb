"""Making a register: the schema, and the forums and municipalities that it begins with."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from db.engine import Database
from db.migrate import upgrade
from db.record import Event, Insert, Ledger
from db.seed import SeedForum, seed_forums, seed_municipalities, seed_region
from db.transaction import AlreadyDone, transaction

COMMAND = "init"
"""The command id of seeding: the same in every register, so that it happens once."""


@dataclass(frozen=True, slots=True)
class Created:
    """What became of a register: whether it was `seeded` now, and the `backup` of a file of an older schema."""

    seeded: bool
    backup: Path | None = None


def create(database: Database, *, by: str, now: datetime) -> Created:
    """Make the schema, or bring it up to date, and seed an empty register once.

    Raises NewerSchema, NotEmpty, DamagedLinks, Unavailable.
    """
    backup = upgrade(database)

    def seed(connection: Connection) -> None:
        with Ledger.open(connection, by=by, now=now) as ledger:
            ledger.add(_seeded(ledger))

    done = transaction(database, seed, command_id=COMMAND, by=by, now=now, name="init")
    return Created(not isinstance(done, AlreadyDone), backup)


def _seeded(ledger: Ledger) -> Event:
    places = [
        Insert(
            "municipality",
            {"number": place.number, "name": place.name, "region": place.region, "inhabitants_2023": place.inhabitants},
        )
        for place in seed_municipalities()
    ]
    forums = [Insert("forum", _row(ledger.next_id(), seed)) for seed in seed_forums()]
    return Event("register_created", None, {"region": seed_region()}, (*places, *forums))


def _row(forum_id: int, seed: SeedForum) -> dict[str, object]:
    forum = seed.forum
    return {
        "id": forum_id,
        "code": forum.code,
        "name": forum.name,
        "aliases": list(forum.aliases),
        "municipality": forum.municipality,
        "cut_off": seed.cut_off,
        "dispatch": seed.dispatch,
        "group_title": seed.group,
    }
