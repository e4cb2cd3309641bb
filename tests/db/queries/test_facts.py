"""The facts that the rules work on, read from rows of both databases."""

from collections.abc import Callable
from datetime import date

import pytest

from db.engine import Database
from db.errors import UnknownCase
from db.queries.facts import load_case, load_meetings
from db.record import Event, Insert, Update
from states.facts import MeetingFacts

OpenCases = Callable[[int], list[int]]
Write = Callable[..., None]


def test_a_joined_case_resolves_to_the_one_that_took_it_over(
    database: Database, open_cases: OpenCases, write: Write
) -> None:
    open_cases(3)
    write(
        Event("joined", 2, {}, (Update("cases", {"id": 2}, {"joined_into": 3}),)),
        Event("joined", 3, {}, (Update("cases", {"id": 3}, {"joined_into": 1}),)),
    )
    with database.reader.begin() as connection:
        assert load_case(connection, 2).id == 1


def test_a_case_that_does_not_exist_is_refused(database: Database) -> None:
    with database.reader.begin() as connection, pytest.raises(UnknownCase, match="There is no case 7"):
        load_case(connection, 7)


def test_meetings_come_in_the_order_of_their_dates(database: Database, write: Write) -> None:
    rows = [
        {"id": 101, "forum_id": 4, "on": date(2027, 4, 9), "state": "planned"},
        {"id": 100, "forum_id": 4, "on": date(2027, 1, 8), "state": "held"},
    ]
    write(Event("meetings_added", None, {}, tuple(Insert("meeting", row) for row in rows)))
    with database.reader.begin() as connection:
        assert load_meetings(connection, "KKR") == [
            MeetingFacts(100, "KKR", date(2027, 1, 8), "held"),
            MeetingFacts(101, "KKR", date(2027, 4, 9), "planned"),
        ]
