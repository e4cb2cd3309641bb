"""What a decision does, and what is refused without a trace."""

from datetime import date
from typing import Any

import pytest

from db.errors import Conflict, UnknownCase
from states.course import MustChoose, NameTheDelegate, NameTheStop, NotForThis, OwnDelegate
from states.errors import SagsgangError
from states.forums import UnknownForum
from states.machine import CONCLUDED, NotAllowed
from states.outcomes import Outcome
from states.triggers import Trigger
from tests.workflow.office import Office
from workflow.asked import AskedTask, Part
from workflow.decide import Decided
from workflow.errors import (
    AlreadyDecided,
    AlreadyEnded,
    NoMeetingAhead,
    NoSuchMeeting,
    NotOnFixedAgenda,
    NotOnThatMeeting,
    NotSubmitted,
    NotThere,
    SameAgain,
    WhichForum,
)

K22, KKR, LATER = date(2027, 4, 8), date(2027, 4, 20), date(2027, 6, 20)


@pytest.fixture
def spring(office: Office) -> Office:
    """One meeting of K22 ahead, two of KKR."""
    office.meets("K22", "2027-04-08")
    office.meets("KKR", "2027-04-20", "2027-06-20")
    return office


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("approved", "kkr"),
        ("approved_with_addition", "kkr"),
        ("adopted", "kkr"),
        ("decided", "kkr"),
        ("recommended", "kkr"),
        ("took_note", "kkr"),
        ("discussed", "kkr"),
        ("endorsed", "kkr"),
        ("gave_input", "kkr"),
        ("postponed", "k22"),
        ("rejected", CONCLUDED),
    ],
)
def test_each_outcome_takes_the_case_where_it_takes_it(spring: Office, outcome: str, state: str) -> None:
    case = spring.opens("Fælles indkøb", "short")
    assert spring.decides(case, outcome, "Ordene.") == Decided(
        case, "Fælles indkøb", "K22", K22, Outcome(outcome), state
    )
    assert spring.course(case) == [("K22", K22, Outcome(outcome), "Ordene.")]


@pytest.mark.parametrize("outcome", ["no_consensus", "no_decision"])
def test_an_outcome_that_says_nothing_of_the_case_leaves_the_choice_to_the_decider(
    spring: Office, outcome: str
) -> None:
    case = spring.opens("Fælles indkøb", "short")
    refused(
        spring,
        case,
        MustChoose,
        f"The outcome {outcome} does not say what happens to the case: "
        "add --then with one of forward, conclude, return_to, postpone, reject.",
        outcome=outcome,
    )
    done = spring.decides(case, outcome, "Der var ikke enighed.", then=Trigger.FORWARD)
    assert (done.state, spring.course(case)) == ("kkr", [("K22", K22, Outcome(outcome), "Der var ikke enighed.")])


def test_what_the_decider_says_wins_over_the_outcome(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    assert spring.decides(case, "approved", "Godkendt endeligt.", then=Trigger.CONCLUDE).state == CONCLUDED
    assert spring.account(case)["closed_words"] == "Godkendt endeligt."


def test_parts_keep_outcomes_of_their_own_and_the_items_outcome_moves_the_case(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    parts = (Part("Budgettet godkendes", Outcome.APPROVED), Part("Modellen drøftes", Outcome.POSTPONED))
    spring.decides(case, "approved", "Budgettet er godkendt.", parts=parts, additions="Modellen kommer igen.")
    step = spring.account(case)["history"][0]
    assert (spring.state(case), step["parts"], step["additions"]) == (
        "kkr",
        [
            {"words": "Budgettet godkendes", "outcome": "approved"},
            {"words": "Modellen drøftes", "outcome": "postponed"},
        ],
        "Modellen kommer igen.",
    )


def test_tasks_with_their_owner_and_date_are_noted(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    spring.decides(case, "approved", tasks=(AskedTask("Skriv til alle", "Sekretariatet", date(2027, 5, 1)),))
    task = spring.account(case)["tasks"][0]
    assert {key: task[key] for key in ("words", "owner", "due", "state")} == {
        "words": "Skriv til alle",
        "owner": "Sekretariatet",
        "due": date(2027, 5, 1),
        "state": "open",
    }


def test_a_second_decision_on_the_same_treatment_is_refused(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    spring.decides(case, "approved", "Godkendt.")
    words = (
        f"K22 has already decided case {case} on 2027-04-08 (“Godkendt.”). Nothing was written. "
        f"To mend it: sagsgang decide {case} --forum K22 --outcome OUTCOME --correct REASON."
    )
    refused(spring, case, AlreadyDecided, words, forum="K22")
    refused(spring, case, AlreadyDecided, words, meeting=K22)
    spring.decides(case, "approved", meeting=KKR)
    refused(spring, case, AlreadyDecided)


def test_a_case_that_stands_on_another_meeting_is_not_decided_at_this_one(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "kkr")
    spring.locks("KKR")
    words = (
        f"Case {case} is not on KKR's meeting of 2027-06-20: it is on the agenda of 2027-04-20. Nothing was written."
    )
    refused(spring, case, NotOnThatMeeting, words, meeting=LATER)
    assert spring.decides(case, "approved").on == KKR


def test_a_case_that_waits_elsewhere_is_not_decided_here(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    words = f"Case {case} does not wait at KKR; it waits at K22."
    refused(spring, case, NotThere, words, forum="KKR")
    refused(spring, case, NoSuchMeeting, meeting=KKR)


def test_a_draft_is_not_decided(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short", submit=False)
    refused(spring, case, NotSubmitted)


def test_a_case_that_was_withdrawn_is_not_decided(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    spring.withdraws(case, "Løst")
    refused(spring, case, AlreadyEnded)


def test_what_does_not_exist_is_named(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    refused(spring, 77, UnknownCase, "There is no case 77. See them with sagsgang case list.")
    refused(spring, case, UnknownForum, forum="Byggeudvalget")
    words = "K22 has no meeting on 2027-04-09 (known: 2027-04-08). Add it with sagsgang meeting add K22 2027-04-09."
    refused(spring, case, NoSuchMeeting, words, meeting=date(2027, 4, 9))


def test_where_several_meetings_lie_ahead_it_is_the_first_that_has_not_treated_the_case(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "kkr")
    assert spring.decides(case, "postponed").on == KKR
    assert spring.decides(case, "approved").on == LATER


def test_a_case_is_not_decided_at_a_meeting_whose_fixed_agenda_lacks_it(spring: Office) -> None:
    spring.locks("KKR")
    case = spring.opens("Fælles indkøb", "kkr")
    words = (
        f"Case {case} is not on KKR's meeting of 2027-04-20, which is locked. Nothing was written; "
        "to take it in: sagsgang meeting lock KKR --meeting 2027-04-20 --reason WORDS."
    )
    refused(spring, case, NotOnFixedAgenda, words, meeting=KKR)
    spring.locks("KKR", reason="Den hastede")
    assert spring.decides(case, "approved").on == KKR


def test_a_forum_whose_meetings_are_all_held_needs_a_new_one(spring: Office) -> None:
    spring.holds("K22")
    case = spring.opens("Fælles indkøb", "short")
    refused(spring, case, NoMeetingAhead, "K22 has no meeting ahead; add one with sagsgang meeting add K22 DATE.")


def test_which_forum_is_asked_where_several_have_the_case(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "joint")
    words = f"Case {case} waits at 2 forums side by side: say --forum with one of SDF, SUN."
    refused(spring, case, WhichForum, words)


def test_who_is_empowered_and_where_a_case_goes_back_to_must_be_said(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    refused(spring, case, NameTheDelegate, outcome="delegated")
    refused(
        spring, case, NameTheStop, "Say which stop the case goes back to: --to with one of draft.", outcome="returned"
    )
    refused(spring, case, NotAllowed, outcome="returned", to="kkr")


def test_nobody_empowers_himself(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "kkr")
    words = "KKR cannot empower itself: say with --to who is empowered, or record what KKR decided."
    refused(spring, case, OwnDelegate, words, outcome="delegated", to="KKR")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            {"to": "sdf"},
            "--to names who is empowered, or where a case goes back to; "
            "the outcome approved has no use for it here. Leave --to out.",
        ),
        (
            {"outcome": "returned", "to": "draft", "scope": "svaret"},
            "--scope belongs to an empowerment; the outcome returned has no use for it here. Leave --scope out.",
        ),
        (
            {"outcome": "delegated", "then": Trigger.POSTPONE, "expires": KKR},
            "--expires belongs to an empowerment; the outcome delegated has no use for it here. Leave --expires out.",
        ),
    ],
)
def test_what_the_outcome_has_no_use_for_is_not_dropped_in_silence(
    spring: Office, said: dict[str, Any], words: str
) -> None:
    case = spring.opens("Fælles indkøb", "short")
    refused(spring, case, NotForThis, words, **said)


def test_where_the_decider_sends_it_back_the_stop_is_named_whatever_the_outcome(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    assert spring.decides(case, "no_consensus", then=Trigger.RETURN_TO, to="draft").state == "draft"


def test_an_officer_who_names_no_forum_speaks_for_the_group_however_few_are_left(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "joint")
    spring.decides(case, "recommended", "SDF anbefaler.", forum="SDF")
    done = spring.decides(case, "approved", "Videre uden SUN.", then=Trigger.FORWARD)
    assert (done.forum, done.state, [(step[0], step[3]) for step in spring.course(case)]) == (
        "SDF + SUN",
        "k22",
        [("SDF", "SDF anbefaler."), ("SDF + SUN", "Videre uden SUN.")],
    )


def test_a_meeting_that_is_named_names_the_forum_that_is_left(spring: Office) -> None:
    spring.meets("SUN", "2027-04-02")
    case = spring.opens("Fælles indkøb", "joint")
    spring.decides(case, "recommended", forum="SDF")
    spring.decides(case, "no_consensus", then=Trigger.FORWARD, meeting=date(2027, 4, 2))
    assert [step[0] for step in spring.course(case)] == ["SDF", "SUN"]


@pytest.mark.parametrize("outcome", ["no_consensus", "returned", "delegated"])
def test_the_last_answer_of_a_group_is_recorded_though_all_leave_the_choice_open(spring: Office, outcome: str) -> None:
    case = spring.opens("Fælles indkøb", "all-kkr")
    for forum in spring.account(case)["waits_at"]:
        done = spring.decides(case, outcome, forum=forum, answer=True)
    assert (done.waits, spring.account(case)["waits_at"]) == (
        "the answers that are in leave the choice open: decide what came of it",
        [],
    )
    refused(
        spring,
        case,
        NameTheStop if outcome == "returned" else MustChoose,
        outcome=outcome,
    )
    assert spring.decides(case, "no_consensus", then=Trigger.CONCLUDE).state == CONCLUDED


def test_a_case_may_go_back_to_its_desk_and_be_sent_again(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short", recommendation="Det indstilles, at K22 godkender købet.")
    assert spring.decides(case, "returned", "Skriv den om.", to="draft").state == "draft"
    spring.meets("K22", "2027-05-08")
    assert spring.why("K22", date(2027, 5, 8)) == {case: "not_submitted"}
    spring.edits(case, recommendation="Det indstilles, at K22 godkender det billige køb.")
    assert spring.submits(case) == "k22"
    assert spring.account(case)["texts"] == {"recommendation": "Det indstilles, at K22 godkender det billige køb."}


def test_the_texts_go_along_with_the_name_of_the_one_who_decides(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short", recommendation="Det indstilles, at K22 godkender købet.")
    spring.edits(case, background="K22 bad om sagen.")
    spring.decides(case, "recommended")
    assert spring.account(case)["texts"] == {
        "background": "K22 bad om sagen.",
        "recommendation": "Det indstilles, at KKR Syddanmark godkender købet.",
    }


def refused(
    office: Office,
    case: int,
    error: type[SagsgangError],
    words: str | None = None,
    *,
    outcome: str = "approved",
    **more: Any,
) -> None:
    """The decision is refused with these words, and nothing is written."""
    before = office.counts()
    with pytest.raises(error) as told:
        office.decides(case, outcome, "Ordene.", **more)
    assert (office.counts(), str(told.value)) == (before, words or str(told.value))


def test_the_same_words_once_more_are_a_slip_and_not_the_next_forums_decision(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    spring.decides(case, "approved", "Ordene.")
    words = (
        f"These are K22's words, recorded already; case {case} now waits at KKR. Nothing was written. "
        "If KKR decided the same in the same words, say --forum KKR."
    )
    refused(spring, case, SameAgain, words)
    assert spring.decides(case, "approved", "Ordene.", forum="KKR").state == CONCLUDED


def test_who_saw_the_case_at_another_stop_is_told_so_and_decides_nothing(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    here = spring.case(case).here
    assert here is not None
    spring.decides(case, "approved", "K22 godkendte.")
    words = f"Somebody else changed case {case} meanwhile. Look at it again and repeat. Nothing was written."
    refused(spring, case, Conflict, words, stop_id=here.id)
