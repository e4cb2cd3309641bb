"""The ring's geometry: every day has its place, and nothing lies over anything else."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.ring import GAP, Span, angle, month_angle, point, spread, tracks, weeks, within

DAYS = st.dates(date(2027, 1, 1), date(2027, 12, 31))
SPANS = st.lists(st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair))), max_size=30)


def test_the_year_goes_round_from_gap_to_gap() -> None:
    assert (month_angle(2027, 1), month_angle(2027, 13)) == (GAP / 2, 360 - GAP / 2)
    assert GAP / 2 < angle(date(2027, 1, 1)) < angle(date(2027, 7, 1)) < angle(date(2027, 12, 31)) < 360 - GAP / 2


@given(st.integers(1950, 2150))
def test_every_day_stands_inside_its_month(year: int) -> None:
    for month in range(1, 13):
        first = date(year, month, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        assert month_angle(year, month) < angle(first) < angle(last) < month_angle(year, month + 1)


@pytest.mark.parametrize(
    ("at", "place"), [(0, (0.0, -10.0)), (90, (10.0, 0.0)), (180, (0.0, 10.0)), (270, (-10.0, 0.0))]
)
def test_angles_go_clockwise_from_the_top(at: float, place: tuple[float, float]) -> None:
    assert point(at, 10) == place


def test_a_span_is_cut_to_its_year() -> None:
    assert within(2027, date(2026, 11, 1), date(2027, 5, 1)) == (date(2027, 1, 1), date(2027, 5, 1))
    assert within(2027, date(2027, 11, 1), date(2028, 5, 1)) == (date(2027, 11, 1), date(2027, 12, 31))
    assert within(2027, date(2025, 1, 1), date(2026, 12, 31)) is None


def test_spans_lie_on_the_outermost_track_that_is_free() -> None:
    spring, summer, autumn = ((date(2027, month, 1), date(2027, month + 2, 28)) for month in (1, 3, 6))
    assert tracks([spring, summer, autumn]) == [Span(*spring, 0), Span(*summer, 1), Span(*autumn, 0)]


@given(SPANS)
def test_no_two_spans_lie_over_each_other(spans: list[tuple[date, date]]) -> None:
    laid = tracks(spans)
    assert [(span.first, span.last) for span in laid] == spans
    for place, one in enumerate(laid):
        for other in laid[:place]:
            assert one.track != other.track or one.last < other.first or other.last < one.first


@given(SPANS)
def test_no_track_is_left_out(spans: list[tuple[date, date]]) -> None:
    used = {span.track for span in tracks(spans)}
    assert used == set(range(len(used)))


@given(st.lists(st.floats(12, 348), max_size=80).map(sorted))
def test_marks_keep_their_distance_their_order_and_their_bounds(wanted: list[float]) -> None:
    found = spread(wanted, 4.0, 8, 352)
    assert len(found) == len(wanted)
    assert all(second - first >= 4 - 1e-6 for first, second in pairwise(found))
    assert all(8 - 1e-6 <= one <= 352 + 1e-6 for one in found)


@given(st.lists(st.integers(3, 60), min_size=1, max_size=5))
def test_marks_with_room_stay_where_they_are(steps: list[int]) -> None:
    wanted = [12.0 + 5 * place + step for place, step in enumerate(sorted(steps))]
    assert spread(wanted, 4.0, 8, 352) == pytest.approx(wanted)


def test_marks_on_one_day_stand_evenly_about_it() -> None:
    assert spread([100.0, 100.0, 100.0], 4.0, 8, 352) == [96.0, 100.0, 104.0]


def test_more_marks_than_there_is_room_for_stand_closer() -> None:
    found = spread([100.0] * 200, 4.0, 0, 199)
    assert [round(second - first, 6) for first, second in pairwise(found)] == [1.0] * 199


@given(st.integers(1950, 2150))
def test_every_week_of_the_year_stands_once(year: int) -> None:
    found = weeks(year)
    assert [number for number, _ in found] == list(range(1, len(found) + 1))
    assert {thursday.isocalendar()[:2] for _, thursday in found} == {(year, number) for number, _ in found}
    assert len(found) in (52, 53)
