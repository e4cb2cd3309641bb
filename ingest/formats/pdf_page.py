"""A PDF page as glyphs, drawn rules, dots and links with their places: all that PDFium is asked for."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
ITALIC = re.compile(rb"italic|oblique", re.IGNORECASE)
BOLD_WEIGHT = 600
THIN = 2.5
"""Points: a drawn thing that is thinner is a rule."""
LONG = 8.0
"""Points: and at least so long."""
DOT = (1.5, 8.0)
"""Points: least and greatest side of a drawn bullet (browsers draw them, they are no letters)."""
MOST_PATHS = 5_000
"""A page: what is drawn beyond is a picture or a map."""
MOST_LINKS = 2_000
MOST_URL = 2_000


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter: its edges and baseline in points from the page's lower left corner, its size and its cut."""

    letter: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page. `glyphs` are in the order of the file; a line break between them is a None."""

    width: float
    glyphs: tuple[Glyph | None, ...]
    across: tuple[Box, ...]
    down: tuple[Box, ...]
    dots: tuple[Box, ...]
    links: tuple[tuple[Box, str], ...]


def read_page(page: pdfium.PdfPage) -> Page:
    """Everything on the page that its text is rebuilt from."""
    boxes = list(_paths(page))
    return Page(
        width=page.get_width(),
        glyphs=tuple(_glyphs(page.get_textpage())),
        across=tuple(box for box in boxes if box.top - box.bottom < THIN and box.right - box.left >= LONG),
        down=tuple(box for box in boxes if box.right - box.left < THIN and box.top - box.bottom >= LONG),
        dots=tuple(box for box in boxes if _is_dot(box)),
        links=tuple(links_of(page)),
    )


def has_picture(page: pdfium.PdfPage) -> bool:
    """Whether a picture stands on the page."""
    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


def _glyphs(text: pdfium.PdfTextPage) -> Iterator[Glyph | None]:
    """PDFium adds blanks and line breaks of its own where the file has only places; a break becomes None.

    Size and cut are asked for once a text object: every letter in it shares them.
    """
    edges, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    looks: dict[int | None, tuple[float, bool, bool]] = {None: (0.0, False, False)}
    for place in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, place))
        if letter in "\r\n":
            yield None
            continue
        raw.FPDFText_GetLooseCharBox(text, place, edges)
        raw.FPDFText_GetCharOrigin(text, place, x, y)
        drawn = ctypes.cast(raw.FPDFText_GetTextObject(text, place), ctypes.c_void_p).value
        if drawn not in looks:
            looks[drawn] = (_size(text, place), *_cut(text, place))
        yield Glyph(letter, edges.left, edges.right, y.value, *looks[drawn])


def _size(text: pdfium.PdfTextPage, place: int) -> float:
    """The printed size: the font's size as the page scales it."""
    scale = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, place, scale)
    size: float = raw.FPDFText_GetFontSize(text, place) * (scale.c**2 + scale.d**2) ** 0.5
    return size


def _cut(text: pdfium.PdfTextPage, place: int) -> tuple[bool, bool]:
    """Whether the font is bold, and whether it is italic."""
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, place, name, len(name), flags)
    weight: int = raw.FPDFText_GetFontWeight(text, place)
    bold = weight >= BOLD_WEIGHT or BOLD.search(name.value) is not None
    return bold, ITALIC.search(name.value) is not None


def _paths(page: pdfium.PdfPage) -> Iterator[Box]:
    """The bounds of drawn paths; an outlined box gives its four sides."""
    for count, path in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count >= MOST_PATHS:
            return
        box = Box(*path.get_bounds())
        if _is_outlined(path) and box.right - box.left >= LONG and box.top - box.bottom >= LONG:
            yield from _sides(box)
        else:
            yield box


def _is_outlined(path: pdfium.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path.raw, fill, stroke)
    return bool(stroke.value)


def _sides(box: Box) -> Iterator[Box]:
    yield Box(box.left, box.bottom, box.right, box.bottom)
    yield Box(box.left, box.top, box.right, box.top)
    yield Box(box.left, box.bottom, box.left, box.top)
    yield Box(box.right, box.bottom, box.right, box.top)


def _is_dot(box: Box) -> bool:
    wide, high = box.right - box.left, box.top - box.bottom
    return DOT[0] <= wide <= DOT[1] and abs(wide - high) < 0.5


def links_of(page: pdfium.PdfPage) -> Iterator[tuple[Box, str]]:
    """The places on the page that lead to an address outside the file."""
    position, link, edges = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    for _ in range(MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page.raw, position, link):
            return
        url = _address(page, link)
        if url and raw.FPDFLink_GetAnnotRect(link, edges):
            yield Box(edges.left, edges.bottom, edges.right, edges.top), url


def _address(page: pdfium.PdfPage, link: object) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action or page.pdf is None:
        return ""
    address = ctypes.create_string_buffer(MOST_URL)
    raw.FPDFAction_GetURIPath(page.pdf.raw, action, address, MOST_URL)
    return address.value.decode("utf-8", "replace")
