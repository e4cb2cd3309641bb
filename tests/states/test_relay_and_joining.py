"""A true route laid over what a case has done, and one course made of two."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from states.facts import CaseFacts, LaidStop, TreatmentFacts
from states.joining import joined_state, one_course
from states.machine import CONCLUDED, DRAFT, TreatmentState
from states.outcomes import Outcome
from states.relay import Relaid, goes_on_from, has_been_at, relay
from states.routes import Stop

APRIL, MAY = date(2027, 4, 1), date(2027, 5, 1)


def stops(*codes: str) -> tuple[Stop, ...]:
    return tuple(Stop(code.lower(), tuple(code.split("+"))) for code in codes)


def case(
    number: int,
    codes: Sequence[str],
    state: str,
    *,
    decided: dict[str, date | None] | None = None,
    assumed: bool = True,
) -> CaseFacts:
    """A case that stands at `state`, with what it has decided where and when."""
    laid = tuple(LaidStop(number * 100 + n, n, stop) for n, stop in enumerate(stops(*codes), 1))
    done = decided or {}
    treatments = [
        TreatmentFacts(
            one.id + 50, one.id, one.stop.forums[0], 1, TreatmentState.DECIDED,
            outcome=Outcome.APPROVED, decided_on=done[one.stop.key],
        )
        for one in laid
        if one.stop.key in done
    ] + [
        TreatmentFacts(one.id + 60, one.id, one.stop.forums[0], 1, TreatmentState.READY)
        for one in laid
        if one.stop.key == state
    ]  # fmt: skip
    return CaseFacts(number, "Sag", state, 1, "assumed", assumed, False, laid, tuple(treatments))


def keys(order: Sequence[object]) -> list[tuple[str, bool, bool]]:
    return [(one.stop.key, one.old is not None, one.skipped) for one in order]  # type: ignore[attr-defined]  # Relaid


def test_a_stop_where_the_case_has_been_is_kept_and_those_before_it_were_never_recorded() -> None:
    here = case(1, ["K22"], "k22")
    assert keys(relay(here, stops("SDF", "K22", "KKR"))) == [
        ("sdf", False, True),
        ("k22", True, False),
        ("kkr", False, False),
    ]


def test_what_the_true_route_does_not_pass_comes_first() -> None:
    been = case(1, ["SDF", "KKR"], "kkr", decided={"sdf": APRIL})
    assert keys(relay(been, stops("K22", "KKR"))) == [
        ("sdf", True, False),
        ("k22", False, True),
        ("kkr", True, False),
    ]


def visits(state: str, *codes: str) -> CaseFacts:
    """A case that has been at these stops, the last of them where it is (or ended); kkr-report is one that reports."""
    known = case(1, codes, state, decided={code.lower(): APRIL for code in codes if code.lower() != state})
    laid = tuple(
        replace(one, stop=replace(one.stop, forums=("KKR",)), delegated_by=101) if one.stop.key == "kkr-report" else one
        for one in known.stops
    )
    return replace(known, stops=laid)


def matched(order: Sequence[Relaid]) -> list[tuple[str, bool]]:
    return [(one.stop.key, one.old is not None) for one in order]


def test_of_two_visits_it_is_the_one_where_the_case_is_that_the_route_knows() -> None:
    reports = visits("kkr-report", "KKR", "KKR-F", "KKR-REPORT")
    assert matched(relay(reports, stops("K22", "KKR"))) == [
        ("kkr", True),
        ("kkr-f", True),
        ("k22", False),
        ("kkr-report", True),
    ]
    assert matched(relay(reports, stops("KKR", "K22", "KKR")))[2:] == [
        ("kkr-report", True),
        ("k22", False),
        ("kkr-2", False),
    ]


def test_where_a_case_ended_counts_as_where_it_is() -> None:
    ended = visits(CONCLUDED, "KKR", "KKR-F", "KKR-REPORT")
    assert goes_on_from(ended, relay(ended, stops("K22", "KKR"))) is None


def test_what_the_route_does_not_pass_and_was_left_out_stays_out() -> None:
    been = case(1, ["SDF", "KKR"], "kkr", decided={"sdf": APRIL})
    left_out = replace(been, stops=(replace(been.stops[0], skipped=True), been.stops[1]))
    assert keys(relay(left_out, stops("KKR"))) == [("sdf", True, True), ("kkr", True, False)]


def test_a_second_visit_is_the_second_of_the_routes_stops() -> None:
    again = case(1, ["KKR", "K22"], "k22", decided={"kkr": APRIL})
    second = LaidStop(103, 3, Stop("kkr-2", ("KKR",)))
    waits = TreatmentFacts(170, 103, "KKR", 1, TreatmentState.READY)
    twice = replace(again, state="kkr-2", stops=(*again.stops, second), treatments=(*again.treatments, waits))
    assert matched(relay(twice, stops("KKR", "KKR"))) == [("kkr", True), ("kkr-2", True)]


def test_a_stop_that_is_new_gets_a_key_that_was_never_used() -> None:
    draft = case(1, ["KKR"], DRAFT)
    assert keys(relay(draft, stops("K22", "KKR"))) == [("k22", False, False), ("kkr-2", False, False)]


def test_has_been_at() -> None:
    one = case(1, ["SDF", "K22", "KKR"], "k22", decided={"sdf": APRIL})
    assert [has_been_at(one, laid) for laid in one.stops] == [True, True, False]


def test_an_assumed_end_goes_on_where_the_true_route_leads() -> None:
    ended = case(1, ["K22"], CONCLUDED, decided={"k22": APRIL})
    assert goes_on_from(ended, relay(ended, stops("K22", "KKR"))) == "kkr"
    assert goes_on_from(ended, relay(ended, stops("K22"))) is None
    known = case(1, ["K22"], CONCLUDED, decided={"k22": APRIL}, assumed=False)
    assert goes_on_from(known, relay(known, stops("K22", "KKR"))) is None
    open_one = case(1, ["K22"], "k22")
    assert goes_on_from(open_one, relay(open_one, stops("K22", "KKR"))) is None


def test_stops_of_the_same_forums_are_one_and_others_come_by_their_date() -> None:
    late, early = case(1, ["KKR"], "kkr"), case(2, ["SDF", "K22", "KKR"], "kkr", decided={"sdf": APRIL, "k22": MAY})
    course = one_course(late, early)
    assert [laid.stop.key for laid in course.stops] == ["sdf", "k22", "kkr"]
    assert {old: new.stop.key for old, new in course.went.items()} == {201: "sdf", 202: "k22", 203: "kkr"}


def test_an_undated_stop_comes_first_and_what_an_assumed_route_has_ahead_is_left() -> None:
    case_a = case(1, ["KKR"], CONCLUDED, decided={"kkr": APRIL})
    told = case(2, ["SDF", "K22"], CONCLUDED, decided={"sdf": None})
    assert [laid.stop.key for laid in one_course(case_a, told).stops] == ["sdf", "kkr"]
    known = case(2, ["SDF", "K22"], "sdf", assumed=False)
    assert [laid.stop.key for laid in one_course(case_a, known).stops] == ["kkr", "sdf", "k22"]


def test_what_was_decided_at_a_stop_left_out_since_is_kept() -> None:
    been = case(2, ["KKR-F", "KKR"], "kkr", decided={"kkr-f": APRIL})
    other = replace(been, stops=(replace(been.stops[0], skipped=True), been.stops[1]))
    course = one_course(case(1, ["KKR"], "kkr"), other)
    assert [(laid.stop.key, laid.skipped) for laid in course.stops] == [("kkr-f", True), ("kkr", False)]


def test_where_both_wait_is_one_stop_whatever_came_before() -> None:
    waits = case(1, ["KKR"], "kkr")
    other = case(2, ["KKR", "K22"], "k22", decided={"kkr": APRIL})
    second = LaidStop(203, 3, Stop("kkr-2", ("KKR",)))
    again = TreatmentFacts(270, 203, "KKR", 1, TreatmentState.READY)
    twice = replace(other, state="kkr-2", stops=(*other.stops, second), treatments=(*other.treatments, again))
    course = one_course(waits, twice)
    assert {old: new.stop.key for old, new in course.went.items()} == {201: "kkr-2", 202: "k22", 203: "kkr"}


def test_an_empowerment_points_at_the_stop_that_became_the_giver() -> None:
    other = case(2, ["KKR", "KKR-F"], "kkr-f", decided={"kkr": APRIL})
    empowered = replace(other, stops=(other.stops[0], replace(other.stops[1], delegated_by=201)))
    course = one_course(case(1, ["KKR"], CONCLUDED, decided={"kkr": APRIL}), empowered)
    assert [(laid.stop.key, laid.delegated_by) for laid in course.stops] == [("kkr", None), ("kkr-f", 101)]


def test_positions_are_counted_anew() -> None:
    course = one_course(case(1, ["KKR"], "kkr"), case(2, ["SDF"], CONCLUDED, decided={"sdf": APRIL}))
    assert [(laid.stop.key, laid.position) for laid in course.stops] == [("sdf", 1), ("kkr", 2)]


def test_the_joined_case_is_where_its_leader_was() -> None:
    mine, other = case(1, ["K22"], "k22"), case(2, ["KKR"], "kkr")
    course = one_course(mine, other)
    assert [joined_state(leader, mine, course) for leader in (mine, other)] == ["k22", "kkr"]
    ended = case(2, ["KKR"], CONCLUDED, decided={"kkr": APRIL})
    assert joined_state(ended, mine, one_course(mine, ended)) == CONCLUDED
