"""The hours of the clock."""

from datetime import UTC, datetime, timedelta

import pytest

from states.hours import is_letter_time, is_quiet, moment
from states.zone import ZONE


def at(words: str) -> datetime:
    return moment(datetime.fromisoformat(words))


@pytest.mark.parametrize(
    ("local", "quiet"),
    [("2027-06-21T00:59", False), ("2027-06-21T01:00", True), ("2027-06-21T03:59", True), ("2027-06-21T04:00", False)],
)
def test_nothing_happens_from_one_to_four(local: str, quiet: bool) -> None:
    assert is_quiet(at(local)) is quiet


@pytest.mark.parametrize(("night", "hours"), [("2027-03-28", 2), ("2027-10-31", 4), ("2027-06-21", 3)])
def test_the_quiet_hours_of_a_night_are_as_long_as_the_clocks_make_them(night: str, hours: int) -> None:
    midnight = at(f"{night}T00:00")
    minutes = [midnight + timedelta(minutes=minute) for minute in range(0, 6 * 60, 10)]
    assert sum(map(is_quiet, minutes)) == hours * 6


@pytest.mark.parametrize(
    ("local", "writes"),
    [
        ("2027-06-21T05:59", False),  # a Monday
        ("2027-06-21T06:00", True),
        ("2027-06-21T23:59", True),
        ("2027-06-20T12:00", False),  # a Sunday
        ("2027-12-24T12:00", False),  # a closing day
    ],
)
def test_letters_are_written_on_working_days_from_six(local: str, writes: bool) -> None:
    assert is_letter_time(at(local)) is writes


def test_a_moment_without_a_zone_is_local_time() -> None:
    assert at("2027-06-21T07:00") == datetime(2027, 6, 21, 5, tzinfo=UTC)
    assert at("2027-06-21T07:00+00:00") == datetime(2027, 6, 21, 7, tzinfo=UTC)


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    assert at("2027-10-31T02:30") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_an_hour_that_does_not_come_is_taken_as_if_the_clocks_had_not_been_moved() -> None:
    assert at("2027-03-28T02:30").astimezone(ZONE).isoformat() == "2027-03-28T03:30:00+02:00"
