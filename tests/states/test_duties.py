"""What comes every year, and when it is due."""

from datetime import date

from states.duties import Duty, MonthDay
from states.plan_told import Due


def test_a_duty_of_every_year_is_due_in_each_and_begins_before() -> None:
    yearly = Duty(2, "social", MonthDay(7, 1), "Regnskab", ready=MonthDay(11, 1))
    assert list(yearly.dues((2027, 2028, 2027), date(2026, 11, 22))) == [
        (Due(date(2027, 7, 1), words="Regnskab"), date(2026, 11, 22)),  # it could have begun
        (Due(date(2028, 7, 1), words="Regnskab"), date(2027, 11, 1)),
    ]


def test_what_is_over_is_not_due_again() -> None:
    yearly = Duty(2, "short", MonthDay(9, 10), before=True)
    assert [due.on for due, _ in yearly.dues((2026, 2027), date(2026, 11, 22))] == [date(2027, 9, 10)]
    once = Duty(3, "short", date(2026, 5, 1))
    assert list(once.dues((2026, 2027), date(2026, 11, 22))) == []


def test_a_leap_day_is_the_last_of_february() -> None:
    assert [MonthDay(2, 29).within(year) for year in (2027, 2028)] == [date(2027, 2, 28), date(2028, 2, 29)]
