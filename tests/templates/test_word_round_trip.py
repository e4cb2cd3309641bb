"""What is written as a Word file is read back: a paper, its file, and the paper that the reader makes of the file."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings

from states.forms import Form
from states.paper import Block, BlockKind, NextMeeting, Paper
from tests.templates.generated_papers import papers, read_back, shown


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(papers())
def test_a_word_file_reads_back_as_the_paper_it_shows(paper: Paper) -> None:
    assert shown(read_back(paper, Form.DOCX)) == shown(paper)


def test_the_sample_papers_read_back(agenda: Paper, minutes: Paper) -> None:
    assert [shown(read_back(paper, Form.DOCX)) for paper in (agenda, minutes)] == [shown(agenda), shown(minutes)]


def test_the_meeting_after_and_what_is_expected_there_are_found_again(agenda: Paper) -> None:
    found = read_back(agenda, Form.DOCX).next_meeting
    assert found == NextMeeting(date(2024, 9, 3), ("Cykelstrategi", "Årsberetning 2023"))


def test_a_table_of_one_column_and_lists_of_every_depth_read_back(agenda: Paper) -> None:
    blocks = (
        Block(BlockKind.TABLE, rows=(("Havn",), ("Rømø",))),
        Block(BlockKind.TABLE, rows=(("Havn",), ("Ballen",))),
        *(Block(BlockKind.BULLET, f"dybde {level}", level=level) for level in range(5)),
        *(Block(BlockKind.NUMBERED, f"dybde {level}", label=f"{level})", level=level, marks=1) for level in range(5)),
    )
    groups = list(agenda.groups)
    groups[1] = replace(groups[1], items=(replace(groups[1].items[1], presentation=blocks, attachment_marks=5),))
    paper = replace(agenda, groups=tuple(groups))
    assert shown(read_back(paper, Form.DOCX)) == shown(paper)
