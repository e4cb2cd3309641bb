"""The minutes of a meeting, and what is entered under its standing items."""

from datetime import date

import pytest

from db.queries.facts import load_forums
from ingest.file import open_source
from ingest.read import read_paper
from states.forms import Form
from states.outcomes import Outcome
from states.paper import Attendee, Item, PaperKind, plain
from templates.press import press
from tests.workflow.office import Office
from tests.workflow.papers import case_item
from tests.workflow.papers import minutes as minutes_paper
from workflow.attendance import Attendance, record_attendance
from workflow.errors import NoSuchMeeting, WrongMeetingState
from workflow.minutes import Minutes, NoMinutes, minutes
from workflow.minuting import IsACase, Minuted, NeedsReason, NoSuchItem, minute_item

FIRST, SECOND = date(2027, 4, 20), date(2027, 6, 20)
PEOPLE = (Attendee("Anna Krag", "V", "Vejen"),)
BO, EVA = Attendee("Bo Lind", "A", "Odense"), Attendee("Eva Holm", "C", "Ribe")
TOLD = "Det indstilles, at KKR godkender købet."


@pytest.fixture
def locked(office_in_both: Office) -> Office:
    """KKR's agenda with one case is locked; another meeting lies ahead."""
    office_in_both.meets("KKR", "2027-04-20", "2027-06-20")
    office_in_both.opens("Fælles indkøb", "kkr", recommendation=TOLD)
    office_in_both.locks("KKR")
    return office_in_both


def of(office: Office, on: date | None = None) -> Minutes:
    return office.read(lambda connection: minutes(connection, "KKR", on))


def item(office: Office, number: str, on: date = FIRST) -> Item:
    return next(one for one in of(office, on).paper.items if one.number == number)


def minutes_say(
    office: Office, number: str, words: str, outcome: Outcome | None = None, reason: str | None = None
) -> Minuted:
    return office.write(
        lambda connection: minute_item(
            connection, "KKR", FIRST, number, words, outcome, reason=reason, by="bel", now=office.now
        )
    )


def test_a_draft_says_what_is_missing(locked: Office) -> None:
    made = of(locked)
    assert (made.paper.kind, made.paper.draft, made.meeting.on) == (PaperKind.MINUTES, True, FIRST)
    assert made.notes == (
        "this is a draft: KKR 2027-04-20 is not held yet (sagsgang meeting hold KKR --meeting 2027-04-20)",
        "nobody is recorded as present (sagsgang meeting attendance KKR --meeting 2027-04-20 --from FILE)",
        "item 1.1 (Godkendelse af referat fra det seneste møde) has no decision yet "
        "(sagsgang meeting minute KKR --meeting 2027-04-20 1.1)",
        "item 2.1 (Fælles indkøb) has no decision yet (sagsgang decide 1)",
        "item 3.1 (Siden sidst) has no decision yet (sagsgang meeting minute KKR --meeting 2027-04-20 3.1)",
        "item 4.1 (Punkter til næste møde den 20. juni 2027) has no decision yet "
        "(sagsgang meeting minute KKR --meeting 2027-04-20 4.1)",
    )


def test_whole_minutes_have_the_decisions_and_leave_nothing_to_say(locked: Office) -> None:
    locked.decides(1, "approved", "KKR Syddanmark godkendte indstillingen.")
    for number, words in (("1.1", "Referatet blev godkendt."), ("3.1", "Taget til efterretning."), ("4.1", "Drøftet.")):
        minutes_say(locked, number, words)
    locked.write(
        lambda connection: record_attendance(
            connection, "KKR", FIRST, Attendance(lists=(PEOPLE, ())), by="bel", now=locked.now
        )
    )
    locked.holds("KKR")
    made = of(locked)
    assert (made.notes, made.paper.draft) == ((), False)
    assert made.paper.participants == PEOPLE
    assert [(one.number, plain(one.decision), one.outcome) for one in made.paper.items] == [
        ("1.1", "Referatet blev godkendt.", Outcome.APPROVED),
        ("2.1", "KKR Syddanmark godkendte indstillingen.", Outcome.APPROVED),
        ("3.1", "Taget til efterretning.", Outcome.TOOK_NOTE),
        ("4.1", "Drøftet.", Outcome.DISCUSSED),
        ("5.1", "", None),
    ]


def test_what_was_entered_by_hand_is_read_back_from_the_written_minutes(locked: Office) -> None:
    locked.decides(1, "approved", "KKR Syddanmark godkendte indstillingen.")
    minutes_say(locked, "1.1", "KKR Syddanmark godkendte referatet.")
    said = Attendance(lists=((*PEOPLE, BO), (EVA,)), absent={"2.1": ("Bo Lind",)})
    locked.write(lambda connection: record_attendance(connection, "KKR", FIRST, said, by="bel", now=locked.now))
    written = of(locked).paper
    forums = [entry.forum for entry in locked.read(load_forums).values()]
    for form in (Form.HTML, Form.TEXT):
        found = read_paper(open_source(press(written, form).content, f"referat{form.suffix}"), forums)
        assert (found.kind, found.on, found.forum_code) == (PaperKind.MINUTES, FIRST, "KKR")
        assert (found.participants, found.apologies) == ((*PEOPLE, BO), (EVA,))
        assert [(one.number, one.decision, one.outcome, one.absent) for one in found.items] == [
            (one.number, one.decision, one.outcome, one.absent) for one in written.items
        ]


def test_which_meeting_is_meant(locked: Office) -> None:
    locked.decides(1, "approved", "Godkendt.")
    locked.holds("KKR")
    second = locked.opens("Budget", "kkr", recommendation=TOLD)
    locked.locks("KKR")
    assert of(locked).meeting.on == FIRST  # nothing is recorded of the second
    locked.decides(second, "approved", "Godkendt.")
    assert of(locked).meeting.on == SECOND
    assert of(locked, FIRST).meeting.on == FIRST


def test_before_its_agenda_is_locked_a_meeting_has_no_minutes(office: Office) -> None:
    with pytest.raises(NoMinutes) as none:
        of(office)
    assert str(none.value) == (
        "KKR has no minutes yet: none of its meetings is held, and none has its agenda locked "
        "(sagsgang meeting lock KKR)."
    )
    office.meets("KKR", "2027-04-20")
    with pytest.raises(WrongMeetingState) as planned:
        of(office, FIRST)
    assert str(planned.value) == (
        "KKR's meeting of 2027-04-20 is planned: there are minutes once its agenda is locked "
        "(sagsgang meeting lock KKR --meeting 2027-04-20)."
    )
    with pytest.raises(NoSuchMeeting):
        of(office, SECOND)


def test_a_standing_item_has_its_words_and_what_they_mean(locked: Office) -> None:
    done = minutes_say(locked, "1.1", "KKR Syddanmark godkendte referatet.")
    assert (done.number, done.title, done.outcome) == (
        "1.1",
        "Godkendelse af referat fra det seneste møde",
        Outcome.APPROVED,
    )
    minutes_say(locked, "5.1", "Formanden takkede for samarbejdet.")
    minutes_say(locked, "4.1", "Punkterne blev nævnt.", Outcome.DISCUSSED)
    assert [(item(locked, number).outcome, plain(item(locked, number).decision)) for number in ("5.1", "4.1")] == [
        (Outcome.NO_DECISION, "Formanden takkede for samarbejdet."),
        (Outcome.DISCUSSED, "Punkterne blev nævnt."),
    ]


def test_what_is_recorded_of_an_item_changes_for_a_reason(locked: Office) -> None:
    minutes_say(locked, "1.1", "Referatet blev godkendt.")
    with pytest.raises(NeedsReason) as told:
        minutes_say(locked, "1.1", "Referatet blev godkendt med en rettelse.")
    assert str(told.value) == (
        "What became of item 1.1 of KKR 2027-04-20 is recorded already; change it only with a reason: --reason WORDS."
    )
    minutes_say(locked, "1.1", "Referatet blev udsat.", reason="Fejl")
    assert (plain(item(locked, "1.1").decision), item(locked, "1.1").outcome) == (
        "Referatet blev udsat.",
        Outcome.POSTPONED,
    )


def test_a_case_is_decided_and_not_minuted(locked: Office) -> None:
    with pytest.raises(IsACase) as told:
        minutes_say(locked, "2.1", "Godkendt.")
    assert str(told.value) == (
        "Item 2.1 is case 1: record what was decided with sagsgang decide 1 --outcome OUTCOME --words WORDS."
    )
    with pytest.raises(NoSuchItem):
        minutes_say(locked, "7.1", "Godkendt.")


def test_what_minutes_brought_for_an_item_is_replaced_for_a_reason(office: Office) -> None:
    office.imports(minutes_paper("KKR", FIRST, case_item("Budget", Outcome.APPROVED, "Godkendt.")))
    number = next(one.number for one in of(office).paper.items if one.case_id is None and one.title == "Eventuelt")
    minutes_say(office, number, "Intet.", Outcome.NO_DECISION, reason="Manglede")
    assert plain(item(office, number).decision) == "Intet."
