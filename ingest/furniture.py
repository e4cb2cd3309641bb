"""What belongs to the page and not to the paper: running headers, page numbers, links at the foot, contents."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.phrases import pattern
from ingest.shapes import Shape, shape_of
from ingest.source import Line, Style

_FOOT_LINK = re.compile(r"^\s*(?:https?://|www\.)\S+\s*$")
_ENTRY = re.compile(r"^\s*\S.*?(?:\.{3,}|…+|\t|\s{3,}|(?:\s\.){3,})[\s.…]*\d{1,3}\s*$")
_SPACED_ENTRY = re.compile(r"^\s*(?P<label>\d{1,2}(?:\.\d{1,2})*\.?)\s+\D.*\s(?P<page>\d{1,3})\s*$")
_FEW = 2
_BARE_NUMBER = re.compile(r"^\s*\d{1,3}\s*$")
_DIGITS = re.compile(r"\d+")
_LONGEST_HEADER = 100
_LONGEST_ENTRY = 300
_EDGE = 3
"""How many lines at the head and at the foot of a page may be running headers."""
_LONGEST_TITLED = 12
"""Words of a running header that says what the paper is, of whom and when."""
_MANY = 0.3
"""A running header stands on at least this share of the pages (odd and even ones may have different headers)."""
_SENTENCE_ENDS = ".,;:?!-"


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of the paper itself, blank ones included, and the running headers that were taken out."""

    lines: tuple[Line, ...]
    headers: tuple[Line, ...]


def take_out(lines: Sequence[Line], *, wrapped: bool) -> Body:
    """Separate the paper from its pages. The line after what was taken out counts as the first of a page."""
    contents = _contents(lines)
    full = [index for index, line in enumerate(lines) if not _is_blank(line)]
    numbers = _page_numbers(lines, full, wrapped=wrapped)
    headers = _repeated(lines, full) | _beside(lines, full, numbers)
    links = {index for index in full if wrapped and _FOOT_LINK.match(lines[index].text)}
    gone = contents | numbers | headers | links
    kept: list[Line] = []
    new_page = False
    for index, line in enumerate(lines):
        if index in gone:
            new_page = new_page or index not in contents
        elif new_page and not _is_blank(line):
            kept.append(replace(line, page_start=True))
            new_page = False
        else:
            kept.append(line)
    return Body(tuple(kept), tuple(lines[index] for index in sorted(headers)))


def _is_blank(line: Line) -> bool:
    return line.style is not Style.ROW and not line.text.strip()


def _page_numbers(lines: Sequence[Line], full: Sequence[int], *, wrapped: bool) -> set[int]:
    """Lines that say only the page: "SIDE | 8", "3 af 20", or in print lines a number alone at the edge of a page.

    What a format calls a paragraph is one, even if it says only "1/1".
    """
    said = {
        index
        for index in full
        if lines[index].style is Style.PLAIN
        and len(lines[index].text) < 40
        and pattern("furniture.page_number").match(lines[index].text)
    }
    if not wrapped:
        return said
    for place, index in enumerate(full):
        if _BARE_NUMBER.match(lines[index].text):
            after = lines[full[place + 1]] if place + 1 < len(full) else None
            if lines[index].page_start or after is None or after.page_start:
                said.add(index)
    return said


def _may_be_header(line: Line) -> bool:
    return len(line.text.strip()) <= _LONGEST_HEADER and shape_of(line) in (Shape.TEXT, Shape.LABELLED)


def _beside(lines: Sequence[Line], full: Sequence[int], numbers: set[int]) -> set[int]:
    """The running header that stands right before or after a page number: it carries a bar or a date, or returns."""
    near: dict[int, int] = {}
    for place, index in enumerate(full):
        if index in numbers:
            near |= dict.fromkeys(full[max(place - 1, 0) : place], -1)
            near |= {other: 1 for other in full[place + 1 : place + 2] if other not in near}
    near = {other: side for other, side in near.items() if _may_be_header(lines[other])}
    returning = _returning(near, lines, len(numbers))
    return {other for other in near if other in returning or _is_header_text(lines[other].text)} - numbers


def _is_header_text(text: str) -> bool:
    return (
        "|" in text
        or _is_titled(text)
        or any(pattern(f"dates.{form}").search(text) and len(text.split()) < 8 for form in ("numeric", "iso"))
    )


def _is_titled(text: str) -> bool:
    """Whether a line says what the paper is, of whom, and ends in the day: "Referat – KKR Syddanmark 5. maj 2025"."""
    days = [found.end() for found in pattern("dates.worded").finditer(text)]
    is_kind = any(pattern(f"head.{kind}").match(text) for kind in ("minutes", "agenda"))
    return is_kind and days[-1:] == [len(text)] and len(text.split()) < _LONGEST_TITLED


def _repeated(lines: Sequence[Line], full: Sequence[int]) -> set[int]:
    """Short lines that return, but for the digits in them, at the same place of many pages."""
    edges: dict[int, int] = {}
    pages = 0
    for place, index in enumerate(full):
        if lines[index].page_start:
            pages += 1
            edges |= {full[at]: at - place for at in range(max(place - _EDGE, 0), min(place + _EDGE, len(full)))}
    edges = {
        index: offset
        for index, offset in edges.items()
        if _may_be_header(lines[index]) and lines[index].style is Style.PLAIN
    }
    return _returning(edges, lines, pages)


def _returning(places: Mapping[int, int], lines: Sequence[Line], pages: int) -> set[int]:
    """Those of the lines (index to place on the page) that stand at one place of at least two pages and many of all.

    A sentence may stand at the edge of several pages by chance, so what ends with a stop or begins in lower case is
    none.
    """
    keys = {index: (place, _key(lines[index].text)) for index, place in places.items()}
    seen = Counter(keys.values())
    return {
        index
        for index, key in keys.items()
        if seen[key] > 1 and seen[key] >= pages * _MANY and not _is_running_text(lines[index].text.strip())
    }


def _is_running_text(text: str) -> bool:
    return text[-1] in _SENTENCE_ENDS or text[0].islower()


def _key(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split()).casefold())


def _contents(lines: Sequence[Line]) -> set[int]:
    """The list of contents: the stretch before the first section that ends each entry in a page number."""
    found: list[int] = []
    for index, line in enumerate(lines):
        if shape_of(line) in (Shape.SECTION, Shape.JOURNAL):
            break
        text = "\t".join(line.cells) if line.style is Style.ROW else line.text
        if len(text) <= _LONGEST_ENTRY and _ENTRY.match(text):
            found.append(index)
    if len(found) < 2:
        found = _spaced_contents(lines)
    if len(found) < 2:
        return set()
    between = [index for index in range(found[0], found[-1] + 1) if not _is_blank(lines[index])]
    stretch = set(between) if len(between) <= 2 * len(found) else set(found)
    return stretch | _heading_before(lines, found[0])


def _spaced_contents(lines: Sequence[Line]) -> list[int]:
    """A list of contents whose page numbers stand after a mere blank.

    It is told by more than a few numbered lines whose pages do not fall, and by its first number, which comes again.
    """
    run: list[tuple[int, re.Match[str]]] = []
    for index, line in enumerate(lines):
        if shape_of(line) in (Shape.SECTION, Shape.JOURNAL):
            break
        entry = _SPACED_ENTRY.match(line.text)
        if entry and (not run or int(entry["page"]) >= int(run[-1][1]["page"])):
            run.append((index, entry))
        elif run and not _is_blank(line):
            if len(run) > _FEW:
                break
            run = []
    if len(run) <= _FEW:
        return []
    label = run[0][1]["label"].rstrip(".")
    again = any(line.text.strip().startswith((f"{label}.", f"{label} ")) for line in lines[run[-1][0] + 1 :])
    return [index for index, _ in run] if again else []


def _heading_before(lines: Sequence[Line], first: int) -> set[int]:
    near = [index for index in range(max(first - 6, 0), first) if not _is_blank(lines[index])]
    return {index for index in near if pattern("furniture.contents_heading").match(lines[index].text.strip())}
