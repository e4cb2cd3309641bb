"""Where each council stands, from the facts of a case and what was noted beside its outcomes."""

from dataclasses import replace
from datetime import date

import pytest

from states.council_ledger import (
    Council,
    CouncilLedger,
    CouncilState,
    Known,
    NoCouncilStop,
    NotACouncilStop,
    Phase,
    council_ledger,
    council_stop,
    lifted_at,
)
from states.facts import CaseFacts, LaidStop, TreatmentFacts
from states.machine import TreatmentState
from states.outcomes import Outcome
from states.routes import Join, JoinRule, Stop

CODES = ("KB-410", "KB-420", "KB-430", "KB-440")
COUNCILS = {code: Council(code, f"Kommune {code[3:]}", code[3:]) for code in CODES}
JUNE, AUGUST, SEPTEMBER = date(2027, 6, 21), date(2027, 8, 25), date(2027, 9, 1)

KKR = LaidStop(1, 1, Stop("kkr", ("KKR",)))
LAID = LaidStop(2, 2, Stop("councils", CODES, reservation=True))
LAST = LaidStop(3, 3, Stop("end", ("KKR",)))


def treated(number: int, code: str, outcome: Outcome | None = None, **more: object) -> TreatmentFacts:
    state = TreatmentState.ANSWERED if outcome else TreatmentState.PLANNED
    told: dict[str, object] = {"visit": 1, "state": state, "outcome": outcome, **more}
    return TreatmentFacts(number, LAID.id, code, **told)  # type: ignore[arg-type]  # fields by name


def case(*treatments: TreatmentFacts, state: str = "councils", laid: LaidStop = LAID) -> CaseFacts:
    return CaseFacts(12, "Rapport", state, 1, "social", False, False, (KKR, laid, LAST), treatments)


def ledger(facts: CaseFacts, known: dict[int, Known] | None = None) -> CouncilLedger:
    return council_ledger(facts, facts.stops[1], COUNCILS, known or {})


def states(told: CouncilLedger) -> list[str]:
    return [row.state for row in told.rows]


def test_before_they_answer_councils_are_sent_the_case_and_take_it_up() -> None:
    told = ledger(
        case(*(treated(number, code) for number, code in enumerate(CODES, 1))),
        {2: Known(5, sent_on=JUNE), 3: Known(6, sent_on=JUNE, agenda_on=AUGUST)},
    )
    assert states(told) == ["not_sent", "sent", "on_agenda", "not_sent"]
    assert [row.since for row in told.rows] == [None, JUNE, AUGUST, None]
    assert (len(told.missing), told.needed, told.lifted, told.phase) == (4, 4, 0, Phase.HERE)


@pytest.mark.parametrize(
    ("outcome", "remarks", "state", "lifts"),
    [
        (Outcome.APPROVED, None, "approved", True),
        (Outcome.ADOPTED, None, "approved", True),
        (Outcome.APPROVED, "En bemærkning", "approved_with_remarks", True),
        (Outcome.APPROVED_WITH_ADDITION, None, "approved_with_remarks", True),
        (Outcome.REJECTED, "En bemærkning fra før", "rejected", False),
        (Outcome.TOOK_NOTE, None, "answered", False),
        (Outcome.GAVE_INPUT, None, "answered", False),
        (Outcome.RETURNED, None, "answered", False),
    ],
)
def test_an_answer_and_whether_it_lifts_the_reservation(
    outcome: Outcome, remarks: str | None, state: str, lifts: bool
) -> None:
    facts = case(treated(1, CODES[0], outcome, words="Ordene", decided_on=AUGUST))
    (row, *_) = ledger(facts, {1: Known(9, remarks=remarks)}).rows
    assert (row.state, row.lifts, row.since, row.waits) == (state, lifts, AUGUST, False)
    assert lifted_at(facts, LAID) == int(lifts)


def test_remarks_are_told_of_an_approval_and_the_words_of_any_other_answer() -> None:
    told = ledger(
        case(
            treated(1, CODES[0], Outcome.APPROVED, words="Godkendt."),
            treated(2, CODES[1], Outcome.APPROVED, words="Godkendt."),
            treated(3, CODES[2], Outcome.APPROVED_WITH_ADDITION, words="Godkendt med tilføjelse."),
            treated(4, CODES[3], Outcome.REJECTED, words="Afvist."),
        ),
        {2: Known(9, remarks="Evalueres."), 4: Known(10, remarks="Står ikke længere ved magt.")},
    )
    assert [row.remarks for row in told.rows] == [None, "Evalueres.", "Godkendt med tilføjelse.", "Afvist."]


def test_when_the_stop_ended_who_is_silent_gave_no_answer() -> None:
    lapsed = treated(2, CODES[1], state=TreatmentState.LAPSED)
    told = ledger(case(treated(1, CODES[0], Outcome.APPROVED), lapsed, state="end"), {2: Known(5, sent_on=JUNE)})
    assert (states(told), told.phase) == (["approved", "no_answer", "no_answer", "no_answer"], Phase.OVER)
    assert (told.needed, told.missing, told.rows[1].since) == (None, (), None)
    assert ledger(case(lapsed, state="concluded")).phase is Phase.OVER


def test_before_the_case_comes_to_them_nothing_is_sent() -> None:
    for state in ("draft", "kkr"):
        told = ledger(case(state=state))
        assert (set(states(told)), told.phase) == ({CouncilState.NOT_SENT}, Phase.AHEAD)


def test_a_council_that_postpones_has_been_sent_the_case_already() -> None:
    postponed = treated(1, CODES[0], Outcome.POSTPONED)
    facts = case(postponed, treated(2, CODES[0], visit=2))
    (row, *_) = ledger(facts, {1: Known(5, sent_on=JUNE, agenda_on=AUGUST, asked_again_on=AUGUST)}).rows
    assert (row.state, row.treatment_id) == ("sent", 2)
    assert row.known == Known(0, sent_on=JUNE, asked_again_on=AUGUST)


def test_a_case_that_comes_a_second_time_is_sent_anew() -> None:
    facts = case(treated(1, CODES[0], Outcome.APPROVED), treated(2, CODES[0], visit=2))
    assert states(ledger(facts, {1: Known(5, sent_on=JUNE)}))[0] == "not_sent"


def test_what_a_correction_laid_aside_does_not_count() -> None:
    facts = case(treated(1, CODES[0], Outcome.APPROVED), treated(2, CODES[0], visit=2, state=TreatmentState.LAPSED))
    assert states(ledger(facts))[0] == "approved"


def test_what_is_still_needed_is_told_by_the_join_rule() -> None:
    facts = case(
        treated(1, CODES[0], Outcome.APPROVED), treated(2, CODES[1], Outcome.REJECTED),
        treated(3, CODES[2]), treated(4, CODES[3]),
    )  # fmt: skip

    def needed(join: Join) -> int | None:
        laid = replace(LAID, stop=replace(LAID.stop, join=join))
        return ledger(replace(facts, stops=(KKR, laid, LAST))).needed

    assert [
        needed(Join()),
        needed(Join(JoinRule.NUMBER, 3)),
        needed(Join(JoinRule.NUMBER, 2)),
        needed(Join(JoinRule.NUMBER, 9)),
        needed(Join(JoinRule.BY_DATE)),
    ] == [2, 1, 0, 2, None]


def test_which_stop_is_meant_where_a_case_goes_to_the_councils_twice() -> None:
    hearing = LaidStop(4, 1, Stop("hearing", ("KKR", *CODES)))
    facts = replace(case(), stops=(hearing, LAID, LAST))

    def found(state: str, key: str | None = None) -> str:
        return council_stop(replace(facts, state=state), CODES, key).stop.key

    assert [found("draft"), found("hearing"), found("councils"), found("draft", "councils")] == [
        "hearing",
        "hearing",
        "councils",
        "councils",
    ]
    been = replace(facts, state="end", treatments=(treated(1, CODES[0], Outcome.APPROVED),))
    assert council_stop(been, CODES).stop.key == "councils"


def test_a_case_that_goes_to_no_council_is_refused_and_so_is_another_stop() -> None:
    with pytest.raises(NoCouncilStop, match="Case 12 goes to no council; its stops: kkr, end"):
        council_stop(replace(case(), stops=(KKR, LAST)), CODES)
    with pytest.raises(NoCouncilStop):
        council_stop(replace(case(), stops=(KKR, replace(LAID, skipped=True))), CODES)
    with pytest.raises(NotACouncilStop, match="has no stop 'kkr' where councils answer; it has councils"):
        council_stop(case(), CODES, "kkr")
