"""Every file of an item has its mark: those that no mark in the texts stands for get a line of their own."""

from collections.abc import Iterable
from dataclasses import replace

from states.paper import Block, BlockKind, Item, Paper, Text
from templates.words import say


def with_all_marks(paper: Paper) -> Paper:
    """The paper with a mark for every file of its items; what it says of their number fits its texts."""
    groups = (replace(group, items=tuple(map(with_marks, group.items))) for group in paper.groups)
    return replace(paper, groups=tuple(groups))


def with_marks(item: Item) -> Item:
    """The item with a line "./. Bilag 2: Budget.pdf" for each file beyond the marks in its texts.

    The lines end the presentation. The nth mark of an item, in reading order, stands for its nth file: marks in the
    decision, which is read last, for the last ones.
    """
    before = count_marks((item.background, item.recommendation, item.presentation))
    after = count_marks((item.decision,))
    lines = tuple(
        Block(BlockKind.PARAGRAPH, say("attachments", "named", number=file.number, name=file.name), marks=1)
        for file in item.attachments[before : len(item.attachments) - after]
    )
    presentation = (*(item.presentation or ()), *lines) if lines else item.presentation
    return replace(item, presentation=presentation, attachment_marks=before + len(lines) + after)


def count_marks(texts: Iterable[Text | None]) -> int:
    """How many attachment marks stand in texts."""
    return sum(block.marks for text in texts for block in text or ())
