"""Putting PDFs together: the door to pypdfium2, and the limited child that goes through it.

`python -m templates.pack` reads a question from standard input and answers on standard output: a line of JSON, then
bytes. Foreign files are opened nowhere else. What is asked, and what is told, is in templates/packing.py.
"""

import io
import json
import os
import sys
from collections.abc import Sequence
from typing import Any, BinaryIO

import pypdfium2

from templates.fence import limit, shut
from templates.pdf_outline import Bookmark, with_outline

Json = dict[str, Any]

CPU_SECONDS = 10
"""A thousand pages are put together in one."""

ENCRYPTED, DAMAGED = "encrypted", "damaged"
"""Why a file cannot be put in."""

_PASSWORD_NEEDED = 4
"""FPDF_ERR_PASSWORD."""


def main() -> None:
    """Answer one question; whatever a hostile file does, it does here."""
    answers = os.dup(sys.stdout.fileno())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    limit(CPU_SECONDS)
    shut()
    head, content = answer(sys.stdin.buffer)
    with os.fdopen(answers, "wb") as out:
        out.write(json.dumps(head).encode() + b"\n" + content)


def answer(question: BinaryIO) -> tuple[Json, bytes]:
    """The pages of each part ("look"), or all parts as one file ("join")."""
    asked = json.loads(question.readline())
    parts = [question.read(size) for size in asked["sizes"]]
    if asked["do"] == "look":
        return {"found": [_look(part) for part in parts]}, b""
    bookmarks = [Bookmark(title, page, level) for title, page, level in asked["bookmarks"]]
    return {}, with_outline(_joined(parts), asked["title"], asked["on"], bookmarks)


def _look(part: bytes) -> int | str:
    """How many pages a file has, having tried to take them over; else what is wrong with it."""
    try:
        whole = _joined([part])
        with pypdfium2.PdfDocument(whole) as again:
            return len(again) or DAMAGED
    except pypdfium2.PdfiumError as error:
        return ENCRYPTED if getattr(error, "err_code", None) == _PASSWORD_NEEDED else DAMAGED
    except MemoryError:
        return DAMAGED


def _joined(parts: Sequence[bytes]) -> bytes:
    """The pages of all parts, in order."""
    with pypdfium2.PdfDocument.new() as whole:
        for part in parts:
            with pypdfium2.PdfDocument(part) as one:
                whole.import_pages(one)
        out = io.BytesIO()
        whole.save(out)
        return out.getvalue()


if __name__ == "__main__":
    main()
