"""The numbers that Word does not store but counts: labels of numbered paragraphs and headings, by level and list."""

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from ingest.formats.labels import ordinal

KINDS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
"""How WordprocessingML names the kinds of numbers (ECMA-376 part 1, 17.18.59) that are not plain figures."""
PLACE = re.compile(r"%([1-9])")
LEVELS = 9

Element = Any
"""An XML element; python-docx does not type them."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: bullet, number or nothing, where it starts, and the pattern of its label ("%1.%2.")."""

    kind: str
    start: int
    pattern: str


@dataclass(frozen=True, slots=True)
class Number:
    """What stands before a paragraph: a label, or a bullet (label empty)."""

    label: str
    bullet: bool
    level: int


@dataclass
class _Definition:
    levels: dict[int, Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The numbering of a document; it counts, so paragraphs must be asked for in their order, each once."""

    def __init__(self, root: Element | None) -> None:
        self.lists: dict[str, _Definition] = {}
        if root is None:
            return
        abstract = {each.get(qn("w:abstractNumId")): _levels(each) for each in root.iterchildren(qn("w:abstractNum"))}
        shared: dict[str, _Definition] = {}
        for each in root.iterchildren(qn("w:num")):
            name = _value(each, "w:abstractNumId")
            overrides = each.iterchildren(qn("w:lvlOverride"))
            changed = {place: level for override in overrides for place, level in _override(override)}
            levels = abstract.get(name, {})
            if changed:
                own = {place: _changed(level, changed.get(place)) for place, level in levels.items()}
                self.lists[each.get(qn("w:numId"))] = _Definition(own)
            else:
                self.lists[each.get(qn("w:numId"))] = shared.setdefault(name, _Definition(levels))

    def next(self, list_id: str, place: int) -> Number | None:
        """The number of the next paragraph of a list on a level (0 the outermost); None where none is shown."""
        definition = self.lists.get(list_id)
        level = definition.levels.get(place) if definition else None
        if definition is None or level is None:
            return None
        counts = definition.counts
        counts[place] = counts.get(place, level.start - 1) + 1
        for deeper in range(place + 1, LEVELS):
            counts.pop(deeper, None)
        if level.kind == "bullet":
            return Number("", bullet=True, level=place)
        if level.kind == "none" or not level.pattern:
            return None
        return Number(PLACE.sub(lambda found: _shown(definition, int(found[1]) - 1), level.pattern), False, place)


def _shown(definition: _Definition, place: int) -> str:
    level = definition.levels.get(place, Level("decimal", 1, ""))
    return ordinal(definition.counts.get(place, level.start), KINDS.get(level.kind, "1"))


def _levels(abstract: Element) -> dict[int, Level]:
    return dict(_level(each) for each in abstract.iterchildren(qn("w:lvl")))


def _level(element: Element) -> tuple[int, Level]:
    kind = _value(element, "w:numFmt") or "decimal"
    level = Level(kind, _whole(_value(element, "w:start"), 1), _value(element, "w:lvlText"))
    return _whole(element.get(qn("w:ilvl")), 0), level


def _override(element: Element) -> list[tuple[int, Level | int]]:
    """What a list changes in its definition: a whole level, or only its start."""
    found: list[tuple[int, Level | int]] = [_level(each) for each in element.iterchildren(qn("w:lvl"))]
    start = _value(element, "w:startOverride")
    return found or ([(_whole(element.get(qn("w:ilvl")), 0), _whole(start, 1))] if start else [])


def _changed(level: Level, change: Level | int | None) -> Level:
    if isinstance(change, int):
        return Level(level.kind, change, level.pattern)
    return change or level


def _value(element: Element, name: str) -> str:
    child = element.find(qn(name))
    return str(child.get(qn("w:val")) or "") if child is not None else ""


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else otherwise
