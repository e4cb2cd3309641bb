"""The planner against a search through every choice of meetings, and the promises that its verdicts keep."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from states.planner import Leg, Verdict, plan
from states.timetable import Calendar, Slot, Timetable, known_calendar

START = date(2027, 3, 1)
RANK = {Verdict.UNKNOWN: 0, Verdict.LATE: 1, Verdict.TIGHT: 2, Verdict.SAFE: 3}
"""From what says least to what promises most: a meeting more may settle what was unknown."""

FORUMS = ("SDF", "K22", "KKR")

days = st.integers(0, 60).map(lambda number: START + timedelta(days=number))
slots = st.builds(lambda on, notice: Slot(on, on - timedelta(days=notice)), days, st.sampled_from((0, 3, 3, 10)))
steady = st.builds(lambda on: Slot(on, on - timedelta(days=5)), days)


def worlds(slot: st.SearchStrategy[Slot]) -> st.SearchStrategy[dict[str, tuple[Slot, ...]]]:
    meetings = st.lists(slot, max_size=4, unique_by=lambda one: one.on).map(lambda found: tuple(sorted(found)))
    return st.fixed_dictionaries(dict.fromkeys(FORUMS, meetings))


routes = st.lists(
    st.builds(lambda forum, gap: Leg(forum, (forum,), 1, gap), st.sampled_from(FORUMS), st.sampled_from((0, 0, 2))),
    min_size=1,
    max_size=3,
)


def certain(world: dict[str, tuple[Slot, ...]]) -> dict[str, Calendar]:
    tables = {code: Timetable.of(found) for code, found in world.items()}
    return {code: Calendar(code, table, table) for code, table in tables.items()}


def chains(legs: Sequence[Leg], world: dict[str, tuple[Slot, ...]], ready: date) -> Iterator[tuple[Slot, ...]]:
    """Every choice of meetings in which each takes in what the one before decided."""
    for chosen in product(*(world[one.forums[0]] for one in legs)):
        before = ready
        for one, slot in zip(legs, chosen, strict=True):
            if slot.cut_off < before + timedelta(days=one.gap):
                break
            before = slot.on
        else:
            yield chosen


def searched(legs: Sequence[Leg], world: dict[str, tuple[Slot, ...]], ready: date, by: date) -> list[tuple[date, date]]:
    """The earliest and latest day of each stop over the choices that keep the date; [] where there is none."""
    kept = [chosen for chosen in chains(legs, world, ready) if chosen[-1].on <= by]
    return [(min(days), max(days)) for days in zip(*([slot.on for slot in chosen] for chosen in kept), strict=True)]


@given(routes, worlds(steady), days, days)
def test_the_planner_agrees_with_a_search_through_every_choice(
    legs: list[Leg], world: dict[str, tuple[Slot, ...]], ready: date, by: date
) -> None:
    found = plan(legs, certain(world), ready, by)
    expected = searched(legs, world, ready, by)
    if expected:
        assert [(one.earliest, one.latest) for one in found.legs] == expected
    assert (found.verdict is Verdict.LATE) == (expected == [])


@given(routes, worlds(slots), days, days)
def test_a_late_plan_is_one_that_no_choice_can_keep_whatever_the_cut_offs(
    legs: list[Leg], world: dict[str, tuple[Slot, ...]], ready: date, by: date
) -> None:
    found = plan(legs, certain(world), ready, by)
    assert (found.verdict is Verdict.LATE) == (searched(legs, world, ready, by) == [])


@given(routes, worlds(slots), days, days)
def test_nothing_is_latest_before_it_is_earliest_unless_it_is_late(
    legs: list[Leg], world: dict[str, tuple[Slot, ...]], ready: date, by: date
) -> None:
    for one in plan(legs, certain(world), ready, by).legs:
        if one.verdict is Verdict.LATE:
            assert one.earliest is None or one.latest is None or one.latest < one.earliest
        else:
            assert one.earliest is not None
            assert one.latest is not None
            assert one.earliest <= one.latest <= by


@given(routes, worlds(slots), st.sampled_from(FORUMS), slots, days, days)
def test_a_meeting_more_never_makes_it_worse(
    legs: list[Leg], world: dict[str, tuple[Slot, ...]], forum: str, more: Slot, ready: date, by: date
) -> None:
    calendars = {code: known_calendar(code, found, cut_off=5, today=ready, until=by) for code, found in world.items()}
    slots = (*world[forum], more)
    larger = {**calendars, forum: known_calendar(forum, slots, cut_off=5, today=ready, until=by)}
    assert RANK[plan(legs, calendars, ready, by).verdict] <= RANK[plan(legs, larger, ready, by).verdict]


@given(routes, worlds(slots), days, days)
def test_a_verdict_of_safe_stands_when_any_one_stop_loses_its_first_meeting(
    legs: list[Leg], world: dict[str, tuple[Slot, ...]], ready: date, by: date
) -> None:
    found = plan(legs, certain(world), ready, by)
    if found.verdict is Verdict.SAFE:
        for one in found.legs:
            forum = one.leg.forums[0]
            fewer = {**world, forum: tuple(slot for slot in world[forum] if slot.on != one.earliest)}
            if [leg.forums[0] for leg in legs].count(forum) == 1:
                assert plan(legs, certain(fewer), ready, by).verdict is not Verdict.LATE
