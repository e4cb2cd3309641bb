"""Nothing of a closed item leaves by letter. Source: reliability rule 6."""

from functools import partial

import pytest

from db.files import Files
from templates.letters import write
from tests.workflow.mailing import LINK, head, mailbox, person
from tests.workflow.office import Office
from tests.workflow.played import CANARIES
from workflow.batch import Batch
from workflow.calls import calls
from workflow.notices import notices

DAYS = ("2027-03-01", "2027-03-10", "2027-03-20", "2027-04-20", "2027-05-24", "2027-06-05", "2027-08-10")


@pytest.fixture
def letters(played: Office) -> Office:
    """Everybody can be reached; K22, SDF and KKR meet in May."""
    for forum in ("K22", "SDF", "KKR"):
        played.meets(forum, "2027-05-24")
    head(played)
    person(played, "Bente Lærke", "bel", "bel@example.dk")
    for forum in ("K22", "KKR", "KKU", "SDF"):
        mailbox(played, forum, f"{forum.lower()}@example.dk")
    return played


def said(batch: Batch) -> str:
    written = write(batch.drafts)
    assert [one.wording.failure for one in written if one.wording.failure] == []
    return "\n".join(f"{one.draft} {one.wording}" for one in written)


@pytest.mark.parametrize("day", DAYS)
def test_no_call_for_items_tells_of_one(letters: Office, day: str) -> None:
    office = letters.on(day)
    told = said(office.read(partial(calls, today=office.today, link=LINK)))
    assert [word for word in CANARIES if word in told] == []


def test_no_letter_about_a_decision_tells_of_one(letters: Office, files: Files) -> None:
    office = letters.on("2027-05-24")
    case = office.opens("Papegøjens vinger", "short", recommendation="Det indstilles, at Undulaten flyver.")
    office.edits(case, background="Tukanen ved det.", closed=True)
    office.decides(case, "recommended", "Kanariefuglen anbefales.")
    told = said(office.read(partial(notices, today=office.today, link=LINK, files=files)))
    assert f"Lukket sag {case}" in told
    assert [word for word in CANARIES if word in told] == []


def test_no_request_tells_of_one(letters: Office, files: Files) -> None:
    office = letters.on("2027-05-24")
    mailbox(office, "KB-461", "post@odense.example.dk")
    case = office.opens("Papegøjens vinger", "social-reserved", recommendation="Det indstilles, at Undulaten flyver.")
    office.edits(case, closed=True)
    for words in ("Tukan.", "Kakadue.", "Ara-notat."):
        office.decides(case, "recommended", words)
    told = said(office.read(partial(notices, today=office.today, link=LINK, files=files)))
    assert ("post@odense.example.dk" in told, f"Lukket sag {case}" in told) == (True, True)
    assert [word for word in CANARIES if word in told] == []
