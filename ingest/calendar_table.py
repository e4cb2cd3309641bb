"""Meetings in a table (CSV, a spreadsheet): a head with the columns' names, and a meeting in each row below it."""

from collections.abc import Iterable, Sequence

from ingest.calendar_lines import CalendarRefused, MeetingLine, read_clock, read_day
from ingest.phrases import entry

NEEDED = ("forum", "date")
KNOWN = (*NEEDED, "time", "place", "cut_off", "dispatch")

Row = tuple[int, Sequence[str]]
"""A row that is not blank: the line of the file, and its cells."""


def needed(forum: str | None) -> tuple[str, ...]:
    """The columns that a table must have; whose meetings they are may be said beside it."""
    return NEEDED if forum is None else NEEDED[1:]


def heads(cells: Sequence[str]) -> list[str]:
    """The columns that a row names, in our words."""
    words = entry("calendar.columns")
    return [words.get(name, name) for name in (cell.strip().lower() for cell in cells)]


def read_table(head: Row, rows: Iterable[Row], name: str, forum: str | None) -> tuple[MeetingLine, ...]:
    """The meetings of a table. `forum`: whose they are where a row does not say.

    Raises CalendarRefused, which names every line that cannot be used.
    """
    columns = heads(head[1])
    _check_head(head[0], columns, name, forum)
    found: list[MeetingLine] = []
    problems: list[str] = []
    for number, cells in rows:
        try:
            found.append(_meeting(number, _by_column(columns, cells), forum))
        except ValueError as problem:
            problems.append(f"line {number}: {problem}")
    if problems or not found:
        raise CalendarRefused(name, problems or ["it has no meetings"])
    return tuple(found)


def _check_head(number: int, head: Sequence[str], name: str, forum: str | None) -> None:
    problems = [f"line {number}: there is no column {column}" for column in needed(forum) if column not in head]
    known = ", ".join(KNOWN)
    problems += [f"line {number}: {column!r} is no column; known: {known}" for column in head if column not in KNOWN]
    twice = sorted({one for one in head if head.count(one) > 1})
    problems += [f"line {number}: the column {column} stands twice" for column in twice]
    if problems:
        raise CalendarRefused(name, problems)


def _by_column(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise ValueError("it has more cells than there are columns")
    return {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}


def _meeting(number: int, row: dict[str, str], forum: str | None) -> MeetingLine:
    word, _, clock = row.get("date", "").partition(" ")
    whose = row.get("forum") or forum
    if not whose or not word:
        raise ValueError("it needs a forum and a date")
    on = read_day(word, "date")
    cut_off, dispatch = (read_day(row[name], name) if row.get(name) else None for name in ("cut_off", "dispatch"))
    for name, day in (("cut_off", cut_off), ("dispatch", dispatch)):
        if day and day > on:
            raise ValueError(f"{name} {day} lies after the meeting, {on}")
    clock = row.get("time") or clock
    return MeetingLine(
        number, whose, on, read_clock(clock) if clock else None, row.get("place") or None, cut_off, dispatch
    )
