"""A file of councils' answers: CSV with number or municipality, and what is known of each (states/council_lines.py)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.clean import BIDI, CONTROLS, OTHERS
from ingest.csv_table import csv_rows
from ingest.formats.encoding import decode
from ingest.formats.unreadable import Unreadable
from states.council_lines import COLUMNS, CouncilLine, unguarded
from states.errors import SagsgangError
from states.outcomes import Outcome

MOST_BYTES = 1_000_000
MOST_TOLD = 30
FIRST_YEAR, LAST_YEAR = 1900, 2199
_STRANGE = re.compile(f"[{BIDI}{CONTROLS}{OTHERS}\ufffd]")
"""What no answer holds: controls, marks that turn the writing direction, letters that were damaged on the way."""


class CouncilsRefused(SagsgangError):
    """A file of answers with lines that cannot be used; every one of them is told, and nothing is taken in."""

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        more = f"\n  … and {len(problems) - MOST_TOLD} more" if len(problems) > MOST_TOLD else ""
        told = "".join(f"\n  {problem}" for problem in problems[:MOST_TOLD])
        super().__init__(f"{name} was not taken in; nothing was changed. Mend these lines:{told}{more}")


def read_answers(content: bytes, name: str) -> tuple[CouncilLine, ...]:
    """The lines of a CSV file (comma or semicolon, UTF-8 or as a spreadsheet saves it); `name` is for messages.

    Raises CouncilsRefused, which names every line that cannot be read.
    """
    found: list[CouncilLine] = []
    problems: list[str] = []
    for number, row, beyond in _rows(_text(content, name), name):
        try:
            found.append(_line(number, row, beyond))
        except ValueError as problem:
            problems.append(f"line {number}: {problem}")
    if problems or not found:
        raise CouncilsRefused(name, problems or ["it has no councils"])
    return tuple(found)


def _text(content: bytes, name: str) -> str:
    if len(content) > MOST_BYTES:
        raise CouncilsRefused(name, [f"it has over {MOST_BYTES // 1_000_000} MB, more than any list of councils"])
    try:
        return unicodedata.normalize("NFC", decode(content)[0])
    except Unreadable as refusal:
        raise CouncilsRefused(name, [str(refusal)]) from refusal


def _rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str], int]]:
    """Each line's number, its cells by column, and how many filled cells stand beyond the last column."""
    rows = csv_rows(text)
    try:
        head = [cell.strip().lower() for cell in next(rows, (1, []))[1]]
        _check_head(head, name)
        for number, row in rows:
            cells = [unguarded(cell.strip(" ")) for cell in row]
            if any(cells):
                yield number, dict(zip(head, cells, strict=False)), sum(map(bool, cells[len(head) :]))
    except Unreadable as refusal:
        raise CouncilsRefused(name, [str(refusal)]) from refusal


def _check_head(head: Sequence[str], name: str) -> None:
    known = ", ".join(COLUMNS)
    problems = [f"line 1: {column!r} is no column; known: {known}" for column in head if column not in COLUMNS]
    problems += [f"line 1: the column {column} stands twice" for column in COLUMNS if head.count(column) > 1]
    if not {"number", "municipality"} & set(head):
        problems.append("line 1: it needs a column number or municipality")
    if problems:
        raise CouncilsRefused(name, problems)


def _line(number: int, row: dict[str, str], beyond: int) -> CouncilLine:
    if beyond:  # most often a comma in words without quotes: the rest would be cut off in silence
        raise ValueError("it has more cells than there are columns; put words with commas in quotes")
    if strange := next((found[0] for cell in row.values() if (found := _STRANGE.search(cell))), None):
        raise ValueError(f"it holds a sign that is no letter (U+{ord(strange):04X}); save the file as UTF-8 without it")
    council = row.get("number") or row.get("municipality")
    if not council:
        raise ValueError("it names no council: it needs a number or a municipality")
    outcome = _outcome(row.get("outcome", ""))
    on, words, remarks = _day(row, "on"), row.get("words") or None, row.get("remarks") or None
    for column, value in (("on", on), ("words", words), ("remarks", remarks)):
        if value and outcome is None:
            raise ValueError(f"{council} has no outcome, and {column} belongs to one")
    return CouncilLine(
        number, council, _day(row, "sent"), _day(row, "agenda"), outcome, on, words, remarks, _day(row, "asked")
    )


def _outcome(word: str) -> Outcome | None:
    if not word:
        return None
    try:
        return Outcome(word.strip().lower())
    except ValueError as error:
        raise ValueError(f"outcome {word!r} is none of {', '.join(Outcome)}") from error


def _day(row: dict[str, str], column: str) -> date | None:
    word = row.get(column)
    if not word:
        return None
    try:
        day = date.fromisoformat(word.strip())
    except ValueError as error:
        raise ValueError(f"{column} {word!r} is no date; write it as YYYY-MM-DD, such as 2027-06-20") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{column} {word!r} lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return day
