"""Beats: whether the clock still goes."""

from datetime import UTC, datetime, timedelta

import pytest

from states.beats import CLOCK, REACHED, Beat, days_between, has_stopped, lost_a_working_day, was_set_back, went_until

NOW = datetime(2027, 6, 21, 7, tzinfo=UTC)


def beat(before: timedelta, every: int | None = 60) -> Beat:
    return Beat(CLOCK, NOW - before, "host:1", every)


@pytest.mark.parametrize(
    ("last", "stopped"),
    [
        (beat(timedelta(seconds=180)), False),
        (beat(timedelta(seconds=181)), True),
        (beat(timedelta(hours=-2)), False),  # the machine's clock was set back
        (beat(timedelta(days=400), every=None), False),
    ],
)
def test_three_missed_beats_count(last: Beat, stopped: bool) -> None:
    assert has_stopped(last, NOW) is stopped


@pytest.mark.parametrize(
    ("since", "until", "lost"),
    [
        ("2027-06-18T16:00", "2027-06-21T07:00", False),  # over a weekend
        ("2027-06-21T08:00", "2027-06-22T16:00", False),  # into the next working day
        ("2027-06-21T08:00", "2027-06-23T07:00", True),
        ("2027-12-23T08:00", "2027-12-27T07:00", False),  # Christmas
    ],
)
def test_a_working_day_is_lost_when_the_whole_of_it_passed(since: str, until: str, lost: bool) -> None:
    assert lost_a_working_day(*(datetime.fromisoformat(f"{word}+02:00") for word in (since, until))) is lost


def test_days_are_local_ones() -> None:
    assert days_between(datetime(2027, 6, 20, 22, 30, tzinfo=UTC), datetime(2027, 6, 22, 21, 59, tzinfo=UTC)) == 1


def test_a_tick_of_a_clock_far_back_is_no_standstill_until_now() -> None:
    back, reached = beat(timedelta(days=100)), Beat(REACHED, NOW - timedelta(minutes=10), "host:1")
    assert was_set_back(Beat(CLOCK, reached.at, "host:1"), back.at)
    assert went_until(back, reached, NOW).at == reached.at
    assert went_until(back, Beat(REACHED, NOW + timedelta(days=1)), NOW) == back  # tried with --now, and still ahead
