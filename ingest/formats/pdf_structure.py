"""The structure tree of a tagged PDF, put together from what PDFium tells of it page by page."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.formats.pdf_marked import OUTSIDE, Marked, Words

Handle = Any
"""An element as PDFium hands it out; its binding is not typed."""

MOST_NESTED = 40
"""Elements in elements: a paper has about ten."""
MOST_ELEMENTS = 200_000
LONGEST = 128
"""Letters that a type, an attribute or a replaced text may have here."""
WIDEST = 100
"""Columns and rows that a cell may span."""
CELLS = frozenset({"TH", "TD"})


class Overgrown(Exception):
    """The tree is deeper or larger than that of any paper."""


@dataclass(slots=True)
class Element:
    """An element of the structure. `kind`: its standard type (ISO 32000-1, 14.8.4).

    `kids`: by their place, since an element that goes on over the page comes once a page, each time with the kids there
    alone. `width`: how many kids it has in all; one that never comes is empty (a table's cell). `instead`: what is
    to be read in place of its words. `numbering`: of a list, how it is numbered. `columns`, `rows`: what a cell spans.
    """

    kind: str
    kids: "dict[int, Element | Words]" = field(default_factory=dict)
    width: int = 0
    instead: str = ""
    numbering: str = ""
    columns: int = 1
    rows: int = 1
    seen: int = 0
    """The place of the last kid that was met: those of the next page come after it."""

    def in_order(self) -> "Iterator[Element | Words]":
        """The kids, as they are to be read."""
        return (self.kids[place] for place in sorted(self.kids))

    def words(self) -> Iterator[Words]:
        """All words in it, as they are to be read."""
        for kid in self.in_order():
            yield from [kid] if isinstance(kid, Words) else kid.words()


class Structure:
    """The whole tree under `root`. Take the pages in order; what no element claims stays in the page's words."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.letters = 0
        """How many letters the elements hold so far."""
        self.count = 0
        self.words: dict[int, Words] = {}
        """Those of the page at hand that no element has claimed yet."""

    def take(self, page: pdfium.PdfPage, marked: Marked) -> None:
        """Add what the tree says of one page. Raises Overgrown."""
        self.words = marked.words
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        if not tree:
            return
        try:
            for place in range(raw.FPDF_StructTree_CountChildren(tree)):
                if kid := raw.FPDF_StructTree_GetChildAtIndex(tree, place):
                    self._element(kid, self.root, place, 0)
        finally:
            raw.FPDF_StructTree_Close(tree)

    def _element(self, handle: Handle, parent: Element, place: int, depth: int) -> None:
        element = parent.kids.get(place)
        if not isinstance(element, Element):
            element = parent.kids[place] = _begun(handle)
            self.count += 1
        if depth > MOST_NESTED or self.count > MOST_ELEMENTS:
            raise Overgrown
        for kid in _turned(element.width, element.seen):
            if not self.words:
                return
            self._kid(handle, element, kid, depth)

    def _kid(self, handle: Handle, element: Element, place: int, depth: int) -> None:
        if kid := raw.FPDF_StructElement_GetChildAtIndex(handle, place):
            element.seen = place
            self._element(kid, element, place, depth + 1)
            return
        number = raw.FPDF_StructElement_GetChildMarkedContentID(handle, place)
        if number != OUTSIDE and (words := self.words.pop(number, None)):
            element.seen, element.kids[place] = place, words
            self.letters += len(words.text.strip())


def _turned(width: int, first: int) -> Iterator[int]:
    """Every place, beginning at `first`: what comes on a page stands where the page before ended."""
    yield from range(first, width)
    yield from range(first)


def _begun(handle: Handle) -> Element:
    kind = _told(raw.FPDF_StructElement_GetType, handle)
    element = Element(
        kind,
        width=max(0, raw.FPDF_StructElement_CountChildren(handle)),
        instead=_told(raw.FPDF_StructElement_GetActualText, handle),
    )
    if kind == "L":
        element.numbering = next((_name(value) for value in _attributes(handle, b"ListNumbering")), "")
    elif kind in CELLS:
        element.columns = next((_number(value) for value in _attributes(handle, b"ColSpan")), 1)
        element.rows = next((_number(value) for value in _attributes(handle, b"RowSpan")), 1)
    return element


def _told(ask: Any, handle: Handle) -> str:
    letters = (ctypes.c_ushort * LONGEST)()
    length = ask(handle, letters, 2 * LONGEST)
    return bytes(letters)[: length - 2].decode("utf-16-le", "replace") if 2 < length <= 2 * LONGEST else ""


def _attributes(handle: Handle, name: bytes) -> Iterator[Handle]:
    for place in range(raw.FPDF_StructElement_GetAttributeCount(handle)):
        value = raw.FPDF_StructElement_Attr_GetValue(raw.FPDF_StructElement_GetAttributeAtIndex(handle, place), name)
        if value:
            yield value


def _name(value: Handle) -> str:
    letters, length = (ctypes.c_ushort * LONGEST)(), ctypes.c_ulong()
    raw.FPDF_StructElement_Attr_GetStringValue(value, letters, 2 * LONGEST, length)
    return bytes(letters)[: min(length.value, 2 * LONGEST)].decode("utf-16-le", "replace").rstrip("\0")


def _number(value: Handle) -> int:
    number = ctypes.c_float()
    raw.FPDF_StructElement_Attr_GetNumberValue(value, number)
    return int(min(WIDEST, max(1.0, number.value)))
