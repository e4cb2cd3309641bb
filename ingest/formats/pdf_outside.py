"""What stands on a tagged page outside its tags: page headers, dots in a list of contents, and what was forgotten."""

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as raw

from ingest.formats.pdf_page import Box
from ingest.formats.pdf_runs import LINE, Object, Run

FAR_APART = 0.25
"""Share of the page's width: what stands so far apart in a page header is not one text."""
ARTIFACT = "Artifact"
"""ISO 32000-1, 14.8.2.2: the mark of what belongs to the page and not to the text."""
LONGEST = 200
"""Letters that a mark's name or a hyphen's text may have here."""


@dataclass(slots=True)
class Outside:
    """Gathers texts to lines: what the page calls an artifact, and what it says nothing of (`loose`).

    `far`: points between two texts from which they are two lines.
    """

    far: float
    artifacts: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    open: tuple[list[str], float] | None = None
    """The list to whose last line a text may be added, and where that line ends."""

    def add(self, run: Run) -> None:
        """Take one more run."""
        lines = self.artifacts if is_artifact(run.drawn) else self.loose
        box = box_of(run.drawn)
        if self.open and self.open[0] is lines and run.blank != LINE and box.left - self.open[1] < self.far:
            lines[-1] += run.blank + run.words
        else:
            lines.append(run.words)
        self.open = lines, box.right

    def end(self) -> None:
        """Text of the paper comes between."""
        self.open = None


def is_artifact(drawn: Object) -> bool:
    """Whether a text object is marked as no part of the text."""
    name, length = (ctypes.c_ushort * LONGEST)(), ctypes.c_ulong()
    for place in range(raw.FPDFPageObj_CountMarks(drawn)):
        mark = raw.FPDFPageObj_GetMark(drawn, place)
        if raw.FPDFPageObjMark_GetName(mark, name, 2 * LONGEST, length) and _told(name, length) == ARTIFACT:
            return True
    return False


def actual_text(drawn: Object) -> str | None:
    """What the marks of a text object say that it stands for; None where they do not."""
    words, length = (ctypes.c_ushort * LONGEST)(), ctypes.c_ulong()
    for place in range(raw.FPDFPageObj_CountMarks(drawn)):
        mark = raw.FPDFPageObj_GetMark(drawn, place)
        if raw.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", words, 2 * LONGEST, length):
            return _told(words, length)
    return None


def _told(letters: Any, length: ctypes.c_ulong) -> str:
    return bytes(letters)[: min(length.value, 2 * LONGEST)].decode("utf-16-le", "replace").removesuffix("\0")


def box_of(drawn: Object) -> Box:
    """Where a text object stands."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    return Box(left.value, bottom.value, right.value, top.value)
