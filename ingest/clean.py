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
LINE_END_HYPHENS = "\u00ad\ufffe\u0002"
"""At a line's end each is a printed hyphen; the last two are how PDFium says so."""

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
class _Tally:
    """How many characters of each sort were removed, and on which line first."""

    count: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)

    def add(self, sort: str, line: int) -> None:
        self.count[sort] += 1
        self.first.setdefault(sort, line)

    def doubts(self) -> Iterator[Doubt]:
        for sort, count in self.count.items():
            yield Doubt(f"{count} {sort} removed, the first here", self.first[sort])


def clean(source: Source) -> Source:
    """The source with plain letters: NFC, ordinary blanks, no soft hyphens but those at a line's end, no ligatures.

    Controls, bidi marks, private-use and half characters are removed and told in the doubts; tabs stay.
    """
    tally = _Tally()
    lines = tuple(_line(line, tally) for line in source.lines)
    return replace(source, lines=lines, doubts=(*source.doubts, *tally.doubts()))


def _line(line: Line, tally: _Tally) -> Line:
    """A line that has nothing to mend is returned as it is: nearly all are."""
    text = plain_letters(line.text, line.number, tally)
    if not (line.label or line.cells or line.links):
        return line if text is line.text else replace(line, text=text)
    return replace(
        line,
        text=text,
        label=plain_letters(line.label, line.number, tally),
        cells=tuple(plain_letters(cell, line.number, tally) for cell in line.cells),
        links=tuple(
            Link(plain_letters(link.text, line.number, tally), plain_letters(link.url, line.number, tally))
            for link in line.links
        ),
    )


def plain_letters(text: str, line: int, tally: _Tally) -> str:
    """One text in plain letters; what is removed is noted in the tally under its line."""
    if SPECIAL.search(text):
        end = text.rstrip()
        if end.endswith(tuple(LINE_END_HYPHENS)):
            text = f"{end[:-1]}-"
        text = SPECIAL.sub(lambda found: _plain(found[0], line, tally), text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _plain(character: str, line: int, tally: _Tally) -> str:
    mended = PLAIN.get(character)
    if mended is None:
        sort = next(name for pattern, name in REMOVED if pattern.match(character))
        tally.add(sort, line)
        return ""
    return mended
