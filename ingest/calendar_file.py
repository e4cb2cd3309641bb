"""A file of meetings: CSV with the columns forum, date and, where wanted, time, place, cut_off, dispatch."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from ingest.formats.encoding import decode
from ingest.formats.unreadable import Unreadable
from states.errors import SagsgangError

NEEDED = ("forum", "date")
KNOWN = (*NEEDED, "time", "place", "cut_off", "dispatch")
MOST_BYTES = 5_000_000
MOST_TOLD = 20
FIRST_YEAR, LAST_YEAR = 1900, 2199


class CalendarRefused(SagsgangError):
    """A file of meetings with lines that cannot be used; every one of them is told, and nothing is taken in."""

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        more = f"\n  … and {len(problems) - MOST_TOLD} more" if len(problems) > MOST_TOLD else ""
        told = "".join(f"\n  {problem}" for problem in problems[:MOST_TOLD])
        super().__init__(f"{name} was not taken in; nothing was changed. Mend these lines:{told}{more}")


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """Mødedato: a meeting as a line of the file tells it; None where the column is empty or missing. `at`: HH:MM."""

    line: int
    forum: str
    on: date
    at: str | None = None
    place: str | None = None
    cut_off: date | None = None
    dispatch: date | None = None


def read_meetings(content: bytes, name: str) -> tuple[MeetingLine, ...]:
    """The meetings of a CSV file (comma or semicolon, UTF-8 or as a spreadsheet saves it); `name` is for messages.

    Raises CalendarRefused, which names every line that cannot be used.
    """
    if len(content) > MOST_BYTES:
        raise CalendarRefused(name, [f"it has over {MOST_BYTES // 1_000_000} MB, more than any calendar"])
    try:
        text, _ = decode(content)
    except Unreadable as refusal:
        raise CalendarRefused(name, [str(refusal)]) from refusal
    rows = _rows(text, name)
    found: list[MeetingLine] = []
    problems: list[str] = []
    for number, row in rows:
        try:
            found.append(_meeting(number, row))
        except ValueError as problem:
            problems.append(f"line {number}: {problem}")
    if problems or not found:
        raise CalendarRefused(name, problems or ["it has no meetings"])
    return tuple(found)


def _rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    head = [cell.strip().lower() for cell in next(reader, [])]
    _check_head(head, name)
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, {column: cell.strip() for column, cell in zip(head, row, strict=False)}


def _check_head(head: Sequence[str], name: str) -> None:
    problems = [f"line 1: there is no column {column}" for column in NEEDED if column not in head]
    known = ", ".join(KNOWN)
    problems += [f"line 1: {column!r} is no column; known: {known}" for column in head if column not in KNOWN]
    problems += [f"line 1: the column {column} stands twice" for column in {one for one in head if head.count(one) > 1}]
    if problems:
        raise CalendarRefused(name, problems)


def _meeting(number: int, row: dict[str, str]) -> MeetingLine:
    on = _day(row["date"], "date") if row.get("date") else None
    if not row.get("forum") or on is None:
        raise ValueError("it needs a forum and a date")
    cut_off, dispatch = (_day(row[name], name) if row.get(name) else None for name in ("cut_off", "dispatch"))
    for name, day in (("cut_off", cut_off), ("dispatch", dispatch)):
        if day and day > on:
            raise ValueError(f"{name} {day} lies after the meeting, {on}")
    at = _clock(row["time"]) if row.get("time") else None
    return MeetingLine(number, row["forum"], on, at, row.get("place") or None, cut_off, dispatch)


def _day(word: str, column: str) -> date:
    try:
        day = date.fromisoformat(word)
    except ValueError as error:
        raise ValueError(f"{column} {word!r} is no date; write it as YYYY-MM-DD, such as 2027-06-20") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{column} {word!r} lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _clock(word: str) -> str:
    try:
        return time.fromisoformat(word.replace(".", ":").zfill(len("HH:MM"))).strftime("%H:%M")
    except ValueError as error:
        raise ValueError(f"time {word!r} is no time of day; write it as HH:MM, such as 10:00") from error
