"""The closing days of an office: how they are set, and that every rule that counts working days uses them."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.calendar_rule import read_rule
from states import closing
from states.calendar import Notice, add_working_days, is_working_day, last_working_day, works_to
from states.closing import USUAL, BadClosingDay, ClosingDay, closing_days, read_closing_days
from states.meeting_rule import RuledDay, ruled_days
from states.plan_told import Because, Due
from states.shift import Shift
from states.timetable import Slot, any_day

FIFTH_OF_JUNE = date(2029, 6, 5)
"""A Tuesday."""
DAY_AFTER_ASCENSION = date(2027, 5, 7)


@pytest.fixture
def own() -> Iterator[None]:
    """An office that works on 5 June, and is closed on 7 May 2027 and on every 1 March."""
    closing.choose(read_closing_days("12-24 12-31 2027-05-07 03-01"))
    yield
    closing.choose()


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("", USUAL),
        ("  ", {(6, 5), (12, 24), (12, 31)}),
        ("none", set()),
        ("None", set()),
        ("06-05 12-24 12-31 2027-05-07", {(6, 5), (12, 24), (12, 31), date(2027, 5, 7)}),
        ("06-05, 12-24,12-31\n2027-05-07", {(6, 5), (12, 24), (12, 31), date(2027, 5, 7)}),
        ("02-29", {(2, 29)}),
    ],
)
def test_closing_days_are_set_by_day_or_by_date(words: str, days: set[ClosingDay]) -> None:
    assert read_closing_days(words) == days


@pytest.mark.parametrize(
    "word", ["13-01", "06-31", "2027-02-29", "6-5", "0605", "2027-6-5", "24/12", "none", "5. juni", "2027-W23-1"]
)
def test_what_is_no_day_is_named_with_what_to_write(word: str) -> None:
    with pytest.raises(BadClosingDay) as refused:
        read_closing_days(f"12-24 {word}")
    assert str(refused.value) == (
        f"SAGSGANG_CLOSING_DAYS: {word.split()[0]!r} is no day. Write MM-DD for a day of every year and YYYY-MM-DD for "
        'one date, with blanks between, such as "06-05 12-24 12-31 2027-05-07"; or "none".'
    )


def test_an_office_that_is_hardly_ever_open_is_refused() -> None:
    days = " ".join(str(date(2027, 1, 1) + timedelta(days=number)) for number in range(101))
    with pytest.raises(BadClosingDay, match="it names 101 days, and an office has 100 at most"):
        read_closing_days(days)


def test_the_usual_days_count_where_nothing_is_said() -> None:
    assert closing_days() == USUAL
    assert (is_working_day(FIFTH_OF_JUNE), is_working_day(DAY_AFTER_ASCENSION)) == (False, True)


@pytest.mark.usefixtures("own")
def test_a_day_by_date_is_closed_once_and_a_day_by_month_every_year() -> None:
    asked = (FIFTH_OF_JUNE, DAY_AFTER_ASCENSION, date(2032, 5, 7), date(2027, 3, 1), date(2028, 3, 1))
    assert [is_working_day(day) for day in asked] == [True, False, True, False, False]


@pytest.mark.usefixtures("own")
def test_every_rule_that_counts_working_days_uses_them() -> None:
    assert works_to(DAY_AFTER_ASCENSION) == date(2027, 5, 5)
    assert add_working_days(date(2027, 5, 5), 1) == date(2027, 5, 10)
    assert Notice(1, working=True).before(date(2027, 5, 10)) == date(2027, 5, 5)
    assert Due(DAY_AFTER_ASCENSION).works_to == date(2027, 5, 5)
    assert [reason.because for reason in Due(DAY_AFTER_ASCENSION).reasons()] == [Because.NO_WORKING_DAY]
    assert ruled_days(read_rule("first friday of may"), date(2027, 1, 1), date(2027, 12, 31), Shift.NEXT) == [
        RuledDay(date(2027, 5, 10), moved_from=DAY_AFTER_ASCENSION)
    ]


@pytest.mark.usefixtures("own")
def test_what_was_counted_with_other_days_is_not_found_again() -> None:
    week = (date(2027, 5, 5), date(2027, 5, 10), 0)
    assert list(any_day(*week)) == [Slot(day, day) for day in (date(2027, 5, 5), date(2027, 5, 10))]
    closing.choose()
    assert list(any_day(*week)) == [
        Slot(day, day) for day in (date(2027, 5, 5), DAY_AFTER_ASCENSION, date(2027, 5, 10))
    ]


DAYS = st.dates(date(2023, 1, 1), date(2030, 12, 31))
YEARLY = st.tuples(st.integers(1, 12), st.integers(1, 28))
ODD = st.frozensets(st.one_of(DAYS, YEARLY), max_size=100)


@given(DAYS, ODD, st.booleans())
def test_with_odd_closing_days_a_deadline_is_still_worked_to_on_a_working_day_in_time(
    day: date, odd: frozenset[ClosingDay], before: bool
) -> None:
    worked = works_to(day, before=before, closing=odd)
    assert is_working_day(worked, odd)
    assert worked <= (day - timedelta(days=1) if before else day)
    between = (worked + timedelta(days=number) for number in range(1, (day - worked).days + (not before)))
    assert not any(is_working_day(one, odd) for one in between)


@given(DAYS, ODD, st.integers(1, 60))
def test_with_odd_closing_days_counting_goes_forth_and_back(day: date, odd: frozenset[ClosingDay], count: int) -> None:
    start = last_working_day(day, odd)
    there = add_working_days(start, count, odd)
    assert add_working_days(there, -count, odd) == start
    days = [start + timedelta(days=number) for number in range(1, (there - start).days + 1)]
    assert sum(is_working_day(one, odd) for one in days) == count


@given(DAYS, ODD)
def test_one_closing_day_more_never_makes_a_day_that_is_worked_to_later(day: date, odd: frozenset[ClosingDay]) -> None:
    assert works_to(day, closing=odd | {day}) < works_to(day, closing=odd) + timedelta(days=1)
