"""Words of a tagged PDF over the ends of print lines: blanks, hyphens and cut words, as the file itself keeps them."""

import re
from collections.abc import Iterable

from ingest.formats.pdf_marked import SOFT
from ingest.formats.pdf_runs import LINE
from ingest.mend import hyphenated_words, joined

MAY_BREAK = "\u200b"
"""A blank of no width: the line may end here inside a word."""
CUT = re.compile(rf"(?<=\S)[-\u2010]{LINE}\s*")
SOFT_CUT = re.compile(rf"\s*{SOFT}\s*{LINE}\s*|{SOFT}")
ENDS_WORD = re.compile(r"[\w.,:;!?)\]»”\"'’]")
"""After these a line that ends without a blank ends a word: it was ended on purpose, or the blank was dropped."""
MOSTLY = 0.5


class Mending:
    """How one document ends its print lines. `texts`: all its texts; `marks_hyphens`: hyphens of its own are marked."""

    def __init__(self, texts: Iterable[str], *, marks_hyphens: bool) -> None:
        inside = [text.strip() for text in texts]
        self.marks_hyphens = marks_hyphens
        self.known = hyphenated_words(inside)
        ends = [text[place - 1].isspace() for text in inside for place in _ends(text)]
        self.keeps_blanks = sum(ends) > MOSTLY * len(ends)

    def whole(self, text: str) -> str:
        """A text as one line with single blanks."""
        first, *rest = CUT.split(SOFT_CUT.sub("", text.strip()))
        whole = self._line(first)
        for part in rest:
            whole = self._cut(whole, self._line(part))
        return whole

    def _line(self, text: str) -> str:
        """Print lines that end in no hyphen, as one."""
        if LINE in text:
            lines = text.split(LINE)
            text = "".join(f"{line}{self._blank(line)}" for line in lines[:-1]) + lines[-1]
        return " ".join(text.replace(MAY_BREAK, "").split())

    def _blank(self, line: str) -> str:
        """What stands between a print line and the next."""
        end = line[-1:]
        goes_on = end == MAY_BREAK or (self.keeps_blanks and not end.isspace() and not ENDS_WORD.match(end))
        return "" if goes_on else " "

    def _cut(self, first: str, second: str) -> str:
        """Two lines, the first of which ended in a hyphen. Where hyphens are marked, this one belongs to its word."""
        whole = joined(f"{first}-", second, self.known)
        if self.marks_hyphens and not whole.startswith(f"{first}-"):
            return f"{first}-{second}"
        return whole


def _ends(text: str) -> Iterable[int]:
    """Where print lines end in a text, other than at a hyphen or where a word may be cut."""
    return (
        found.start()
        for found in re.finditer(LINE, text)
        if found.start() and text[found.start() - 1] not in f"-{SOFT}{MAY_BREAK}{LINE}"
    )
