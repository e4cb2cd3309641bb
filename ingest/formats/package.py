"""The ZIP that a Word document or a spreadsheet is: what lies in it, within limits, before any parser sees it."""

import io
import zipfile
from collections.abc import Callable

from ingest.formats.sniff import SAVE_IT
from ingest.formats.unreadable import Unreadable

MOST_MEMBERS = 2_000
MOST_UNPACKED = 200_000_000
"""Bytes of all members together; pictures make the most of it."""
MOST_XML = 30_000_000
"""Bytes of one XML member. A paper of 150 pages has about 2 MB."""
MOST_RATIO = 200
"""Unpacked to packed bytes of one member: XML of a document packs to about a tenth, a bomb to a thousandth."""
RATIO_FROM = 1_000_000
"""Bytes: smaller members do no harm, however well they pack."""

OTHER_KINDS: tuple[tuple[str, str], ...] = (
    ("xl/", "it is a spreadsheet, not a text"),
    ("ppt/", "it is a slide show, not a text"),
    ("content.xml", f"it is an OpenDocument file; {SAVE_IT}"),
    ("META-INF/container.xml", f"it is an e-book; {SAVE_IT}"),
)

DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")
"""No part of a Word document has a document type definition (ECMA-376 part 2, 9.1.1.3): it is an attack or damage."""


def check_package(content: bytes) -> None:
    """Raises Unreadable unless this is the package of a Word document within the limits and without definitions."""
    _check(content, "Word document", _check_document)


def check_workbook(content: bytes) -> None:
    """Raises Unreadable unless this is the package of a spreadsheet within the limits and without definitions."""
    _check(content, "spreadsheet", _check_spreadsheet)


def _check(content: bytes, what: str, check_kind: Callable[[list[str]], None]) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            check_kind([member.filename for member in members])
            _check_sizes(members, what)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _check_definitions(archive.read(member), what)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError) as error:
        raise Unreadable(f"it is a damaged or incomplete archive (a {what} is one inside)") from error
    except RuntimeError as error:
        raise Unreadable("it is an archive locked with a password") from error


def _check_spreadsheet(names: list[str]) -> None:
    if not any(name.startswith("xl/") for name in names):
        raise Unreadable("it is no spreadsheet; save the calendar as XLSX or CSV first")


def _check_document(names: list[str]) -> None:
    if any(name.startswith("word/") for name in names):
        return
    for prefix, reason in OTHER_KINDS:
        if any(name.startswith(prefix) for name in names):
            raise Unreadable(reason)
    raise Unreadable("it is a ZIP archive without a Word document in it; unpack it first")


def _check_sizes(members: list[zipfile.ZipInfo], what: str) -> None:
    if len(members) > MOST_MEMBERS:
        raise Unreadable(f"it holds {len(members):,} parts, more than any {what}")
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Unreadable(f"it unpacks to more than any {what}")
    for member in members:
        packed = max(1, member.compress_size)
        if member.file_size > RATIO_FROM and member.file_size > MOST_RATIO * packed:
            raise Unreadable("it unpacks to far more than it holds, as a bomb does")
        if member.filename.endswith((".xml", ".rels")) and member.file_size > MOST_XML:
            raise Unreadable("its text is larger than that of any agenda or minutes")


def _check_definitions(xml: bytes, what: str) -> None:
    """Zero bytes are passed over, so that UTF-16 is seen too."""
    letters = xml.replace(b"\0", b"")
    if any(word in letters for word in DEFINITIONS):
        raise Unreadable(f"it defines entities, which no {what} does")
