"""Each way out is tried: what is proposed can still be chosen, and helps."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from states.adviser import ways_out
from states.outcomes import Purpose
from states.planner import Leg, Verdict, leg, overall, plan, solve
from states.routes import Join, JoinRule, Stop
from states.timetable import Calendar, Slot, Timetable
from states.ways import Question, Way, WayOut

TODAY = date(2027, 3, 1)
FORUMS = ("SDF", "SUN", "K22", "KKR")
COUNCILS = frozenset({"KB-1", "KB-2"})
NOTICE = 5
ANSWER_DAYS = 7

Known = Mapping[str, tuple[Slot, ...]]

days = st.integers(0, 50).map(lambda number: TODAY + timedelta(days=number))
slots = st.builds(lambda on: Slot(on, on - timedelta(days=NOTICE)), days)
meetings = st.lists(slots, max_size=3, unique_by=lambda one: one.on).map(tuple)
worlds = st.fixed_dictionaries(dict.fromkeys((*FORUMS, *sorted(COUNCILS)), meetings))
singles = st.builds(lambda forum, gap: Leg(forum, (forum,), 1, gap), st.sampled_from(FORUMS), st.sampled_from((0, 3)))
both = st.builds(lambda needed: Leg("both", ("SDF", "SUN"), needed), st.sampled_from((1, 2)))
approval = st.lists(st.just(Leg("councils", tuple(sorted(COUNCILS)), 2, purpose=Purpose.APPROVE)), max_size=1)
routes = st.builds(
    lambda begin, end: (*begin, *end), st.lists(st.one_of(singles, both), min_size=1, max_size=3), approval
)


def asked(legs: Sequence[Leg], known: Known, works_to: date, **more: object) -> Question:
    tables = {code: Timetable.of(found) for code, found in known.items()}
    calendars = {code: Calendar(code, table, table) for code, table in tables.items()}
    question = Question(
        legs=tuple(legs),
        calendars=calendars,
        plan=plan(legs, calendars, TODAY, works_to),
        today=TODAY,
        works_to=works_to,
        notice=dict.fromkeys(known, NOTICE),
        chairs={"KKR": "KKR-F"},
        councils=COUNCILS,
    )
    return replace(question, **more)  # type: ignore[arg-type]  # a test names the fields that it changes


def with_more(question: Question, way: WayOut) -> dict[str, Timetable]:
    """The calendars with the meetings that a way out calls."""
    notice = NOTICE if way.kind is Way.EXTRAORDINARY_MEETING else ANSWER_DAYS
    tables = dict(question.tables)
    for code, on in zip(way.forums, way.days, strict=True):
        assert on not in {slot.on for slot in question.tables[code].slots}
        tables[code] = Timetable.of((*tables[code].slots, Slot(on, on - timedelta(days=notice))))
    return tables


def carried(question: Question, way: WayOut) -> Sequence[Leg]:
    """The stops that must keep the date if the way is taken: not the councils, where a reservation is."""
    return question.legs[:-1] if way.reserved else question.legs


@settings(deadline=None)
@given(routes, worlds, days)
def test_every_meeting_that_is_proposed_really_brings_the_case_through(
    legs: Sequence[Leg], known: Known, works_to: date
) -> None:
    question = asked(legs, known, works_to)
    for way in ways_out(question):
        if way.kind in (Way.EXTRAORDINARY_MEETING, Way.WRITTEN_PROCEDURE):
            tried = solve(carried(question, way), with_more(question, way), TODAY, works_to)
            assert overall(tried) is not Verdict.LATE
            assert max(way.days) == way.day
            if question.plan.verdict is Verdict.TIGHT:
                before = {one.leg.stop: one.slack_meetings for one in question.plan.legs}
                assert any(before[one.leg.stop] == 0 and one.slack_meetings for one in tried)


@settings(deadline=None)
@given(routes, worlds, days)
def test_stops_that_are_proposed_side_by_side_make_it_each_on_its_own(
    legs: Sequence[Leg], known: Known, works_to: date
) -> None:
    question = asked(legs, known, works_to)
    for way in ways_out(question):
        if way.kind is Way.PARALLEL:
            must = carried(question, way)
            place = next(n for n in range(len(must) - 1) if must[n].forums + must[n + 1].forums == way.forums)
            begin = TODAY
            for group in (
                *((one,) for one in must[:place]),
                must[place : place + 2],
                *((one,) for one in must[place + 2 :]),
            ):
                ends = [
                    solve([replace(one, gap=group[0].gap)], question.tables, begin, works_to)[0].earliest
                    for one in group
                ]
                begin = max(on for on in ends if on)
                assert None not in ends
            assert begin <= works_to


@settings(deadline=None)
@given(routes, worlds, days)
def test_what_is_proposed_can_still_be_chosen_and_nothing_is_proposed_for_a_safe_case(
    legs: Sequence[Leg], known: Known, works_to: date
) -> None:
    question = asked(legs, known, works_to)
    found = ways_out(question)
    assert [way for way in found if way.choose_by < TODAY] == []
    if question.plan.verdict is Verdict.SAFE:
        assert found == ()
    if question.plan.verdict is Verdict.LATE:
        assert Way.EXTENSION in {way.kind for way in found}


def on(*found: str) -> tuple[Slot, ...]:
    meets = [date.fromisoformat(day) for day in found]
    return tuple(Slot(day, day - timedelta(days=NOTICE)) for day in meets)


KKR = leg(Stop("kkr", ("KKR",)))
APPROVAL = leg(Stop("councils", tuple(sorted(COUNCILS)), purpose=Purpose.APPROVE))


def kinds(question: Question) -> dict[Way, date]:
    return {way.kind: way.choose_by for way in ways_out(question)}


def test_the_chairmanship_is_empowered_at_the_last_meeting_before_and_a_closed_agenda_needs_an_added_item() -> None:
    legs = [leg(Stop("k22", ("K22",))), KKR]
    known = {"K22": on("2027-04-20"), "KKR": on("2027-03-04", "2027-05-20")}
    works_to = date(2027, 4, 9)
    found = next(way for way in ways_out(asked(legs, known, works_to)) if way.kind is Way.DELEGATION)
    day, closes = date(2027, 3, 4), date(2027, 2, 27)
    assert found == WayOut(Way.DELEGATION, day, ("KKR", "KKR-F"), day, closes=closes, added=True)
    sent = {"KKR": (Slot(date(2027, 4, 8), date(2027, 4, 3)),)}
    found = next(way for way in ways_out(asked(legs, known, works_to, fixed=sent)) if way.kind is Way.DELEGATION)
    assert (found.choose_by, found.closes, found.added) == (date(2027, 4, 8), date(2027, 4, 3), True)
    later = asked([leg(Stop("k22", ("K22",)))], known, works_to)
    assert Way.DELEGATION not in kinds(later)  # K22 has no chairmanship


def test_a_reservation_is_decided_where_the_case_is_sent_from() -> None:
    councils = dict.fromkeys(sorted(COUNCILS), on("2027-05-20"))
    works_to = date(2027, 4, 9)
    tight = asked([KKR, APPROVAL], {"KKR": on("2027-03-30"), **councils}, works_to)
    assert kinds(tight)[Way.RESERVATION] == date(2027, 3, 30)
    without = asked([KKR, APPROVAL], {"KKR": on("2027-05-01"), **councils}, works_to)
    assert kinds(without)[Way.RESERVATION] == works_to  # at the extraordinary meeting
    at_the_councils = asked([APPROVAL], councils, works_to)
    assert kinds(at_the_councils)[Way.RESERVATION] == works_to
    heard = replace(APPROVAL, purpose=Purpose.GIVE_INPUT)
    assert Way.RESERVATION not in kinds(asked([heard], councils, works_to))


def test_an_empowerment_that_leaves_the_councils_no_time_needs_a_reservation_too() -> None:
    councils = dict.fromkeys(sorted(COUNCILS), on("2027-03-20", "2027-04-08"))
    known = {"K22": on("2027-04-07"), "KKR": on("2027-03-30"), **councils}
    legs = [leg(Stop("k22", ("K22",))), KKR, APPROVAL]
    found = {by: ways_out(asked(legs, known, by)) for by in (date(2027, 4, 9), date(2027, 4, 1))}
    assert [[way.reserved for way in ways if way.kind is Way.DELEGATION] for ways in found.values()] == [
        [False],
        [True],
    ]


def test_a_meeting_that_can_decide_need_not_empower() -> None:
    gone = replace(KKR, gap=20)  # the case is not ready for the first of the two
    found = ways_out(asked([gone], {"KKR": on("2027-03-20", "2027-03-30")}, date(2027, 4, 1)))
    assert [way.choose_by for way in found if way.kind is Way.DELEGATION] == [date(2027, 3, 20)]
    alone = ways_out(asked([KKR], {"KKR": on("2027-03-30")}, date(2027, 4, 1)))
    assert Way.DELEGATION not in {way.kind for way in alone}


def test_nobody_calls_the_councils_together_or_asks_them_to_decide_in_writing() -> None:
    host = leg(Stop("host", ("KB-1",), purpose=Purpose.DECIDE))
    found = kinds(asked([host], {"KB-1": (), "KB-2": ()}, date(2027, 4, 9)))
    assert Way.EXTRAORDINARY_MEETING in found  # one council can be asked to meet
    assert Way.WRITTEN_PROCEDURE not in found
    both = kinds(asked([APPROVAL], {"KB-1": (), "KB-2": ()}, date(2027, 4, 9)))
    assert Way.EXTRAORDINARY_MEETING not in both


def test_in_a_group_those_meet_more_who_do_not_make_it() -> None:
    group = leg(Stop("directors", ("SDF", "SUN")))
    known = {"SDF": on("2027-03-30"), "SUN": on("2027-05-30"), "K22": on("2027-04-08")}
    found = next(iter(ways_out(asked([group, leg(Stop("k22", ("K22",)))], known, date(2027, 4, 9)))))
    assert (found.kind, found.forums, found.days) == (Way.EXTRAORDINARY_MEETING, ("SUN",), (date(2027, 4, 2),))


def test_an_overdue_case_can_only_ask_for_more_time() -> None:
    late = asked([KKR], {"KKR": on("2027-03-30")}, date(2027, 2, 1), default="Staten fastsætter tallet.")
    assert ways_out(late) == (WayOut(Way.EXTENSION, TODAY, day=date(2027, 3, 30)),)


def test_the_legal_default_is_told_where_it_is_known() -> None:
    late = asked([KKR], {"KKR": on("2027-05-30")}, date(2027, 4, 9), default="Staten fastsætter tallet.")
    assert kinds(late)[Way.LEGAL_DEFAULT] == date(2027, 4, 9)
    assert Way.LEGAL_DEFAULT not in kinds(replace(late, default=""))


def test_a_number_of_answers_is_not_merged_with_another_stop() -> None:
    """One answer of three could else stand for the forum that must decide."""
    some = leg(Stop("some", ("SDF", "SUN"), Join(JoinRule.NUMBER, 1)))
    known = {"SDF": on("2027-03-20"), "SUN": (), "KKR": on("2027-03-22")}
    assert Way.PARALLEL not in kinds(asked([some, KKR], known, date(2027, 4, 9)))
