from collections.abc import Callable
from datetime import date

import pytest

from db import queries
from db.engine import Database
from db.errors import UnknownCase
from db.record import Event, Insert, Update
from states.forums import UnknownForum

OpenCases = Callable[[int], list[int]]
Write = Callable[..., None]


@pytest.mark.parametrize("name", ["KKR", "kkr syddanmark", "Kommunekontaktrådet"])
def test_a_forum_is_found_by_each_of_its_names(database: Database, name: str) -> None:
    with database.reader.begin() as connection:
        assert queries.forum_by_name(connection, name).code == "KKR"


def test_an_unknown_forum_is_refused(database: Database) -> None:
    with database.reader.begin() as connection, pytest.raises(UnknownForum):
        queries.forum_by_name(connection, "Byfornyelsesrådet")


def test_a_joined_case_resolves_to_the_one_that_took_it_over(
    database: Database, open_cases: OpenCases, write: Write
) -> None:
    open_cases(3)
    write(
        Event("joined", 2, {}, (Update("cases", {"id": 2}, {"joined_into": 3}),)),
        Event("joined", 3, {}, (Update("cases", {"id": 3}, {"joined_into": 1}),)),
    )
    with database.reader.begin() as connection:
        assert queries.case_by_id(connection, 2).id == 1
        assert [case.id for case in queries.cases(connection)] == [1]


def test_a_case_that_does_not_exist_is_refused(database: Database) -> None:
    with database.reader.begin() as connection, pytest.raises(UnknownCase, match="There is no case 7"):
        queries.case_by_id(connection, 7)


def test_the_next_meeting_is_the_first_that_was_not_held(database: Database, write: Write) -> None:
    dates = {"held": date(2027, 1, 8), "cancelled": date(2027, 2, 5), "locked": date(2027, 3, 5)}
    rows = [
        {"id": 100 + number, "forum_id": 4, "on": on, "state": state}
        for number, (state, on) in enumerate([*dates.items(), ("planned", date(2027, 4, 9))])
    ]
    write(Event("meetings_added", None, {}, tuple(Insert("meeting", row) for row in reversed(rows))))
    with database.reader.begin() as connection:
        coming = queries.next_meeting(connection, 4)
        assert coming is not None
        assert coming.on == date(2027, 3, 5)
        assert [meeting.id for meeting in queries.meetings(connection, 4)] == [100, 101, 102, 103]
        assert queries.meeting_on(connection, 4, date(2027, 4, 9)) is not None
        assert queries.next_meeting(connection, 5) is None
