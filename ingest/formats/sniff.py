"""What a file is by its first bytes. Its name is not looked at: people rename files."""

import re
from enum import StrEnum

from ingest.formats.unreadable import Unreadable


class Format(StrEnum):
    """The formats that are read; the value is the name of the module that does it.

    XLSX and ICS are those of calendars (ingest/calendar_file.py asks for them); a paper is in one of the others.
    """

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    ICS = "ics"


PDF_HEADER_WITHIN = 1024
"""Bytes: a PDF's header may stand behind junk (ISO 32000-1, implementation note 13: within the first 1024)."""

SAVE_IT = "save it as DOCX, PDF or HTML first"

OTHER_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", f"it is an RTF document; {SAVE_IT}"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"it is an old Office document (such as .doc); {SAVE_IT}"),
    (b"\x89PNG\r\n\x1a\n", "it is a picture (PNG), not a text"),
    (b"\xff\xd8\xff", "it is a picture (JPEG), not a text"),
    (b"GIF8", "it is a picture (GIF), not a text"),
    (b"II*\x00", "it is a picture (TIFF), not a text"),
    (b"MM\x00*", "it is a picture (TIFF), not a text"),
    (b"\x1f\x8b", "it is packed (gzip); unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "it is packed (7z); unpack it first"),
    (b"Rar!\x1a\x07", "it is packed (RAR); unpack it first"),
    (b"%!PS", "it is PostScript; make a PDF of it first"),
    (b"\x7fELF", "it is a program, not a text"),
    (b"MZ\x90\x00", "it is a program, not a text"),
)

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")

HTML_START = re.compile(
    rb"<(?:!doctype\s+html|html|head|title|meta|body|main|article|section|header|div|table|h[1-6]|p|ul|ol|dl|a|b|br|font|span|"
    rb"center|style|script)[\s/>]",
    re.IGNORECASE,
)
XML_START = re.compile(rb"<(?:\?xml|!doctype|!entity)", re.IGNORECASE)
BEFORE_MARKUP = re.compile(rb"(?:\s+|<!--.*?-->)*", re.DOTALL)
XML_PROLOGUE = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
MARKUP_WITHIN = 4096
"""Bytes in which the first tag of an HTML file must stand."""


def sniff(content: bytes) -> Format:
    """The format of a file by its content.

    Any ZIP is taken for DOCX: what lies in it is looked at in the limited child. Raises Unreadable for an empty file
    and for the kinds that are known and not read (pictures, RTF, …).
    """
    if not content.strip():
        raise Unreadable("it is empty")
    for magic, reason in OTHER_MAGIC:
        if content.startswith(magic):
            raise Unreadable(reason)
    if b"%PDF-" in content[:PDF_HEADER_WITHIN]:
        return Format.PDF
    if content.startswith(ZIP_MAGIC):
        return Format.DOCX
    return _markup(content[:MARKUP_WITHIN])


def _markup(head: bytes) -> Format:
    """HTML or text; zero bytes and a byte-order mark are passed over, so that UTF-16 is seen too."""
    head = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    bare = head[_end(BEFORE_MARKUP, head) :]
    if HTML_START.match(bare) or HTML_START.match(head[_end(XML_PROLOGUE, head) :]):
        return Format.HTML
    if XML_START.match(bare):
        raise Unreadable(f"it is XML of a kind that is not read; {SAVE_IT}")
    return Format.TEXT


def _end(pattern: re.Pattern[bytes], head: bytes) -> int:
    found = pattern.match(head)
    return found.end() if found else 0
