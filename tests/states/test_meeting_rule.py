"""The days on which a forum meets by a rule."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from states.calendar import is_working_day
from states.meeting_rule import MeetingRule, RuledDay, ruled_days
from states.shift import Shift

FRIDAY, SUNDAY = 4, 6
EVERY_MONTH = frozenset(range(1, 13))
YEAR = (date(2027, 1, 1), date(2027, 12, 31))


def rule(*places: int, weekday: int = FRIDAY, months: frozenset[int] = EVERY_MONTH) -> MeetingRule:
    return MeetingRule(frozenset(places), frozenset({weekday}), months)


def days(one: MeetingRule, shift: Shift = Shift.NONE) -> list[str]:
    return [f"{day.on}" for day in ruled_days(one, *YEAR, shift)]


def test_the_first_and_the_last_of_some_months() -> None:
    assert days(rule(1, months=frozenset({2, 6}))) == ["2027-02-05", "2027-06-04"]
    assert days(rule(-1, -2, months=frozenset({2}))) == ["2027-02-19", "2027-02-26"]


def test_a_month_without_a_fifth_such_day_has_no_meeting() -> None:
    assert days(rule(5)) == ["2027-01-29", "2027-04-30", "2027-07-30", "2027-10-29", "2027-12-31"]


def test_every_such_day_where_no_place_is_named() -> None:
    assert days(rule(months=frozenset({2}))) == ["2027-02-05", "2027-02-12", "2027-02-19", "2027-02-26"]


def test_a_closing_day_is_shifted_to_either_side_or_kept() -> None:
    easter = rule(-1, months=frozenset({3}))  # 26 March 2027 is Langfredag
    kept, moved = date(2027, 3, 26), [date(2027, 3, 30), date(2027, 3, 24)]
    assert ruled_days(easter, *YEAR, Shift.NONE) == [RuledDay(kept)]
    assert ruled_days(easter, *YEAR, Shift.NEXT) == [RuledDay(moved[0], kept)]
    assert ruled_days(easter, *YEAR, Shift.PREVIOUS) == [RuledDay(moved[1], kept)]


def test_two_meetings_that_come_to_the_same_day_are_one() -> None:
    both = MeetingRule(frozenset({-1}), frozenset({FRIDAY, 3, 2}), frozenset({3}))
    assert days(both, Shift.PREVIOUS) == ["2027-03-24", "2027-03-31"]


def test_a_rule_that_names_a_weekend_is_taken_at_its_word() -> None:
    assert days(rule(1, weekday=SUNDAY, months=frozenset({6})), Shift.NEXT) == ["2027-06-06"]


rules = st.builds(
    MeetingRule,
    st.frozensets(st.sampled_from((-2, -1, 1, 2, 3, 4, 5)), max_size=3),
    st.frozensets(st.integers(0, 4), min_size=1, max_size=2),
    st.frozensets(st.integers(1, 12), min_size=1),
)


@given(rules, st.integers(2000, 2100))
def test_the_rule_agrees_with_counting_through_the_year(one: MeetingRule, year: int) -> None:
    def named(day: date) -> bool:
        from_start = (day.day - 1) // 7 + 1
        month_ends = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        from_end = -((month_ends.day - day.day) // 7 + 1)
        place = not one.places or bool(one.places & {from_start, from_end})
        return day.weekday() in one.weekdays and day.month in one.months and place

    every = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    counted = [day for day in every if day.year == year and named(day)]
    assert [day.on for day in ruled_days(one, date(year, 1, 1), date(year, 12, 31), Shift.NONE)] == counted


@given(rules, st.integers(2000, 2100), st.sampled_from((Shift.NEXT, Shift.PREVIOUS)))
def test_a_shifted_meeting_is_on_a_working_day(one: MeetingRule, year: int, shift: Shift) -> None:
    found = ruled_days(one, date(year, 1, 1), date(year, 12, 31), shift)
    assert all(is_working_day(day.on) for day in found)
    assert [day.on for day in found] == sorted({day.on for day in found})
