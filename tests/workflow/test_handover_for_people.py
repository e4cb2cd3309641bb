"""An archive is read by people without the program: every case with its course, every agenda as it was sent."""

import html
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from sqlalchemy import Connection, event

from db.files import Files
from db.queries import told_cases as reads
from db.queries.told_cases import told_cases
from states.outcomes import Outcome
from templates import shelf
from templates.broken import TemplateBroken
from tests.workflow.handed import handed_over
from tests.workflow.office import Office
from tests.workflow.played import play, tree
from workflow.asked import AskedTask


def words_of(page: Path) -> str:
    """What stands on a page, without its markup and look."""
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


def links_of(archive: Path) -> Iterator[tuple[str, str]]:
    """Every link of every page: the page, and where it leads."""
    for page in sorted(archive.rglob("*.html")):
        if "files" not in page.relative_to(archive).parts:
            for href in re.findall(r'href="([^"]*)"', page.read_text(encoding="utf-8")):
                yield page.relative_to(archive).as_posix(), html.unescape(href)


def leads_nowhere(archive: Path, page: str, href: str) -> bool:
    path, _, anchor = unquote(href).partition("#")
    there = (archive / page).parent / path if path else archive / page
    return not there.is_file() or bool(anchor and f'id="{anchor}"' not in there.read_text(encoding="utf-8"))


@pytest.fixture
def played(office: Office, files: Files, tmp_path: Path) -> Path:
    play(office, files)
    handed_over(office, tmp_path / "archive", files)
    return tmp_path / "archive"


def test_every_case_has_a_page_with_its_words(office_in_both: Office, files: Files, tmp_path: Path) -> None:
    office = office_in_both
    play(office, files)
    done = handed_over(office, tmp_path / "archive", files)
    cases = [case for lot in office.read(lambda connection: list(told_cases(connection))) for case in lot]
    listed = words_of(tmp_path / "archive/cases.html")
    for case in cases:
        page = words_of(tmp_path / f"archive/cases/{case.id}.html")
        told = [
            case.title,
            *(block.text for one in case.treatments for text in one.texts.values() for block in text),
            *(entry.words for one in case.treatments for entry in one.decisions),
            *(file.name for one in case.treatments for file in one.files),
            *(one.words for one in case.tasks),
            *(one.words for one in case.deadlines),
        ]
        missing = [words for words in told if " ".join(words.split()) not in page]
        assert (case.id, missing, case.title in listed) == (case.id, [], True)
        assert ("Lukket punkt" in page) == case.closed
    assert (done.cases, any(case.closed for case in cases)) == (len(cases), True)


def test_every_link_leads_somewhere(played: Path) -> None:
    """As file://, so none may begin at a root or end in a folder."""
    links = list(links_of(played))
    assert [(page, href) for page, href in links if leads_nowhere(played, page, href)] == []
    reached = {os.path.normpath((Path(page).parent / href.partition("#")[0]).as_posix()) for page, href in links}
    told = {path for path in tree(played) if path not in ("index.html", "manifest.json")}
    assert told - reached == set()


def test_a_case_tells_its_course(office: Office, files: Files, tmp_path: Path) -> None:
    office.meets("KKR", "2027-04-20", "2027-06-20")
    case = office.opens("Fælles <havn>", "kkr", recommendation="Det indstilles, at havnen drøftes & godkendes.")
    office.locks("KKR")
    office.decides(case, Outcome.POSTPONED, "Udsat til juni.")
    office.holds("KKR")
    office.corrects(case, Outcome.POSTPONED, "Udsat til juni 2027.", reason="Året manglede.")
    handed_over(office, tmp_path / "archive", files)
    page = words_of(tmp_path / f"archive/cases/{case}.html")
    for told in (
        f"Sag {case}: Fælles <havn>",
        "Hvor sagen er: KKR Syddanmark",
        "Det indstilles, at havnen drøftes & godkendes.",
        "Beslutning: Udsat, KKR Syddanmark, 20. april 2027 (siden rettet) Udsat til juni.",
        "Rettet, fordi: Året manglede.",
        "Mødets papirer: Dagsorden · Referat",
        "(2. gang)",
    ):
        assert told in page


def test_a_draft_that_stands_on_no_agenda_is_told(office: Office, files: Files, tmp_path: Path) -> None:
    case = office.opens("Ny vej", "kkr", submit=False, recommendation="Det indstilles, at vejen anlægges.")
    handed_over(office, tmp_path / "archive", files)
    assert "Det indstilles, at vejen anlægges." in words_of(tmp_path / f"archive/cases/{case}.html")
    assert "Ny vej" in words_of(tmp_path / "archive/cases.html")


def test_what_is_still_to_be_done_is_one_page(office: Office, files: Files, tmp_path: Path) -> None:
    office.meets("KKR", "2027-04-20")
    case = office.opens("Fælles havn", "kkr")
    office.locks("KKR")
    office.decides(case, Outcome.APPROVED, "Godkendt.", tasks=(AskedTask("Skriv til havnen", "bel"),))
    handed_over(office, tmp_path / "archive", files)
    page = tmp_path / "archive/follow-up.html"
    assert "Skriv til havnen bel Fælles havn" in words_of(page)
    assert f'href="cases/{case}.html"' in page.read_text(encoding="utf-8")


def test_every_version_that_was_sent_is_kept(office: Office, files: Files, tmp_path: Path) -> None:
    office.meets("KKR", "2027-04-20")
    office.opens("Fælles havn", "kkr")
    office.locks("KKR")
    office.opens("Fælles bro", "kkr")
    office.locks("KKR", reason="En sag kom til.")
    handed_over(office, tmp_path / "archive", files)
    there = tmp_path / "archive/papers/kkr/2027-04-20"
    told = {path.name: "Fælles bro" in words_of(path) for path in there.glob("*udgave*")}
    assert told == {"dagsorden-udgave-1.html": False, "dagsorden-udgave-2.html": True}
    assert ": En sag kom til." in words_of(tmp_path / "archive/index.html")


def read_in_lots(office: Office) -> tuple[list[list[int]], int]:
    """The numbers of the cases lot by lot, and how many queries it took."""
    asked: list[str] = []

    def look(connection: Connection) -> list[list[int]]:
        event.listen(connection, "before_cursor_execute", lambda *told: asked.append(told[2]))
        return [[case.id for case in lot] for lot in told_cases(connection)]

    return office.read(look), len(asked)


def test_more_cases_take_no_more_queries(office: Office) -> None:
    one = office.opens("Sag 0", "kkr")
    found, queries = read_in_lots(office)
    more = [office.opens(f"Sag {number}", "kkr") for number in range(1, 5)]
    assert (found, read_in_lots(office)) == ([[one]], ([[one, *more]], queries))


def test_the_cases_come_in_lots_and_none_twice(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [office.opens(f"Sag {number}", "kkr") for number in range(5)]
    monkeypatch.setattr(reads, "LOT", 2)
    assert read_in_lots(office)[0] == [cases[:2], cases[2:4], cases[4:]]


def test_the_offices_own_page_is_used_and_must_be_whole(office: Office, files: Files, tmp_path: Path) -> None:
    """One process fills in a whole lot; a page for each case must come out of it."""
    cases = [office.opens(f"Sag nr. {number}", "kkr") for number in range(3)]
    own = tmp_path / "own"
    own.mkdir()
    page = own / "archive-case.html.j2"
    shelf.choose(own)
    try:
        page.write_text("{% for case in cases %}<!doctype html>Vores {{ case.title }}{% endfor %}")
        handed_over(office, tmp_path / "archive", files)
        page.write_text("{{ cases | length }}")
        with pytest.raises(TemplateBroken, match=r"archive-case\.html\.j2: it made 0 pages of 3 cases"):
            handed_over(office, tmp_path / "again", files)
    finally:
        shelf.choose(None)
    told = {case: (tmp_path / f"archive/cases/{case}.html").read_text() for case in cases}
    assert told == {case: f"<!doctype html>Vores Sag nr. {number}" for number, case in enumerate(cases)}
