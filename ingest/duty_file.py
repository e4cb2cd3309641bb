"""A file of yearly duties: CSV with the columns route and due and, where wanted, at, host, words, from."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from ingest.formats.encoding import decode
from ingest.formats.unreadable import Unreadable
from states.duties import Duty, MonthDay
from states.errors import SagsgangError

NEEDED = ("route", "due")
KNOWN = (*NEEDED, "at", "host", "words", "from")
BEFORE = "before "
MOST_BYTES = 1_000_000
MOST_TOLD = 20
LEAP_YEAR = 2000
"""A day of every year is checked against a year that has them all."""


class DutiesRefused(SagsgangError):
    """A file of duties with lines that cannot be used; every one of them is told."""

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        more = f"\n  … and {len(problems) - MOST_TOLD} more" if len(problems) > MOST_TOLD else ""
        told = "".join(f"\n  {problem}" for problem in problems[:MOST_TOLD])
        super().__init__(f"The duties in {name} cannot be planned. Mend these lines:{told}{more}")


def read_duties(content: bytes, name: str) -> tuple[Duty, ...]:
    """The duties of a CSV file (comma or semicolon, UTF-8 or as a spreadsheet saves it); `name` is for messages.

    A day is YYYY-MM-DD, or MM-DD where it comes every year; `due` may begin with "before " where the day itself does
    not count. Raises DutiesRefused, which names every line that cannot be used.
    """
    if len(content) > MOST_BYTES:
        raise DutiesRefused(name, [f"it has over {MOST_BYTES // 1_000_000} MB, more than any list of duties"])
    try:
        lines = decode(content)[0].lstrip("\ufeff").splitlines()
    except Unreadable as refusal:
        raise DutiesRefused(name, [str(refusal)]) from refusal
    split = csv.reader(io.StringIO("\n".join(lines)), delimiter=";" if lines and ";" in lines[0] else ",")
    rows = [[cell.strip() for cell in row] for row in split]
    head = [cell.lower() for cell in rows[0]] if rows else []
    _check_head(head, name)
    return _duties(head, rows, name)


def _check_head(head: Sequence[str], name: str) -> None:
    problems = [f"line 1: there is no column {column}" for column in NEEDED if column not in head]
    problems += [f"line 1: {one!r} is no column; known: {', '.join(KNOWN)}" for one in head if one not in KNOWN]
    problems += [f"line 1: the column {one} stands twice" for one in sorted(set(head)) if head.count(one) > 1]
    if problems:
        raise DutiesRefused(name, problems)


def _duties(head: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> tuple[Duty, ...]:
    found, problems = [], []
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cells):
            continue
        try:
            found.append(_duty(number, head, cells))
        except ValueError as error:
            problems.append(f"line {number}: {error}")
    if problems or not found:
        raise DutiesRefused(name, problems or ["it has no duty"])
    return tuple(found)


def _duty(number: int, head: Sequence[str], cells: Sequence[str]) -> Duty:
    if len(cells) > len(head):
        raise ValueError(f"it has {len(cells)} cells, the head has {len(head)}; put words with commas between quotes")
    row = dict(zip(head, cells, strict=False))
    due = row.get("due", "")
    if not row.get("route") or not due:
        raise ValueError("it needs a route and a day by which it is due")
    before = due.lower().startswith(BEFORE)
    return Duty(
        number,
        row["route"],
        _day(due[len(BEFORE) :].strip() if before else due, "due"),
        row.get("words", ""),
        row.get("at") or None,
        row.get("host") or None,
        before,
        _day(row["from"], "from") if row.get("from") else None,
    )


def _day(word: str, column: str) -> date | MonthDay:
    try:
        if word.count("-") == 1:
            day = date.fromisoformat(f"{LEAP_YEAR}-{word}")
            return MonthDay(day.month, day.day)
        return date.fromisoformat(word)
    except ValueError as error:
        raise ValueError(f"{column} {word!r} is no day; write it as YYYY-MM-DD, or MM-DD for every year") from error
