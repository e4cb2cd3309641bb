"""Plans on an axis of time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.plan_told import Due, ToldPlan
from states.planner import Plan, Verdict
from states.timeline import Axis, DatedCase, Lane, Mark, Marked, overview, timeline
from tests.states.plans import LATE, SAFE, TIGHT, TODAY, UNKNOWN

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def marks(plan: ToldPlan, place: int) -> list[tuple[date, Mark]]:
    return [(one.on, one.mark) for one in timeline(plan).lanes[place].meetings]


def test_the_axis_runs_in_whole_months_from_today_to_the_deadline() -> None:
    assert timeline(TIGHT).axis == Axis(date(2027, 3, 1), date(2027, 8, 1))


def test_a_late_case_is_shown_until_it_could_be_through() -> None:
    assert timeline(LATE).axis == Axis(date(2027, 3, 1), date(2027, 9, 1))


def test_the_only_meeting_that_works_is_both_the_earliest_and_the_latest() -> None:
    assert timeline(TIGHT).lanes[1].meetings == (
        Marked(date(2027, 4, 21), Mark.MEETING, date(2027, 4, 7)),
        Marked(date(2027, 6, 15), Mark.ONLY, date(2027, 6, 1)),
    )


def test_a_stop_with_room_has_an_earliest_and_a_latest_meeting() -> None:
    assert marks(SAFE, 0) == [
        (date(2027, 4, 9), Mark.EARLIEST),
        (date(2027, 6, 4), Mark.MEETING),
        (date(2027, 8, 20), Mark.LATEST),
    ]


def test_no_meeting_of_a_late_stop_works_and_a_group_tells_its_meetings_together() -> None:
    lane = timeline(LATE).lanes[2]
    assert (lane.estimated, {one.cut_off for one in lane.meetings}) == (True, {None})
    assert marks(LATE, 2)[-1] == (date(2027, 8, 31), Mark.EARLIEST)
    assert Mark.LATEST not in {mark for _, mark in marks(LATE, 2)}


def test_a_forum_without_a_calendar_is_unknown_from_the_beginning() -> None:
    sdf, kkr = timeline(UNKNOWN).lanes
    assert (sdf, kkr.known_to) == (Lane(UNKNOWN.legs[0].plan, (), None, unknown=True), date(2027, 9, 6))


@pytest.mark.parametrize(
    ("plan", "day"), [(TIGHT, date(2027, 3, 26)), (SAFE, date(2027, 8, 6)), (LATE, None), (UNKNOWN, None)]
)
def test_the_point_of_no_return_is_the_last_day_for_the_first_stop(plan: ToldPlan, day: date | None) -> None:
    assert timeline(plan).too_late_after == day


@given(st.lists(DAYS, min_size=1))
def test_every_day_has_its_place_in_order(days: list[date]) -> None:
    axis = Axis.over(days)
    places = [axis.share(day) for day in sorted(days)]
    assert places == sorted(places)
    assert all(axis.holds(day) and 0 <= axis.share(day) < 1 for day in days)


@given(st.lists(DAYS, min_size=1), st.integers(6, 40))
def test_no_more_months_are_named_than_there_is_room_for(days: list[date], most: int) -> None:
    axis = Axis.over(days)
    named = axis.months(most)
    assert len(named) <= most + 1
    assert all(axis.holds(month) and month.day == 1 for month in named)


def test_a_long_axis_names_every_third_month_and_a_longer_one_the_years() -> None:
    assert Axis(date(2027, 3, 1), date(2028, 3, 1)).months(6) == tuple(
        date(year, month, 1) for year, month in ((2027, 3), (2027, 5), (2027, 7), (2027, 9), (2027, 11), (2028, 1))
    )
    assert Axis(date(2027, 3, 1), date(2031, 3, 1)).months(6) == tuple(date(year, 1, 1) for year in range(2028, 2032))


def dated(number: int, due: date) -> DatedCase:
    plan = Plan(Verdict.TIGHT, tuple(one.plan for one in TIGHT.legs))
    return DatedCase(number, f"Sag {number}", Due(due), plan)


def test_an_overview_has_the_first_cases_and_counts_the_rest() -> None:
    found = overview(
        [dated(1, date(2040, 1, 1)), dated(2, date(2020, 1, 1)), dated(3, TODAY)], TODAY, most=2, months=24
    )
    assert (found.cases, found.left_out) == ((dated(1, date(2040, 1, 1)), dated(2, date(2020, 1, 1))), 1)
    assert found.axis == Axis(date(2027, 3, 1), date(2029, 3, 1))


def test_an_overview_of_nothing_is_the_month_of_today() -> None:
    assert overview([], TODAY, most=2, months=24).axis == Axis(date(2027, 3, 1), date(2027, 4, 1))
