"""Any file to its lines: the format is found by content, and whatever goes wrong ends in one sentence."""

import unicodedata

from ingest.child import read_in_child
from ingest.clean import clean
from ingest.formats import text
from ingest.formats.sniff import Format, sniff
from ingest.formats.unreadable import Unreadable
from ingest.source import Source
from states.errors import SagsgangError

MEGABYTE = 1_000_000
MOST_BYTES: dict[Format, int] = {
    Format.TEXT: 5 * MEGABYTE,
    Format.HTML: 10 * MEGABYTE,
    Format.DOCX: 50 * MEGABYTE,
    Format.PDF: 50 * MEGABYTE,
}
"""A real paper with all attachments has 0.2 MB of text; Word and PDF files carry pictures."""

LARGEST = max(MOST_BYTES.values())
"""No file above this can be read; who opens files need not take in more than one byte over it."""

NAME_LENGTH = 120


class CouldNotRead(SagsgangError):
    """A file that cannot be read, and why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"Could not read {_shown(name)}: {reason}.")


def open_source(content: bytes, name: str) -> Source:
    """The lines of a paper in text, HTML, DOCX or PDF; `name` is used in messages only.

    Raises CouldNotRead.
    """
    try:
        return clean(_read(content))
    except Unreadable as refusal:
        raise CouldNotRead(name, str(refusal)) from refusal


def _read(content: bytes) -> Source:
    if len(content) > LARGEST:
        raise _too_large(content, LARGEST)
    form = sniff(content)
    if len(content) > MOST_BYTES[form]:
        raise _too_large(content, MOST_BYTES[form])
    return text.parse(content) if form is Format.TEXT else read_in_child(form, content)


def _too_large(content: bytes, most: int) -> Unreadable:
    size = -(-len(content) // MEGABYTE)
    mend = "split it, or leave out the attachments"
    return Unreadable(f"it has over {size - 1} MB and may have {most // MEGABYTE}; {mend}")


def _shown(name: str) -> str:
    """The name without controls and writing-direction marks, the end of it where it is long: it goes to a terminal."""
    seen = "".join(letter if unicodedata.category(letter)[0] != "C" else "�" for letter in name)
    return seen if len(seen) <= NAME_LENGTH else f"…{seen[-NAME_LENGTH:]}"
