"""A tagged PDF to lines, where its tags can be trusted: they cover the text, and say of it what it is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.formats.pdf_body import FRONT_PAGE_FROM
from ingest.formats.pdf_line_ends import Margin
from ingest.formats.pdf_marked import Marked, read_marked
from ingest.formats.pdf_structure import Overgrown, Structure
from ingest.formats.pdf_tags import TagWriter
from ingest.formats.pdf_words import Mending
from ingest.source import Line, Style
from states.paper import Link

COVERED = 0.97
"""Share of the letters outside page headers that the tree must hold."""
SAID = 0.8
"""Share of those letters that must stand in paragraphs, headings, items and cells, and not in bare divisions."""
TORN = 0.15
"""Share of paragraphs that go on in the next from which each print line is tagged as a paragraph."""
LONGEST_MEAN = 2_000
"""Letters: longer paragraphs than this on an average are whole pages."""
DIGITS = re.compile(r"\d+")
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Tagged:
    """The lines of a document, the page header first. `wordless`: the pages without any text, counted from 1."""

    lines: tuple[Line, ...]
    wordless: tuple[int, ...]


def read_tagged(document: pdfium.PdfDocument) -> Tagged | None:
    """A document by its tags; None where they are missing or not to be trusted."""
    if not raw.FPDFCatalog_IsTagged(document.raw):
        return None
    structure, pages, wordless = Structure(), [], []
    try:
        for number, page in enumerate(document, start=1):
            marked = read_marked(page, number)
            wordless += [] if marked.words or marked.loose else [number]
            structure.take(page, marked)
            pages.append(marked)
            page.close()
    except Overgrown:
        return None
    writer = TagWriter(Margin([end for words in structure.root.words() for end in words.ends if end]))
    writer.walk(structure.root)
    headers = _headers(pages)
    if not _covers(structure, pages, headers) or not _says(writer):
        return None
    lines = _numbered(headers, writer.lines, marks_hyphens=any(page.marks_hyphens for page in pages))
    return Tagged(tuple(lines), tuple(wordless))


def _headers(pages: Sequence[Marked]) -> list[str]:
    """What stands outside the tree on every page (but the first of many), as it comes first; page numbers left out."""
    seen: Counter[str] = Counter()
    first: dict[str, str] = {}
    for page in pages:
        lines = {_key(line): line.strip() for line in (*page.artifacts, *page.loose) if LETTER.search(line)}
        seen.update(lines.keys())
        first = lines | first
    least = max(2, len(pages) - (len(pages) >= FRONT_PAGE_FROM))
    return [line for key, line in first.items() if seen[key] >= least]


def _key(line: str) -> str:
    return DIGITS.sub("#", line.strip())


def _covers(structure: Structure, pages: Sequence[Marked], headers: Sequence[str]) -> bool:
    """Whether the tree holds nearly all text; an artifact that the file names is none, if it is the smaller part."""
    running = set(map(_key, headers))
    loose = sum(len(line.strip()) for page in pages for line in page.loose if _key(line) not in running)
    loose += sum(len(words.text.strip()) for page in pages for words in page.words.values())
    artifacts = sum(map(str.isalnum, "".join(line for page in pages for line in page.artifacts)))
    held = structure.letters
    return held > artifacts and held >= COVERED * (held + loose)


def _says(writer: TagWriter) -> bool:
    """Whether the types are sensible: paragraphs are neither mere divisions, nor print lines, nor whole pages."""
    letters = sum(len(line.text) + sum(map(len, line.cells)) for line in writer.lines)
    paragraphs = [line.text for line in writer.lines if line.style is Style.PARAGRAPH]
    torn = sum(1 for one, other in pairwise(paragraphs) if one[-1].isalnum() and other[0].islower())
    return (
        0 < letters <= LONGEST_MEAN * len(writer.lines)
        and writer.letters >= SAID * letters
        and torn <= TORN * len(paragraphs)
    )


def _numbered(headers: Sequence[str], lines: Sequence[Line], *, marks_hyphens: bool) -> list[Line]:
    """The lines with whole words, in reading order; the first of each page is marked as such."""
    mending = Mending((text for line in lines for text in (line.text, *line.cells)), marks_hyphens=marks_hyphens)
    whole = [_whole(line, mending) for line in lines]
    starts = [page != before for before, page in pairwise((0, *(line.number for line in lines)))]
    body = [replace(line, page_start=start) for line, start in zip(whole, starts, strict=True)]
    plain = [Line(" ".join(header.split()), 0) for header in headers]
    return [replace(line, number=number) for number, line in enumerate((*plain, *body), start=1)]


def _whole(line: Line, mending: Mending) -> Line:
    return replace(
        line,
        text=mending.whole(line.text),
        cells=tuple(map(mending.whole, line.cells)),
        links=tuple(Link(mending.whole(link.text), link.url) for link in line.links),
    )
