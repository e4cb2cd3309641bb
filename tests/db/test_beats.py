"""Beats in the register."""

from datetime import datetime, timedelta

from db.beats import beat, last_beat
from db.engine import Database
from db.transaction import snapshot
from states.beats import CLOCK, Beat


def test_the_latest_beat_stands_whatever_the_clock_said_before(database: Database, now: datetime) -> None:
    with snapshot(database) as connection:
        assert last_beat(connection, CLOCK) is None
    for at, note in ((now, "ud"), (now - timedelta(hours=1), None)):
        with database.writer.begin() as connection:
            beat(connection, CLOCK, holder="host:1", now=at, every=60, note=note)
    with snapshot(database) as connection:
        assert last_beat(connection, CLOCK) == Beat(CLOCK, now - timedelta(hours=1), "host:1", 60)
