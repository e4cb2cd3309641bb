"""A paper printed as PDF reads back as its page does: items, titles, numbers, texts, outcomes, marks and people."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from states.forms import Form
from states.paper import Paper
from tests.templates.generated_papers import papers, read_back


def without_places(paper: Paper) -> Paper:
    """The paper without where it was read: lines of a page and of a print are not the same."""
    groups = tuple(
        replace(group, items=tuple(replace(item, source_lines=None) for item in group.items)) for group in paper.groups
    )
    return replace(paper, groups=groups, doubts=())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(papers())
def test_a_print_reads_back_as_the_page_does(paper: Paper) -> None:
    assert without_places(read_back(paper, Form.PDF)) == without_places(read_back(paper, Form.HTML))
