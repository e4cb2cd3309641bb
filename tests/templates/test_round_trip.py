"""What is written is read back: a paper, its page, and the paper that the reader makes of the page."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from states.course_told import CourseStep
from states.forms import Form
from states.outcomes import Outcome
from states.paper import NextMeeting, Paper
from templates.course import course_paragraph
from tests.templates.generated_papers import PLAIN_SENTENCES, in_words, papers, read_back, shown


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(papers())
def test_a_page_reads_back_as_the_paper_it_shows(paper: Paper) -> None:
    assert shown(read_back(paper, Form.HTML)) == shown(paper)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(papers(PLAIN_SENTENCES))
def test_plain_text_reads_back_word_for_word(paper: Paper) -> None:
    assert in_words(read_back(paper, Form.TEXT)) == in_words(paper)


def test_the_sample_papers_read_back(agenda: Paper, minutes: Paper) -> None:
    assert [shown(read_back(paper, Form.HTML)) for paper in (agenda, minutes)] == [shown(agenda), shown(minutes)]
    assert [in_words(read_back(paper, Form.TEXT)) for paper in (agenda, minutes)] == [
        in_words(agenda),
        in_words(minutes),
    ]


def test_the_meeting_after_and_what_is_expected_there_are_found_again(agenda: Paper) -> None:
    found = read_back(agenda, Form.HTML).next_meeting
    assert found == NextMeeting(date(2024, 9, 3), ("Cykelstrategi", "Årsberetning 2023"))


# Told in words that leave open what exactly was decided, so that no reader should claim to know.
OPEN = {Outcome.APPROVED_WITH_ADDITION, Outcome.DECIDED, Outcome.NO_DECISION}


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - OPEN))
def test_the_course_of_a_case_is_read_back_as_its_earlier_steps(agenda: Paper, outcome: Outcome) -> None:
    steps = (
        CourseStep("Socialdirektørforum", date(2024, 2, 16), (), Outcome.RECOMMENDED, ""),
        CourseStep("Kommunaldirektørkredsen", date(2024, 4, 12), (), outcome, ""),
    )
    groups = list(agenda.groups)
    case = replace(groups[1].items[1], background=course_paragraph(steps))
    groups[1] = replace(groups[1], items=(groups[1].items[0], case))
    (found,) = (
        item for item in read_back(replace(agenda, groups=tuple(groups)), Form.HTML).items if item.number == "2.2"
    )
    assert [(step.forum, step.outcome, step.on) for step in found.prior_steps] == [
        ("SDF", Outcome.RECOMMENDED, date(2024, 2, 16)),
        ("K22", outcome, date(2024, 4, 12)),
    ]
