"""What sort of file an attachment is, seen from its content; and whether its name says otherwise."""

import io
import struct
import zipfile
from pathlib import PurePosixPath

UNKNOWN = "application/octet-stream"
ZIP, TEXT = "application/zip", "text/plain"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_OLD_OFFICE = "application/x-ole-storage"

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE),
)
PDF_WITHIN = 1024
"""Bytes: a PDF's header may stand behind junk (ISO 32000-1, implementation note 13)."""

MEMBERS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", _OFFICE + "wordprocessingml.document"),
    ("xl/workbook.xml", _OFFICE + "spreadsheetml.sheet"),
    ("ppt/presentation.xml", _OFFICE + "presentationml.presentation"),
)
_LARGEST_LIST = 4_000_000
"""Bytes of a ZIP's list of members that are worth reading; a document has a few thousand."""

SUFFIXES: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    _OFFICE + "wordprocessingml.document": (".docx",),
    _OFFICE + "spreadsheetml.sheet": (".xlsx",),
    _OFFICE + "presentationml.presentation": (".pptx",),
    _OPEN + "text": (".odt",),
    _OPEN + "spreadsheet": (".ods",),
    _OPEN + "presentation": (".odp",),
    _OLD_OFFICE: (".doc", ".xls", ".ppt", ".msg"),
    "application/rtf": (".rtf", ".doc"),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/tiff": (".tif", ".tiff"),
    ZIP: (".zip",),
    TEXT: (".txt", ".csv"),
    "text/html": (".html", ".htm"),
}
"""The endings that the names of each sort have; a text may be called anything that no other sort is."""


def media_type(content: bytes) -> str:
    """The media type (RFC 6838) of a file's content; what is not known is a stream of bytes."""
    for magic, kind in MAGIC:
        if content.startswith(magic):
            return kind
    if b"%PDF-" in content[:PDF_WITHIN]:
        return "application/pdf"
    if content.startswith(b"PK\x03\x04"):
        return _in_zip(content)
    return _of_text(content)


def misnamed(name: str, kind: str) -> str | None:
    """The ending of a name that promises another sort than the content is; None where the two fit."""
    suffix = PurePosixPath(name).suffix.lower()
    promised = [sort for sort, endings in SUFFIXES.items() if suffix in endings]
    return suffix if promised and kind not in promised else None


def _in_zip(content: bytes) -> str:
    """OpenDocument says its sort in the first member (ODF 1.3 part 2, 3.3); Office Open XML by what lies in it."""
    if content[30:38] == b"mimetype":
        told = content[38:120].split(b"PK")[0].decode("ascii", "replace")
        return told if told in SUFFIXES else ZIP
    names = _members(content)
    return next((kind for member, kind in MEMBERS if member in names), ZIP)


def _members(content: bytes) -> set[str]:
    """The names in a ZIP; none where its list is damaged or far too long. Nothing is unpacked."""
    end = content.rfind(b"PK\x05\x06")
    if end < 0 or len(content) < end + 16 or struct.unpack_from("<L", content, end + 12)[0] > _LARGEST_LIST:
        return set()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return set()


def _of_text(content: bytes) -> str:
    """Text is what reads as UTF-8, or as the Latin-1 of older programs, without controls."""
    head = content[:65_536].removeprefix(b"\xef\xbb\xbf")
    if any(byte < 9 or (13 < byte < 32 and byte != 27) for byte in head):
        return UNKNOWN
    start = head.lstrip()[:15].lower()
    return "text/html" if start.startswith((b"<!doctype html", b"<html")) else TEXT
