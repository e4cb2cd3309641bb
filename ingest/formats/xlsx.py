"""Spreadsheets to lines: each row of every visible sheet as its cells, the values as they were last shown."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ingest.formats.package import check_workbook
from ingest.formats.unreadable import Unreadable
from ingest.source import Line, Source, Style

Sheet = Any
"""A sheet that is only read: its type information does not tell it from one that is written."""

MOST_ROWS = 20_000
MOST_COLUMNS = 50
HALF_A_MINUTE = timedelta(seconds=30)
"""A spreadsheet counts in days: ten o'clock may stand there as 9:59:59.999."""


def parse(content: bytes) -> Source:
    """The rows of a spreadsheet that are not blank. `label`: the sheet's name; `page_start`: its first row.

    Formulas are not worked out: a cell that has one gives the value that was saved with it. Raises Unreadable.
    """
    check_workbook(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except (KeyError, InvalidFileException) as error:
        raise Unreadable("it is a damaged or incomplete spreadsheet") from error
    lines: list[Line] = []
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            lines.extend(_rows(sheet.title, _values(sheet)))
        if len(lines) > MOST_ROWS:
            raise Unreadable(f"it has over {MOST_ROWS:,} rows, more than any calendar")
    return Source(tuple(lines), wrapped=False)


def _values(sheet: Sheet) -> Iterator[Sequence[object]]:
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    yield from sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)


def _rows(title: str, rows: Iterator[Sequence[object]]) -> Iterator[Line]:
    first = True
    for number, values in enumerate(rows, start=1):
        cells = tuple(map(_shown, values))
        blank = sum(1 for _ in takewhile(lambda cell: not cell, reversed(cells)))
        if blank < len(cells):
            kept = cells[: len(cells) - blank]
            yield Line("", number, Style.ROW, label=title, cells=kept, first_row=first, page_start=first)
            first = False


def _shown(value: object) -> str:
    """A cell as text: dates as YYYY-MM-DD, with HH:MM where there is a time of day; times as HH:MM."""
    match value:
        case None:
            return ""
        case datetime():
            nearest = value + HALF_A_MINUTE
            return f"{nearest:%Y-%m-%d}" if nearest.time() < time(0, 1) else f"{nearest:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{datetime.combine(date(2000, 1, 1), value) + HALF_A_MINUTE:%H:%M}"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value).strip()
