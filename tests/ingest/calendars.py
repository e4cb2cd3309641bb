"""Calendars as an office program would save them: spreadsheets and calendar files, made for the tests."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence

from openpyxl import Workbook

ZONE = """BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""
"""The zone of Copenhagen as Outlook names and describes it."""


def workbook(*sheets: tuple[str, Iterable[Sequence[object]]], hidden: Sequence[str] = ()) -> bytes:
    """A spreadsheet of these sheets, each its name and its rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_member(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A spreadsheet with one of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for member in whole.namelist():
            made.writestr(member, change(whole.read(member)) if member == name else whole.read(member))
    return stream.getvalue()


def event(summary: str, *lines: str) -> str:
    """An event with its summary and further lines of its own."""
    return "\n".join(("BEGIN:VEVENT", f"SUMMARY:{summary}", *lines, "END:VEVENT"))


def ics(*events: str, head: str = "") -> bytes:
    """A calendar file with the zone of Copenhagen and these events."""
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sagsgang//test//DA", *head.split("\n"), ZONE, *events)
    return "\r\n".join(line for line in "\n".join((*lines, "END:VCALENDAR", "")).split("\n") if line).encode()
