"""A file of meetings: a table (CSV, XLSX) with the columns forum, date and, where wanted, more; or a calendar (ICS).

What kind of file it is, is seen from its content.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from ingest.calendar_events import read_events
from ingest.calendar_lines import CalendarFile, CalendarRefused, MeetingLine
from ingest.calendar_table import Row, heads, needed, read_table
from ingest.child import read_in_child
from ingest.clean import clean
from ingest.csv_table import csv_rows
from ingest.formats.encoding import decode
from ingest.formats.sniff import Format, sniff
from ingest.formats.unreadable import Unreadable
from ingest.source import Line, Source
from states.forums import Forum

__all__ = ["CalendarFile", "CalendarRefused", "MeetingLine", "open_calendar", "read_meetings"]

MOST_BYTES = 5_000_000
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
CALENDAR_START = "BEGIN:VCALENDAR"
HEAD_WITHIN = 10
"""Rows of a sheet among which its head stands: a title may come first."""
FAR_OFF = date(2150, 1, 1)


def read_meetings(content: bytes, name: str) -> tuple[MeetingLine, ...]:
    """The meetings of a table that says whose they are; `name` is for messages. Raises CalendarRefused."""
    return open_calendar(content, name).lines


def open_calendar(
    content: bytes, name: str, *, forums: Sequence[Forum] = (), forum: str | None = None, today: date = FAR_OFF
) -> CalendarFile:
    """The meetings of a CSV (comma or semicolon), XLSX or ICS file; `name` is for messages.

    `forum`: whose meetings they are, where a row of a table does not say, and for all events of an ICS file; else those
    name one of the `forums`. A series without end is followed some years from `today`. Raises CalendarRefused, which
    names every line that cannot be used.
    """
    if len(content) > MOST_BYTES:
        raise CalendarRefused(name, [f"it has over {MOST_BYTES // 1_000_000} MB, more than any calendar"])
    try:
        match _format(content):
            case Format.XLSX:
                return CalendarFile(_of_sheets(clean(read_in_child(Format.XLSX, content)), name, forum))
            case Format.ICS:
                return read_events(clean(read_in_child(Format.ICS, content)).lines, name, forums, forum, today)
            case _:
                return CalendarFile(_of_csv(decode(content)[0], name, forum))
    except Unreadable as refusal:
        raise CalendarRefused(name, [str(refusal)]) from refusal


def _format(content: bytes) -> Format:
    """XLSX, ICS, or TEXT for CSV. Raises Unreadable for anything else."""
    if not content.strip():
        return Format.TEXT
    if content.startswith(OLD_OFFICE):
        raise Unreadable("it is an old spreadsheet (such as .xls); save it as XLSX or CSV first")
    form = sniff(content)
    if form is Format.DOCX:  # any ZIP; what lies in it is looked at in the child
        return Format.XLSX
    if form is not Format.TEXT:
        raise Unreadable(f"it is {form.upper()}; a calendar of meetings is CSV, XLSX or ICS")
    is_calendar = decode(content)[0].lstrip("\ufeff \r\n\t").upper().startswith(CALENDAR_START)
    return Format.ICS if is_calendar else Format.TEXT


def _of_csv(text: str, name: str, forum: str | None) -> tuple[MeetingLine, ...]:
    rows: Iterator[Row] = ((line, row) for line, row in csv_rows(text) if any(cell.strip() for cell in row))
    return read_table(next(rows, (1, [])), rows, name, forum)


def _of_sheets(source: Source, name: str, forum: str | None) -> tuple[MeetingLine, ...]:
    """The meetings of the first sheet that has the head of such a table."""
    for _, lines in groupby(source.lines, lambda line: line.label):
        rows = list(lines)
        for place, row in enumerate(rows[:HEAD_WITHIN]):
            if set(needed(forum)) <= set(heads(row.cells)):
                return read_table(_row(row), map(_row, rows[place + 1 :]), name, forum)
    raise CalendarRefused(name, [f"no sheet has a row with the columns {' and '.join(needed(forum))}"])


def _row(line: Line) -> Row:
    return line.number, line.cells
