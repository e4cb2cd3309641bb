"""Which days a deadline says, what it is worked to, what is refused, and what it is known again by."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from states.calendar import is_working_day
from states.deadlines import (
    BeforeTheCase,
    Days,
    NoInterval,
    NoWorkingDay,
    Step,
    Told,
    between,
    check_days,
    moves,
    tellings,
    why_worked_to,
)

untimed = settings(deadline=None)  # the first look at a year loads its holidays
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
THURSDAY = date(2027, 7, 1)


@pytest.mark.parametrize(
    ("days", "worked_to", "why"),
    [
        (Days(THURSDAY), date(2027, 7, 1), ""),
        (Days(THURSDAY, before=True), date(2027, 6, 30), "2027-07-01 itself does not count"),
        (Days(date(2027, 7, 3)), date(2027, 7, 2), "2027-07-03 is a Saturday"),
        (
            Days(date(2027, 7, 5), before=True),
            date(2027, 7, 2),
            "2027-07-05 itself does not count, and 2027-07-04 is a Sunday",
        ),
        (Days(date(2027, 5, 6)), date(2027, 5, 5), "2027-05-06 is a public holiday"),
        (Days(date(2028, 6, 5)), date(2028, 6, 2), "2028-06-05 is a public holiday"),
        (Days(date(2027, 12, 31)), date(2027, 12, 30), "2027-12-31 is a day on which the office is closed"),
    ],
)
def test_a_day_off_is_worked_to_before_and_the_reason_is_said(days: Days, worked_to: date, why: str) -> None:
    assert (days.works_to, why_worked_to(days)) == (worked_to, why)


def test_vague_words_are_never_made_exact() -> None:
    vague = between(date(2027, 7, 3), date(2027, 7, 31))
    assert (vague.works_to, why_worked_to(vague)) == (None, "")
    assert (vague.first_working_day, vague.last_working_day) == (date(2027, 7, 2), date(2027, 7, 30))
    only_last = Days(latest=date(2027, 7, 30))
    assert only_last.first_working_day == only_last.last_working_day == date(2027, 7, 30)
    assert (Days().first_working_day, Days().last_working_day) == (None, None)


@pytest.mark.parametrize(("first", "last"), [(THURSDAY, THURSDAY), (THURSDAY, date(2027, 6, 30))])
def test_an_interval_has_two_days_in_their_order(first: date, last: date) -> None:
    with pytest.raises(NoInterval, match="Nothing was written"):
        between(first, last)


BORN, TODAY = date(2027, 3, 1), date(2027, 6, 7)  # both Mondays


@pytest.mark.parametrize(
    "days",
    [
        Days(BORN),  # on the day it was opened
        Days(date(2027, 5, 3)),  # over, and entered as it was
        Days(date(2027, 6, 8), before=True),  # today is left
        Days(earliest=date(2027, 2, 1), latest=BORN),
    ],
)
def test_days_of_a_case_s_own_time_are_taken(days: Days) -> None:
    check_days(days, born=BORN, today=TODAY)


@pytest.mark.parametrize(
    ("days", "refusal"),
    [
        (Days(date(2027, 2, 28)), BeforeTheCase),
        (Days(date(2027, 2, 1), before=True), BeforeTheCase),
        (Days(earliest=date(2027, 1, 1), latest=date(2027, 2, 28)), BeforeTheCase),
        (Days(BORN, before=True), NoWorkingDay),
        (Days(TODAY, before=True), NoWorkingDay),
        (Days(date(2027, 5, 3), before=True), NoWorkingDay),
    ],
)
def test_days_that_nobody_could_keep_are_refused(days: Days, refusal: type[Exception]) -> None:
    with pytest.raises(refusal, match=r"Nothing was written\.$"):
        check_days(days, born=BORN, today=TODAY)


def test_an_exclusive_day_after_a_weekend_leaves_none() -> None:
    sunday = date(2027, 6, 6)
    with pytest.raises(NoWorkingDay, match="2027-06-04"):
        check_days(Days(TODAY, before=True), born=BORN, today=sunday)


@untimed
@given(DAYS, DAYS, st.integers(0, 60), st.booleans())
def test_what_is_taken_can_be_done(born: date, on: date, ahead: int, before: bool) -> None:
    """A deadline that was not refused lies in its case's time; an exclusive one leaves a working day from now on."""
    days, today = Days(on, before), born + timedelta(days=ahead)
    try:
        check_days(days, born=born, today=today)
    except (BeforeTheCase, NoWorkingDay):
        return
    assert on >= born
    assert days.works_to is not None
    assert is_working_day(days.works_to)
    assert days.works_to < on if before else days.works_to <= on
    assert days.works_to >= today or not before


def test_a_deadline_is_known_by_everything_it_ever_said() -> None:
    first, second, third = (Days(date(2027, month, 1)) for month in (7, 8, 9))
    course: list[dict[str, Any]] = [
        {"what": Step.MOVED, "on": "2027-07-01", "before": False, "to": "2027-08-01", "to_before": False},
        {"what": Step.EDITED, "words": "Svar senest den 1. juli.", "owners": []},
        {"what": Step.MET, "on": "2027-07-20"},
        {"what": Step.REOPENED},
        {"what": Step.MOVED, "on": "2027-08-01", "before": False, "to": "2027-09-01", "to_before": False},
    ]
    now = Told("hearing", "Svar", third)
    assert list(tellings(now, course)) == [
        now,
        Told("hearing", "Svar", second),
        Told("hearing", "Svar senest den 1. juli.", second),
        Told("hearing", "Svar senest den 1. juli.", first),
    ]
    assert moves(course) == 2


def test_blanks_and_capitals_make_no_other_deadline() -> None:
    one, other = (Told("report", words, Days(THURSDAY)) for words in ("Svar  SENEST", "svar senest"))
    assert one.key == other.key
    assert one.key != Told("report", "svar senest", Days(date(2027, 7, 2))).key
