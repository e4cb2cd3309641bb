"""What papers say of the meeting after."""

from datetime import date

import pytest

from db.seed import seed_forums
from ingest.formats.text import parse
from ingest.read import read_paper
from states.paper import ItemKind, NextMeeting

FORUMS = tuple(seed.forum for seed in seed_forums())
HEAD = "DAGSORDEN\n\nKKR Syddanmark\n\nDato: 18-11-2025\n\n1. Punkter til næste møde\n\n1.1. "
TWO = ("Budget 2027", "Besøg af ministeren")

SAID = {
    "Punkter til næste møde den 3. februar 2026\n\nBaggrund\n\nDer ventes:\n\n- Budget 2027\n"
    "- Besøg af ministeren": TWO,
    "Næste møde\n\nSagsfremstilling\n\nDet næste møde er fastlagt til 3. februar 2026 kl. 10.\n\n"
    "Foreløbige punkter:\n\n1. Budget 2027\n2. Besøg af ministeren": TWO,
    "Emner til næste KKR-møde\n\nBaggrund\n\nNæste møde er den 3/2 2026.\n\n- Budget 2027, og\n"
    "- Besøg af ministeren.": TWO,
    "Punkter til næste møde\n\nBaggrund\n\nNæste møde er den 3. februar.\n\nDagsordenen forventes at indeholde:\n\n"
    "Budget 2027\n\nBesøg af ministeren\n\nIndstilling\n\nDet indstilles, at KKR drøfter punkterne.": TWO,
    "Mødeplan og punkter til næste møde\n\nBaggrund\n\nNæste møde er den 3. februar 2026. Der forventes punkter om "
    "Budget 2027 og Besøg af ministeren.": TWO,
    "Punkter til næste møde\n\nBaggrund\n\nNæste møde er den 3. februar 2026.": (),
}


@pytest.mark.parametrize("words", SAID)
def test_the_next_meeting_and_what_is_expected_there(words: str) -> None:
    paper = read_paper(parse(f"{HEAD}{words}\n".encode()), FORUMS)
    assert [item.kind for item in paper.items] == [ItemKind.NEXT_ITEMS]
    assert paper.next_meeting == NextMeeting(date(2026, 2, 3), SAID[words])
    assert {deadline.on for item in paper.items for deadline in item.deadlines} == {date(2026, 2, 3)}
