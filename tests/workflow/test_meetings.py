"""Meetings: their agendas are put together, locked, put in order, and held."""

from datetime import date

import pytest

from states.outcomes import Outcome
from states.paper import NextMeeting, PaperKind
from states.triggers import Trigger
from tests.workflow.office import Office
from tests.workflow.papers import case_item, paper
from workflow.errors import LockedAgenda, NoMeetingAhead, NoSuchMeeting, NotThere, WrongMeetingState
from workflow.meetings import MeetingExists, Undecided

FIRST, SECOND, THIRD = date(2027, 4, 20), date(2027, 6, 20), date(2027, 9, 4)


@pytest.fixture
def kkr(office: Office) -> Office:
    """KKR has two meetings ahead."""
    office.meets("KKR", "2027-04-20", "2027-06-20")
    return office


def test_a_forum_meets_once_a_day(kkr: Office) -> None:
    with pytest.raises(MeetingExists) as told:
        kkr.meets("KKR", "2027-04-20")
    assert str(told.value) == "KKR already has a meeting on 2027-04-20."


def test_an_agenda_has_its_standing_items_round_the_cases(kkr: Office) -> None:
    kkr.opens("Fælles indkøb", "kkr")
    kkr.opens("Budget", "kkr")
    put_together = kkr.agenda("KKR").paper
    assert [(item.number, item.title, str(item.kind)) for item in put_together.items] == [
        ("1.1", "Godkendelse af referat fra det seneste møde", "minutes_approval"),
        ("2.1", "Fælles indkøb", "case"),
        ("2.2", "Budget", "case"),
        ("3.1", "Siden sidst", "since_last"),
        ("4.1", "Punkter til næste møde den 20. juni 2027", "next_items"),
        ("5.1", "Eventuelt", "any_other_business"),
    ]
    assert put_together.next_meeting is not None
    assert (put_together.on, put_together.next_meeting.on) == (FIRST, SECOND)


def test_the_order_sticks_and_the_latest_word_counts(kkr: Office) -> None:
    one, two, three = (kkr.opens(title, "kkr") for title in ("Et", "To", "Tre"))
    assert kkr.on_agenda("KKR") == [one, two, three]
    kkr.orders("KKR", three, one)
    assert kkr.on_agenda("KKR") == [three, one, two]
    kkr.orders("KKR", two)
    assert kkr.on_agenda("KKR") == [two, three, one]
    kkr.orders("KKR", three, three)
    assert kkr.on_agenda("KKR") == [three, two, one]
    kkr.locks("KKR")
    with pytest.raises(LockedAgenda):
        kkr.orders("KKR", one, two)
    kkr.orders("KKR", one, two, one, reason="Borgmesteren går tidligt")
    numbers = {item.case_id: item.number for item in kkr.agenda("KKR").paper.items if item.case_id}
    assert (kkr.on_agenda("KKR"), numbers) == ([three, one, two], {three: "2.1", one: "2.2", two: "2.3"})


def test_a_case_that_waits_elsewhere_has_no_place_in_the_order(kkr: Office) -> None:
    case = kkr.opens("Fælles indkøb", "short")
    with pytest.raises(NotThere):
        kkr.orders("KKR", case)


def test_a_locked_agenda_takes_in_a_late_case_only_for_a_reason_and_shows_it(kkr: Office) -> None:
    early = kkr.opens("Fælles indkøb", "kkr")
    assert kkr.locks("KKR").changes == ()
    late = kkr.opens("Hastesag", "kkr", recommendation="Det indstilles, at KKR godkender sagen.")
    assert (kkr.on_agenda("KKR"), kkr.why("KKR")) == ([early], {early: "expected", late: "agenda_locked"})
    with pytest.raises(LockedAgenda) as told:
        kkr.locks("KKR")
    assert str(told.value) == "The agenda of KKR 2027-04-20 is locked; change it only with a reason: --reason WORDS."
    changes = ["item 2.2, item: nothing → “Hastesag”"]
    assert [str(change) for change in kkr.locks("KKR", reason="Fristen er den 1. maj").changes] == changes
    assert (kkr.on_agenda("KKR"), kkr.why("KKR")[late]) == ([early, late], "waits_here")


def test_a_locked_agenda_takes_in_no_draft_no_treated_case_and_none_of_a_later_meeting(kkr: Office) -> None:
    postponed = kkr.opens("Udsat", "kkr")
    kkr.locks("KKR")
    kkr.decides(postponed, "postponed", "Udsat.")
    draft = kkr.opens("Kladde", "kkr", submit=False)
    assert [str(change) for change in kkr.locks("KKR", reason="Se efter").changes] == []
    assert (kkr.on_agenda("KKR"), kkr.why("KKR")) == ([postponed], {postponed: "postponed", draft: "not_submitted"})


def test_a_locked_agenda_takes_in_a_case_whose_own_meeting_has_passed(kkr: Office) -> None:
    kkr.meets("KKR", "2027-09-04")
    left = kkr.opens("Overset", "kkr")
    kkr.locks("KKR")
    kkr.locks("KKR", on=THIRD)
    kkr.holds("KKR", on=SECOND)
    assert (kkr.on_agenda("KKR"), kkr.why("KKR")) == ([], {left: "agenda_locked"})
    late = kkr.opens("Hastesag", "kkr")
    kkr.locks("KKR", reason="De kom med i sidste øjeblik")
    assert kkr.on_agenda("KKR", THIRD) == [left, late]


def test_a_case_whose_own_meeting_has_passed_is_carried_over(kkr: Office) -> None:
    kkr.meets("KKR", "2027-09-04")
    left = kkr.opens("Overset", "kkr")
    kkr.locks("KKR")
    kkr.holds("KKR", on=SECOND)
    assert (kkr.on_agenda("KKR"), kkr.why("KKR")) == ([left], {left: "carried_over"})
    assert kkr.decides(left, "approved", meeting=THIRD).on == THIRD


def test_a_meeting_is_not_held_while_a_case_on_it_has_no_decision(kkr: Office) -> None:
    case, other = kkr.opens("Fælles indkøb", "kkr"), kkr.opens("Budget", "kkr")
    words = (
        "KKR 2027-04-20 cannot be closed: 2 without a decision: "
        f"2.1 Fælles indkøb (case {case}); 2.2 Budget (case {other}). "
        "Decide each (sagsgang decide) or let it wait for the next meeting (sagsgang postpone)."
    )
    with pytest.raises(Undecided) as told:
        kkr.holds("KKR")
    assert str(told.value) == words
    kkr.decides(case, "approved", meeting=FIRST)
    kkr.decides(other, "postponed", meeting=FIRST)
    assert kkr.holds("KKR").on == FIRST
    assert kkr.on_agenda("KKR") == [other]


def test_a_locked_meeting_is_held_when_all_on_it_is_decided_or_gone(kkr: Office) -> None:
    decided, withdrawn, joined, twin = (kkr.opens(title, "kkr") for title in ("Et", "To", "Tre", "Tre igen"))
    kkr.locks("KKR")
    with pytest.raises(Undecided):
        kkr.holds("KKR")
    kkr.decides(decided, "approved")
    kkr.withdraws(withdrawn, "Løst")
    kkr.joins(joined, twin)
    with pytest.raises(Undecided) as told:
        kkr.holds("KKR")
    assert str(told.value) == (
        f"KKR 2027-04-20 cannot be closed: 1 without a decision: 2.3 Tre (case {joined}). "
        "Decide each (sagsgang decide) or let it wait for the next meeting (sagsgang postpone)."
    )
    kkr.decides(joined, "approved")
    assert kkr.holds("KKR").on == FIRST


def test_an_agenda_that_was_never_locked_keeps_its_items_when_its_meeting_is_held(kkr: Office) -> None:
    case = kkr.opens("Fælles indkøb", "kkr", recommendation="Det indstilles, at KKR godkender købet.")
    before = [(item.number, item.title, item.recommendation) for item in kkr.agenda("KKR").paper.items]
    kkr.decides(case, "approved", "Godkendt.", meeting=FIRST)
    kkr.holds("KKR")
    after = kkr.agenda("KKR", FIRST)
    assert [(item.number, item.title, item.recommendation) for item in after.paper.items] == before
    assert after.changes == ()


def test_a_held_meeting_is_neither_locked_nor_held_again(kkr: Office) -> None:
    kkr.holds("KKR")
    with pytest.raises(WrongMeetingState) as told:
        kkr.locks("KKR", on=FIRST)
    assert str(told.value) == "KKR's meeting of 2027-04-20 is held: its agenda cannot be locked."
    with pytest.raises(WrongMeetingState):
        kkr.holds("KKR", on=FIRST)


def test_a_forum_without_a_meeting_ahead_has_no_agenda(kkr: Office) -> None:
    with pytest.raises(NoMeetingAhead) as told:
        kkr.agenda("K22")
    assert str(told.value) == "K22 has no meeting ahead; add one with sagsgang meeting add K22 DATE."
    with pytest.raises(NoSuchMeeting):
        kkr.agenda("KKR", THIRD)


def test_why_accounts_for_every_open_case(kkr: Office) -> None:
    kkr.meets("SDF", "2027-04-01")
    told = "Det indstilles, at KKR godkender."
    waits, expected = kkr.opens("Klar", "kkr", recommendation=told), kkr.opens("Uden tekst", "kkr")
    elsewhere, draft = kkr.opens("Hos K22", "short"), kkr.opens("Kladde", "kkr", submit=False)
    group = kkr.opens("Gruppe", "joint")
    kkr.decides(group, "recommended", forum="SDF")
    kkr.decides(group, "rejected", forum="SUN", on=FIRST)
    postponed = kkr.opens("Udsat", "kkr", recommendation=told)
    kkr.decides(postponed, "postponed", meeting=FIRST)
    ended = kkr.opens("Slut", "kkr", recommendation=told)
    kkr.decides(ended, "approved", meeting=FIRST)
    here = {waits: "waits_here", expected: "expected", elsewhere: "other_forum", draft: "not_submitted"}
    assert kkr.why("KKR") == here | {group: "waits_for_others", postponed: "postponed"}
    kkr.locks("KKR")
    late = kkr.opens("For sent", "kkr", recommendation=told)
    assert kkr.why("KKR") == here | {group: "waits_for_others", postponed: "postponed", late: "agenda_locked"}
    assert kkr.why("KKR", SECOND) == here | {
        waits: "other_meeting",
        expected: "other_meeting",
        group: "waits_for_others",
        postponed: "waits_here",
        late: "waits_here",
    }
    kkr.locks("KKR", on=SECOND)
    assert kkr.why("KKR")[postponed] == "postponed"
    assert kkr.why("KKR")[late] == "later_meeting"


def test_the_course_of_a_case_is_told_from_its_decisions_and_may_be_edited(kkr: Office) -> None:
    kkr.meets("K22", "2027-04-08")
    case = kkr.opens("Fælles indkøb", "short", recommendation="Det indstilles, at K22 godkender købet.")
    kkr.edits(case, background="Strøm er dyr.")
    kkr.decides(case, "recommended", "Anbefalet.")
    assert background(kkr, case) == ["Strøm er dyr.", "Kommunaldirektørkredsen anbefalede sagen den 8. april 2027."]
    kkr.edits(case, course="Kredsen anbefalede sagen i april.")
    assert background(kkr, case) == ["Strøm er dyr.", "Kredsen anbefalede sagen i april."]
    kkr.locks("KKR")
    assert background(kkr, case) == ["Strøm er dyr.", "Kredsen anbefalede sagen i april."]
    kkr.decides(case, "postponed", "Udsat.", then=Trigger.POSTPONE)
    assert kkr.course(case) == [
        ("K22", date(2027, 4, 8), Outcome.RECOMMENDED, "Anbefalet."),
        ("KKR", FIRST, Outcome.POSTPONED, "Udsat."),
    ]


def background(office: Office, case: int) -> list[str]:
    item = next(item for item in office.agenda("KKR").paper.items if item.case_id == case)
    return [block.text for block in item.background or ()]


def test_a_late_case_comes_last_in_its_own_group_or_in_a_group_of_its_own_at_the_end(kkr: Office) -> None:
    kkr.locks("KKR")
    late = kkr.opens("Fælles indkøb", "kkr")
    later = kkr.opens("Budget", "kkr")
    locked = kkr.locks("KKR", reason="De haster").paper
    assert [(group.number, group.title) for group in locked.groups][-1] == ("5", "Regionalpolitiske sager")
    assert [(item.number, item.case_id) for item in locked.items if item.case_id] == [("5.1", late), ("5.2", later)]


def test_a_closed_case_is_not_named_among_what_is_to_come(kkr: Office) -> None:
    coming_up = NextMeeting(SECOND, ("Fælles indkøb", "Ansættelse af direktør"))
    kkr.imports(paper(PaperKind.AGENDA, "KKR", FIRST, case_item("Budget"), coming=coming_up))
    secret = next(row for row in kkr.why("KKR", SECOND) if kkr.account(row)["title"] == "Ansættelse af direktør")
    kkr.edits(secret, closed=True)
    coming = kkr.agenda("KKR", FIRST).paper.next_meeting
    assert coming is not None
    assert coming.expected == ("Fælles indkøb",)
