"""A register with a few cases in it."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from db.engine import Database
from db.record import Event, Insert, Ledger, Update

OpenCases = Callable[[int], list[int]]
Write = Callable[..., None]


@pytest.fixture
def open_cases(database: Database, now: datetime) -> OpenCases:
    """Opens so many cases, each in an event of its own, and gives their numbers."""

    def open_(how_many: int) -> list[int]:
        with database.writer.begin() as connection, Ledger.open(connection, by="bel", now=now) as ledger:
            numbers = [ledger.next_case_id() for _ in range(how_many)]
            for number in numbers:
                row = {
                    "id": number,
                    "title": f"Sag {number}",
                    "state": "SDF",
                    "route_key": "social",
                    "route_version": 1,
                }
                ledger.add(Event("opened", number, {}, (Insert("cases", {**row, "opened_on": date(2026, 11, 21)}),)))
        return numbers

    return open_


@pytest.fixture
def write(database: Database, now: datetime) -> Write:
    """Writes events in one transaction."""

    def write_(*events: Event) -> None:
        with database.writer.begin() as connection, Ledger.open(connection, by="bel", now=now) as ledger:
            for event in events:
                ledger.add(event)

    return write_


def move(case_id: int, version: int, state: str = "K22") -> Event:
    """A case moves on from the version that somebody looked at."""
    change = Update("cases", {"id": case_id}, {"state": state, "version": version + 1}, {"version": version})
    return Event("moved", case_id, {"to": state}, (change,))


@pytest.fixture
def moved() -> Callable[..., Event]:
    """Makes the event with which a case moves on."""
    return move
