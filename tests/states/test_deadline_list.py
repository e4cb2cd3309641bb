"""How a deadline is listed: what is late, how many working days are left, how far ahead one looks."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from states.calendar import add_working_days, is_working_day
from states.deadline_list import ListedDeadline, NotASpan, derived, until, working_days_to
from states.deadlines import Days, DeadlineState
from states.watched import Source, Watched

untimed = settings(deadline=None)  # the first look at a year loads its holidays
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
TODAY = date(2027, 3, 1)


def listed(days: Days, state: str = DeadlineState.OPEN) -> ListedDeadline:
    return ListedDeadline(12, "report", "Redegørelse", days, state)


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("30d", date(2027, 3, 31)),
        ("30", date(2027, 3, 31)),
        ("0d", TODAY),
        ("6w", date(2027, 4, 12)),
        ("3m", date(2027, 6, 1)),
        (" 10 M ", date(2028, 1, 1)),
        ("1y", date(2028, 3, 1)),
    ],
)
def test_a_span_ends_on_a_day(words: str, last: date) -> None:
    assert until(words, TODAY) == last


def test_a_month_ends_on_its_last_day_where_it_has_no_such_day() -> None:
    assert until("1m", date(2027, 1, 31)) == date(2027, 2, 28)
    assert until("12m", date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize("words", ["", "d", "soon", "-3d", "30 dage", "3.5w", "99999d", "9999y"])
def test_words_that_are_no_span_are_refused(words: str) -> None:
    with pytest.raises(NotASpan, match="30d"):
        until(words, TODAY)


@untimed
@given(DAYS, st.integers(-40, 40))
def test_the_working_days_that_are_left_lead_to_the_day(start: date, count: int) -> None:
    """From a working day, as many working days on (or back) as were counted."""
    today = start
    while not is_working_day(today):
        today += timedelta(days=1)
    assert working_days_to(add_working_days(today, count), today) == count


@untimed
@given(DAYS, st.integers(1, 30))
def test_over_is_over_by_a_day_at_least(day: date, ahead: int) -> None:
    assert working_days_to(day, day + timedelta(days=ahead)) <= -1


@pytest.mark.parametrize(
    ("days", "standing", "left"),
    [
        (Days(TODAY), "open", 0),
        (Days(date(2027, 3, 5)), "open", 4),
        (Days(date(2027, 2, 26)), "late", -1),
        (Days(TODAY, before=True), "late", -1),
        (Days(earliest=date(2027, 3, 3), latest=date(2027, 3, 31)), "open", 2),
        (Days(earliest=date(2027, 2, 1), latest=date(2027, 3, 31)), "open", 0),  # it may be meant already
        (Days(earliest=date(2027, 1, 1), latest=date(2027, 2, 26)), "late", -1),
        (Days(), "open", None),
    ],
)
def test_an_open_deadline_says_what_is_left(days: Days, standing: str, left: int | None) -> None:
    assert (listed(days).standing(TODAY), listed(days).left(TODAY)) == (standing, left)


@pytest.mark.parametrize("state", ["met", "missed", "waived", "moved"])
def test_an_ended_one_is_never_late(state: str) -> None:
    ended = listed(Days(date(2027, 1, 4)), state)
    assert (ended.standing(TODAY), ended.left(TODAY)) == (state, None)


def test_what_stands_in_another_table_is_a_line_too() -> None:
    watched = Watched(
        Source.CUT_OFF, 7, "2027-06-06", "cut_off", "KKR 2027-06-20", date(2027, 6, 4), on=date(2027, 6, 6), forum="KKR"
    )
    line = derived(watched)
    assert line == ListedDeadline("cut_off:7", "cut_off", "KKR 2027-06-20", Days(date(2027, 6, 6)), forum="KKR")
    assert line.order == (date(2027, 6, 4), "cut_off", 7)
