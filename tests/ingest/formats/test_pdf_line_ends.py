"""Print lines that were ended on purpose are told from those that were full."""

from ingest.formats.pdf_line_ends import Margin
from ingest.formats.pdf_runs import End

FULL = [End(500, 40)] * 40
PROSE = Margin(FULL)
COLUMNS = Margin([*FULL, *[End(240, 40)] * 40])


def test_lines_that_leave_no_room_run_on() -> None:
    assert PROSE.on_purpose([End(480, 40), End(495, 12), None]) == [False, False, False]


def test_names_below_one_another_are_lines_of_their_own() -> None:
    assert PROSE.on_purpose([End(230, 40), End(120, 30), End(235, 40)]) == [True, True, True]


def test_a_short_line_is_ended_on_purpose_unless_the_page_is_set_in_columns() -> None:
    assert (PROSE.on_purpose([End(230, 40)]), COLUMNS.on_purpose([End(230, 40)])) == ([True], [False])


def test_a_narrow_block_of_prose_runs_on() -> None:
    assert PROSE.on_purpose([End(330, 40), End(320, 30), End(335, 60)]) == [False, False, False]
