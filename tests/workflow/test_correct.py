"""A wrong entry is mended: what followed is worked out anew, or the mending is refused by name."""

from datetime import date
from typing import Any

import pytest

from states.machine import CONCLUDED
from states.outcomes import Outcome
from states.triggers import Trigger
from tests.workflow.office import Office
from workflow.asked import AskedTask, Part
from workflow.correct import CannotCorrect, NothingToCorrect

K22, KKR = date(2027, 4, 8), date(2027, 4, 20)


@pytest.fixture
def spring(office: Office) -> Office:
    """One meeting each of SDF, K22 and KKR ahead."""
    for forum, day in (("SDF", "2027-04-01"), ("K22", "2027-04-08"), ("KKR", "2027-04-20")):
        office.meets(forum, day)
    return office


def test_words_alone(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short", recommendation="Det indstilles, at K22 godkender købet.")
    spring.decides(case, "recommended", "Anbefalet.")
    spring.edits(case, background="Ny baggrund til KKR.")
    done = spring.corrects(case, "recommended", "Anbefalet enstemmigt.", reason="Forkert citat")
    assert (done.state, done.on, spring.course(case)) == (
        "kkr",
        K22,
        [("K22", K22, Outcome.RECOMMENDED, "Anbefalet enstemmigt.")],
    )
    account = spring.account(case)
    assert (account["history"][0]["correction"], account["waits_at"], account["texts"]) == (
        "Forkert citat",
        ["KKR"],
        {
            "background": "Ny baggrund til KKR.",
            "recommendation": "Det indstilles, at KKR Syddanmark godkender købet.",
        },
    )


def test_another_outcome_takes_the_case_another_way(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "social")
    spring.decides(case, "recommended")
    spring.decides(case, "approved", "Godkendt.", tasks=(AskedTask("Skriv"),))
    back = spring.corrects(case, "returned", "Sendt tilbage.", to="sdf", reason="Læst forkert")
    assert (back.state, spring.account(case)["waits_at"], spring.tasks(case)) == (
        "sdf",
        ["SDF"],
        [("Skriv", None, "open")],
    )
    assert [step[2] for step in spring.course(case)] == ["recommended", "returned"]


def test_what_is_not_said_anew_is_as_it_was(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "kkr")
    parts = (Part("Budgettet godkendes", Outcome.APPROVED),)
    spring.decides(case, "approved", "De præcise ord.", additions="Et år.", parts=parts, tasks=(AskedTask("Skriv"),))
    spring.corrects(case, "adopted", reason="Tiltrådt, ikke godkendt")
    step = spring.account(case)["history"][0]
    assert {key: step[key] for key in ("outcome", "words", "additions", "parts")} == {
        "outcome": "adopted",
        "words": "De præcise ord.",
        "additions": "Et år.",
        "parts": [{"words": "Budgettet godkendes", "outcome": "approved"}],
    }
    assert spring.tasks(case) == [("Skriv", None, "open")]


def test_tasks_that_are_said_anew_take_the_place_of_all_that_were(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "kkr")
    spring.decides(case, "approved", tasks=(AskedTask("Skriv"),))
    spring.corrects(case, "approved", "Godkendt.", reason="Forkert citat")
    spring.corrects(case, "approved", tasks=(AskedTask("Ring"),), reason="Forkert opgave")
    assert spring.tasks(case) == [("Skriv", None, "dropped"), ("Ring", None, "open")]


def test_an_outcome_that_spoke_of_an_addition_takes_it_along(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "kkr")
    spring.decides(case, "approved_with_addition", "Godkendt med en tilføjelse.", additions="Et år.")
    spring.corrects(case, "approved", "Godkendt.", reason="Ingen tilføjelse")
    assert spring.account(case)["history"][0]["additions"] is None


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"outcome": "approved"}, "kkr"),
        ({"outcome": "approved", "then": Trigger.CONCLUDE}, CONCLUDED),
        ({"outcome": "approved", "then": Trigger.RETURN_TO, "to": "sdf"}, "sdf"),
        ({"outcome": "no_decision", "then": Trigger.POSTPONE}, "k22"),
        ({"outcome": "returned", "to": "draft"}, "draft"),
        ({"outcome": "delegated", "to": "KKR-F"}, "kkr-f-2"),
    ],
)
def test_words_alone_leave_the_case_where_the_decider_let_it_go(
    spring: Office, said: dict[str, Any], state: str
) -> None:
    case = spring.opens("Fælles indkøb", "social")
    spring.decides(case, "recommended")
    spring.decides(case, words="Ordene.", **said)
    done = spring.corrects(case, said["outcome"], "De rette ord.", reason="Forkert citat")
    assert (done.state, spring.course(case)[-1][3]) == (state, "De rette ord.")


def test_an_empowerment_keeps_its_scope_and_its_end(spring: Office) -> None:
    case, ends = spring.opens("Høringssvar", "kkr"), date(2027, 5, 1)
    spring.decides(case, "delegated", "Bemyndiget.", to="KKR-F", scope="svaret", expires=ends)
    spring.corrects(case, "delegated", "Formandskabet bemyndiges.", reason="Forkert citat")
    (line,) = spring.on("2027-05-02").ticks()
    assert line.startswith(f"Case {case} (Høringssvar): The empowerment of KKR-F ended on {ends} unused")


def test_a_mended_decision_that_had_no_meeting_keeps_its_day(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "kkr")
    spring.decides(case, "delegated", to="KKR-F")
    spring.decides(case, "approved", "Svaret er godkendt.", on=date(2027, 4, 24))
    spring.meets("KKR-F", "2028-01-10")
    done = spring.corrects(case, "adopted", forum="KKR-F", reason="Læst forkert")
    assert (done.on, done.state) == (date(2027, 4, 24), "kkr-report")


def test_a_return_from_the_one_empowered_is_mended_and_the_report_is_due_again(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    spring.decides(case, "recommended")
    spring.decides(case, "delegated", to="KKR-F")
    spring.decides(case, "returned", to="k22")
    assert spring.corrects(case, "approved", "Svaret er godkendt.", reason="Læst forkert").state == "kkr-report"
    stops = spring.account(case)["route"]["stops"]
    assert [(stop["key"], stop["skipped"], stop["reason"]) for stop in stops] == [
        ("k22", False, None),
        ("kkr", False, None),
        ("kkr-f", False, "empowered by kkr"),
        ("kkr-report", False, "report back of kkr-f"),
    ]


def test_of_two_empowerments_only_the_one_is_taken_up_again(spring: Office) -> None:
    case = spring.opens("To høringssvar", "kkr")
    spring.meets("KKR", "2027-05-20", "2027-06-20")
    for answer in ("approved", "returned"):
        spring.decides(case, "delegated", to="KKR-F")
        last = spring.decides(case, answer, "Svaret.", on=date(2027, 5, 2), to="kkr" if answer == "returned" else None)
        if last.state != "kkr":
            spring.decides(case, "returned", "Et svar mere.", to="kkr")
    spring.corrects(case, "approved", reason="Læst forkert")
    assert [stop.key for stop in spring.case(case).route] == ["kkr", "kkr-f-2", "kkr-report-2"]


def test_one_who_postponed_in_a_group_is_counted_once_it_is_mended(spring: Office) -> None:
    case = spring.opens("Besparelser", "joint")
    spring.decides(case, "recommended", forum="SDF")
    spring.decides(case, "postponed", forum="SUN", on=K22)
    assert spring.corrects(case, "endorsed", forum="SUN", reason="Læst forkert").state == "k22"


def test_an_end_becomes_a_wait_and_the_other_way_round(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "kkr")
    spring.decides(case, "approved", "Godkendt.")
    assert spring.corrects(case, "postponed", "Udsat.", reason="Læst forkert").state == "kkr"
    assert (spring.account(case)["closed_words"], spring.account(case)["waits_at"]) == (None, ["KKR"])
    assert spring.corrects(case, "rejected", "Afvist.", reason="Læst forkert igen").state == CONCLUDED
    assert spring.course(case) == [("KKR", KKR, Outcome.REJECTED, "Afvist.")]


def test_an_empowerment_is_taken_back(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "kkr")
    spring.decides(case, "delegated", to="KKR-F", expires=date(2027, 5, 1))
    assert spring.corrects(case, "approved", "Godkendt.", reason="Det var en godkendelse").state == CONCLUDED
    assert spring.on("2027-05-02").ticks() == []


def test_a_report_that_sent_the_case_back_may_be_mended(spring: Office) -> None:
    spring.meets("KKR", "2027-05-20")
    case = spring.opens("Fælles indkøb", "kkr")
    spring.decides(case, "delegated", to="KKR-F", meeting=KKR)
    spring.decides(case, "approved", on=date(2027, 4, 24))
    spring.decides(case, "returned", to="kkr", meeting=date(2027, 5, 20))
    assert spring.corrects(case, "took_note", reason="Det blev taget til efterretning").state == CONCLUDED


def test_one_councils_answer_is_mended_while_the_others_are_asked(spring: Office) -> None:
    case = spring.opens("Besparelse", "council-hearing")
    first, second, *_ = spring.councils
    spring.replies(case, first, "approved", "Godkendt.", on=K22)
    spring.replies(case, second, "approved", "Godkendt.", on=KKR)
    done = spring.corrects(case, "rejected", "Afvist.", forum=first, reason="Forkert kommune")
    assert (done.state, spring.course(case)) == (
        "hearing",
        [(first, K22, Outcome.REJECTED, "Afvist."), (second, KKR, Outcome.APPROVED, "Godkendt.")],
    )
    spring.corrects(case, "rejected", "Afvist.", forum=second, reason="Også forkert")
    assert [step[2] for step in spring.course(case)] == ["rejected", "rejected"]


def test_nothing_is_mended_where_nothing_was_decided(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "kkr")
    refused(spring, case, f"Case {case} has no recorded decision to correct.", NothingToCorrect)


def test_a_forum_that_has_decided_since_is_named(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    spring.decides(case, "recommended")
    spring.decides(case, "approved")
    refused(
        spring,
        case,
        f"The last decision on case {case} cannot be corrected: KKR has decided the case since (2027-04-20). "
        "Nothing was written.",
        forum="K22",
    )


def test_an_agenda_that_was_locked_since_is_named(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    spring.decides(case, "recommended")
    spring.locks("KKR")
    refused(
        spring,
        case,
        f"The last decision on case {case} cannot be corrected: the case stands on a locked agenda of KKR since. "
        "Nothing was written.",
    )


def test_a_case_that_followed_and_is_on_its_way_is_named(spring: Office) -> None:
    case = spring.opens("Årsregnskab", "kkr")
    follow = spring.decides(case, "approved_with_addition", follows="Besparelse").new_case
    assert follow is not None
    spring.submits(follow)
    refused(
        spring,
        case,
        f"The last decision on case {case} cannot be corrected: case {follow}, which followed from it, is on its way. "
        "Nothing was written.",
    )


def test_a_case_that_followed_and_is_still_a_draft_is_withdrawn(spring: Office) -> None:
    case = spring.opens("Årsregnskab", "kkr")
    follow = spring.decides(case, "approved_with_addition", follows="Besparelse").new_case
    assert follow is not None
    spring.corrects(case, "approved", "Godkendt.", reason="Ingen tilføjelse")
    assert (spring.state(follow), spring.account(follow)["waits_at"]) == ("withdrawn", [])


def test_a_case_that_followed_goes_on_where_only_the_words_are_mended(spring: Office) -> None:
    case = spring.opens("Årsregnskab", "kkr")
    follow = spring.decides(case, "approved_with_addition", "Godkendt.", follows="Besparelse").new_case
    assert follow is not None
    stop = spring.submits(follow)
    spring.corrects(case, "approved_with_addition", "Godkendt med en tilføjelse.", reason="Forkert citat")
    assert (spring.state(follow), spring.course(case)[0][3]) == (stop, "Godkendt med en tilføjelse.")
    refused(
        spring,
        case,
        f"The last decision on case {case} cannot be corrected: case {follow}, which followed from it, is on its way. "
        "Nothing was written.",
    )


def test_a_case_that_was_withdrawn_since_is_left_alone(spring: Office) -> None:
    case = spring.opens("Fælles indkøb", "short")
    spring.decides(case, "recommended")
    spring.withdraws(case, "Løst")
    refused(
        spring,
        case,
        f"The last decision on case {case} cannot be corrected: the case was withdrawn since. Nothing was written.",
    )


def test_a_group_that_has_moved_on_is_left_alone(spring: Office) -> None:
    case = spring.opens("Besparelser", "joint")
    spring.decides(case, "recommended", forum="SDF")
    spring.decides(case, "recommended", forum="SUN", on=K22)
    refused(
        spring,
        case,
        f"The last decision on case {case} cannot be corrected: the group it was part of has moved on. "
        "Nothing was written.",
    )


def test_what_was_decided_for_a_whole_group_is_left_alone(spring: Office) -> None:
    case = spring.opens("Besparelser", "joint")
    spring.decides(case, "recommended", forum="SDF")
    spring.decides(case, "rejected", forum="SUN", on=K22)
    spring.decides(case, "recommended", "SDF fulgt.", then=Trigger.FORWARD)
    refused(
        spring,
        case,
        f"The last decision on case {case} cannot be corrected: it was taken for a whole group. Nothing was written.",
    )


def refused(office: Office, case: int, words: str, error: type[Exception] = CannotCorrect, **more: Any) -> None:
    """The mending is refused with these words, and nothing is written."""
    before = office.counts()
    with pytest.raises(error) as told:
        office.corrects(case, "rejected", reason="Fejl", **more)
    assert (str(told.value), office.counts()) == (words, before)
