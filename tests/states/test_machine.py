"""The two machines: no sequence of triggers leaves the map, and every open state can end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.machine import (
    CONCLUDED,
    DONE_STATES,
    DRAFT,
    ENDED,
    OPEN_STATES,
    WITHDRAWN,
    NotAllowed,
    TreatmentState,
    TreatmentTrigger,
    route_machine,
    treatment_after,
)
from states.triggers import Trigger

ROUTES = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6, unique=True).map(tuple)


@given(ROUTES, st.lists(st.tuples(st.sampled_from(Trigger), st.integers(0, 9)), max_size=30))
def test_no_sequence_of_triggers_leaves_the_map(stops: tuple[str, ...], tried: list[tuple[Trigger, int]]) -> None:
    machine, places = route_machine(stops), (DRAFT, *stops, CONCLUDED, WITHDRAWN)
    state = DRAFT
    for trigger, place in tried:
        to = places[place % len(places)]
        allowed = machine.allowed(state)
        try:
            after = machine.after(state, trigger, to)
        except NotAllowed:
            assert trigger not in allowed
            assert f"{trigger} {to}" not in allowed
            continue
        assert after in places
        assert trigger in allowed or f"{trigger} {to}" in allowed
        state = after


@given(ROUTES)
def test_every_open_state_can_end_and_every_ended_one_be_reopened(stops: tuple[str, ...]) -> None:
    machine = route_machine(stops)
    assert {state: machine.after(state, Trigger.WITHDRAW) for state in (DRAFT, *stops)} == dict.fromkeys(
        (DRAFT, *stops), WITHDRAWN
    )
    assert {machine.after(stop, Trigger.CONCLUDE) for stop in stops} == {CONCLUDED}
    assert [machine.after(ended, Trigger.REOPEN, stop) for ended in sorted(ENDED) for stop in stops] == [*stops] * 2


@given(ROUTES)
def test_forwarding_passes_every_stop_in_order_and_then_only_an_end_is_left(stops: tuple[str, ...]) -> None:
    machine = route_machine(stops)
    passed = [machine.after(DRAFT, Trigger.SUBMIT)]
    for _ in stops[1:]:
        passed.append(machine.after(passed[-1], Trigger.FORWARD))
    assert tuple(passed) == stops
    with pytest.raises(NotAllowed):
        machine.after(passed[-1], Trigger.FORWARD)
    assert machine.after(passed[-1], Trigger.SKIP) == CONCLUDED


def test_a_case_goes_back_only_to_what_lies_before() -> None:
    machine = route_machine(("sdf", "k22", "kkr"))
    assert [machine.after("kkr", Trigger.RETURN_TO, to) for to in ("k22", "sdf", DRAFT)] == ["k22", "sdf", DRAFT]
    with pytest.raises(NotAllowed) as told:
        machine.after("k22", Trigger.RETURN_TO, "kkr")
    assert str(told.value) == (
        "A case that is 'k22' cannot return_to 'kkr'; what may happen: "
        "withdraw, conclude, reject, postpone, skip, forward, delegate, return_to draft, return_to sdf."
    )


def test_a_refusal_names_what_may_happen_instead() -> None:
    with pytest.raises(NotAllowed) as told:
        route_machine(("kkr",)).after(WITHDRAWN, Trigger.SUBMIT)
    assert str(told.value) == ("A case that is 'withdrawn' cannot submit; what may happen: reopen draft, reopen kkr.")
    with pytest.raises(NotAllowed) as told:
        route_machine(("kkr",)).after("moon", Trigger.SUBMIT)
    assert str(told.value) == "A case that is 'moon' cannot submit; what may happen: nothing more."


def test_one_machine_serves_all_cases_of_a_route() -> None:
    assert route_machine(("k22", "kkr")) is route_machine(("k22", "kkr"))


@given(st.lists(st.sampled_from(TreatmentTrigger), max_size=20))
def test_a_treatment_never_leaves_its_states(tried: list[TreatmentTrigger]) -> None:
    state = TreatmentState.PLANNED
    for trigger in tried:
        try:
            state = treatment_after(state, trigger)
        except NotAllowed:
            assert (
                state not in OPEN_STATES
                or trigger is TreatmentTrigger.UNDO
                or (trigger is TreatmentTrigger.SUBMIT and state is TreatmentState.ON_AGENDA)
            )


def test_what_ends_a_treatment() -> None:
    ends = {
        TreatmentTrigger.DECIDE: TreatmentState.DECIDED,
        TreatmentTrigger.ANSWER: TreatmentState.ANSWERED,
        TreatmentTrigger.SKIP: TreatmentState.SKIPPED,
        TreatmentTrigger.LAPSE: TreatmentState.LAPSED,
    }
    assert {(state, trigger): treatment_after(state, trigger) for state in OPEN_STATES for trigger in ends} == {
        (state, trigger): end for state in OPEN_STATES for trigger, end in ends.items()
    }


def test_only_what_was_decided_is_undone() -> None:
    for state in TreatmentState:
        if state in DONE_STATES:
            assert treatment_after(state, TreatmentTrigger.UNDO) is TreatmentState.ON_AGENDA
        else:
            with pytest.raises(NotAllowed):
                treatment_after(state, TreatmentTrigger.UNDO)
