"""Letters made plain, whatever the format: one blank, composed letters, no controls; what was removed is told."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest.source import Line, Source
from states.paper import Doubt, Link

SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
BREAKS = "\v\u2028\u2029\x85"
BLANKS = SPACES + BREAKS
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
"""Zero-width blanks and joiners, soft hyphens: typesetting, so they go without a word."""
HYPHENS = "\u2010\u2011\u2043"
LINE_END_HYPHENS = ("\u00ad", "\ufffe", "\u0002")
"""At the end of a print line each is a printed hyphen; the last two are how PDFium says so."""

PLAIN: dict[str, str] = {
    **dict.fromkeys(BLANKS, " "),
    **dict.fromkeys(INVISIBLE, ""),
    **dict.fromkeys(HYPHENS, "-"),
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf076": "•", "\uf0fc": "•", "\uf02d": "–",
}  # fmt: skip
"""Symbol and Wingdings bullets are those that Word writes (private-use code = 0xF000 + place in the font)."""

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
OTHERS = "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f"

SPECIAL = re.compile(f"[{BLANKS}{INVISIBLE}{HYPHENS}{BIDI}{CONTROLS}{OTHERS}\ufb00-\ufb06]")
REMOVED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(f"[{BIDI}]"), "marks that turn the writing direction"),
    (re.compile(f"[{CONTROLS}]"), "control characters"),
    (re.compile(f"[{OTHERS}]"), "characters without a meaning"),
)


@dataclass
class _Cleaner:
    """Cleans the lines of one source, and counts what was removed of each sort and on which line first."""

    wrapped: bool
    count: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)

    def line(self, line: Line) -> Line:
        """A line that has nothing to mend is returned as it is: nearly all are."""
        text = self.letters(line.text, line.number)
        if not (line.label or line.cells or line.links):
            return line if text is line.text else replace(line, text=text)
        return replace(
            line,
            text=text,
            label=self.letters(line.label, line.number),
            cells=tuple(self.letters(cell, line.number) for cell in line.cells),
            links=tuple(
                Link(self.letters(link.text, line.number), self.letters(link.url, line.number)) for link in line.links
            ),
        )

    def letters(self, text: str, number: int) -> str:
        """One text of the line of that number in plain letters."""
        if SPECIAL.search(text):
            end = text.rstrip()
            if self.wrapped and end.endswith(LINE_END_HYPHENS):
                text = f"{end[:-1]}-"
            text = SPECIAL.sub(lambda found: self._plain(found[0], number), text)
        return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)

    def _plain(self, character: str, number: int) -> str:
        mended = PLAIN.get(character)
        if mended is not None:
            return mended
        sort = next(name for pattern, name in REMOVED if pattern.match(character))
        self.count[sort] += 1
        self.first.setdefault(sort, number)
        return ""

    def doubts(self) -> Iterator[Doubt]:
        """One doubt for each sort that was removed."""
        for sort, count in self.count.items():
            yield Doubt(f"{count} {sort} removed, the first here", self.first[sort])


def clean(source: Source) -> Source:
    """The source with plain letters: NFC, ordinary blanks, no ligatures, a soft hyphen only where a print line ends.

    Controls, bidi marks, private-use and half characters are removed and told in the doubts; tabs stay.
    """
    cleaner = _Cleaner(source.wrapped)
    lines = tuple(map(cleaner.line, source.lines))
    return replace(source, lines=lines, doubts=(*source.doubts, *cleaner.doubts()))
