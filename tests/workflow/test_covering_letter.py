"""Letters: with an agenda, and with a decision."""

from datetime import date

import pytest

from db.record import Event, Insert, Ledger
from states.paper import plain
from states.sheet import Sheet
from templates.covering_letter import Sender
from tests.workflow.office import Office
from workflow.covering_letter import letter_with_agenda, letter_with_decision
from workflow.extract import ClosedDecision

TODAY = date(2027, 3, 1)
BENTE = Sender("Bente Larsen", "tlf. 12 34 56 78")


def body(sheet: Sheet) -> list[str]:
    """Every line of the letter under its head."""
    return [line for section in sheet.sections for line in (section.title, *plain(section.text).split("\n")) if line]


@pytest.fixture
def kkr(office: Office) -> Office:
    """KKR meets, with one open and one closed case."""
    office.meets("KKR", "2027-04-20")
    office.opens("Indkøb", "kkr")
    office.edits(office.opens("Personsag", "kkr"), closed=True)
    return office


def test_the_letter_with_an_agenda_names_the_meeting_and_its_items_and_no_closed_one(kkr: Office) -> None:
    found = kkr.read(lambda connection: letter_with_agenda(connection, "KKR", None, BENTE, today=TODAY))
    sheet = found.sheet
    assert found.notes == ()
    assert (sheet.title, sheet.on, [fact.value for fact in sheet.facts]) == (
        "Dagsorden til møde i KKR Syddanmark",
        TODAY,
        ["mandag den 1. marts 2027", "Medlemmerne af KKR Syddanmark"],
    )
    assert body(sheet) == [
        "Kære medlemmer af KKR Syddanmark",
        "Hermed sendes dagsordenen til mødet i KKR Syddanmark tirsdag den 20. april 2027.",
        "Der er ingen bilag til dagsordenen.",
        "Punkter på dagsordenen",
        "1.1. Godkendelse af referat fra det seneste møde",
        "2.1. Indkøb",
        "2.2. Lukket punkt",
        "3.1. Siden sidst",
        "4.1. Punkter til næste møde",
        "5.1. Eventuelt",
        "Afbud og spørgsmål kan rettes til Bente Larsen, tlf. 12 34 56 78.",
        "Med venlig hilsen",
        "Bente Larsen",
    ]


def test_a_decision_becomes_a_letter(kkr: Office) -> None:
    kkr.decides(1, "approved", "KKR Syddanmark retter henvendelse til regionen.")
    sheet = kkr.read(
        lambda connection: letter_with_decision(connection, 1, "Region Syddanmark", BENTE, today=TODAY)
    ).sheet
    assert body(sheet) == [
        "KKR Syddanmark behandlede tirsdag den 20. april 2027 sagen »Indkøb«. Beslutningen gengives herunder.",
        "Beslutning",
        "KKR Syddanmark retter henvendelse til regionen.",
        "Spørgsmål til sagen kan rettes til Bente Larsen, tlf. 12 34 56 78.",
        "Med venlig hilsen",
        "Bente Larsen",
        "på vegne af KKR Syddanmark",
    ]


def test_a_decision_on_a_closed_item_goes_out_only_when_it_is_said_twice(kkr: Office) -> None:
    kkr.decides(2, "approved", "Godkendt.")
    with pytest.raises(ClosedDecision):
        kkr.read(lambda connection: letter_with_decision(connection, 2, "NN", BENTE, today=TODAY))
    found = kkr.read(lambda connection: letter_with_decision(connection, 2, "NN", BENTE, closed=True, today=TODAY))
    assert found.sheet.title == "Personsag"


def test_initials_that_the_register_knows_sign_with_the_name(kkr: Office) -> None:
    person = {"name": "Bente Larsen", "initials": "bel", "email": "bel@kkr.example"}

    def add(connection: object) -> None:
        with Ledger.open(connection, by="bel", now=kkr.now) as ledger:  # type: ignore[arg-type]  # the office's own
            ledger.add(Event("person_added", None, {}, (Insert("person", {"id": ledger.next_id(), **person}),)))

    kkr.write(add)
    sheet = kkr.read(lambda connection: letter_with_agenda(connection, "KKR", None, Sender("BEL"), today=TODAY)).sheet
    assert body(sheet)[-3:] == [
        "Afbud og spørgsmål kan rettes til Bente Larsen, bel@kkr.example.",
        "Med venlig hilsen",
        "Bente Larsen",
    ]
