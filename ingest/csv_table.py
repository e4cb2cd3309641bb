"""A table as comma- or semicolon-separated text: its rows with the lines that they end on."""

import csv
import io
from collections.abc import Iterator

from ingest.formats.unreadable import Unreadable


def csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row's line (1-based) and its cells, the head first; a Danish spreadsheet separates them by semicolons.

    Raises Unreadable where a row is no row: an endless cell, a quote that never ends.
    """
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise Unreadable(f"line {reader.line_num}: {error}") from error
