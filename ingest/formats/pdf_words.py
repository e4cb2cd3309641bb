"""Words of a tagged PDF over the ends of print lines: blanks, hyphens and cut words, as the file itself keeps them."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ingest.formats.pdf_marked import LONE, SOFT
from ingest.formats.pdf_runs import LINE
from ingest.mend import hyphenated_words, joined

MAY_BREAK = "\u200b"
"""A blank of no width: the line may end here inside a word."""
CUT = re.compile(rf"(?<=\S)([-{LONE}]){LINE}\s*")
SOFT_CUT = re.compile(rf"\s*{SOFT}\s*{LINE}\s*|{SOFT}")
ENDS_WORD = re.compile(r"[\w.,:;!?)\]»”\"'’]")
"""After these a line that ends without a blank ends a word: it was ended on purpose, or the blank was dropped."""
OVERLONG = 30
"""Letters of a word that may be broken anywhere: not even a column of a table is so wide."""
MOSTLY = 0.5


class Mending:
    """How one document ends its print lines. `texts`: all its texts; `marks_hyphens`: hyphens of its own are marked."""

    def __init__(self, texts: Iterable[str], *, marks_hyphens: bool) -> None:
        inside = [text.strip() for text in texts]
        self.marks_hyphens = marks_hyphens
        self.known = hyphenated_words(inside)
        ends = [line[-1].isspace() for text in inside for line in _lines_that_end_words(text)]
        self.keeps_blanks = sum(ends) >= MOSTLY * len(ends)
        """Whether the file draws the blank at the end of a line, so that one without it goes on inside a word."""

    def whole(self, text: str) -> str:
        """A text as one line with single blanks."""
        first, *rest = CUT.split(SOFT_CUT.sub("", text.strip()))
        whole = self._line(first)
        for sign, part in zip(rest[::2], rest[1::2], strict=True):
            whole = self._cut(whole, self._line(part), sure=self.marks_hyphens and sign != LONE)
        return whole

    def _line(self, text: str) -> str:
        """Print lines that end in no hyphen, as one."""
        whole, *lines = text.split(LINE)
        for line in lines:
            whole = f"{whole}{'' if self._goes_on(whole, line) else ' '}{line}"
        return " ".join(whole.replace(MAY_BREAK, "").split())

    def _goes_on(self, line: str, after: str) -> bool:
        """Whether the next print line goes on inside a word."""
        end = line[-1:]
        if end == MAY_BREAK:
            return True
        return self.keeps_blanks and not end.isspace() and (not ENDS_WORD.match(end) or _is_overlong(line, after))

    def _cut(self, first: str, second: str, *, sure: bool) -> str:
        """Two lines, the first of which ended in a hyphen. `sure`: it is its word's own."""
        whole = joined(f"{first}-", second, self.known)
        if sure and not whole.startswith(f"{first}-") and not _is_overlong(first, second):
            return f"{first}-{second}"
        return whole


def _is_overlong(line: str, after: str) -> bool:
    """Whether the word at a line's end and the one after it are a word that no line holds, such as a web address."""
    one, other = line.split()[-1:], after.split(maxsplit=1)[:1]
    return bool(one and other) and ("://" in one[0] or len(one[0]) + len(other[0]) >= OVERLONG)


def _lines_that_end_words(text: str) -> Iterator[str]:
    """The print lines of a text that cannot end inside a word: at no hyphen, slash or overlong word."""
    for line, after in pairwise(text.split(LINE)):
        if line and (line[-1].isspace() or (ENDS_WORD.match(line[-1]) and not _is_overlong(line, after))):
            yield line
