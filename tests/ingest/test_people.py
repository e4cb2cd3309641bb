"""People as papers list them."""

import pytest

from ingest.people import absent_in, people_in, person_of_cells
from states.paper import Attendee, Block, BlockKind

KNOWN = frozenset({"vejle", "varde", "kolding"})


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Anna Bo (A) Vejle", [Attendee("Anna Bo", "A", "Vejle")]),
        ("Anna Bo-Dahl (SF), Faaborg-Midtfyn Kommune", [Attendee("Anna Bo-Dahl", "SF", "Faaborg-Midtfyn")]),
        ("Anna Bo, borgmester, Vejle", [Attendee("Anna Bo", None, "Vejle")]),
        ("Anna Bo, Vejle (V)", [Attendee("Anna Bo", "V", "Vejle")]),
        ("Anna Bo (Vejle)", [Attendee("Anna Bo", None, "Vejle")]),
        ("Anna Bo (formand)", [Attendee("Anna Bo")]),
        ("Anna Bo (A) Vejle, Carl Du (V) Varde og Eva Friis (Ø) Kolding",
         [Attendee("Anna Bo", "A", "Vejle"), Attendee("Carl Du", "V", "Varde"), Attendee("Eva Friis", "Ø", "Kolding")]),
        ("Anna Bo (A), Vejle; Carl Du (V)", [Attendee("Anna Bo", "A", "Vejle"), Attendee("Carl Du", "V")]),
        ("Anna Bo og Carl Du", [Attendee("Anna Bo"), Attendee("Carl Du")]),
        ("Ingen afbud.", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_list_of_people(text: str, people: list[Attendee]) -> None:
    assert people_in(text, KNOWN) == people


def test_a_row_of_a_table() -> None:
    assert person_of_cells(("Anna Bo", "A", "Vejle Kommune"), KNOWN) == [Attendee("Anna Bo", "A", "Vejle")]
    assert person_of_cells(("Navn", "Parti", "Kommune"), KNOWN) == []


@pytest.mark.parametrize(
    "words",
    [
        "Anna Bo (A) Vejle var ikke til stede under punktet.",
        "Anna Bo (A) Vejle forlod mødet under punktet.",
        "Anna Bo (A) Vejle deltog ikke i sagens behandling.",
        "Ikke til stede under punktet: Anna Bo (A) Vejle",
    ],
)
def test_who_was_away_under_an_item(words: str) -> None:
    assert list(absent_in([Block(BlockKind.PARAGRAPH, words)], KNOWN)) == [Attendee("Anna Bo", "A", "Vejle")]
