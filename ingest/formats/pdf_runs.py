"""A PDF page as runs of text: what one text object draws on one line, and what stands before it."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

WORD = re.compile(r"\S+")
LINE = "\n"
"""Where a print line ends."""
HYPHEN = "\ufffe"
"""What PDFium writes for a hyphen at a line's end; the line's end it leaves out then."""

Object = Any
"""A text object of PDFium's; its binding is not typed."""


class End(NamedTuple):
    """The end of a print line, in points: where it is, and how wide the next line's first word is."""

    right: float
    word: float


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that one text object draws. `blank`: what PDFium adds before them (none, a blank or LINE)."""

    words: str
    drawn: Object
    blank: str = ""
    end: End | None = None
    """How the print line before ended, where `blank` is LINE."""


def runs_of(page: pdfium.PdfPage) -> Iterator[Run]:
    """The runs of a page, in the order in which the file draws them."""
    text = page.get_textpage()
    letters, place, blank = _letters(text), 0, ""
    end: End | None = None
    while place < len(letters):
        drawn = raw.FPDFText_GetTextObject(text, place)
        if not drawn:
            if letters[place] == LINE and blank != LINE:
                blank, end = LINE, _line_ended(text, letters, place)
            place, blank = place + 1, blank or letters[place].strip("\r\n")
            continue
        after = _end(text, place, _line_end(letters, place), address(drawn))
        yield Run(_whole(letters[place:after]), drawn, blank, end)
        place, blank, end = after, "", None


def address(drawn: Object) -> bytes:
    """Which object it is: PDFium hands out the same one again and again."""
    return bytes(drawn)


def _letters(text: pdfium.PdfTextPage) -> str:
    """Every letter at its place."""
    count: int = text.count_chars()
    letters: str = text.get_text_range()
    if len(letters) == count and "\0" not in letters:
        return letters
    return "".join(chr(raw.FPDFText_GetUnicode(text, place)) for place in range(count))


def _whole(letters: str) -> str:
    """A run's letters, with the halves of a letter put together."""
    words = letters.replace("\r", "").replace("\0", "").replace("\x02", HYPHEN)
    return words if words.isascii() else words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _line_end(letters: str, place: int) -> int:
    found = letters.find("\r", place + 1)
    return found if found > 0 else len(letters)


def _end(text: pdfium.PdfTextPage, place: int, end: int, whose: bytes) -> int:
    """Where the letters of a text object end, at `end` at the latest: they stand together, so it is found by halves."""
    if address(raw.FPDFText_GetTextObject(text, end - 1)) == whose:
        return end
    low, high = place, end - 1
    while high - low > 1:
        middle = (low + high) // 2
        if address(raw.FPDFText_GetTextObject(text, middle)) == whose:
            low = middle
        else:
            high = middle
    return high


def _line_ended(text: pdfium.PdfTextPage, letters: str, place: int) -> End | None:
    """How the line before the line's end at `place` ended; None where nothing stands before or after it."""
    before, found = place, WORD.search(letters, place)
    while before and letters[before - 1].isspace():
        before -= 1
    if not before or not found:
        return None
    width = _edges(text, found.end() - 1)[1] - _edges(text, found.start())[0]
    return End(_edges(text, before - 1)[1], width)


def _edges(text: pdfium.PdfTextPage, place: int) -> tuple[float, float]:
    """Where a letter begins and ends."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, place, ctypes.byref(box))
    return box.left, box.right
