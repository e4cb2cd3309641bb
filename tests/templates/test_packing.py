"""PDFs are looked into and put together in a child: what a broken one does, it does there."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from templates import packing
from templates.child import MOST_TEMPLATE_BYTES
from templates.packing import CannotPack, LookedInto, is_pdf, join, look_into, picture_page
from templates.pdf_outline import Bookmark
from tests.templates.hostile_pdfs import encrypted, written
from tests.templates.pictures import png

FIXTURES = Path(__file__).parents[1] / "fixtures"
FOUR_PAGES = (FIXTURES / "agenda-chromium.pdf").read_bytes()
OTHER_FOUR = (FIXTURES / "minutes-libreoffice.pdf").read_bytes()
DAY = date(2027, 4, 20)


def test_pages_are_counted_and_faults_are_named() -> None:
    files = [FOUR_PAGES, encrypted(), b"%PDF-1.7 rubbish", FOUR_PAGES[:20_000], written()]
    assert look_into(files) == [
        LookedInto(pages=4),
        LookedInto(fault="encrypted"),
        LookedInto(fault="damaged"),
        LookedInto(fault="damaged"),
        LookedInto(pages=1),
    ]
    assert look_into([]) == []


def test_a_file_that_brings_the_child_down_is_damaged_and_the_others_are_looked_into() -> None:
    endless = written().replace(b"/Kids[3 0 R]/Count 1", b"/Kids[2 0 R 2 0 R]/Count 2147483647")
    found = look_into([FOUR_PAGES, endless, OTHER_FOUR])
    assert ([one.pages for one in found[::2]], found[1].fault) == ([4, 4], "damaged")


def test_a_file_with_a_few_bytes_before_it_is_a_pdf() -> None:
    assert [is_pdf(content) for content in (b"\xef\xbb\xbf%PDF-1.4", b"PK\x03\x04", b"", FOUR_PAGES)] == [
        True,
        False,
        False,
        True,
    ]


def test_what_is_put_together_has_every_page_in_order_and_is_the_same_each_time() -> None:
    marks = [Bookmark("Dagsorden", 0), Bookmark("Referat", 4)]
    whole = join([FOUR_PAGES, OTHER_FOUR], "Bilag", DAY, marks)
    with pypdfium2.PdfDocument(whole) as document:
        words = [page.get_textpage().get_text_bounded().split()[0] for page in document]
        assert (len(document), words[4]) == (8, "Referat")
        assert [(one.get_title(), one.get_dest().get_index()) for one in document.get_toc()] == [
            ("Dagsorden", 0),
            ("Referat", 4),
        ]
    assert join([FOUR_PAGES, OTHER_FOUR], "Bilag", DAY, marks) == whole


def test_what_cannot_be_put_together_is_refused() -> None:
    with pytest.raises(CannotPack):
        join([encrypted()], "Bilag", DAY, ())


def test_a_picture_that_is_broken_or_too_large_is_no_page() -> None:
    broken, large = png(9, 9)[:40], png(9, 9) + bytes(MOST_TEMPLATE_BYTES)
    assert picture_page(broken, "Kort.png", DAY) == (b"", LookedInto(fault="damaged"))
    assert picture_page(large, "Kort.png", DAY) == (b"", LookedInto(fault="too_large"))


def test_more_than_the_child_can_hold_is_refused_before_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MOST_BYTES", 10)
    for ask in (lambda: look_into([FOUR_PAGES]), lambda: join([FOUR_PAGES], "Bilag", DAY, ())):
        with pytest.raises(CannotPack):
            ask()
