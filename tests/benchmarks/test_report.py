from datetime import date

from benchmarks.measure import Figure
from benchmarks.report import document, line

FIGURE = Figure("a decision", "2 ms", "1 ms", "0.50", "at least 0.5", True)
SHORT = Figure("memory", "201 MiB", "–", "–", "under 200 MiB", False)


def test_a_row_for_the_terminal() -> None:
    assert line(SHORT).split() == ["memory", "201", "MiB", "–", "–", "under", "200", "MiB", "SHORT"]


def test_the_page_holds_the_table_the_machine_and_the_day() -> None:
    page = document([FIGURE, SHORT], [("Python", "3.11")], date(2026, 11, 21), real=False)
    assert [row for row in page.splitlines() if row.startswith("|")] == [
        "| What | Ours | Held against | Ratio | Bar | Holds |",
        "| --- | --- | --- | --- | --- | --- |",
        "| a decision | 2 ms | 1 ms | 0.50 | at least 0.5 | yes |",
        "| memory | 201 MiB | – | – | under 200 MiB | SHORT |",
    ]
    assert "Written by `make bench` on 2026-11-21" in page
    assert "* Python: 3.11" in page
