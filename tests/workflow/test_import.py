"""A paper becomes cases, decisions and meetings in the register; the same one again changes nothing."""

from dataclasses import replace
from datetime import date

import pytest

from states.forums import UnknownForum
from states.machine import CONCLUDED
from states.outcomes import Outcome
from states.paper import Attendee, NextMeeting, Paper, PriorStep
from tests.workflow.office import Office
from tests.workflow.papers import agenda, case_item, minutes, text
from workflow.import_again import PaperDiffers
from workflow.import_paper import NoDate, NoForum

JUNE, SEPTEMBER = date(2027, 6, 20), date(2027, 9, 4)
COMING = NextMeeting(SEPTEMBER, ("Kvoter for flygtninge", "Regnskab."))
AGENDA = agenda("KKR", JUNE, case_item("Fælles indkøb"), case_item("Rammeaftale"), coming=COMING)
MINUTES = minutes(
    "KKR",
    JUNE,
    case_item("Fælles indkøb", Outcome.APPROVED, "Godkendt."),
    case_item("Rammeaftale", Outcome.POSTPONED, "Udsat."),
    coming=COMING,
    people=(Attendee("Anna Ask", "A", "Vejle"), Attendee("Bo Birk")),
)


def test_an_agenda_then_its_minutes(office_in_both: Office) -> None:
    office = office_in_both
    first = office.imports(AGENDA, "agenda")
    assert (first.cases, first.new_cases, first.expected, first.decided) == ((1, 2), (1, 2), (3, 4), 0)
    assert office.why("KKR") == {1: "waits_here", 2: "waits_here", 3: "later_meeting", 4: "later_meeting"}
    second = office.imports(MINUTES, "minutes")
    assert (second.cases, second.new_cases, second.expected, second.decided) == ((1, 2), (), (), 2)
    assert (office.state(1), office.course(1)) == (CONCLUDED, [("KKR", JUNE, Outcome.APPROVED, "Godkendt.")])
    assert office.course(2) == [("KKR", JUNE, Outcome.POSTPONED, "Udsat.")]
    assert office.why("KKR") == {2: "waits_here", 3: "expected", 4: "expected"}
    assert office.agenda("KKR").meeting.on == SEPTEMBER


def test_the_same_file_again_changes_nothing(office_in_both: Office) -> None:
    office = office_in_both
    office.imports(AGENDA, "agenda")
    office.imports(MINUTES, "minutes")
    before = office.counts()
    again = [office.imports(AGENDA, "agenda"), office.imports(MINUTES, "minutes")]
    after = office.counts()
    after["command"] -= 2  # the two tries themselves
    assert ([one.unchanged for one in again], after) == ([True, True], before)


def test_the_same_paper_from_another_file_adds_only_the_file(office: Office) -> None:
    office.imports(AGENDA, "agenda")
    before = office.counts()
    assert office.imports(AGENDA, "agenda.pdf").unchanged
    after = office.counts()
    assert {name: after[name] - before[name] for name in before if after[name] != before[name]} == {
        "command": 1,
        "event": 1,
        "imported_file": 1,
    }


def test_minutes_alone_bring_cases_and_decisions(office: Office) -> None:
    done = office.imports(MINUTES, "minutes")
    assert (done.new_cases, done.decided, office.state(1), office.state(2)) == ((1, 2), 2, CONCLUDED, "kkr")


def test_a_changed_agenda_shows_its_differences_and_is_written_only_when_asked(office: Office) -> None:
    office.imports(AGENDA, "agenda")
    changed = agenda(
        "KKR", JUNE, case_item("Rammeaftale", background="Ny baggrund."), case_item("Hastesag"), coming=COMING
    )
    before = office.counts()
    with pytest.raises(PaperDiffers) as told:
        office.imports(changed, "new agenda")
    assert (str(told.value), office.counts()) == (
        "The register already has this paper of KKR 2027-06-20, and 3 things differ. Nothing was written; "
        "to write them: --replace.\n"
        "  item 2.1, background: “Baggrunden.” → “Ny baggrund.”\n"
        "  item 2.2, item: nothing → “Hastesag”\n"
        "  item 2.1, item: “Fælles indkøb” → nothing",
        before,
    )
    office.imports(changed, "new agenda", replacing=True)
    assert (office.on_agenda("KKR"), office.account(2)["texts"]["background"]) == ([2, 5], "Ny baggrund.")
    assert office.why("KKR")[1] == "agenda_locked"
    assert office.imports(changed, "yet another file").unchanged


def test_minutes_that_contradict_a_recorded_decision_are_a_doubt(office: Office) -> None:
    office.imports(AGENDA, "agenda")
    office.decides(1, "rejected", "Afvist.")
    office.decides(2, "postponed", "Udsat til efteråret.")
    done = office.imports(MINUTES, "minutes")
    assert [str(doubt) for doubt in done.doubts] == [
        "line 7: item 2.1: the minutes say approved, the register rejected; the register was not changed",
        "line 7: item 2.2: the minutes have other words than the recorded decision; the register was not changed",
    ]
    assert (done.decided, office.course(1)) == (0, [("KKR", JUNE, Outcome.REJECTED, "Afvist.")])


def test_minutes_of_a_case_that_was_withdrawn_since_are_a_doubt(office: Office) -> None:
    office.imports(AGENDA, "agenda")
    office.withdraws(1, "Løst")
    done = office.imports(MINUTES, "minutes")
    assert [str(doubt) for doubt in done.doubts] == [
        "line 7: item 2.1: case 1 is not on this meeting any more; its decision was not recorded"
    ]
    assert (done.decided, office.state(1)) == (1, "withdrawn")


def test_an_item_without_a_decision_is_carried_over(office: Office) -> None:
    office.imports(AGENDA, "agenda")
    silent = minutes("KKR", JUNE, case_item("Fælles indkøb"), case_item("Rammeaftale", Outcome.APPROVED, "Godkendt."))
    done = office.imports(silent, "minutes")
    assert [str(doubt) for doubt in done.doubts] == [
        "line 7: item 2.1: no decision was understood; case 1 waits for the next meeting"
    ]
    assert office.why("KKR")[1] == "waits_here"


def test_items_that_only_one_of_the_two_papers_has_are_doubts(office: Office) -> None:
    office.imports(agenda("KKR", JUNE, case_item("Kun på dagsordenen")), "agenda")
    done = office.imports(minutes("KKR", JUNE), "minutes")
    assert [str(doubt) for doubt in done.doubts] == [
        "item 2.1 of the agenda (Kun på dagsordenen) is not in the minutes"
    ]
    office.meets("KKR", "2027-09-04")
    assert (office.on_agenda("KKR"), office.why("KKR")) == ([1], {1: "waits_here"})


def test_what_the_words_leave_open_is_a_doubt_and_the_case_stays(office: Office) -> None:
    paper = minutes(
        "KKR",
        JUNE,
        case_item("Uenighed", Outcome.NO_CONSENSUS, "Der var ikke enighed."),
        case_item("Bemyndigelse", Outcome.DELEGATED, "KKR gav bemyndigelse."),
        case_item("Tilbage", Outcome.RETURNED, "Sagen sendes tilbage."),
    )
    done = office.imports(paper, "minutes")
    assert ([office.state(case) for case in done.cases], [doubt.line for doubt in done.doubts]) == (
        ["kkr", "kkr", "kkr"],
        [7, 7, 7],
    )


def test_who_is_named_in_the_words_is_empowered_or_gets_the_case_back(office: Office) -> None:
    paper = minutes(
        "KKR",
        JUNE,
        case_item("Svar", Outcome.DELEGATED, "KKR-formandskabet bemyndiges til at svare.", handed_to=("KKR-F",)),
        case_item("Tilbage", Outcome.RETURNED, "Sagen sendes tilbage til K22.", handed_to=("K22",)),
    )
    office.imports(paper, "minutes")
    assert [office.state(case) for case in (1, 2)] == ["kkr-f", "k22"]
    assert office.tasks(2) == [("Sagen sendes tilbage til K22.", "Kommunaldirektørkredsen", "open")]
    office.meets("K22", "2027-07-01")
    office.meets("KKR", "2027-09-04")
    office.decides(2, "recommended")
    assert office.on_agenda("KKR") == [2]


def test_earlier_forums_that_the_words_tell_of_are_recorded_as_told(office: Office) -> None:
    prior = (
        PriorStep("SDF", Outcome.APPROVED, "Socialdirektørforum har godkendt regnskabet.", date(2027, 5, 1)),
        PriorStep("K22", Outcome.RECOMMENDED, "K22 anbefaler regnskabet."),
    )
    office.imports(agenda("KKR", JUNE, case_item("Regnskab", prior=prior)), "agenda")
    account = office.account(1)
    assert [(step["forum"], step["date"], step["outcome"], step["told_by_paper"]) for step in account["history"]] == [
        ("SDF", date(2027, 5, 1), "approved", True),
        ("K22", None, "recommended", True),
    ]
    assert (account["route"]["key"], account["route"]["assumed"], account["state"]) == ("social", True, "kkr")


def test_an_expected_case_is_met_under_its_title(office: Office) -> None:
    office.imports(AGENDA, "agenda")
    assert (office.account(3)["expected"], office.on_agenda("KKR", SEPTEMBER)) == (True, [3, 4])
    met = office.imports(agenda("KKR", SEPTEMBER, case_item("KVOTER for  flygtninge")), "september")
    assert (met.cases, met.new_cases, office.account(3)["expected"]) == ((3,), (), False)
    assert office.why("KKR", SEPTEMBER)[4] == "agenda_locked"


def test_late_minutes_do_not_expect_what_has_been_treated_since(office: Office) -> None:
    office.imports(AGENDA, "agenda")
    office.imports(minutes("KKR", SEPTEMBER, case_item("Kvoter for flygtninge", Outcome.APPROVED, "Godkendt.")), "sep")
    late = office.imports(MINUTES, "minutes")
    assert (late.expected, office.state(3)) == ((), CONCLUDED)


def test_a_case_that_waits_at_the_forum_is_met_and_not_opened_again(office: Office) -> None:
    case = office.opens("Fælles indkøb", "kkr")
    draft = office.opens("Rammeaftale", "kkr", submit=False)
    done = office.imports(AGENDA, "agenda")
    assert (done.cases, office.state(draft)) == ((case, done.new_cases[0]), "draft")


def test_the_people_that_minutes_name_are_kept_once(office: Office) -> None:
    office.imports(MINUTES, "minutes")
    once = office.counts()
    office.imports(replace(MINUTES, on=SEPTEMBER, next_meeting=None), "minutes again")
    twice = office.counts()
    assert [once[name] for name in ("person", "membership")] == [2, 2] == [twice["person"], twice["membership"]]


def test_a_paper_without_a_date_or_a_forum_is_asked_for_it(office: Office) -> None:
    before = office.counts()
    for paper, error, words in (
        (agenda("KKR", None), NoDate, "p.txt does not say the date of its meeting: give it with --date YYYY-MM-DD."),
        (agenda(None, JUNE), NoForum, "p.txt does not say which forum it is of: give it with --forum CODE."),
    ):
        refused(office, paper, error, f"{words} Nothing was written.")
    with pytest.raises(UnknownForum):
        office.imports(agenda("XYZ", JUNE), "p.txt")
    assert office.counts() == before


def test_standing_items_are_items_and_no_cases(office: Office) -> None:
    office.imports(agenda("KKR", JUNE), "agenda")
    assert (office.counts()["agenda_item"], office.counts()["cases"], office.on_agenda("KKR")) == (2, 0, [])
    paper = office.agenda("KKR").paper
    assert [(item.number, item.title) for item in paper.items] == [
        ("1.1", "Godkendelse af referat"),
        ("3.1", "Eventuelt"),
    ]


def refused(office: Office, paper: Paper, error: type[Exception], words: str) -> None:
    with pytest.raises(error) as told:
        office.imports(paper, "p.txt")
    assert str(told.value) == words


def test_texts_are_kept_as_they_were_read(office: Office) -> None:
    office.imports(AGENDA, "agenda")
    item = next(item for item in office.agenda("KKR").paper.items if item.case_id == 1)
    assert (item.background, item.recommendation, item.officers, item.journal_number) == (
        text("Baggrunden."),
        text("Det indstilles, at forummet godkender sagen."),
        ("bel",),
        "SAG-2027-00001",
    )
