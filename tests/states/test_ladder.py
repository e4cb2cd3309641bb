"""On which days the ladder asks: the steps before, on and after the day that is worked to."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.calendar import add_working_days, is_working_day
from states.ladder import STANDARD, Ladder, Step, built_in, next_step, steps_ahead, steps_between, working_days_left
from states.watched import Source, Watched

DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
LADDERS = st.sets(st.integers(1, 60), max_size=6).map(lambda days: Ladder(before=tuple(sorted(days, reverse=True))))


def watched(on: date, kind: str = "report", ends: date | None = None) -> Watched:
    """A deadline on a working day."""
    return Watched(Source.DEADLINE, 1, "1", kind, "Redegørelse", works_to=on, on=on, ends=ends)


def vague(earliest: date, latest: date | None) -> Watched:
    """A deadline some time between two days."""
    return replace(watched(earliest), on=None, earliest=earliest, latest=latest)


def test_six_weeks_two_weeks_a_week_three_days_the_day_before_and_the_day_itself() -> None:
    assert [(step.name, step.on.isoformat()) for step in steps_ahead(STANDARD, watched(date(2027, 7, 1)))] == [
        ("30", "2027-05-20"),
        ("14", "2027-06-11"),
        ("7", "2027-06-22"),
        ("3", "2027-06-28"),
        ("1", "2027-06-30"),
        ("0", "2027-07-01"),
    ]


def test_then_each_working_day_after_it_christmas_and_new_year_left_out() -> None:
    asked = steps_between(STANDARD, watched(date(2026, 12, 22)), date(2026, 12, 22), date(2027, 1, 5))
    assert [(step.name, step.on.isoformat()) for step in asked] == [
        ("0", "2026-12-22"),
        ("+1", "2026-12-23"),
        ("+2", "2026-12-28"),
        ("+3", "2026-12-29"),
        ("+4", "2026-12-30"),
        ("+5", "2027-01-04"),
        ("+6", "2027-01-05"),
    ]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("cut_off", ["3", "0"]),
        ("dispatch", ["1", "0", "+1", "+2", "+3"]),
        ("task", ["7", "3", "1", "0", "+1", "+2", "+3"]),
        ("next_meeting", []),
    ],
)
def test_each_kind_has_its_ladder(kind: str, names: list[str]) -> None:
    on = date(2027, 6, 9)
    first, last = date(2027, 5, 28), date(2027, 6, 14)
    assert [step.name for step in steps_between(built_in(kind), watched(on, kind), first, last)] == names


def test_the_chair_is_asked_only_for_what_binds_to_the_outside() -> None:
    kinds = ("report", "hearing", "notice", "contract_expiry", "promise", "task", "cut_off", "dispatch")
    assert [built_in(kind).chair_at for kind in kinds] == [1, 1, 1, 1, 1, None, None, None]


def test_nobody_is_asked_for_an_agenda_when_the_meeting_is_over() -> None:
    missed = watched(date(2027, 6, 9), "dispatch", ends=date(2027, 6, 11))
    asked = steps_between(built_in("dispatch"), missed, date(2027, 6, 9), date(2027, 7, 1))
    assert ([step.name for step in asked], next_step(built_in("dispatch"), missed, date(2027, 6, 11))) == (
        ["0", "+1", "+2"],
        None,
    )


def test_vague_words_are_asked_about_before_their_first_day_and_nagged_about_after_their_last() -> None:
    autumn = vague(date(2027, 9, 1), date(2027, 9, 30))
    asked = steps_between(STANDARD, autumn, date(2027, 8, 27), date(2027, 10, 4))
    assert [(step.name, step.on.isoformat()) for step in asked] == [
        ("3", "2027-08-27"),
        ("1", "2027-08-31"),
        ("0", "2027-09-01"),
        ("+1", "2027-10-01"),
        ("+2", "2027-10-04"),
    ]


def test_vague_words_without_an_end_are_never_nagged_about() -> None:
    assert next_step(STANDARD, vague(date(2027, 9, 1), None), date(2027, 9, 1)) is None


def test_working_days_are_counted_to_the_day_and_beyond_it() -> None:
    friday, monday = date(2027, 6, 18), date(2027, 6, 21)
    assert [working_days_left(friday, day) for day in (date(2027, 6, 16), friday, monday)] == [2, 0, -1]


@given(DAYS, LADDERS)
def test_the_steps_fall_one_after_the_other_on_working_days_and_each_is_as_far_off_as_it_says(
    day: date, ladder: Ladder
) -> None:
    on = add_working_days(day, 1)
    steps = steps_ahead(ladder, watched(on))
    assert [step.left for step in steps] == [*ladder.before, 0]
    assert all(is_working_day(step.on) and add_working_days(step.on, step.left) == on for step in steps)


@given(DAYS, LADDERS, st.lists(st.integers(1, 40), min_size=1, max_size=12))
def test_whatever_days_the_clock_stood_still_no_step_is_lost_and_none_comes_twice(
    day: date, ladder: Ladder, pauses: list[int]
) -> None:
    """The looks lie any number of days apart, over year ends and both summer-time nights."""
    on = add_working_days(day, 1)
    begin = on - timedelta(days=100)
    looks = [begin + timedelta(days=sum(pauses[:number])) for number in range(len(pauses) + 1)]
    seen: list[Step] = []
    for before, now in zip([begin - timedelta(days=1), *looks], looks, strict=False):
        seen += steps_between(ladder, watched(on), before + timedelta(days=1), now)
    assert seen == steps_between(ladder, watched(on), begin, looks[-1])


@given(DAYS, LADDERS, st.integers(0, 200))
def test_the_next_look_is_the_day_of_the_next_step(day: date, ladder: Ladder, later: int) -> None:
    on = add_working_days(day, 1)
    after = on + timedelta(days=later - 100)
    following = next_step(ladder, watched(on), after)
    assert following is not None
    steps = steps_between(ladder, watched(on), after + timedelta(days=1), following)
    assert [step.on for step in steps] == [following]
