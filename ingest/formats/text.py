"""Plain text and Markdown-like text: lines as they stand, and whether they end where the print line ended."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.formats.encoding import decode
from ingest.formats.unreadable import Unreadable
from ingest.source import Line, Source

MOST_LINES = 200_000
"""A paper of 150 pages has about 10,000."""

LINE_END = re.compile(r"\r*\n|\r")

PARAGRAPH_LENGTH = 160
"""Letters: no print line is as long, so such a line is a whole paragraph."""

SHARE_IN_PARAGRAPHS = 0.2
"""Share of all letters in such lines above which a text has one paragraph a line; a print has few (a table row)."""

NEARLY_FULL = 0.6
"""Share of the usual longest line from which on a print line may be a full one."""

SHARE_RUNNING_ON = 0.2
"""Share of full lines that run on over the line's end, above which lines are print lines (a print has about 0.5)."""

FEW_CUTS = 2
"""Words cut at a line's end by page breaks alone, in a text of short paragraphs; print lines cut more."""

CUT_WORD = re.compile(r"[^\W\d_]{2}-$")
RUNS_ON = re.compile(r".*[^\W\d_]-|.*[^.:;?!\s]", re.DOTALL)
CONTINUES = re.compile(r"[a-zæøå]")


def parse(content: bytes) -> Source:
    """A text file as lines, numbered from 1 as an editor does; a form feed starts a page.

    Leading blanks are kept: in text drawn from a PDF one marks a page's first line. Raises Unreadable.
    """
    text, doubts = decode(content)
    lines = tuple(_lines(text))
    return Source(lines, wrapped=is_wrapped([line.text for line in lines]), doubts=doubts)


def _lines(text: str) -> Iterator[Line]:
    rows = LINE_END.split(text)
    if len(rows) > MOST_LINES:
        raise Unreadable(f"it has {len(rows):,} lines, and no agenda or minutes has over {MOST_LINES:,}")
    for number, row in enumerate(rows, start=1):
        first, *pages = row.split("\f")
        if first or not pages:
            yield Line(first, number)
        for page in pages:
            yield Line(page, number, page_start=True)


def is_wrapped(rows: list[str]) -> bool:
    """Whether lines end where the print line ended: full lines run on in the next one, blank lines left out."""
    full = [row.strip() for row in rows if not row.isspace() and row]
    if not full or _in_paragraphs(full):
        return False
    if sum(1 for row, after in pairwise(full) if CUT_WORD.search(row) and CONTINUES.match(after)) > FEW_CUTS:
        return True
    usual = sorted(map(len, full))[int(0.95 * (len(full) - 1))] * NEARLY_FULL
    ends = [(row, after) for row, after in pairwise(full) if len(row) >= usual]
    running = sum(1 for row, after in ends if RUNS_ON.fullmatch(row) and CONTINUES.match(after))
    return running > SHARE_RUNNING_ON * len(ends)


def _in_paragraphs(rows: list[str]) -> bool:
    long = sum(len(row) for row in rows if len(row) > PARAGRAPH_LENGTH)
    return long > SHARE_IN_PARAGRAPHS * sum(map(len, rows))
