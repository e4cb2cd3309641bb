"""Looking through an agenda of the register before it goes out."""

from datetime import date
from pathlib import Path

import pytest

from db.queries.facts import load_forums
from states.checking import Code, Finding
from states.outcomes import Outcome
from states.paper import Block, BlockKind, Group, Item, ItemKind, NextMeeting, Paper, PaperKind, plain
from templates.carried import carried_mark
from tests.workflow.office import Office
from workflow.attachments import StoredFile, attach
from workflow.check import check_agenda
from workflow.meetings import add_meeting
from workflow.reading import read_file

REAL = Path(__file__).parents[3] / "shared" / "real"
RECOMMENDATION = "Det indstilles, at KKR Syddanmark godkender regnskabet."
TEXTS = {"background": "Baggrund.", "presentation": "Fremstilling."}


ON = date(2027, 6, 20)
UNWRITTEN = [("2.1", Code.NO_TEXT), ("2.1", Code.NO_PURPOSE)]
"""What is found of a case of which only the title is known."""


def checked(office: Office, on: date = ON) -> list[Finding]:
    return list(office.read(lambda connection: check_agenda(connection, "KKR", on, now=office.now)).findings)


def codes(office: Office, on: date = ON) -> list[tuple[str | None, Code]]:
    return [(finding.item, finding.code) for finding in checked(office, on)]


def meets(office: Office, *days: str) -> None:
    """KKR's meetings are planned, with the time and the place that every front page has."""
    for day in days:
        on = date.fromisoformat(day)
        office.write(
            lambda connection, on=on: add_meeting(  # type: ignore[misc]  # a default binds the loop's value
                connection, "KKR", on, at="10:00", place="Middelfart", by="bel", now=office.now
            )
        )


@pytest.fixture
def kkr(office: Office) -> Office:
    meets(office, "2027-06-20", "2027-09-04")
    return office


def test_an_agenda_of_standing_items_only_is_in_order(kkr: Office) -> None:
    assert checked(kkr) == []


def test_a_case_that_is_written_is_in_order_and_stays_so_when_it_is_locked(office_in_both: Office) -> None:
    office = office_in_both
    meets(office, "2027-06-20")
    office.edits(office.opens("Regnskab", "kkr", recommendation=RECOMMENDATION), **TEXTS)
    assert checked(office) == []
    office.locks("KKR")
    assert checked(office) == []


def test_a_text_that_the_wheel_carried_over_is_pointed_at_until_the_line_is_gone(kkr: Office) -> None:
    case = kkr.opens("Regnskab", "kkr", recommendation=f"{carried_mark(1, '2026')}\n\n{RECOMMENDATION}")
    kkr.edits(case, **TEXTS)
    assert codes(kkr) == [("2.1", Code.CARRIED_OVER)]
    kkr.edits(case, recommendation=RECOMMENDATION)
    assert checked(kkr) == []


def test_what_is_missing_is_told_item_by_item(kkr: Office) -> None:
    kkr.opens("Uden tekst", "kkr")
    kkr.opens("Halvt skrevet", "kkr", recommendation="Til orientering.", purposes=())
    late = kkr.opens("For sent", "kkr", recommendation=RECOMMENDATION)
    kkr.edits(late, background="Svar skal afgives senest den 1. april 2027.", presentation="./. Svaret er vedlagt.")
    assert codes(kkr) == [
        ("2.1", Code.NO_TEXT),
        ("2.2", Code.EMPTY_SECTION),
        ("2.2", Code.EMPTY_SECTION),
        ("2.2", Code.RECOMMENDATION_WITHOUT_AT),
        ("2.2", Code.NO_PURPOSE),
        ("2.3", Code.MARK_WITHOUT_FILE),
        ("2.3", Code.DATE_PAST),
    ]


def test_a_background_alone_is_a_text_and_is_looked_through(office_in_both: Office) -> None:
    office = office_in_both
    meets(office, "2027-06-20")
    office.edits(office.opens("For sent", "kkr"), background="Svar ./. skal afgives senest den 1. april 2027.")
    wrong = [Code.MARK_INSIDE_LINE, Code.EMPTY_SECTION, Code.EMPTY_SECTION, Code.DATE_PAST]
    assert codes(office) == [("2.1", code) for code in wrong]
    office.locks("KKR")
    assert codes(office)[0] == ("2.1", Code.MARK_INSIDE_LINE)
    assert Code.NO_TEXT not in dict(codes(office)).values()


def test_a_course_that_tells_itself_is_no_text_of_the_office(office_in_both: Office) -> None:
    office = office_in_both
    meets(office, "2027-06-20")
    office.meets("K22", "2027-03-05")
    case = office.opens("Uden tekst", "short")
    office.locks("K22")
    office.on("2027-03-05").decides(case, Outcome.APPROVED, "Godkendt.")
    assert codes(office) == [("2.1", Code.NO_TEXT)]
    assert "godkendte sagen" in plain(office.locks("KKR").paper.groups[1].items[0].background)
    assert codes(office) == [("2.1", Code.NO_TEXT)]


def test_a_meeting_without_time_and_place(office: Office) -> None:
    office.meets("KKR", "2027-06-20")
    assert codes(office) == [(None, Code.NO_TIME), (None, Code.NO_PLACE)]
    office.locks("KKR")
    assert [one.message.endswith(" --reason WORDS.") for one in checked(office)] == [True, True]
    office.on("2027-06-20").holds("KKR", on=ON)
    assert checked(office) == []


def test_a_file_answers_its_mark_and_one_more_is_told(kkr: Office) -> None:
    case = kkr.opens("Regnskab", "kkr", recommendation=RECOMMENDATION)
    kkr.edits(case, background="Baggrund.", presentation="./. Regnskabet er vedlagt.")

    def attaches(name: str) -> None:
        file = StoredFile(name, name.encode().hex().ljust(64, "0"), 8, "application/pdf")
        kkr.write(lambda connection: attach(connection, str(case), file, by="bel", now=kkr.now))

    assert codes(kkr) == [("2.1", Code.MARK_WITHOUT_FILE)]
    attaches("Regnskab.pdf")
    assert codes(kkr) == []
    attaches("Notat.pdf")
    assert codes(kkr) == [("2.1", Code.FILE_WITHOUT_MARK)]


def test_an_agenda_of_ours_promises_what_it_lists_and_nothing_else(kkr: Office) -> None:
    kkr.imports(promising("Kollektiv trafik"))
    assert "Kollektiv trafik" in plain(
        kkr.locks("KKR", on=date(2027, 4, 21), reason="igen").paper.groups[0].items[0].background
    )
    kkr.on("2027-04-21").holds("KKR", on=date(2027, 4, 21))
    assert codes(kkr) == UNWRITTEN
    kkr.locks("KKR", on=ON)
    assert checked(kkr, date(2027, 9, 4)) == []


def promising(*titles: str) -> Paper:
    """An agenda of 21 April that tells what is expected on 20 June."""
    bullets = tuple(Block(BlockKind.BULLET, title) for title in titles)
    coming = Item("5.1", "Punkter til næste møde den 20. juni 2027", ItemKind.NEXT_ITEMS, background=bullets)
    group = Group("5", "Punkter til næste møde", (coming,))
    expected = NextMeeting(ON, titles)
    return Paper(PaperKind.AGENDA, "KKR Syddanmark", "KKR", date(2027, 4, 21), next_meeting=expected, groups=(group,))


def test_a_promised_case_that_nobody_has_written(kkr: Office) -> None:
    kkr.imports(promising("Kollektiv trafik"))
    assert codes(kkr) == UNWRITTEN


def test_a_promised_case_that_waits_at_another_forum(kkr: Office) -> None:
    case = kkr.opens("Kollektiv trafik", "short", recommendation=RECOMMENDATION)
    kkr.imports(promising("Kollektiv trafik"))
    finding, _ = checked(kkr)
    assert finding.message.startswith(
        f"Item 2.1 (Kollektiv trafik) is on this agenda and has no text yet; case {case} of the same title waits at K22"
    )
    kkr.joins(case, finding_case(kkr), stop_of=case)
    assert checked(kkr) == [
        Finding(
            None,
            "Kollektiv trafik",
            Code.PROMISED_AND_MISSING,
            "“Kollektiv trafik” was promised for this meeting (agenda of KKR 2027-04-21) and is not on it: "
            f"case {case} waits at K22.",
        )
    ]


def finding_case(office: Office) -> int:
    """The case that is on KKR's agenda."""
    return office.on_agenda("KKR", ON)[0]


def test_a_promised_case_that_was_treated_or_taken_back_is_missed_by_nobody(kkr: Office) -> None:
    kkr.imports(promising("Kollektiv trafik", "Indkøb af el"))
    first, second = kkr.on_agenda("KKR", ON)
    kkr.withdraws(first, "løst på anden vis")
    kkr.on("2027-06-20").decides(second, Outcome.TOOK_NOTE, "Taget til efterretning.", on=ON)
    assert codes(kkr) == UNWRITTEN


def test_a_case_that_is_planned_for_a_locked_meeting_and_came_too_late(kkr: Office) -> None:
    kkr.locks("KKR", on=ON)
    kkr.imports(promising("Kollektiv trafik"))
    (finding,) = checked(kkr)
    assert (finding.item, finding.title, finding.code) == (None, "Kollektiv trafik", Code.PROMISED_AND_MISSING)
    assert "sagsgang meeting lock KKR --meeting 2027-06-20 --reason WORDS" in finding.message
    kkr.locks("KKR", on=ON, reason="lovet")
    assert codes(kkr) == [("5.1", Code.NO_TEXT), ("5.1", Code.NO_PURPOSE)]


@pytest.mark.parametrize(("name", "marked"), [("agenda-2023-06-20.txt", 8), ("minutes-2023-11-21.txt", 4)])
def test_in_a_real_paper_only_the_files_are_missing(office: Office, name: str, marked: int) -> None:
    """It was printed and sent: whatever else is found in it is a false alarm."""
    if not (REAL / name).exists():
        pytest.skip("the real papers are not here")
    forums = [entry.forum for entry in office.read(load_forums).values()]
    office.imports(read_file(REAL / name, forums).paper)
    found = [code for item, code in codes(office, on=date.fromisoformat(name[-14:-4])) if item]  # the head is lost
    assert found == [Code.MARK_WITHOUT_FILE] * marked
