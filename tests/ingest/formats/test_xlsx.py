"""Spreadsheets to rows: what a cell shows, which sheets count, and formulas that nobody works out."""

from datetime import date, datetime, time

import pytest

from ingest.child import read_in_child
from ingest.formats.sniff import Format
from ingest.formats.unreadable import Unreadable
from ingest.source import Line
from tests.ingest.calendars import workbook


def rows(content: bytes) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(line.label, line.number, line.cells) for line in read_in_child(Format.XLSX, content).lines]


def test_cells_are_as_they_are_shown() -> None:
    values = (
        date(2027, 6, 20),
        datetime(2027, 6, 20),
        datetime(2027, 6, 20, 9, 59, 59, 999_000),
        time(9, 30),
        7.0,
        2.5,
        True,
        " Ærø ",
        None,
    )
    shown = ("2027-06-20", "2027-06-20", "2027-06-20 10:00", "09:30", "7", "2.5", "True", "Ærø")
    assert rows(workbook(("Møder", [values]))) == [("Møder", 1, shown)]


def test_blank_rows_are_passed_over_and_hidden_sheets_are_not_read() -> None:
    content = workbook(("A", [["x"], [], [None, " "], ["", "y"]]), ("B", [["z"]]), ("C", [["w"]]), hidden=["B"])
    assert rows(content) == [("A", 1, ("x",)), ("A", 4, ("", "y")), ("C", 1, ("w",))]


def test_a_formula_is_not_worked_out() -> None:
    assert rows(workbook(("A", [["x", "=1+1", "y"]]))) == [("A", 1, ("x", "", "y"))]


def test_each_sheet_tells_where_it_begins() -> None:
    found = read_in_child(Format.XLSX, workbook(("A", [["x"], ["y"]]), ("B", [["z"]]))).lines
    assert [(line.label, line.page_start) for line in found] == [("A", True), ("A", False), ("B", True)]
    assert all(isinstance(line, Line) for line in found)


def test_a_word_document_is_no_spreadsheet() -> None:
    with pytest.raises(Unreadable, match="it is a damaged or incomplete archive"):
        read_in_child(Format.XLSX, b"PK\x03\x04")
