"""A site that anybody may see: what stands in it, that it is the same every time, and what never gets into it."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest

from db.files import Files
from states.forums import UnknownForum
from states.paper import Block, BlockKind, Group, Item, ItemKind, NextMeeting
from tests.workflow.office import Office
from tests.workflow.papers import agenda, case_item
from tests.workflow.played import ADDRESS, CANARIES, play, published, tree
from workflow.cancelling import cancel_meeting
from workflow.site_folder import MANIFEST

ATOM = "{http://www.w3.org/2005/Atom}"


def words_of(path: Path) -> str:
    """All that a file says: its bytes as text; of a PDF its pages, metadata and bookmarks too."""
    content = path.read_bytes()
    text = content.decode("utf-8", "replace")
    if path.suffix != ".pdf" or path.parent.name == "bilag":
        return text
    document = pypdfium2.PdfDocument(BytesIO(content))
    pages = [page.get_textpage().get_text_range() for page in document]
    outline = [bookmark.get_title() for bookmark in document.get_toc()]
    return "\n".join((text, *pages, *outline, *document.get_metadata_dict().values()))


def canaries_in(folder: Path) -> list[tuple[str, str]]:
    """Where a word stands that stands only in what is closed; a PDF may break it at a line's end."""
    told = {path.relative_to(folder).as_posix(): words_of(path) for path in folder.rglob("*") if path.is_file()}
    whole = {path: path + re.sub(r"[-\u00ad\u0002\ufffe]?\s*[\r\n]+\s*", "", words) for path, words in told.items()}
    return [
        (path, canary)
        for path in told
        for canary in CANARIES
        if canary.casefold() in (told[path] + whole[path]).casefold()
    ]


def test_a_site_has_every_sent_paper_as_page_and_pdf(played: Office, files: Files, tmp_path: Path) -> None:
    done = published(played, tmp_path / "site", files)
    papers = {path for path in tree(tmp_path / "site") if "/bilag/" not in path}
    assert papers == {
        MANIFEST,
        "feed.xml",
        "index.html",
        "k22/index.html",
        "kkr/index.html",
        "kku/index.html",
        *(
            f"{meeting}/{paper}.{form}"
            for meeting, kinds in (
                ("k22/2027-03-10", ("dagsorden", "referat")),
                ("kkr/2027-04-20", ("dagsorden", "referat")),
                ("kkr/2027-06-20", ("dagsorden",)),
                ("kku/2027-03-02", ("dagsorden",)),
            )
            for paper in kinds
            for form in ("html", "pdf")
        ),
    }
    assert (done.papers, done.removed, done.files) == (6, 0, len(tree(tmp_path / "site")) - 1)


def test_nothing_of_a_closed_item_gets_out(office_in_both: Office, files: Files, tmp_path: Path) -> None:
    play(office_in_both, files)
    published(office_in_both, tmp_path / "site", files, address=ADDRESS)
    assert canaries_in(tmp_path / "site") == []
    assert "2.1. Lukket punkt" in words_of(tmp_path / "site/k22/2027-03-10/referat.pdf")


def test_the_canaries_stand_in_what_is_not_public(played: Office) -> None:
    """Or the test above would show nothing."""
    agenda = str(played.agenda("K22", date(2027, 3, 10)).paper) + str(played.agenda("KKU").paper)
    kkr = str(played.agenda("KKR", date(2027, 4, 20)).paper) + str(played.agenda("KKR", date(2027, 6, 20)).paper)
    words = str([played.course(number) for number in range(1, 6)])
    assert [canary for canary in CANARIES if canary.casefold() not in (agenda + kkr + words).casefold()] == []


def test_a_closed_item_keeps_its_number_and_nothing_else(played: Office, files: Files, tmp_path: Path) -> None:
    published(played, tmp_path / "site", files)
    page = (tmp_path / "site/k22/2027-03-10/referat.html").read_text(encoding="utf-8")
    articles = [
        re.sub(r"<[^>]+>|\s+", " ", article).split()
        for article in re.findall(r"<article.*?</article>", page, re.DOTALL)
        if "Lukket" in article
    ]
    assert articles == [["2.1.", "Lukket", "punkt"], ["2.2.", "Lukket", "punkt"]]


def test_what_was_closed_at_an_earlier_forum_is_not_told_in_the_course(
    played: Office, files: Files, tmp_path: Path
) -> None:
    published(played, tmp_path / "site", files)
    agenda = (tmp_path / "site/kkr/2027-04-20/dagsorden.html").read_text(encoding="utf-8")
    assert ("Broen er ny." in agenda, "Kommunaldirektørkredsen" in agenda) == (True, False)


def test_a_file_given_behind_closed_doors_stays_there(played: Office, files: Files, tmp_path: Path) -> None:
    published(played, tmp_path / "site", files)
    folder = tmp_path / "site/kkr/2027-04-20"
    drawing = files.keep(b"%PDF-1.7 tegning")
    assert [path.name for path in (folder / "bilag").iterdir()] == [f"tegning-aa-{drawing[:8]}.pdf"]
    marks = re.findall(
        r'<(?:a href="([^"]*)"|abbr) title="([^"]*)">\./\.<', (folder / "dagsorden.html").read_text(encoding="utf-8")
    )
    assert marks == [("", "Bilag 1: Lukket bilag"), (f"bilag/tegning-aa-{drawing[:8]}.pdf", "Bilag 2: Tegning Å.pdf")]


def test_a_file_that_a_browser_would_run_is_handed_out_as_text(played: Office, files: Files, tmp_path: Path) -> None:
    published(played, tmp_path / "site", files)
    (page,) = (tmp_path / "site/kkr/2027-06-20/bilag").iterdir()
    assert page.suffixes == [".html", ".txt"]


def test_the_same_register_makes_the_same_bytes(played: Office, files: Files, tmp_path: Path) -> None:
    published(played, tmp_path / "one", files)
    published(played, tmp_path / "other", files)
    again = published(played, tmp_path / "one", files)
    assert tree(tmp_path / "one") == tree(tmp_path / "other")
    assert (again.written, again.removed) == (0, 0)


def test_what_is_no_longer_public_is_removed(played: Office, files: Files, tmp_path: Path) -> None:
    site = tmp_path / "site"
    published(played, site, files)
    (site / "robots.txt").write_text("somebody else's")
    before = tree(site)
    cancelled = date(2027, 6, 20)
    played.write(
        lambda connection: cancel_meeting(connection, "KKR", cancelled, reason="Valg", by="bel", now=played.now)
    )
    published(played, site, files)
    gone = before.keys() - tree(site).keys()
    assert gone == {path for path in before if path.startswith("kkr/2027-06-20/")}
    assert not (site / "kkr/2027-06-20").exists()
    assert "aflyst" in (site / "kkr/index.html").read_text(encoding="utf-8")


def test_an_item_that_is_closed_after_all_leaves_the_site(office: Office, files: Files, tmp_path: Path) -> None:
    office.meets("KKR", "2027-04-20")
    case = office.opens("Nymfeparakitten", "kkr", recommendation="Det indstilles, at Kakaduen godkendes.")
    office.locks("KKR")
    published(office, tmp_path / "site", files)
    assert canaries_in(tmp_path / "site") != []
    office.edits(case, closed=True, reason="Den skulle have været lukket.")
    published(office, tmp_path / "site", files)
    assert canaries_in(tmp_path / "site") == []


def test_a_case_that_is_closed_after_all_is_not_named_by_an_earlier_title_either(
    office: Office, files: Files, tmp_path: Path
) -> None:
    named = Item(
        "3.1", "Punkter til næste møde", ItemKind.NEXT_ITEMS, background=(Block(BlockKind.BULLET, "Tukanhuset"),)
    )
    coming = NextMeeting(date(2027, 8, 1), ("Tukanhuset",))
    paper = agenda("KKU", date(2027, 3, 2), case_item("Regional vej"), coming=coming)
    office.imports(replace(paper, groups=(*paper.groups, Group("3", "Punkter til næste møde", (named,)))))
    published(office, tmp_path / "site", files)
    assert canaries_in(tmp_path / "site") != []
    (case,) = (one.case_id for one in office.agenda("KKU").reasons if one.title == "Tukanhuset")
    office.edits(case, title="Hus til dyr", closed=True)
    published(office, tmp_path / "site", files)
    assert canaries_in(tmp_path / "site") == []


def test_a_closed_case_that_was_joined_into_another_stays_closed(office: Office, files: Files, tmp_path: Path) -> None:
    office.meets("KKR", "2027-04-20", "2027-06-20")
    first = office.opens("Kakaduen", "kkr", recommendation="Det indstilles, at Undulaten godkendes.")
    office.locks("KKR")
    other = office.opens("Havn", "kkr", recommendation="Det indstilles, at havnen godkendes.")
    office.joins(other, first, stop_of=first)
    office.edits(other, closed=True, reason="Den skulle have været lukket.")
    published(office, tmp_path / "site", files)
    assert canaries_in(tmp_path / "site") == []


def test_a_lost_file_does_not_hold_the_papers_back(played: Office, files: Files, tmp_path: Path) -> None:
    drawing = files.keep(b"%PDF-1.7 tegning")
    files.path(drawing).unlink()
    done = published(played, tmp_path / "site", files)
    assert [note for note in done.notes if "Tegning" in note and "missing" in note] == list(done.notes)
    assert len(done.notes) > 0
    assert (tmp_path / "site/kkr/2027-04-20/dagsorden.html").exists()


def test_only_the_forums_that_were_asked_for(played: Office, files: Files, tmp_path: Path) -> None:
    published(played, tmp_path / "site", files, forum="kku")
    assert {path.split("/")[0] for path in tree(tmp_path / "site")} == {MANIFEST, "feed.xml", "index.html", "kku"}
    with pytest.raises(UnknownForum):
        published(played, tmp_path / "site", files, forum="XYZ")


def test_the_feed_tells_what_is_new(played: Office, files: Files, tmp_path: Path) -> None:
    published(played, tmp_path / "site", files, address=ADDRESS)
    feed = ElementTree.parse(tmp_path / "site/feed.xml").getroot()
    entries = [
        (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}updated"), entry.find(f"{ATOM}link").get("href"))  # type: ignore[union-attr]  # it has one
        for entry in feed.iter(f"{ATOM}entry")
    ]
    at = "2027-03-01T09:30:00Z"
    assert entries == [
        ("Dagsorden – KKR Syddanmark – søndag den 20. juni 2027", at, f"{ADDRESS}kkr/2027-06-20/dagsorden.html"),
        ("Referat – KKR Syddanmark – tirsdag den 20. april 2027", at, f"{ADDRESS}kkr/2027-04-20/referat.html"),
        ("Dagsorden – KKR Syddanmark – tirsdag den 20. april 2027", at, f"{ADDRESS}kkr/2027-04-20/dagsorden.html"),
        ("Referat – Kommunaldirektørkredsen – onsdag den 10. marts 2027", at, f"{ADDRESS}k22/2027-03-10/referat.html"),
        (
            "Dagsorden – Kommunaldirektørkredsen – onsdag den 10. marts 2027",
            at,
            f"{ADDRESS}k22/2027-03-10/dagsorden.html",
        ),
        (
            "Dagsorden – Kommunekontaktudvalget – tirsdag den 2. marts 2027",
            at,
            f"{ADDRESS}kku/2027-03-02/dagsorden.html",
        ),
    ]
    ids = [one.text for one in feed.iter(f"{ATOM}id")]
    assert (len(set(ids)), [one for one in ids if not (one or "").startswith("urn:uuid:")]) == (7, [])


def test_a_feed_entry_keeps_its_name_wherever_the_site_stands(played: Office, files: Files, tmp_path: Path) -> None:
    def ids(folder: Path) -> list[str | None]:
        return [one.text for one in ElementTree.parse(folder / "feed.xml").getroot().iter(f"{ATOM}id")]

    published(played, tmp_path / "one", files, address=ADDRESS)
    published(played, tmp_path / "other", files, address="https://elsewhere.example/")
    assert ids(tmp_path / "one") == ids(tmp_path / "other")


def test_every_link_of_the_site_leads_to_a_file_of_it(played: Office, files: Files, tmp_path: Path) -> None:
    site = tmp_path / "site"
    published(played, site, files)
    led = {
        (page.relative_to(site).as_posix(), link): (page.parent / link.partition("#")[0]).resolve()
        for page in site.rglob("*.html")
        for link in re.findall(r'href="([^"#][^"]*)"', page.read_text(encoding="utf-8"))
    }
    assert [place for place, path in led.items() if not path.is_file()] == []
    assert {link for page, link in led if page == "kkr/index.html"} == {
        "../index.html",
        "../feed.xml",
        *(f"../kkr/2027-04-20/{name}" for name in ("dagsorden.html", "dagsorden.pdf", "referat.html", "referat.pdf")),
        *(f"../kkr/2027-06-20/{name}" for name in ("dagsorden.html", "dagsorden.pdf")),
    }


def test_an_empty_register_makes_a_site_that_says_so(office: Office, files: Files, tmp_path: Path) -> None:
    done = published(office, tmp_path / "site", files)
    assert done.papers == 0
    assert "Der er endnu ingen møder." in (tmp_path / "site/index.html").read_text(encoding="utf-8")
