"""The attachment pack: covers and pages in one PDF, or a zip of all the files."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from states.attachments import Attachment
from states.packed import PackedFile
from templates.attachment_pack import NO_STANDARD, pack_pdf, pack_zip, safe_name
from tests.templates.hostile_pdfs import encrypted, written
from tests.templates.pictures import png

FIXTURES = Path(__file__).parents[1] / "fixtures"
DAY = date(2027, 6, 20)
UPRIGHT = (595, 842)
CONTENTS: Mapping[str, bytes] = {
    "a": (FIXTURES / "agenda-chromium.pdf").read_bytes(),
    "b": b"PK\x03\x04 a Word file, so to speak",
    "c": encrypted(),
    "d": b"%PDF-1.7 rubbish",
    "e": written(),
}


def file(item: str, number: int, digest: str, name: str, *, closed: bool = False) -> PackedFile:
    return PackedFile(item, f"Sag {item}", closed, Attachment(number, number, name, digest, 9, "application/pdf"))


FILES = (
    file("2.1", 1, "a", "Budget 2027.pdf"),
    file("2.1", 2, "b", "Notat.docx"),
    file("2.1", 3, "c", "Laast.pdf"),
    file("2.2", 1, "d", "Defekt.pdf"),
    file("2.2", 2, "e", "Tom side.pdf", closed=True),
)


def read(content: bytes) -> tuple[list[str], list[tuple[int, str, int]]]:
    """The words of each page; the bookmarks with level, title and page from 1."""
    with pypdfium2.PdfDocument(content) as document:
        words = [page.get_textpage().get_text_bounded() for page in document]
        return words, [(one.level, one.get_title(), one.get_dest().get_index() + 1) for one in document.get_toc()]


def test_every_attachment_has_a_cover_and_its_pages_behind_it() -> None:
    pages, marks = read(pack_pdf(FILES, CONTENTS, "KKR Syddanmark", DAY).content)
    starts = [(page, words) for page, words in enumerate(pages, 1) if words.startswith("KKR Syddanmark\r\nBilag")]
    assert [(page, words.split("\r\n")[1]) for page, words in starts] == [
        (1, "Bilagsoversigt"),
        (2, "Bilag 1 til punkt 2.1"),
        (7, "Bilag 2 til punkt 2.1"),
        (8, "Bilag 3 til punkt 2.1"),
        (9, "Bilag 1 til punkt 2.2"),
        (10, "Bilag 2 til punkt 2.2"),
    ]
    assert len(pages) == 11
    assert marks == [
        (0, "Indhold", 1),
        (0, "2.1. Sag 2.1", 2),
        (1, "Bilag 1: Budget 2027.pdf", 2),
        (1, "Bilag 2: Notat.docx", 7),
        (1, "Bilag 3: Laast.pdf", 8),
        (0, "2.2. Sag 2.2", 9),
        (1, "Bilag 1: Defekt.pdf", 9),
        (1, "Bilag 2: Tom side.pdf", 10),
    ]


def test_what_cannot_go_in_is_named_on_its_cover_and_in_a_note() -> None:
    printed = pack_pdf(FILES, CONTENTS, "KKR Syddanmark", DAY)
    pages, _ = read(printed.content)
    assert "Bilaget er hverken en PDF-fil eller et billede og sendes særskilt." in pages[6]
    assert "Bilaget er beskyttet med adgangskode og sendes særskilt." in pages[7]
    assert "Bilaget kan ikke åbnes og sendes særskilt." in pages[8]
    apart = "its cover says that it comes apart"
    assert printed.notes == (
        f"Notat.docx (attachment 2 of item 2.1) is neither PDF nor picture: {apart}",
        f"Laast.pdf (attachment 3 of item 2.1) is encrypted: {apart}",
        f"Defekt.pdf (attachment 1 of item 2.2) cannot be opened: {apart}",
        NO_STANDARD,
    )


def test_a_picture_has_a_page_of_its_own_that_lies_as_it_does() -> None:
    contents = {"a": png(1600, 700), "b": png(60, 120), "c": png(9, 9)[:40]}
    files = tuple(file("2.1", number, name, f"Kort {name}.png") for number, name in enumerate("abc", 1))
    printed = pack_pdf(files, contents, "KKR Syddanmark", DAY)
    with pypdfium2.PdfDocument(printed.content) as document:
        assert [tuple(map(round, page.get_size())) for page in document] == [
            UPRIGHT, UPRIGHT, (842, 595), UPRIGHT, UPRIGHT, UPRIGHT,
        ]  # fmt: skip
    assert printed.notes == (
        "Kort c.png (attachment 3 of item 2.1) cannot be opened: its cover says that it comes apart",
        NO_STANDARD,
    )
    assert pack_pdf(files, contents, "KKR Syddanmark", DAY) == printed


def test_the_list_says_on_which_page_each_begins_and_names_a_closed_item_as_closed() -> None:
    listed = read(pack_pdf(FILES, CONTENTS, "KKR Syddanmark", DAY).content)[0][0].replace("\r\n", " ")
    assert "Budget 2027.pdf 4 sider 2" in listed
    assert "Tom side.pdf 1 side 10" in listed
    assert "Lukket punkt: Sag 2.2" in listed


def test_a_list_of_several_pages_moves_what_comes_behind_it() -> None:
    many = tuple(file("2.1", number, "b", f"Notat {number}.docx") for number in range(1, 61))
    pages, marks = read(pack_pdf(many, CONTENTS, "KKR Syddanmark", DAY).content)
    first = next(page for page, words in enumerate(pages, 1) if "Bilag 1 til punkt 2.1\r\nMøde" in words)
    assert (first > 2, marks[1]) == (True, (0, "2.1. Sag 2.1", first))


def test_the_same_files_make_the_same_pack() -> None:
    assert pack_pdf(FILES, CONTENTS, "KKR", DAY) == pack_pdf(FILES, CONTENTS, "KKR", DAY)
    assert pack_zip(FILES, CONTENTS, "KKR", DAY) == pack_zip(FILES, CONTENTS, "KKR", DAY)


def test_a_zip_holds_every_file_under_its_numbers() -> None:
    with zipfile.ZipFile(io.BytesIO(pack_zip(FILES, CONTENTS, "KKR Syddanmark", DAY).content)) as archive:
        assert archive.namelist() == [
            "Bilagsoversigt.html",
            "2.1 Bilag 1 Budget 2027.pdf",
            "2.1 Bilag 2 Notat.docx",
            "2.1 Bilag 3 Laast.pdf",
            "2.2 Bilag 1 Defekt.pdf",
            "2.2 Bilag 2 Tom side.pdf",
        ]
        assert archive.read("2.1 Bilag 2 Notat.docx") == CONTENTS["b"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "2.1 Bilag 1 ..-..-etc-passwd"),
        ("C:\\Windows\\x.pdf", "2.1 Bilag 1 C-Windows-x.pdf"),
        ("referat\u202efdp.exe", "2.1 Bilag 1 referatfdp.exe"),
        ("nul\x00l.pdf", "2.1 Bilag 1 null.pdf"),
        ("uden ende", "2.1 Bilag 1 uden ende"),
        ("punktum. ", "2.1 Bilag 1 punktum"),
        ("A\u030arhus.pdf", "2.1 Bilag 1 Århus.pdf"),
        ("x" * 300 + ".pdf", "2.1 Bilag 1 " + "x" * 105 + ".pdf"),
        ("", "2.1 Bilag 1"),
    ],
)
def test_no_name_of_a_file_leads_out_of_the_zip(name: str, safe: str) -> None:
    one = file("2.1", 1, "a", "x.pdf")
    assert safe_name(replace(one, attachment=replace(one.attachment, name=name))) == safe
