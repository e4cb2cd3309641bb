"""A true route laid over what a case has done, and one course made of two."""

from collections.abc import Sequence
from datetime import date

from states.facts import CaseFacts, LaidStop, TreatmentFacts
from states.joining import joined_state, one_course
from states.machine import CONCLUDED, DRAFT, TreatmentState
from states.outcomes import Outcome
from states.relay import goes_on_from, has_been_at, relay
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


def test_positions_are_counted_anew() -> None:
    course = one_course(case(1, ["KKR"], "kkr"), case(2, ["SDF"], CONCLUDED, decided={"sdf": APRIL}))
    assert [(laid.stop.key, laid.position) for laid in course.stops] == [("sdf", 1), ("kkr", 2)]


def test_the_joined_case_is_where_its_leader_was() -> None:
    mine, other = case(1, ["K22"], "k22"), case(2, ["KKR"], "kkr")
    course = one_course(mine, other)
    assert [joined_state(leader, mine, course) for leader in (mine, other)] == ["k22", "kkr"]
    ended = case(2, ["KKR"], CONCLUDED, decided={"kkr": APRIL})
    assert joined_state(ended, mine, one_course(mine, ended)) == CONCLUDED
