"""A case's route as it is drawn: how each stop stands, and what it has said."""

from dataclasses import replace
from datetime import date

from states.drawing import DrawnRoute, DrawnStop, Standing, drawn_case, drawn_route
from states.facts import CaseFacts, LaidStop, TreatmentFacts
from states.machine import CONCLUDED, DRAFT, TreatmentState
from states.outcomes import Outcome, Purpose
from states.routes import Join, JoinRule, Route, Stop

SDF, K22, KKR = Stop("sdf", ("SDF",)), Stop("k22", ("K22",)), Stop("kkr", ("KKR",), purpose=Purpose.APPROVE)
DONE, HERE, AHEAD, SKIPPED = Standing
APRIL, MAY = date(2027, 4, 13), date(2027, 5, 14)


def case(state: str, *stops: LaidStop, treatments: tuple[TreatmentFacts, ...] = ()) -> CaseFacts:
    return CaseFacts(7, "Budget", state, 1, "social", False, False, stops, treatments)


def laid(*stops: Stop) -> tuple[LaidStop, ...]:
    return tuple(LaidStop(place, place, stop) for place, stop in enumerate(stops, 1))


def decided(key: int, stop: int, forum: str, outcome: Outcome, on: date) -> TreatmentFacts:
    state = TreatmentState.DECIDED
    return TreatmentFacts(key, stop, forum, 1, state, outcome=outcome, decided_on=on)


def waits(key: int, stop: int, forum: str) -> TreatmentFacts:
    return TreatmentFacts(key, stop, forum, 1, TreatmentState.READY)


def standings(drawn: DrawnRoute) -> list[Standing]:
    return [stop.standing for stop in drawn.stops]


def test_a_route_of_the_shelf_lies_ahead() -> None:
    councils = Stop("councils", ("KB",), Join(JoinRule.BY_DATE), Purpose.GIVE_INPUT, reservation=True)
    assert drawn_route(Route("hearing", 1, "The councils are heard", (councils, K22))) == DrawnRoute(
        "hearing",
        "hearing",
        (
            DrawnStop("councils", ("KB",), AHEAD, Join(JoinRule.BY_DATE), Purpose.GIVE_INPUT, reservation=True),
            DrawnStop("k22", ("K22",), AHEAD),
        ),
    )


def test_a_case_stands_at_one_stop_with_what_was_said_behind_it() -> None:
    done = decided(1, 1, "SDF", Outcome.RECOMMENDED, APRIL)
    drawn = drawn_case(case("k22", *laid(SDF, K22, KKR), treatments=(done, waits(2, 2, "K22"))))
    assert drawn == DrawnRoute(
        "social",
        "Budget",
        (
            DrawnStop("sdf", ("SDF",), DONE, answered=1, outcome=Outcome.RECOMMENDED, on=APRIL),
            DrawnStop("k22", ("K22",), HERE),
            DrawnStop("kkr", ("KKR",), AHEAD, purpose=Purpose.APPROVE),
        ),
        case_id=7,
        state="k22",
    )


def test_what_was_sent_back_lies_ahead_again_with_what_it_said() -> None:
    said = decided(1, 1, "SDF", Outcome.RECOMMENDED, APRIL), decided(2, 2, "K22", Outcome.RETURNED, MAY)
    drawn = drawn_case(case("sdf", *laid(SDF, K22), treatments=(*said, waits(3, 1, "SDF"))))
    assert drawn.stops == (
        DrawnStop("sdf", ("SDF",), HERE),
        DrawnStop("k22", ("K22",), AHEAD, answered=1, outcome=Outcome.RETURNED, on=MAY),
    )


def test_a_group_counts_its_answers_and_has_an_outcome_where_they_agree() -> None:
    group = Stop("directors", ("SDF", "SUN"))
    one = decided(1, 1, "SDF", Outcome.RECOMMENDED, APRIL)
    drawn = drawn_case(case("directors", *laid(group), treatments=(one, waits(2, 1, "SUN"))))
    assert drawn.stops == (
        DrawnStop("directors", ("SDF", "SUN"), HERE, answered=1, outcome=Outcome.RECOMMENDED, on=APRIL),
    )
    other = decided(2, 1, "SUN", Outcome.REJECTED, MAY)
    drawn = drawn_case(case("directors", *laid(group), treatments=(one, other)))
    assert drawn.stops == (DrawnStop("directors", ("SDF", "SUN"), HERE, answered=2, on=MAY),)


def test_a_draft_and_an_ended_case_stand_at_no_stop() -> None:
    draft = drawn_case(case(DRAFT, *laid(SDF, K22)))
    assert (standings(draft), draft.begun, draft.ended) == ([AHEAD, AHEAD], False, False)
    done = decided(1, 1, "SDF", Outcome.REJECTED, APRIL)
    ended = drawn_case(case(CONCLUDED, *laid(SDF, K22), treatments=(done,)))
    assert (standings(ended), ended.begun, ended.ended) == ([DONE, AHEAD], True, True)


def test_a_stop_that_is_left_out_stays_in_the_drawing() -> None:
    first, second = laid(SDF, K22)
    drawn = drawn_case(case("k22", replace(first, skipped=True), second))
    assert standings(drawn) == [SKIPPED, HERE]


def test_one_who_is_empowered_stands_aside_and_the_report_back_does_not() -> None:
    acts, report = Stop("kkr-f", ("KKR-F",)), Stop("kkr-report", ("KKR",))
    stops = (
        LaidStop(1, 1, KKR),
        LaidStop(2, 2, acts, delegated_by=1, expires=date(2027, 8, 9)),
        LaidStop(3, 3, report, delegated_by=1),
    )
    drawn = drawn_case(case("kkr-f", *stops))
    assert [(stop.key, stop.aside, stop.expires) for stop in drawn.stops] == [
        ("kkr", False, None),
        ("kkr-f", True, date(2027, 8, 9)),
        ("kkr-report", False, None),
    ]
