from datetime import UTC, datetime, timedelta

from states.backoff import next_try, pause

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
FOUR_HOURS = timedelta(hours=4)


def test_each_pause_is_twice_the_last_from_five_minutes_to_four_hours() -> None:
    assert [int(pause(attempts).total_seconds() / 60) for attempts in range(1, 10)] == [
        5, 10, 20, 40, 80, 160, 240, 240, 240,
    ]  # fmt: skip


def test_a_letter_that_was_tried_very_often_waits_as_long() -> None:
    assert {pause(attempts) for attempts in (10, 100, 10**9)} == {FOUR_HOURS}


def test_it_is_tried_again_for_five_days_from_the_first_try_that_was_put_off() -> None:
    assert next_try(1, since=NOW, now=NOW) == NOW + timedelta(minutes=5)
    almost = NOW + timedelta(days=5) - timedelta(seconds=1)
    assert next_try(34, since=NOW, now=almost) == almost + FOUR_HOURS
    assert next_try(35, since=NOW, now=NOW + timedelta(days=5)) is None


def test_a_server_that_is_away_is_tried_some_thirty_times_in_five_days() -> None:
    attempts, at = 0, NOW
    while True:
        attempts += 1
        again = next_try(attempts, since=NOW, now=at)
        if again is None:
            break
        at = again
    assert (attempts, at - NOW) == (36, timedelta(days=5, hours=1, minutes=15))
