"""The planner against a search through every choice of meetings, and the promises that its verdicts keep."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from states.outcomes import Purpose
from states.planner import Leg, Verdict, bound, leg, overall, plan, solve
from states.routes import Join, JoinRule, Stop
from states.timetable import Calendar, Slot, Timetable, known_calendar, monthly_calendar

START = date(2027, 3, 1)
RANK = {Verdict.UNKNOWN: 0, Verdict.LATE: 0, Verdict.TIGHT: 1, Verdict.SAFE: 2}
"""What a verdict promises: a meeting more may settle what was unknown, or be called at shorter notice than usual."""

FORUMS = ("SDF", "SUN", "K22", "KKR")
World = Mapping[str, tuple[Slot, ...]]
untimed = settings(deadline=None)

days = st.integers(0, 60).map(lambda number: START + timedelta(days=number))
slots = st.builds(lambda on, notice: Slot(on, on - timedelta(days=notice)), days, st.sampled_from((0, 3, 3, 10)))
steady = st.builds(lambda on: Slot(on, on - timedelta(days=5)), days)
gaps = st.sampled_from((0, 0, 2, 9))


def worlds(slot: st.SearchStrategy[Slot]) -> st.SearchStrategy[World]:
    meetings = st.lists(slot, max_size=3, unique_by=lambda one: one.on).map(lambda found: tuple(sorted(found)))
    return st.fixed_dictionaries(dict.fromkeys(FORUMS, meetings))


singles = st.builds(lambda forum, gap: Leg(forum, (forum,), 1, gap), st.sampled_from(FORUMS), gaps)
groups = st.builds(
    lambda forums, needed, gap: Leg("group", tuple(forums), min(needed, len(forums)), gap),
    st.lists(st.sampled_from(FORUMS), min_size=2, max_size=3, unique=True),
    st.integers(1, 3),
    gaps,
)
routes = st.lists(st.one_of(singles, groups), min_size=1, max_size=3)
lines = st.lists(singles, min_size=1, max_size=3)


def certain(world: World) -> dict[str, Calendar]:
    tables = {code: Timetable.of(found) for code, found in world.items()}
    return {code: Calendar(code, table, table) for code, table in tables.items()}


def through(one: Leg, world: World, ready: date) -> Iterator[date]:
    """Each day on which a stop may be through: each of its forums takes one of the meetings that it can, or none."""
    choices = [[None, *(slot.on for slot in world[code] if slot.cut_off >= ready)] for code in one.forums]
    for chosen in product(*choices):
        acted = sorted(on for on in chosen if on)
        if len(acted) >= one.needed:
            yield acted[one.needed - 1]


def chains(legs: Sequence[Leg], world: World, ready: date) -> Iterator[tuple[date, ...]]:
    """Every course of a case, as the days on which its stops are through."""
    if not legs:
        yield ()
        return
    for on in set(through(legs[0], world, ready + timedelta(days=legs[0].gap))):
        for rest in chains(legs[1:], world, on):
            yield (on, *rest)


def searched(legs: Sequence[Leg], world: World, ready: date, by: date) -> list[tuple[date, date]]:
    """The earliest and latest day of each stop over the courses that keep the date; [] where there is none."""
    kept = [chosen for chosen in chains(legs, world, ready) if chosen[-1] <= by]
    return [(min(days), max(days)) for days in zip(*kept, strict=True)]


@untimed
@given(routes, worlds(steady), days, days)
def test_the_planner_agrees_with_a_search_through_every_choice_groups_and_gaps_too(
    legs: list[Leg], world: World, ready: date, by: date
) -> None:
    found = plan(legs, certain(world), ready, by)
    expected = searched(legs, world, ready, by)
    if expected:
        assert [(one.earliest, one.latest) for one in found.legs] == expected
    assert (found.verdict is Verdict.LATE) == (expected == [])


@untimed
@given(routes, worlds(slots), days, days)
def test_a_late_plan_is_one_that_no_choice_can_keep_whatever_the_cut_offs(
    legs: list[Leg], world: World, ready: date, by: date
) -> None:
    found = plan(legs, certain(world), ready, by)
    assert (found.verdict is Verdict.LATE) == (searched(legs, world, ready, by) == [])


@untimed
@given(routes, worlds(slots), days, days)
def test_nothing_is_latest_before_it_is_earliest_unless_it_is_late(
    legs: list[Leg], world: World, ready: date, by: date
) -> None:
    for one in plan(legs, certain(world), ready, by).legs:
        if one.verdict is Verdict.LATE:
            assert one.earliest is None or one.latest is None or one.latest < one.earliest or one.leg.needed > 1
        else:
            assert one.earliest is not None
            assert one.latest is not None
            assert one.earliest <= one.latest <= by


@untimed
@given(routes, worlds(slots), days, days)
def test_who_waits_until_the_last_day_still_makes_it_and_who_waits_longer_does_not(
    legs: list[Leg], world: World, ready: date, by: date
) -> None:
    first = solve(legs, tables(world), ready, by)[0]
    if overall(solve(legs, tables(world), ready, by)) is not Verdict.LATE:
        assert first.too_late_after is not None
        last = first.too_late_after - timedelta(days=legs[0].gap)
        assert overall(solve(legs, tables(world), last, by)) is not Verdict.LATE
        assert overall(solve(legs, tables(world), last + timedelta(days=1), by)) is Verdict.LATE


def tables(world: World) -> dict[str, Timetable]:
    return {code: Timetable.of(found) for code, found in world.items()}


@untimed
@given(routes, worlds(slots), st.sampled_from(FORUMS), slots, days, days)
def test_a_meeting_more_never_makes_it_worse(
    legs: list[Leg], world: World, forum: str, more: Slot, ready: date, by: date
) -> None:
    calendars = {code: known_calendar(code, found, cut_off=5, today=ready, until=by) for code, found in world.items()}
    slots = (*world[forum], more)
    larger = {**calendars, forum: known_calendar(forum, slots, cut_off=5, today=ready, until=by)}
    assert RANK[plan(legs, calendars, ready, by).verdict] <= RANK[plan(legs, larger, ready, by).verdict]


@untimed
@given(routes, worlds(slots), st.sampled_from(FORUMS), st.integers(0, 2), days, days)
def test_a_meeting_less_never_makes_it_better(
    legs: list[Leg], world: World, forum: str, place: int, ready: date, by: date
) -> None:
    fewer = {**world, forum: world[forum][:place] + world[forum][place + 1 :]}
    before, after = (plan(legs, certain(one), ready, by).verdict for one in (world, fewer))
    assert RANK[after] <= RANK[before]


@untimed
@given(lines, worlds(slots), days, days)
def test_a_verdict_of_safe_stands_when_any_one_stop_loses_its_first_meeting(
    legs: list[Leg], world: World, ready: date, by: date
) -> None:
    found = plan(legs, certain(world), ready, by)
    if found.verdict is Verdict.SAFE:
        for one in found.legs:
            forum = one.leg.forums[0]
            fewer = {**world, forum: tuple(slot for slot in world[forum] if slot.on != one.earliest)}
            if [leg.forums[0] for leg in legs].count(forum) == 1:
                assert plan(legs, certain(fewer), ready, by).verdict is not Verdict.LATE


@untimed
@given(groups, worlds(slots), days, days)
def test_a_group_can_lose_as_many_meetings_as_it_is_said_to_and_no_more(
    group: Leg, world: World, ready: date, by: date
) -> None:
    """The worst loss first: of the forums with the fewest meetings that work, as many as the group needs."""
    found = solve([group], tables(world), ready, by)[0]
    if found.verdict is Verdict.LATE:
        return
    assert found.slack_meetings is not None
    begin = ready + timedelta(days=group.gap)
    working = [(code, slot) for code in group.forums for slot in world[code] if slot.cut_off >= begin and slot.on <= by]
    working.sort(key=lambda one: (sum(one[0] == code for code, _ in working), one[0]))

    def after(lost: int) -> Verdict:
        gone = working[:lost]
        fewer = {code: tuple(slot for slot in found if (code, slot) not in gone) for code, found in world.items()}
        return overall(solve([group], tables(fewer), ready, by))

    assert after(found.slack_meetings) is not Verdict.LATE
    assert after(found.slack_meetings + 1) is Verdict.LATE


def meets(*on: str) -> Timetable:
    days = [date.fromisoformat(day) for day in on]
    return Timetable.of(Slot(day, day - timedelta(days=14)) for day in days)


def test_a_hearing_ends_on_its_day_whoever_has_answered() -> None:
    hearing = leg(Stop("hearing", ("A", "B"), Join(JoinRule.BY_DATE)), until=date(2027, 5, 1))
    legs = [hearing, leg(Stop("kkr", ("KKR",)))]
    known = {"A": meets("2027-04-20"), "B": meets("2027-06-01"), "KKR": meets("2027-05-20")}
    heard, kkr = solve(legs, known, START, date(2027, 6, 1))
    assert (heard.earliest, heard.verdict, heard.by_date, heard.missing) == (
        date(2027, 5, 1),
        Verdict.SAFE,
        ("A",),
        ("B",),
    )
    assert (kkr.earliest, kkr.verdict) == (date(2027, 5, 20), Verdict.TIGHT)
    assert overall(solve(legs, {**known, "KKR": meets("2027-05-14")}, START, date(2027, 6, 1))) is Verdict.LATE


def test_who_approves_after_a_reservation_or_is_only_told_need_not_keep_the_date() -> None:
    decides = leg(Stop("kkr", ("KKR",), purpose=Purpose.DECIDE))
    reserved = leg(Stop("councils", ("A", "B"), reservation=True))
    told = leg(Stop("kkr-told", ("KKR",), purpose=Purpose.TAKE_NOTE))
    assert [bound(legs) for legs in ([decides, reserved, told], [decides, told, decides], [told])] == [1, 3, 1]
    known = {"KKR": meets("2027-04-20", "2027-06-21"), "A": meets("2027-06-01"), "B": meets()}
    found = solve([decides, reserved], known, START, date(2027, 5, 1))
    assert [(one.earliest, one.latest, one.verdict) for one in found] == [
        (date(2027, 4, 20), date(2027, 4, 20), Verdict.TIGHT),
        (None, None, Verdict.SAFE),
    ]


def test_seventeen_of_twenty_two_make_it_and_the_five_others_are_named() -> None:
    """Seventeen councils have said when they meet; of the others nobody knows, and July has no meeting."""
    today, by = date(2027, 6, 21), date(2027, 8, 20)
    codes = [f"KB-{number}" for number in range(22)]
    calendars = {
        code: known_calendar(code, meets("2027-08-18").slots, cut_off=14, today=today, until=date(2027, 8, 18))
        if place < 17
        else monthly_calendar(code, cut_off=14, today=today, until=by)
        for place, code in enumerate(codes)
    }
    for join, verdict in ((Join(), Verdict.UNKNOWN), (Join(JoinRule.NUMBER, 17), Verdict.TIGHT)):
        found = plan([leg(Stop("councils", tuple(codes), join))], calendars, today, by)
        assert (found.verdict, found.legs[0].verdict) == (verdict, verdict)
        if verdict is Verdict.TIGHT:
            assert (found.legs[0].by_date, found.legs[0].missing) == (tuple(codes[:17]), tuple(codes[17:]))
        else:
            assert found.unknown == tuple(codes[17:])


def test_only_those_are_named_whose_calendar_is_needed() -> None:
    today, by = date(2027, 3, 1), date(2027, 12, 1)
    known = {
        "SDF": known_calendar("SDF", (), cut_off=14, today=today, until=by),
        "K22": known_calendar("K22", meets("2027-08-23").slots, cut_off=14, today=today, until=by),
        "KKR": known_calendar("KKR", meets("2027-11-22", "2027-12-20").slots, cut_off=14, today=today, until=by),
    }
    legs = [leg(Stop(code.lower(), (code,))) for code in ("SDF", "K22", "KKR")]
    assert plan(legs, known, today, by).unknown == ("SDF",)
