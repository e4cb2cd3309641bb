"""Making a register: the schema, and the forums and municipalities that it begins with."""

from datetime import datetime

from db.engine import Database
from db.migrate import upgrade
from db.record import Event, Insert, Ledger
from db.seed import REGION, SeedForum, seed_forums, seed_municipalities


def create(database: Database, *, by: str, now: datetime, region: str = REGION) -> bool:
    """Make the schema, or bring it up to date, and seed an empty register; False where it was seeded before.

    Raises NewerSchema, NotEmpty.
    """
    upgrade(database)
    with database.writer.begin() as connection:
        ledger = Ledger.open(connection, by=by, now=now)
        if ledger.seq:
            return False
        ledger.add(_seeded(ledger, region))
        ledger.close()
        return True


def _seeded(ledger: Ledger, region: str) -> Event:
    places = [
        Insert(
            "municipality",
            {"number": place.number, "name": place.name, "region": place.region, "inhabitants_2023": place.inhabitants},
        )
        for place in seed_municipalities()
    ]
    forums = [Insert("forum", _row(ledger.next_id(), seed)) for seed in seed_forums(region)]
    return Event("register_created", None, {"region": region}, (*places, *forums))


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
