"""A tagged PDF's page as runs of text, each with the number of the marked content that it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.formats.pdf_outside import FAR_APART, Outside, actual_text, box_of
from ingest.formats.pdf_page import Box, links_of
from ingest.formats.pdf_runs import HYPHEN, LINE, End, Object, Run, address, runs_of

SOFT = "\u00ad"
"""A soft hyphen: printed where a line ends inside a word, and no letter of it."""
LONE = "\u2010"
"""A hyphen that may be part of its word or not."""
NO_LETTERS = f"{SOFT}\0"
"""What a soft hyphen stands for. It has no place in PDFDocEncoding, and PDFium reads it there as a zero."""
OUTSIDE = -1
"""The number of what belongs to no marked content."""
MOST_NESTED = 3
"""Forms in forms: what is deeper is a drawing."""


@dataclass(slots=True)
class Words:
    """The words of one marked content, with LINE where print lines end. `page`: counted from 1.

    `url`: where they lead if they lie under a link. `ends`: how each of their print lines ended, None at a hyphen.
    """

    text: str = ""
    page: int = 0
    url: str = ""
    ends: list[End | None] = field(default_factory=list)


@dataclass(slots=True)
class Marked:
    """One page. `words`: those of each marked content by its number.

    `artifacts`: lines that the page says are none of the text. `loose`: lines of which it says nothing.
    """

    words: dict[int, Words] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    marks_hyphens: bool = False
    """Whether a hyphen at a line's end that is no letter of its word is marked as such."""


def read_marked(page: pdfium.PdfPage, number: int) -> Marked:
    """The words of page `number` by their marked content; what stands outside comes as lines."""
    marked, outside = Marked(), Outside(FAR_APART * page.get_width())
    links, forms = tuple(links_of(page)), _in_forms(page)
    for run in runs_of(page):
        content = forms.get(address(run.drawn), raw.FPDFPageObj_GetMarkedContentID(run.drawn))
        if content == OUTSIDE:
            outside.add(run)
            continue
        outside.end()
        if content not in marked.words:
            marked.words[content] = Words("", number, _url(box_of(run.drawn), links) if links else "")
        _add(run, marked.words[content], marked)
    marked.artifacts, marked.loose = outside.artifacts, outside.loose
    return marked


def _in_forms(page: pdfium.PdfPage) -> dict[bytes, int]:
    """The text objects inside forms (pictures with a page of their own): they belong where the form does."""
    places = range(raw.FPDFPage_CountObjects(page.raw))
    every = (raw.FPDFPage_GetObject(page.raw, place) for place in places)
    forms = [drawn for drawn in every if raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_FORM]
    return {
        address(part): raw.FPDFPageObj_GetMarkedContentID(form) for form in forms for part in _parts(form, MOST_NESTED)
    }


def _parts(form: Object, depth: int) -> Iterator[Object]:
    for place in range(raw.FPDFFormObj_CountObjects(form)):
        part = raw.FPDFFormObj_GetObject(form, place)
        if raw.FPDFPageObj_GetType(part) == raw.FPDF_PAGEOBJ_FORM and depth:
            yield from _parts(part, depth - 1)
        else:
            yield part


def _add(run: Run, words: Words, marked: Marked) -> None:
    """Put a run to its words. A hyphen at a line's end is SOFT where the file says that it is no letter.

    One that is drawn alone is LONE: most likely the typesetter's, which draws it apart from the word.
    """
    if run.blank == LINE:
        words.ends.append(run.end)
    words.text += run.blank
    if HYPHEN not in run.words:
        words.text += run.words
        return
    told = actual_text(run.drawn)
    soft = told is not None and not told.strip(NO_LETTERS)
    marked.marks_hyphens = marked.marks_hyphens or soft
    sign = SOFT if soft else LONE if run.words == HYPHEN else "-"
    words.text += run.words.replace(HYPHEN, f"{sign}{LINE}")
    words.ends += [None] * run.words.count(HYPHEN)


def _url(box: Box, links: tuple[tuple[Box, str], ...]) -> str:
    """Where the link leads that holds the middle of a text; empty where there is none."""
    across, up = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return next((url for on, url in links if on.left <= across <= on.right and on.bottom <= up <= on.top), "")
