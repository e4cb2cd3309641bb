"""PDFs are looked into and put together by a limited child process (templates/pack.py), never in our own.

Pictures are made pages by the child that fills in templates.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from states.errors import SagsgangError
from templates.broken import TemplateBroken, TemplateTooMuch
from templates.child import ENVIRONMENT, in_room
from templates.pdf_outline import Bookmark

MOST_BYTES = 300_000_000
"""Of all files together: the child holds them twice, within 1.5 GiB."""
_PICTURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))
WALL_SECONDS = 60
"""The child ends after a few seconds of work; this is for one that waits, or a very busy machine."""


class CannotPack(SagsgangError):
    """The files could not be put into one."""

    def __init__(self) -> None:
        super().__init__(
            "The attachments could not be put into one PDF: they are too many, too large, or one of them is broken. "
            "Make one for each item with --item, or give FILE a name that ends in .zip."
        )


@dataclass(frozen=True, slots=True)
class LookedInto:
    """What was found of a file: its pages, or the fault for which it cannot be put in.

    Faults: "encrypted", "damaged", "too_large".
    """

    pages: int = 0
    fault: str = ""


def is_pdf(content: bytes) -> bool:
    """Whether a file says of itself that it is a PDF; some have a few bytes before it (ISO 32000-1, Annex H.3.4.1)."""
    return b"%PDF-" in content[:1024]


def picture_kind(content: bytes) -> str:
    """The sort of picture that a file is and that a page can hold ("png", "jpg", "gif"), "" for none."""
    return next((kind for magic, kind in _PICTURES if content.startswith(magic)), "")


def picture_page(content: bytes, name: str, on: date) -> tuple[bytes, LookedInto]:
    """A picture on a page of its own, as a PDF dated by the day; or b"" and why there is none. `name` is read out."""
    file = f"picture.{picture_kind(content)}"
    with TemporaryDirectory(prefix="sagsgang-") as folder:
        Path(folder, file).write_bytes(content)
        try:
            page = in_room(Path(folder), "picture_page", file, file, name, on.isoformat()).content
        except TemplateTooMuch:
            return b"", LookedInto(fault="too_large")
        except TemplateBroken:
            return b"", LookedInto(fault="damaged")
    return page, LookedInto(pages=1)


def look_into(files: Sequence[bytes]) -> list[LookedInto]:
    """How many pages each PDF has. One that brings the child down is damaged; the others are looked into all the same.

    Raises CannotPack.
    """
    if sum(map(len, files)) > MOST_BYTES:
        raise CannotPack
    if not files:
        return []
    told, _ = _ask({"do": "look"}, files)
    if told is None:
        return (
            [LookedInto(fault="damaged")] if len(files) == 1 else [one for file in files for one in look_into([file])]
        )
    return [LookedInto(pages=one) if isinstance(one, int) else LookedInto(fault=one) for one in told["found"]]


def join(files: Sequence[bytes], title: str, on: date, bookmarks: Sequence[Bookmark]) -> bytes:
    """PDFs that were looked into, as one, with bookmarks; dated by the day. Raises CannotPack."""
    if sum(map(len, files)) > MOST_BYTES:
        raise CannotPack
    marks = [[one.title, one.page, one.level] for one in bookmarks]
    asked = {"do": "join", "title": title, "on": on.strftime("%Y%m%d"), "bookmarks": marks}
    told, content = _ask(asked, files)
    if told is None:
        raise CannotPack
    return content


def _ask(question: dict[str, Any], files: Sequence[bytes]) -> tuple[dict[str, Any] | None, bytes]:
    """The child's answer, None where it died or took too long.

    `-P` keeps the folder where the person stands out of the module search.
    """
    head = json.dumps(question | {"sizes": [len(file) for file in files]}).encode()
    command = [sys.executable, "-P", "-m", "templates.pack"]
    try:
        done = subprocess.run(
            command,
            input=b"".join((head, b"\n", *files)),
            capture_output=True,
            env=ENVIRONMENT,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None, b""
    told, _, content = done.stdout.partition(b"\n")
    return (json.loads(told), content) if done.returncode == 0 and told else (None, b"")
