"""The days on which somebody works, and the day that a deadline is worked to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.calendar import (
    Notice,
    add_working_days,
    as_notice,
    days_before,
    is_working_day,
    last_working_day,
    week_number,
    works_to,
)

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2023, 5, 5), False),  # Store bededag, for the last time
        (date(2024, 4, 26), True),  # the Friday that would have been the next one
        (date(2023, 6, 5), False),  # Grundlovsdag: a closing day
        (date(2024, 12, 24), False),
        (date(2024, 12, 31), False),
        (date(2023, 4, 6), False),  # Skærtorsdag
        (date(2023, 4, 7), False),  # Langfredag
        (date(2023, 4, 10), False),  # 2. påskedag
        (date(2023, 5, 18), False),  # Kristi himmelfartsdag
        (date(2023, 5, 19), True),  # the day after is an ordinary Friday
        (date(2023, 5, 29), False),  # 2. pinsedag
        (date(2023, 4, 8), False),  # a Saturday
        (date(2023, 4, 11), True),
    ],
)
def test_working_days(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_closing_days_are_the_offices_own() -> None:
    assert (is_working_day(date(2023, 6, 5), closing=()), is_working_day(date(2023, 6, 6), closing={(6, 6)})) == (
        True,
        False,
    )


def test_a_deadline_on_a_free_day_is_worked_to_on_the_last_working_day_before() -> None:
    assert works_to(date(2023, 7, 1)) == date(2023, 6, 30)  # a Saturday
    assert works_to(date(2023, 4, 10)) == date(2023, 4, 5)  # over all of Easter
    assert works_to(date(2023, 8, 9)) == date(2023, 8, 9)


def test_before_a_day_leaves_the_day_itself_out() -> None:
    assert works_to(date(2023, 8, 10), before=True) == date(2023, 8, 9)
    assert works_to(date(2023, 8, 7), before=True) == date(2023, 8, 4)


def test_working_days_are_counted_over_free_ones() -> None:
    assert add_working_days(date(2023, 4, 5), 1) == date(2023, 4, 11)
    assert add_working_days(date(2023, 4, 11), -1) == date(2023, 4, 5)
    assert add_working_days(date(2023, 4, 8), 0) == date(2023, 4, 8)


@given(DAYS)
def test_a_deadline_is_never_worked_to_too_late_or_on_a_free_day(day: date) -> None:
    assert works_to(day) == last_working_day(day) <= day
    assert works_to(day, before=True) < day
    assert is_working_day(works_to(day))


@given(DAYS, st.integers(1, 40))
def test_counting_forth_and_back_comes_to_the_same_working_day(day: date, count: int) -> None:
    start = last_working_day(day)
    assert add_working_days(add_working_days(start, count), -count) == start
    assert add_working_days(start, count) >= start + timedelta(days=count)


@pytest.mark.parametrize(
    ("notice", "day", "before"),
    [
        (Notice(14), date(2023, 6, 20), date(2023, 6, 6)),
        (Notice(14), date(2023, 6, 19), date(2023, 6, 5)),  # Grundlovsdag counts like any other
        (Notice(14), date(2027, 6, 20), date(2027, 6, 6)),  # Sundays both
        (Notice(5, working=True), date(2029, 4, 6), date(2029, 3, 27)),  # over Easter
        (Notice(1, working=True), date(2023, 8, 21), date(2023, 8, 18)),
        (Notice(0), date(2027, 6, 20), date(2027, 6, 20)),
        (Notice(0, working=True), date(2027, 6, 20), date(2027, 6, 20)),
    ],
)
def test_a_notice_is_counted_back_from_a_meeting(notice: Notice, day: date, before: date) -> None:
    assert notice.before(day) == days_before(day, notice.days, notice.working) == before


def test_a_notice_says_what_it_is() -> None:
    notices = (Notice(14), Notice(1), Notice(5, working=True), Notice(1, working=True), as_notice(7))
    assert [str(notice) for notice in notices] == ["14 days", "1 day", "5 working days", "1 working day", "7 days"]


@given(DAYS, st.integers(1, 60), st.booleans())
def test_working_days_end_on_one_and_a_later_meeting_never_has_an_earlier_notice(
    day: date, count: int, working: bool
) -> None:
    notice = Notice(count, working)
    assert is_working_day(notice.before(day)) or not working
    assert notice.before(day) <= day - timedelta(days=1)
    assert notice.before(day) <= notice.before(day + timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2021, 1, 3), 53),  # a Sunday of the year before
        (date(2021, 1, 4), 1),
        (date(2026, 12, 28), 53),
        (date(2026, 12, 31), 53),
        (date(2027, 1, 3), 53),
        (date(2027, 1, 4), 1),
        (date(2024, 12, 30), 1),  # a Monday of the year after
        (date(2027, 6, 20), 24),
    ],
)
def test_week_numbers_are_those_of_the_iso_calendar(day: date, week: int) -> None:
    assert week_number(day) == week


FREE = {
    2023: ["04-06", "04-07", "04-10", "05-05", "05-18", "05-29", "06-05", "12-25", "12-26"],
    2024: ["01-01", "03-28", "03-29", "04-01", "05-09", "05-20", "06-05", "12-24", "12-25", "12-26", "12-31"],
    2027: ["01-01", "03-25", "03-26", "03-29", "05-06", "05-17", "12-24", "12-31"],
}
"""The free days from Monday to Friday. In 2023 Store bededag was one for the last time.

Source: lov nr. 214 af 06/03/2023 (store bededag), and the date of Easter.
"""


@pytest.mark.parametrize("year", FREE)
def test_the_free_days_of_a_year(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(365 + (year % 4 == 0)))
    free = [day for day in days if day.weekday() < 5 and not is_working_day(day)]
    assert [f"{day:%m-%d}" for day in free] == FREE[year]
