"""What a Word template is filled with: the view of the document, with its texts and headings as WordprocessingML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from templates.sheet_view import SheetHead, SheetView
from templates.view import GroupView, ItemView, PaperHead, PaperView, SectionView
from templates.word_writer import Heading, Writer
from templates.wordml import NOTHING, WordXml

PEOPLE = "deltagere"
"""The anchor of the list of people, as on a page."""


@dataclass(frozen=True, slots=True)
class WordSection:
    """A section: `title` in words, `heading` the same with its bookmark, `text` in paragraphs."""

    title: str
    heading: WordXml
    text: WordXml


@dataclass(frozen=True, slots=True)
class WordItem:
    """An item, as ItemView."""

    title: str
    heading: WordXml
    journal: str
    absent: str
    sections: tuple[WordSection, ...]


@dataclass(frozen=True, slots=True)
class WordGroup:
    """A group of items, as GroupView."""

    title: str
    heading: WordXml
    items: tuple[WordItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPaper(PaperHead):
    """An agenda or minutes, as PaperView. `people`: the heading of the list of people."""

    front: tuple[WordSection, ...]
    contents: WordXml
    people: WordXml
    groups: tuple[WordGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSheet(SheetHead):
    """Any other document, as SheetView."""

    sections: tuple[WordSection, ...]


def word_paper(paper: PaperView, write: Writer, labels: Mapping[str, str]) -> WordPaper:
    """The paper for its Word template."""
    return WordPaper(
        **_alike(paper, PaperHead),
        front=tuple(_section(section, write) for section in paper.front),
        contents=write.contents(labels["contents"], tuple(_headings(paper, labels["people"]))),
        people=write.heading(labels["people"], PEOPLE),
        groups=tuple(_group(group, write) for group in paper.groups),
    )


def word_sheet(sheet: SheetView, write: Writer) -> WordSheet:
    """The sheet for its Word template."""
    sections = zip(sheet.sections, sheet.anchors, strict=True)
    return WordSheet(
        **_alike(sheet, SheetHead),
        sections=tuple(_section(section, write, anchor) for section, anchor in sections),
    )


def _alike(shown: PaperHead | SheetHead, head: type[PaperHead | SheetHead]) -> dict[str, Any]:
    """The fields that the view and its Word form have in common."""
    return {field.name: getattr(shown, field.name) for field in fields(head)}


def _headings(paper: PaperView, people: str) -> Iterator[Heading]:
    """What the list of contents names. Items that stand in no group stand outermost in it."""
    if paper.rosters:
        yield Heading(people, 1, PEOPLE)
    for group in paper.groups:
        if group.title:
            yield Heading(group.title, 1, group.anchor)
        for item in group.items:
            yield Heading(item.title, 2 if group.title else 1, item.anchor)


def _group(group: GroupView, write: Writer) -> WordGroup:
    heading = write.heading(group.title, group.anchor) if group.title else NOTHING
    return WordGroup(group.title, heading, tuple(_item(item, write) for item in group.items))


def _item(item: ItemView, write: Writer) -> WordItem:
    heading = write.heading(item.title, item.anchor)
    sections = tuple(_section(section, write) for section in item.sections)
    return WordItem(item.title, heading, item.journal, item.absent, sections)


def _section(section: SectionView, write: Writer, anchor: str = "") -> WordSection:
    heading = write.heading(section.title, anchor) if anchor and section.title else NOTHING
    return WordSection(section.title, heading, write.text(section.text))
