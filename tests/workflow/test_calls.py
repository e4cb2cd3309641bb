"""The call for items: who is told of a cut-off, when, and how far each case is."""

from functools import partial

import pytest

from states.letters import Draft, LetterKind
from tests.workflow.mailing import HEAD, LINK, head, person, queued, told
from tests.workflow.office import Office
from workflow.batch import Batch
from workflow.calls import calls


def look(office: Office, link: str = LINK) -> Batch:
    return office.read(partial(calls, today=office.today, link=link))


def queues(office: Office) -> list[str]:
    return list(queued(office, partial(calls, today=office.today, link=LINK)))


@pytest.fixture
def kkr(office: Office) -> Office:
    """KKR meets on 20 April and 22 June 2027; its items are to be in on 6 April. It is the day of the call."""
    office.meets("KKR", "2027-04-20", "2027-06-22")
    office.meets("K22", "2027-04-08")
    person(office, "Bente Lærke", "bel", "bel@example.dk")
    head(office)
    return office.on("2027-03-18")


def letters(office: Office) -> dict[str, Draft]:
    """Those about KKR, by the recipient."""
    return {draft.to.email: draft for draft in look(office).drafts if draft.facts["forum"] == "KKR Syddanmark"}


def test_an_officer_is_told_of_the_cases_that_the_meeting_expects(kkr: Office) -> None:
    kkr.opens("Fælles havn", "kkr", recommendation="Det indstilles, at havnen drøftes.")
    kkr.opens("Indkøb", "short", recommendation="Det indstilles, at købet godkendes.")
    draft = letters(kkr)["bel@example.dk"]
    assert (draft.kind, draft.to.name, draft.key) == (
        LetterKind.CALL,
        "Bente Lærke",
        f"call:{kkr.agenda('KKR').meeting.id}:2027-04-06:bel@example.dk",
    )
    assert told(draft).splitlines() == [
        "Kære Bente Lærke",
        "",
        "KKR Syddanmark holder møde tirsdag den 20. april 2027. Sager til dagsordenen skal være inde senest tirsdag "
        "den 6. april 2027. Dagsordenen bliver sendt ud tirsdag den 13. april 2027.",
        "",
        "Du får brevet, fordi du er sagsbehandler på disse sager, der ventes på mødet:",
        "",
        "Sag 1: Fælles havn",
        "  – Mangler sagsfremstilling",
        "  https://sag.example.dk/sag/1",
        "",
        "Sag 2: Indkøb",
        "  – Er endnu hos Kommunaldirektørkredsen (møde den 8. april 2027)",
        "  https://sag.example.dk/sag/2",
        "",
        "Det skal være inde: indstilling, sagsfremstilling og alle bilag.",
        "",
        "En sag, der ikke er klar til fristen, kommer tidligst på det næste møde den 22. juni 2027.",
        "",
        "Venlig hilsen",
        "Sekretariatet",
    ]


def test_the_head_of_secretariat_sees_every_case_and_who_cannot_be_reached(kkr: Office) -> None:
    case = kkr.opens("Fælles havn", "kkr", recommendation="Det indstilles …")
    kkr.edits(case, officers=("bel", "mkh"), presentation="Havnen er ny.")
    lines = told(letters(kkr)[HEAD]).splitlines()
    assert lines[lines.index("Sag 1: Fælles havn") :][:4] == [
        "Sag 1: Fælles havn",
        "  – Tekst og bilag er på plads",
        "  – Sagsbehandler: Bente Lærke, mkh",
        "  – mkh har ingen e-mailadresse i programmet og har ikke fået dette brev",
    ]


def test_without_cases_only_the_head_is_told_and_without_a_head_nobody(kkr: Office) -> None:
    assert list(letters(kkr)) == [HEAD]
    assert "Ingen sager venter på mødet endnu." in told(letters(kkr)[HEAD])


def test_a_closed_case_is_told_by_its_number_and_a_link(kkr: Office) -> None:
    kkr.edits(kkr.opens("Personsag om NN", "kkr"), closed=True)
    text = told(letters(kkr)["bel@example.dk"])
    assert ("Lukket sag 1\n" in text, "Personsag" in text) == (True, False)


def test_a_draft_is_told_for_the_first_open_meeting_of_its_first_forum(kkr: Office) -> None:
    kkr.opens("Kladden", "kkr", submit=False)
    assert "  – Er en kladde, der ikke er sendt af sted endnu\n" in told(letters(kkr)["bel@example.dk"])


def test_without_pages_the_command_is_said(kkr: Office) -> None:
    kkr.opens("Fælles havn", "kkr")
    drafts = {draft.to.email: draft for draft in look(kkr, "").drafts}
    assert "  Se sagen: sagsgang case show 1\n" in told(drafts["bel@example.dk"])


@pytest.mark.parametrize(
    ("day", "called"),
    [("2027-03-17", False), ("2027-03-18", True), ("2027-04-06", True), ("2027-04-07", False)],
)
def test_the_call_goes_out_from_ten_working_days_before_the_cut_off_until_it(
    kkr: Office, day: str, called: bool
) -> None:
    """Easter lies between: 25, 26 and 29 March are no working days."""
    kkr.opens("Fælles havn", "kkr")
    assert bool(letters(kkr.on(day))) == called


def test_a_call_goes_out_once(kkr: Office) -> None:
    kkr.opens("Fælles havn", "kkr")
    assert sorted(key.rpartition(":")[2] for key in queues(kkr)) == ["bel@example.dk", HEAD, HEAD]
    kkr.opens("En sag til", "kkr")
    assert queues(kkr) == queues(kkr.on("2027-03-22")) == []


def test_councils_are_not_called(kkr: Office) -> None:
    kkr.meets("KB-461", "2027-04-20")
    assert list(letters(kkr)) == [HEAD]


def test_an_officer_who_is_known_by_the_address_alone_is_called_once(office: Office) -> None:
    office.meets("KKR", "2027-04-20")
    office = office.on("2027-03-18")
    office.edits(office.opens("Fælles havn", "kkr"), officers=("ny@example.dk",))
    assert [key.rpartition(":")[2] for key in queues(office)] == ["ny@example.dk"]
    assert look(office) == Batch()
