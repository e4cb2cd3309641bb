"""PDF to lines: opened within limits; by its tags where they can be trusted, else by its letters and their places."""

from collections.abc import Iterable, Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.formats.pdf_body import Body
from ingest.formats.pdf_lines import Writer
from ingest.formats.pdf_page import has_picture, read_page
from ingest.formats.pdf_rows import rows_of
from ingest.formats.pdf_tagged import read_tagged
from ingest.formats.unreadable import Unreadable
from ingest.source import Source
from states.paper import Doubt

MOST_PAGES = 1_000
PASSWORD: int = raw.FPDF_ERR_PASSWORD


def parse(content: bytes) -> Source:
    """A PDF as structured lines, numbered in reading order; the print's line ends are mended. Raises Unreadable."""
    document = _opened(content)
    try:
        if (found := read_tagged(document)) and found.lines:
            return Source(found.lines, wrapped=False, doubts=tuple(_pictures(document, found.wordless)))
        return _by_places(document)
    except pdfium.PdfiumError as error:
        raise Unreadable("a page in it is damaged") from error


def _opened(content: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        locked = error.err_code == PASSWORD
        reason = "it is locked with a password; save it without one" if locked else "it is damaged or incomplete"
        raise Unreadable(reason) from error
    if len(document) > MOST_PAGES:
        raise Unreadable(f"it has {len(document):,} pages, more than any agenda or minutes")
    return document


def _by_places(document: pdfium.PdfDocument) -> Source:
    """A document without tags: what its letters and their places say."""
    pages = [(page, rows_of(page)) for page in map(read_page, document)]
    writer = Writer(Body(pages))
    for page, rows in pages:
        writer.add_page(page, rows)
    if not writer.lines:
        raise Unreadable("there is no text in it, only a picture of one; have its text recognised first (OCR)")
    wordless = [number for number, (_, rows) in enumerate(pages, start=1) if not rows]
    return Source(tuple(writer.lines), wrapped=False, doubts=tuple(_pictures(document, wordless)))


def _pictures(document: pdfium.PdfDocument, wordless: Iterable[int]) -> Iterator[Doubt]:
    """A doubt for each page without words that shows a picture: it may be one of a text. Pages count from 1."""
    for number in wordless:
        if has_picture(document[number - 1]):
            yield Doubt(f"page {number} is only a picture, so its text is not read")
