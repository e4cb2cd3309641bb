"""What a PDF says of itself: words, bookmarks, tags, links, and what the validators find."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import page
import pypdfium2
from pypdfium2 import raw

PROFILES = ("pdfua-1", "pdfa-2a")
_URI, _INSIDE = 3, 1
"""What an action does (ISO 32000-1, table 198, as PDFium numbers it)."""


@dataclass(frozen=True)
class Bookmark:
    level: int
    title: str
    page: int


@dataclass(frozen=True)
class Element:
    """A tag on a page: how deep, what, its alternative text, its own words on this page."""

    depth: int
    tag: str
    words: str
    alt: str = ""

    def __str__(self) -> str:
        alt = f" [{self.alt}]" if self.alt else ""
        return f"{'  ' * self.depth}{self.tag}{alt} {self.words}".rstrip()


@dataclass(frozen=True)
class Pointer:
    """A link: to an address, or to a page of the document, counted from 1."""

    target: str | int


@dataclass(frozen=True)
class Page:
    words: str
    elements: tuple[Element, ...]
    pointers: tuple[Pointer, ...]


def faults(content: bytes) -> list[str]:
    """What keeps the file from PDF/UA-1 and PDF/A-2a."""
    return [
        f"{profile} {failure.rule_id}: {failure.message}"
        for profile in PROFILES
        for failure in page.validate_pdf_bytes(content, profile=profile).failures
    ]


def claims(content: bytes) -> bool:
    """Whether the file says that it keeps the standards."""
    return b"<pdfuaid:part>1<" in content and b"<pdfaid:part>2<" in content


def bookmarks(content: bytes) -> list[Bookmark]:
    document = pypdfium2.PdfDocument(content)
    return [
        Bookmark(mark.level, mark.get_title(), mark.get_dest().get_index() + 1)
        for mark in document.get_toc(max_depth=15)
    ]


def pages(content: bytes) -> list[Page]:
    document = pypdfium2.PdfDocument(content)
    return [_page(document, number) for number in range(len(document))]


def title(content: bytes) -> str:
    return str(pypdfium2.PdfDocument(content).get_metadata_value("Title"))


def _page(document: Any, number: int) -> Page:
    shown = document[number]
    text = shown.get_textpage()
    words = text.get_text_range().replace("\r\n", "\n")
    return Page(words, tuple(_elements(shown, text)), tuple(_pointers(document, shown)))


def _elements(shown: Any, text: Any) -> Iterator[Element]:
    spoken = _marked(shown, text)
    tree = raw.FPDF_StructTree_GetForPage(shown)
    try:
        for place in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from _below(raw.FPDF_StructTree_GetChildAtIndex(tree, place), 0, spoken)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _below(element: Any, depth: int, spoken: dict[int, str]) -> Iterator[Element]:
    own = [raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, place) for place in _places(element)]
    halves = "".join(spoken.get(one, "") for one in own)  # PDFium hands out a wide sign in two
    words = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    yield Element(
        depth,
        _string(raw.FPDF_StructElement_GetType, element),
        " ".join(words.split()),
        _string(raw.FPDF_StructElement_GetAltText, element),
    )
    for place in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            yield from _below(child, depth + 1, spoken)


def _places(element: Any) -> range:
    return range(max(0, raw.FPDF_StructElement_GetMarkedContentIdCount(element)))


def _string(read: Any, element: Any) -> str:
    size = read(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    read(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _marked(shown: Any, text: Any) -> dict[int, str]:
    """The words of each marked content of the page."""
    spoken: dict[int, str] = {}
    for place in range(raw.FPDFPage_CountObjects(shown)):
        thing = raw.FPDFPage_GetObject(shown, place)
        mark = raw.FPDFPageObj_GetMarkedContentID(thing)
        if mark >= 0 and raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT:
            spoken[mark] = spoken.get(mark, "") + _text_of(thing, text)
    return spoken


def _text_of(thing: Any, text: Any) -> str:
    size = raw.FPDFTextObj_GetText(thing, text, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(thing, text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le", "surrogatepass").rstrip("\0")


def _pointers(document: Any, shown: Any) -> Iterator[Pointer]:
    start, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(shown, start, link):
        action = raw.FPDFLink_GetAction(link)
        if raw.FPDFAction_GetType(action) == _URI:
            size = raw.FPDFAction_GetURIPath(document, action, None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(document, action, buffer, size)
            yield Pointer(buffer.value.decode())
        else:
            destination = raw.FPDFLink_GetDest(document, link) or raw.FPDFAction_GetDest(document, action)
            yield Pointer(raw.FPDFDest_GetDestPageIndex(document, destination) + 1)
