"""A case's page in an archive tells a deadline whole: whose it was, how it moved, how it ended and why."""

import html
import re
from datetime import date
from pathlib import Path

import pytest

from db.files import Files
from states.deadlines import Days, between
from states.paper import DeadlineKind, FoundDeadline
from tests.workflow.deadlines import AUGUST, JULY, adds, does
from tests.workflow.handed import handed_over
from tests.workflow.office import Office
from tests.workflow.papers import agenda, case_item


@pytest.fixture
def case(office: Office) -> int:
    return office.opens("Fælles havn", "kkr")


def rows(office: Office, files: Files, folder: Path) -> list[list[str]]:
    """The deadlines on the page of case 1: due, what, whose, and how it stands."""
    handed_over(office, folder, files)
    page = (folder / "cases/1.html").read_text(encoding="utf-8")
    section = page.partition('id="frister"')[2]
    return [
        [html.unescape(cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", section, re.DOTALL)[1:]
    ]


def test_an_open_one(office: Office, case: int, files: Files, tmp_path: Path) -> None:
    adds(
        office,
        case,
        Days(JULY, before=True),
        owners=("bel@example.dk", "snm@example.dk"),
        addressees=("KL", "ministeriet"),
        legal_default="staten fastsætter kvoterne",
    )
    assert rows(office, files, tmp_path / "archive") == [
        [
            "inden 1. juli 2027 (der arbejdes til 30. juni 2027)",
            "Rapport: Redegørelse; til KL og ministeriet; hvis den ikke holdes: staten fastsætter kvoterne",
            "bel@example.dk, snm@example.dk",
            "Åben",
        ]
    ]


def test_one_that_was_moved_extended_and_missed(office: Office, case: int, files: Files, tmp_path: Path) -> None:
    vague = between(date(2027, 4, 1), date(2027, 6, 30))
    number = int(adds(office, case, vague, kind=DeadlineKind.HEARING, words="Høringssvar").id)
    does(office, "move", number, Days(JULY, before=True), reason="Brev")
    does(office, "move", number, Days(AUGUST), reason="Bedt om", extended=True)
    does(office, "miss", number, reason="For sent")
    assert rows(office, files, tmp_path / "archive") == [
        [
            "2. august 2027",
            "Høring: Høringssvar",
            "",
            "Ikke overholdt den 1. marts 2027: For sent; "
            "var 1. april 2027 – 30. juni 2027, men blev flyttet: Brev; "
            "var inden 1. juli 2027, men blev forlænget: Bedt om",
        ]
    ]


def test_one_that_was_met_without_a_word(office: Office, case: int, files: Files, tmp_path: Path) -> None:
    does(office, "meet", int(adds(office, case).id))
    assert [row[-1] for row in rows(office, files, tmp_path / "archive")] == ["Overholdt den 1. marts 2027"]


def test_one_that_its_paper_tells_no_more(office: Office, files: Files, tmp_path: Path) -> None:
    due = FoundDeadline("Svar senest den 1. juli.", DeadlineKind.HEARING, JULY)
    for name, found in (("agenda", (due,)), ("again", ())):
        item = case_item("Fælles havn", background=name, deadlines=found)
        office.imports(agenda("KKR", date(2027, 6, 21), item), name, replacing=name == "again")
    assert [row[-1] for row in rows(office, files, tmp_path / "archive")] == [
        "Flyttet den 1. marts 2027: Papiret, der satte den, gør det ikke længere"
    ]
