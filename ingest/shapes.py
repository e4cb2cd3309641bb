"""What a single line looks like: a section heading, a journal line, a numbered heading, a head label, or text."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ingest.phrases import pattern
from ingest.source import Line, Style

MARK = re.compile(r"^\s*((?:\.\s?/\s?\.{0,2}(?=\s|$)\s*)+)")
_LAST_MARK = re.compile(r"\s+\.\s?/\s?\.{1,2}$")
_ONE_MARK = re.compile(r"\.\s?/")
_LABEL = re.compile(r"^\s*(\(?(?:\d{1,2}|[a-zæøå]|[ivx]{1,4})[.)])\s+(?=\S)")
_LONGEST_HEADING = 300
_HEAD_FRAME = r"^(?:{})\s*(?:[:.]?$|:\s+(?P<rest>\S.*)$)"
_SECTIONS = ("background", "recommendation", "presentation", "decision", "attachments")


class Shape(StrEnum):
    """What a line looks like."""

    BLANK = "blank"
    SECTION = "section"
    JOURNAL = "journal"
    NUMBER = "number"
    LABELLED = "labelled"
    LIST = "list"
    ROW = "row"
    TEXT = "text"

    @property
    def is_words(self) -> bool:
        """Whether it is running text: a paragraph, a list item or a row, no heading."""
        return self in (Shape.TEXT, Shape.LIST, Shape.ROW)


@dataclass(frozen=True, slots=True)
class SectionHead:
    """A section heading: which section, whose it is where it says so, and the words that follow on the same line."""

    name: str
    where: str = ""
    rest: str = ""


def shape_of(line: Line) -> Shape:
    """The shape of a line, told by itself alone."""
    if line.style is Style.ROW:
        return Shape.ROW
    if line.style in (Style.BULLET, Style.NUMBERED):
        return Shape.LIST
    return _shape(line.text.strip())


@lru_cache(maxsize=4096)
def _shape(text: str) -> Shape:
    if not text:
        return Shape.BLANK
    if section_head(text):
        return Shape.SECTION
    if pattern("journal.line").match(text) or pattern("journal.labelled").match(text) or officers_line(text):
        return Shape.JOURNAL
    if numbered(text):
        return Shape.NUMBER
    if MARK.match(text) or list_label(text):
        return Shape.LIST
    return Shape.LABELLED if head_label(text) else Shape.TEXT


def section_head(text: str, *, inside: bool = False) -> SectionHead | None:
    """The section that the line begins, if it is a heading: "Baggrund", "BESLUTNING:", "Beslutning: KKR …".

    `inside`: the line stands in an item, where "Referat" heads a decision too, and not the whole paper.
    """
    text = text.strip()
    if not text[:1].isupper():
        return None
    for name in (*_SECTIONS, *(("decision_inside",) if inside else ())):
        if found := pattern(f"sections.{name}", _HEAD_FRAME).match(text):
            return SectionHead(name.removesuffix("_inside"), rest=found["rest"] or "")
    found = pattern("sections.decision_of", _HEAD_FRAME).match(text)
    return SectionHead("decision", where=found["where"].strip(), rest=found["rest"] or "") if found else None


def officers_line(text: str) -> re.Match[str] | None:
    """The line that names the case officers, if it is one."""
    return pattern("journal.officers").match(text)


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line that looks like a numbered heading: (2,) or (2, 1), its words, and whether it says "Punkt" before it."""

    number: tuple[int, ...]
    title: str
    worded: bool = False


@lru_cache(maxsize=4096)
def numbered(text: str) -> NumberedLine | None:
    """The number and title of a line that looks like a group's or an item's heading."""
    if len(text) > _LONGEST_HEADING:
        return None
    found = pattern("outline.item").match(text)
    if found and not pattern("outline.not_heading").match(found["title"]):
        wordless = found.start("group") == 0
        return NumberedLine((int(found["group"]), int(found["item"])), found["title"].strip(), not wordless)
    for key in ("worded", "single"):
        found = pattern(f"outline.{key}").match(text)
        if found and not pattern("outline.not_heading").match(found["title"]):
            return NumberedLine((int(found["group"]),), found["title"].strip(), key == "worded")
    return None


@lru_cache(maxsize=4096)
def list_label(text: str) -> tuple[str, str] | None:
    """A list item's label as printed and its words ("1.", "Bred …"); "20. juni …" and "2. kvartal …" are none."""
    found = _LABEL.match(text)
    if found is None or pattern("lists.not_label").match(text[found.end() :]):
        return None
    return found[1], text[found.end() :].strip()


def marks_taken_off(text: str) -> tuple[int, str]:
    """How many attachment marks (./. ./.. ./) stand at the head or the end of a text, and the text without them."""
    found = MARK.match(text)
    marks = len(_ONE_MARK.findall(found[1])) if found else 0
    words = text[found.end() if found else 0 :].strip()
    if last := _LAST_MARK.search(words):
        return marks + 1, words[: last.start()]
    return marks, words


_LABELS = ("date_label", "place_label", "forum_label", "time_label", "present_label", "absent_label", "other_label")


@lru_cache(maxsize=4096)
def head_label(text: str) -> tuple[str, str] | None:
    """The label of a head line and its value: ("date_label", "21-11-2023 10:00"); an empty value where none follows.

    In lower case it is a label only with its colon: a print line may consist of such a word.
    """
    if text.lstrip()[:1].islower() and ":" not in text:
        return None
    for name in _LABELS:
        if found := pattern(f"head.{name}", r"^(?:{})\s*(?:[:.]?$|:\s*(?P<value>\S.*)$)").match(text.strip()):
            return name, found["value"] or ""
    said = pattern("head.absent_said").match(text.strip())
    return ("absent_label", said["value"]) if said else None
