"""A paper of a meeting that the register knows: what is met, what is asked about first, and what is then written."""

from dataclasses import replace
from datetime import date, time

import pytest

from states.machine import CONCLUDED
from states.outcomes import Outcome
from states.paper import Attendee, DeadlineKind, FoundDeadline, Paper, PaperKind
from tests.workflow.office import Office
from tests.workflow.papers import agenda, case_item, minutes, text
from workflow.import_again import PaperDiffers
from workflow.meetings import add_meeting

MAY, JUNE, SEPTEMBER = date(2027, 5, 5), date(2027, 6, 20), date(2027, 9, 4)
ANNA, BO = Attendee("Anna Ask", "A", "Vejle"), Attendee("Bo Birk")
APPROVED = case_item("Fælles indkøb", Outcome.APPROVED, "Godkendt.")


def due(day: date, words: str) -> FoundDeadline:
    return FoundDeadline(words, DeadlineKind.HEARING, day)


FIRST, SECOND, THIRD = (due(date(2027, month, 1), f"Svar senest den 1. i {month}.") for month in (7, 8, 10))


def refusal(office: Office, paper: Paper) -> list[str]:
    """What a paper is said to differ in; nothing of it is written."""
    before = office.counts()
    with pytest.raises(PaperDiffers) as told:
        office.imports(paper, "again")
    assert office.counts() == before
    return [line.strip() for line in str(told.value).splitlines()[1:]]


def deadlines(office: Office, case: int) -> list[tuple[date, str]]:
    return [(one["date"], one["state"]) for one in office.account(case)["deadlines"]]


def printed(office: Office, paper: Paper) -> list[str]:
    """What this paper would change of the one that the register prints now."""
    try:
        office.imports(paper, "probe")
    except PaperDiffers as told:
        return [line.strip() for line in str(told).splitlines()[1:]]
    return []


def test_minutes_meet_a_case_that_was_decided_before_any_paper_came(office_in_both: Office) -> None:
    office = office_in_both
    office.meets("KKR", "2027-06-20", "2027-09-04")
    case = office.opens("Fælles indkøb", "kkr")
    office.decides(case, "approved", "Godkendt.")
    done = office.imports(minutes("KKR", JUNE, APPROVED), "minutes")
    assert (done.cases, done.new_cases, done.decided, done.doubts) == ((case,), (), 0, ())
    assert (office.state(case), office.course(case)) == (
        CONCLUDED,
        [("KKR", JUNE, Outcome.APPROVED, "Godkendt.")],
    )
    assert printed(office, minutes("KKR", JUNE, APPROVED)) == []


def test_minutes_meet_a_case_that_was_postponed_before_any_paper_came(office: Office) -> None:
    office.meets("KKR", "2027-06-20", "2027-09-04")
    case = office.opens("Fælles indkøb", "kkr")
    office.decides(case, "postponed", "Udsat.")
    paper = minutes("KKR", JUNE, case_item("Fælles indkøb", Outcome.POSTPONED, "Udsat."))
    done = office.imports(paper, "minutes")
    assert (done.cases, done.new_cases, done.doubts) == ((case,), (), ())
    assert (office.course(case), office.on_agenda("KKR")) == ([("KKR", JUNE, Outcome.POSTPONED, "Udsat.")], [case])


def test_minutes_that_contradict_a_decision_made_before_any_paper_came_are_a_doubt(office: Office) -> None:
    office.meets("KKR", "2027-06-20")
    case = office.opens("Fælles indkøb", "kkr")
    office.decides(case, "rejected", "Afvist.")
    done = office.imports(minutes("KKR", JUNE, APPROVED), "minutes")
    assert [str(doubt) for doubt in done.doubts] == [
        "line 7: item 2.1: the minutes say approved, the register rejected; the register was not changed"
    ]
    assert office.course(case) == [("KKR", JUNE, Outcome.REJECTED, "Afvist.")]


def test_an_item_that_only_the_minutes_have_is_the_case_that_waits_under_its_title(office: Office) -> None:
    office.imports(agenda("KKR", JUNE), "agenda")
    case = office.opens("Fælles indkøb", "kkr")
    done = office.imports(minutes("KKR", JUNE, APPROVED), "minutes")
    assert (done.cases, done.new_cases, office.state(case)) == ((case,), (), CONCLUDED)
    assert [str(doubt) for doubt in done.doubts] == ["line 7: item 2.1 (Fælles indkøb) was not on the agenda"]


def test_an_open_paper_does_not_open_a_closed_case(office: Office) -> None:
    case = office.opens("Fælles indkøb", "kkr")
    office.edits(case, closed=True)
    office.imports(agenda("KKR", JUNE, case_item("Fælles indkøb")), "agenda")
    assert office.account(case)["closed"]


def test_a_changed_head_is_a_difference_like_any_other(office: Office) -> None:
    paper = agenda("KKR", JUNE, case_item("Fælles indkøb"))
    office.imports(paper, "agenda")
    moved = replace(paper, at=time(13), place="Odense")
    assert refusal(office, moved) == [
        "the head, time: “10:00” → “13:00”",
        "the head, place: “Middelfart” → “Odense”",
    ]
    office.imports(moved, "moved", replacing=True)
    assert (office.agenda("KKR").paper.at, office.agenda("KKR").paper.place) == (time(13), "Odense")


def test_people_of_minutes_are_a_difference_too(office: Office) -> None:
    office.imports(minutes("KKR", JUNE, APPROVED, people=(ANNA,)), "minutes")
    assert refusal(office, minutes("KKR", JUNE, APPROVED, people=(ANNA, BO))) == [
        "the head, participants: “Anna Ask A Vejle” → “Anna Ask A Vejle, Bo Birk”"
    ]


def test_what_a_head_leaves_out_is_no_difference_and_what_it_adds_is_kept(office: Office) -> None:
    bare = replace(agenda("KKR", JUNE, case_item("Fælles indkøb")), at=None, place=None)
    office.imports(bare, "agenda")
    full = replace(bare, at=time(10), place="Middelfart")
    assert not office.imports(full, "with a place").unchanged
    assert office.imports(bare, "without").unchanged
    assert office.agenda("KKR").paper.place == "Middelfart"


def test_the_first_minutes_say_where_the_meeting_was_and_the_change_is_said(office: Office) -> None:
    office.imports(agenda("KKR", JUNE, case_item("Fælles indkøb")), "agenda")
    held = replace(minutes("KKR", JUNE, APPROVED, people=(ANNA,)), place="Odense")
    assert [str(doubt) for doubt in office.imports(held, "minutes").doubts] == [
        "the head, place: “Middelfart” → “Odense”: the paper's was kept"
    ]
    assert printed(office, held) == []


def test_the_first_paper_of_a_planned_meeting_says_what_it_changes_of_it(office: Office) -> None:
    office.write(lambda connection: add_meeting(connection, "KKR", JUNE, place="Odense", by="bel", now=office.now))
    assert [str(doubt) for doubt in office.imports(agenda("KKR", JUNE), "agenda").doubts] == [
        "the head, place: “Odense” → “Middelfart”: the paper's was kept"
    ]
    assert (office.agenda("KKR").paper.at, office.agenda("KKR").paper.place) == (time(10), "Middelfart")


def test_a_replaced_paper_moves_its_deadlines(office: Office) -> None:
    office.imports(agenda("KKR", JUNE, case_item("Fælles indkøb", deadlines=(FIRST, THIRD))), "agenda")
    changed = case_item("Fælles indkøb", background="Ny frist.", deadlines=(SECOND, THIRD))
    office.imports(agenda("KKR", JUNE, changed), "changed", replacing=True)
    assert deadlines(office, 1) == [
        (date(2027, 7, 1), "moved"), (date(2027, 8, 1), "open"), (date(2027, 10, 1), "open"),
    ]  # fmt: skip
    back = agenda("KKR", JUNE, case_item("Fælles indkøb", deadlines=(FIRST,)))
    office.imports(back, "back", replacing=True)
    assert [state for _, state in deadlines(office, 1)] == ["open", "moved", "moved"]


def test_minutes_add_the_deadlines_that_the_agenda_did_not_have(office: Office) -> None:
    office.imports(agenda("KKR", JUNE, case_item("Fælles indkøb", deadlines=(FIRST,))), "agenda")
    decided = case_item("Fælles indkøb", Outcome.APPROVED, "Godkendt.", deadlines=(FIRST, SECOND))
    office.imports(minutes("KKR", JUNE, decided), "minutes")
    assert deadlines(office, 1) == [(date(2027, 7, 1), "open"), (date(2027, 8, 1), "open")]


def test_the_same_deadline_at_the_next_forum_stands_once(office: Office) -> None:
    office.meets("K22", "2027-05-05")
    office.imports(agenda("K22", MAY, case_item("Fælles indkøb", deadlines=(FIRST,))), "k22")
    office.routes(1, "short")
    office.decides(1, "recommended", "Anbefalet.")
    met = office.imports(agenda("KKR", JUNE, case_item("Fælles indkøb", deadlines=(FIRST, SECOND))), "kkr")
    assert (met.cases, deadlines(office, 1)) == ((1,), [(date(2027, 7, 1), "open"), (date(2027, 8, 1), "open")])


def test_the_texts_of_a_decided_item_are_replaced_and_its_decision_is_not(office: Office) -> None:
    office.imports(minutes("KKR", JUNE, APPROVED), "minutes")
    other = case_item("Fælles indkøb", Outcome.REJECTED, "Afvist.", background="Ny baggrund.")
    changed = office.imports(minutes("KKR", JUNE, other), "changed", replacing=True)
    assert [str(doubt) for doubt in changed.doubts] == [
        "line 7: item 2.1: the minutes say rejected, the register approved; the register was not changed"
    ]
    assert office.course(1) == [("KKR", JUNE, Outcome.APPROVED, "Godkendt.")]
    (treatment,) = office.case(1).treatments
    kept = {name: blocks[0]["text"] for name, blocks in treatment.texts.items()}
    assert (kept["background"], kept["decision"]) == ("Ny baggrund.", "Godkendt.")
    agreed = case_item("Fælles indkøb", Outcome.APPROVED, "Godkendt.", background="Ny baggrund.")
    assert office.imports(minutes("KKR", JUNE, agreed), "agreed").unchanged


def test_a_case_follows_the_new_title_of_its_item(office: Office) -> None:
    office.imports(agenda("KKR", JUNE, case_item("Fælles indkøb")), "agenda")
    office.imports(agenda("KKR", JUNE, case_item("Indkøb af el")), "changed", replacing=True)
    assert (office.case(1).title, office.counts()["cases"]) == ("Indkøb af el", 1)


def test_a_case_that_has_got_another_title_since_keeps_it(office: Office) -> None:
    office.imports(minutes("KKR", JUNE, case_item("Fælles indkøb", Outcome.POSTPONED, "Udsat.")), "minutes")
    office.edits(1, title="Indkøb, anden runde")
    renamed = case_item("Indkøb af el", Outcome.POSTPONED, "Udsat.")
    office.imports(minutes("KKR", JUNE, renamed), "changed", replacing=True)
    assert office.case(1).title == "Indkøb, anden runde"


def test_the_decision_of_a_standing_item_is_replaced_with_the_rest_of_it(office: Office) -> None:
    paper = minutes("KKR", JUNE)
    office.imports(paper, "minutes")
    approval, *rest = paper.groups
    (item,) = approval.items
    noted = replace(item, decision=text("Taget til efterretning."), outcome=Outcome.TOOK_NOTE)
    changed = replace(paper, groups=(replace(approval, items=(noted,)), *rest))
    assert refusal(office, changed) == [
        "item 1.1, decision: “Godkendt.” → “Taget til efterretning.”",
        "item 1.1, outcome: “approved” → “took_note”",
    ]
    office.imports(changed, "changed", replacing=True)
    assert (changed.kind, printed(office, changed)) == (PaperKind.MINUTES, [])
