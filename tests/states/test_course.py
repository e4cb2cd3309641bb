"""What follows from a decision, as plain rules."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from states.course import (
    Move,
    MustChoose,
    NameTheStop,
    NotForThis,
    Wait,
    after_answer,
    after_date,
    answers,
    check_options,
    consequence,
    fresh_key,
    join_met,
    move,
    with_delegation,
)
from states.facts import CaseFacts, LaidStop, TreatmentFacts
from states.machine import CONCLUDED, TreatmentState
from states.outcomes import Outcome, Purpose
from states.routes import Join, JoinRule, Stop
from states.triggers import Trigger

SDF, K22, KKR = (Stop(code.lower(), (code,)) for code in ("SDF", "K22", "KKR"))
STRAIGHT = (SDF, K22, KKR)
NOTHING: dict[str, Any] = dict.fromkeys(("then", "to", "scope", "expires"))
FREE = {Outcome.NO_CONSENSUS, Outcome.NO_DECISION}


def test_every_outcome_has_its_consequence_or_leaves_a_choice() -> None:
    forward = {outcome: consequence(outcome, last=False) for outcome in Outcome if outcome not in FREE}
    others = {
        Outcome.RETURNED: Trigger.RETURN_TO,
        Outcome.POSTPONED: Trigger.POSTPONE,
        Outcome.DELEGATED: Trigger.DELEGATE,
        Outcome.REJECTED: Trigger.REJECT,
    }
    assert forward == {outcome: others.get(outcome, Trigger.FORWARD) for outcome in forward}
    ends = {outcome: consequence(outcome, last=True) for outcome in forward}
    assert ends == {outcome: others.get(outcome, Trigger.CONCLUDE) for outcome in forward}
    for outcome in FREE:
        with pytest.raises(MustChoose):
            consequence(outcome, last=False)


def test_moves() -> None:
    assert move(STRAIGHT, "sdf", Outcome.APPROVED) == Move(Trigger.FORWARD, "k22")
    assert move(STRAIGHT, "kkr", Outcome.APPROVED) == Move(Trigger.CONCLUDE, CONCLUDED)
    assert move(STRAIGHT, "k22", Outcome.RETURNED) == Move(Trigger.RETURN_TO, "sdf")
    assert move(STRAIGHT, "k22", Outcome.POSTPONED) == Move(Trigger.POSTPONE, "k22")
    assert move(STRAIGHT, "k22", Outcome.APPROVED, then=Trigger.REJECT) == Move(Trigger.REJECT, CONCLUDED)
    with pytest.raises(NameTheStop) as told:
        move(STRAIGHT, "kkr", Outcome.RETURNED)
    assert str(told.value) == "Say which stop the case goes back to: --to with one of sdf, k22."


def group(join: Join = Join()) -> tuple[Stop, ...]:  # noqa: B008 - frozen
    return (Stop("three", ("SDF", "SUN", "AG"), join), KKR)


def test_a_group_waits_until_all_have_answered() -> None:
    approved, none = Outcome.APPROVED, None
    assert after_answer(group(), "three", [approved, none, none], latest=approved) == Wait("1 of 3 have answered")
    assert after_answer(group(), "three", [approved] * 3, latest=approved) == Move(Trigger.FORWARD, "kkr")
    mixed = [Outcome.APPROVED, Outcome.ENDORSED, Outcome.TOOK_NOTE]
    assert after_answer(group(), "three", mixed, latest=Outcome.TOOK_NOTE) == Move(Trigger.FORWARD, "kkr")


def test_answers_that_pull_different_ways_wait_for_the_officer() -> None:
    for other in (Outcome.REJECTED, Outcome.NO_CONSENSUS, Outcome.RETURNED):
        given = [Outcome.APPROVED, other, Outcome.APPROVED]
        assert after_answer(group(), "three", given, latest=Outcome.APPROVED) == Wait(
            "the answers that are in differ: decide what came of it"
        )
        assert after_answer(group(), "three", given, latest=other, then=Trigger.FORWARD) == Move(Trigger.FORWARD, "kkr")


def test_answers_that_all_leave_the_choice_open_wait_for_the_officer() -> None:
    stops = (SDF, K22, *group())
    for outcome in (*FREE, Outcome.RETURNED, Outcome.DELEGATED):
        assert after_answer(stops, "three", [outcome] * 3, latest=outcome) == Wait(
            "the answers that are in leave the choice open: decide what came of it"
        )
    back = after_answer(stops, "three", [Outcome.RETURNED] * 3, latest=Outcome.RETURNED, to="sdf")
    assert back == Move(Trigger.RETURN_TO, "sdf")


def test_a_group_empowers_nobody() -> None:
    with pytest.raises(MustChoose):
        move(group(), "three", Outcome.DELEGATED)


def test_when_the_date_has_come_those_who_have_answered_count() -> None:
    none, yes, no = None, Outcome.APPROVED, Outcome.REJECTED
    by_date = group(Join(JoinRule.BY_DATE))
    assert [after_date(by_date, "three", given) for given in ([none] * 3, [yes, none, none], [no, no, none])] == [
        Move(Trigger.FORWARD, "kkr"),
        Move(Trigger.FORWARD, "kkr"),
        Move(Trigger.REJECT, CONCLUDED),
    ]
    assert after_date(by_date, "three", [yes, no, none]) == Wait(
        "the answers that are in differ: decide what came of it"
    )
    assert after_date(by_date[:1], "three", [none] * 3) == Move(Trigger.CONCLUDE, CONCLUDED)


def test_the_visit_that_counts_is_the_newest_that_was_not_taken_back() -> None:
    laid = LaidStop(1, 1, group()[0])
    first = (done(11, "SDF", Outcome.APPROVED), done(12, "SUN", Outcome.REJECTED))
    again = TreatmentFacts(14, 1, "SUN", 2, TreatmentState.PLANNED)
    taken_back = replace(again, id=15, forum="SDF", state=TreatmentState.LAPSED)
    case = CaseFacts(1, "Sag", "three", 1, "x", False, False, (laid,), (*first, again, taken_back))
    assert answers(case, laid) == [Outcome.APPROVED, None, None]


def done(key: int, forum: str, outcome: Outcome) -> TreatmentFacts:
    return TreatmentFacts(key, 1, forum, 1, TreatmentState.DECIDED, outcome=outcome)


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.APPROVED, {"to": "sdf"}),
        (Outcome.APPROVED, {"scope": "svaret"}),
        (Outcome.RETURNED, {"to": "sdf", "expires": date(2027, 4, 1)}),
        (Outcome.RETURNED, {"to": "sdf", "then": Trigger.FORWARD}),
        (Outcome.DELEGATED, {"to": "KKR-F", "then": Trigger.POSTPONE}),
    ],
)
def test_what_an_outcome_has_no_use_for_is_refused(outcome: Outcome, said: dict[str, Any]) -> None:
    with pytest.raises(NotForThis):
        check_options(outcome, **(NOTHING | said))


def test_what_an_outcome_has_a_use_for_is_not() -> None:
    check_options(Outcome.DELEGATED, then=None, to="KKR-F", scope="svaret", expires=date(2027, 4, 1))
    check_options(Outcome.RETURNED, **(NOTHING | {"to": "sdf"}))
    check_options(Outcome.NO_CONSENSUS, **(NOTHING | {"to": "sdf", "then": Trigger.RETURN_TO}))


def test_a_number_of_answers_is_enough_and_never_more_than_are_asked() -> None:
    two = Join(JoinRule.NUMBER, 2)
    assert after_answer(group(two), "three", [Outcome.APPROVED, None, Outcome.APPROVED], latest=Outcome.APPROVED) == (
        Move(Trigger.FORWARD, "kkr")
    )
    assert [join_met(two, answered=n, asked=3) for n in range(4)] == [False, False, True, True]
    assert join_met(Join(JoinRule.NUMBER, 9), answered=3, asked=3)
    assert [join_met(Join(JoinRule.BY_DATE), answered=n, asked=2) for n in range(3)] == [False, False, True]


def test_one_forum_of_a_group_that_takes_it_up_again_keeps_the_others_answers() -> None:
    again = Wait("one forum of the group takes the case up again at its next meeting")
    given = [Outcome.APPROVED, Outcome.POSTPONED, Outcome.APPROVED]
    assert after_answer(group(), "three", given, latest=Outcome.POSTPONED) == again
    assert after_answer(group(), "three", given, latest=Outcome.NO_DECISION, then=Trigger.POSTPONE) == again


def test_an_empowerment_puts_in_two_stops_with_keys_of_their_own() -> None:
    once = with_delegation((K22, KKR), "k22", "KKR-F", taken=("k22", "kkr"))
    assert once == (
        K22,
        Stop("kkr-f", ("KKR-F",)),
        Stop("k22-report", ("K22",), purpose=Purpose.TAKE_NOTE),
        KKR,
    )
    twice = with_delegation(once, "k22", "KKR-F", taken=[stop.key for stop in once])
    assert [stop.key for stop in twice] == ["k22", "kkr-f-2", "k22-report-2", "kkr-f", "k22-report", "kkr"]


def test_fresh_keys() -> None:
    assert [fresh_key("kkr", taken) for taken in ((), ("kkr",), ("kkr", "kkr-2"), ("kkr-2",))] == [
        "kkr",
        "kkr-2",
        "kkr-3",
        "kkr",
    ]
