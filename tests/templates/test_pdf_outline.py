"""Bookmarks for a PDF that pdfium has written, read back by pdfium."""

import io

import pypdfium2

from templates.pdf_outline import Bookmark, with_outline

MARKS = (
    Bookmark("Bilagsoversigt", 0),
    Bookmark("2.1. Fælles (indkøb) – ærø 😀", 1),
    Bookmark("Bilag 1: <budget>", 1, 1),
    Bookmark("Bilag 2", 2, 1),
    Bookmark("2.2. Vej", 3),
    Bookmark("Bilag 1", 3, 1),
)


def blank(pages: int) -> bytes:
    with pypdfium2.PdfDocument.new() as document:
        for _ in range(pages):
            document.new_page(595, 842)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def read(content: bytes) -> tuple[dict[str, str], list[tuple[int, str, int]]]:
    with pypdfium2.PdfDocument(content) as document:
        marks = [(one.level, one.get_title(), one.get_dest().get_index()) for one in document.get_toc()]
        return document.get_metadata_dict(), marks


def test_bookmarks_lead_to_their_pages_each_under_its_item() -> None:
    told, marks = read(with_outline(blank(4), "Bilag til møde", "20270420", MARKS))
    assert marks == [(one.level, one.title, one.page) for one in MARKS]
    assert (told["Title"], told["CreationDate"]) == ("Bilag til møde", "D:20270420120000Z")


def test_a_file_without_bookmarks_gets_its_title_and_day() -> None:
    told, marks = read(with_outline(blank(1), "Bilag", "20270420", ()))
    assert (told["Title"], marks) == ("Bilag", [])


def test_the_moment_and_the_place_it_was_made_in_leave_no_trace() -> None:
    one = blank(3)
    other = one.replace(b"/CreationDate(D:2", b"/CreationDate(D:1", 1)
    place = other.rindex(b"/ID[<") + len(b"/ID[<")
    other = other[:place] + b"0" * 32 + other[place + 32 :]
    made = with_outline(one, "Bilag", "20270420", MARKS[:1])
    assert (made == with_outline(other, "Bilag", "20270420", MARKS[:1]), one == other) == (True, False)


def test_a_file_that_pdfium_writes_otherwise_comes_back_as_it_is() -> None:
    strange = b"%PDF-2.0 in another manner"
    assert with_outline(strange, "Bilag", "20270420", MARKS) == strange
