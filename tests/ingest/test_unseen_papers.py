"""Papers composed by a seed and printed in many forms read back as they were composed."""

import re
from dataclasses import dataclass
from random import Random

import pytest

from db.seed import seed_forums
from ingest.formats.text import parse
from ingest.read import read_paper
from states.paper import Item, Paper, Text, plain
from tests.ingest.composed import Composer
from tests.ingest.printed import printed, style_of

FORUMS = tuple(seed.forum for seed in seed_forums())
SEEDS = range(40)


def words(text: Text | None) -> list[str] | None:
    """The words of a section; where print lines end and pages turn, a paragraph's end may not show."""
    return None if text is None else re.sub(r"\./\.|[|–]|\s-\s", " ", plain(text)).split()


@dataclass(frozen=True)
class Told:
    """What a reading must tell of an item, whatever the print."""

    number: str
    title: str
    journal: str | None
    officers: tuple[str, ...]
    sections: tuple[list[str] | None, ...]
    means: tuple[object, ...]
    dates: tuple[object, ...]


def told(item: Item) -> Told:
    return Told(
        item.number,
        item.title,
        item.journal_number,
        item.officers,
        tuple(map(words, (item.background, item.recommendation, item.presentation, item.decision))),
        (item.kind, item.purposes, item.outcome, item.attachment_marks),
        tuple((deadline.kind, deadline.on) for deadline in item.deadlines),
    )


def head(paper: Paper) -> tuple[object, ...]:
    return (
        paper.kind, paper.forum, paper.forum_code, paper.on, paper.at, paper.place,
        paper.participants, paper.apologies, paper.next_meeting,
    )  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_a_composed_paper_reads_back(seed: int) -> None:
    draw = Random(seed)
    style = style_of(draw)
    paper = Composer(draw, tables=style.width is None).paper()
    source = parse(printed(paper, style, draw).encode())
    read = read_paper(source, FORUMS)
    assert source.wrapped == (style.width is not None)
    assert head(read) == head(paper)
    assert [(group.number, group.title) for group in read.groups] == [
        (group.number, group.title) for group in paper.groups
    ]
    assert [told(item) for item in read.items] == [told(item) for item in paper.items]
