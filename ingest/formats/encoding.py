"""Bytes to letters: which encoding a text is in, and what could not be read."""

import codecs
import re

from ingest.formats.unreadable import Unreadable
from states.paper import Doubt

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 before UTF-16: the mark of one begins with that of the other."""

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
MOST_CONTROLS = 0.01
"""Share of control characters above which a file is no text. A print may hold a few; random bytes hold a tenth."""

NULS_OF_UTF16 = 0.3
"""Share of zero bytes at every second place above which text is UTF-16 without a mark (Danish has about 0.99)."""

DECLARED = re.compile(r"(utf-8|us-ascii|iso-8859-\d{1,2}|windows-125\d)", re.IGNORECASE)
"""Encodings that a file may declare; Python knows others that are slow or do more than letters."""

MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH = re.compile(rb"[\x80-\xff]")


def decode(content: bytes, declared: str | None = None) -> tuple[str, tuple[Doubt, ...]]:
    """The text of a file and what is doubtful in it.

    In this order: a byte-order mark, UTF-16 without a mark, what the file declares (HTML), UTF-8, UTF-8 with a few bad
    bytes, and else Windows-1252, of which Latin-1 text is a part. Raises Unreadable where the result is no text.
    """
    text, doubts = _decoded(content, declared)
    controls = sum(1 for _ in CONTROL.finditer(text))
    if controls > MOST_CONTROLS * len(text):
        raise Unreadable("it is not a text (too many of its bytes are no letters)")
    return text, doubts


def _decoded(content: bytes, declared: str | None) -> tuple[str, tuple[Doubt, ...]]:
    certain = next((name for mark, name in MARKS if content.startswith(mark)), None)
    for name in (certain, _unmarked_utf16(content), _known(declared), "utf-8"):
        if name and (text := _try(content, name)) is not None:
            return text, ()
    if certain or _mostly_utf8(content):
        text = content.decode(certain or "utf-8", errors="replace")
        return text, (Doubt("some bytes are damaged and were read as �", 1 + text.split("�", 1)[0].count("\n")),)
    text = content.decode("cp1252", errors="replace")
    return text, (Doubt("the file is not UTF-8; it was read as Windows-1252 (Latin-1)"),)


def _known(declared: str | None) -> str | None:
    """The declared encoding, if it may be used; "iso-8859-1" means Windows-1252 (source: WHATWG Encoding)."""
    if declared is None or not DECLARED.fullmatch(declared):
        return None
    return "cp1252" if declared.lower() in {"iso-8859-1", "us-ascii"} else declared


def _try(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except (UnicodeError, LookupError):
        return None


def _unmarked_utf16(content: bytes) -> str | None:
    half = max(1, len(content) // 2)
    if content[1::2].count(0) / half > NULS_OF_UTF16:
        return "utf-16-le"
    return "utf-16-be" if content[::2].count(0) / half > NULS_OF_UTF16 else None


def _mostly_utf8(content: bytes) -> bool:
    """Whether at least nine of ten bytes above 127 belong to letters in UTF-8: then the rest is damage."""
    whole = sum(len(found) for found in MULTIBYTE.findall(content))
    return whole >= 0.9 * sum(1 for _ in HIGH.finditer(content)) > 0
