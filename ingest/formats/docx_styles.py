"""What the styles of a Word document say of a paragraph: heading level and list, by way of the styles they rest on."""

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

Element = Any
"""An XML element; python-docx does not type them."""

HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
"""Word stores the built-in heading styles under their English name, whatever its language."""
TITLE = re.compile(r"title", re.IGNORECASE)
CONTENTS = re.compile(r"toc (?:heading|\d)", re.IGNORECASE)
HAND_NUMBERED = re.compile(r"list number(?: (\d))?", re.IGNORECASE)
LONGEST_CHAIN = 20
BODY_LEVEL = 9
"""The outline level of body text (ECMA-376 part 1, 17.3.1.20); 0-8 are those of headings."""


class Styles:
    """The paragraph styles by id."""

    def __init__(self, root: Element) -> None:
        styles = [each for each in root.iterchildren(qn("w:style")) if each.get(qn("w:type")) == "paragraph"]
        self.by_id = {each.get(qn("w:styleId")): each for each in styles}
        default = (each for each in styles if each.get(qn("w:default")) in {"1", "true"})
        self.usual = next((each.get(qn("w:styleId")) for each in default), "")

    def heading_level(self, paragraph: Element) -> int:
        """1-9 for a heading, 0 for other text: by outline level, or by a style that is or rests on a heading style."""
        own = _find(paragraph, "w:outlineLvl")
        if own is not None:
            return _level(own)
        for style in self._chain(paragraph):
            name = _find_value(style, "w:name")
            if found := HEADING.fullmatch(name):
                return int(found[1])
            if TITLE.fullmatch(name):
                return 1
            outline = _find(style, "w:outlineLvl")
            if outline is not None:
                return _level(outline)
        return 0

    def list_of(self, paragraph: Element) -> tuple[str, int]:
        """The id of the list that a paragraph belongs to ("" for none) and its level there, 0 the outermost."""
        level: int | None = None
        for holder in (paragraph, *self._chain(paragraph)):
            numbering = _find(holder, "w:numPr")
            if numbering is None:
                continue
            if level is None and (place := _find_value(numbering, "w:ilvl")).isdecimal():
                level = int(place)
            if name := _find_value(numbering, "w:numId"):
                return ("", 0) if name == "0" else (name, min(level or 0, 8))
        return "", 0

    def is_contents(self, paragraph: Element) -> bool:
        """Whether it belongs to a list of contents, which tells what the headings tell again."""
        return any(CONTENTS.fullmatch(_find_value(style, "w:name")) for style in self._chain(paragraph))

    def numbered_by_hand(self, paragraph: Element) -> int | None:
        """The level (0 the outermost) in a list whose labels are written: a list style under which nothing counts."""
        names = (HAND_NUMBERED.fullmatch(_find_value(style, "w:name")) for style in self._chain(paragraph))
        return next((int(name[1] or 1) - 1 for name in names if name), None)

    def _chain(self, paragraph: Element) -> Iterator[Element]:
        """The paragraph's style and those it rests on."""
        properties = paragraph.find(qn("w:pPr"))
        name = _find_value(properties, "w:pStyle") if properties is not None else ""
        name = name or self.usual
        for _ in range(LONGEST_CHAIN):
            style = self.by_id.get(name)
            if style is None:
                return
            yield style
            name = _find_value(style, "w:basedOn")


def _find(holder: Element, name: str) -> Element | None:
    """A property of a paragraph or style."""
    return holder.find(f"{qn('w:pPr')}/{qn(name)}")


def _find_value(holder: Element, name: str) -> str:
    child = holder.find(qn(name))
    return str(child.get(qn("w:val")) or "") if child is not None else ""


def _level(outline: Element) -> int:
    value = str(outline.get(qn("w:val")) or "")
    return int(value) + 1 if value.isdecimal() and int(value) < BODY_LEVEL else 0
