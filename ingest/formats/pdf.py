"""PDF to lines: opened within limits, read page by page, written down by what its letters and places say."""

from collections.abc import Iterable, Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.formats.pdf_body import Body
from ingest.formats.pdf_lines import Writer
from ingest.formats.pdf_page import Page, read_page
from ingest.formats.pdf_rows import Row, rows_of
from ingest.formats.unreadable import Unreadable
from ingest.source import Source
from states.paper import Doubt

MOST_PAGES = 1_000
PASSWORD: int = raw.FPDF_ERR_PASSWORD


def parse(content: bytes) -> Source:
    """A PDF as structured lines, numbered in reading order; the print's line ends are mended. Raises Unreadable."""
    pages = [(page, rows_of(page)) for page in _pages(content)]
    writer = Writer(Body(pages))
    for page, rows in pages:
        writer.add_page(page, rows)
    if not writer.lines:
        raise Unreadable("there is no text in it, only a picture of one; have its text recognised first (OCR)")
    return Source(tuple(writer.lines), wrapped=False, doubts=tuple(_pictures(pages)))


def _pages(content: bytes) -> list[Page]:
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        locked = error.err_code == PASSWORD
        reason = "it is locked with a password; save it without one" if locked else "it is damaged or incomplete"
        raise Unreadable(reason) from error
    if len(document) > MOST_PAGES:
        raise Unreadable(f"it has {len(document):,} pages, more than any agenda or minutes")
    try:
        return [read_page(page) for page in document]
    except pdfium.PdfiumError as error:
        raise Unreadable("a page in it is damaged") from error


def _pictures(pages: Iterable[tuple[Page, list[Row]]]) -> Iterator[Doubt]:
    for number, (page, rows) in enumerate(pages, start=1):
        if page.has_picture and not rows:
            yield Doubt(f"page {number} is only a picture, so its text is not read")
