"""Årshjulet drawn as a ring: months and weeks around, a numbered mark for each duty, the forums' meetings, today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from states.ring import RingMark
from templates.boxes import wrapped
from templates.environment import fill_page
from templates.list_words import month as month_and_year
from templates.list_words import short_day
from templates.picture import clipped
from templates.ring_drawing import SMALL, Ring, RingPath, RingSign, RingText, day_and_month, mark_kind
from templates.words import say

MARGIN = 24
HEAD = 64
RADIUS = 392
"""Of the whole ring, marks and all."""
FORUMS = 5
"""So many forums have a track; the busiest are drawn."""
NAME = 15
COLUMN, BETWEEN, LONGEST_COLUMN = 400, 28, 16
"""How wide a column of the list is, how far from the next, and how many duties stand in one."""
INDENT, LINE, AFTER = 34, 18, 12
MARK = 11
"""Radius of a mark."""


@dataclass(frozen=True, slots=True)
class RingPicture:
    """The whole picture. `key` tells it apart from others in one page; `told` says in words what it shows."""

    key: str
    title: str
    told: str
    width: int
    height: int
    centre_x: float
    centre_y: float
    paths: tuple[RingPath, ...]
    signs: tuple[RingSign, ...]
    texts: tuple[RingText, ...]


def ring_svg(picture: RingPicture) -> str:
    """The ring as an SVG file, to stand alone or in a page. The same picture makes the same text."""
    return fill_page("ring.svg.j2", ring=picture)


def ring_picture(
    marks: Sequence[RingMark], meetings: Mapping[str, Sequence[date]], *, year: int, today: date
) -> RingPicture:
    """The wheel of a year. `marks`: in the order of their days; `meetings`: every forum's days by its code."""
    shown = _busiest(meetings, year)
    rows = [_Row.of(number, mark) for number, mark in enumerate(marks, 1)]
    columns = max(1, -(-len(rows) // LONGEST_COLUMN))
    left = 2 * (MARGIN + RADIUS) + BETWEEN
    listed, end = _listed(rows, columns, left)
    height = max(HEAD + 2 * RADIUS + 2 * MARGIN + 30, end + MARGIN)
    drawing = Ring(MARGIN + RADIUS, HEAD + RADIUS + 8, year, today)
    drawing.scale()
    drawing.meetings(shown)
    drawing.duties(marks)
    drawing.hub()
    drawing.legend(MARGIN, height - MARGIN)
    title = say("wheel", "title", year=year)
    head = RingText(MARGIN, MARGIN + 22, title, 24, bold=True)
    return RingPicture(
        key=f"aarshjul-{year}",
        title=title,
        told=" ".join(_told(rows, shown, year)),
        width=left + columns * (COLUMN + BETWEEN) - BETWEEN + MARGIN,
        height=height,
        centre_x=drawing.x,
        centre_y=drawing.y,
        paths=tuple(drawing.paths),
        signs=(*drawing.signs, *(sign for row in listed for sign in row[0])),
        texts=(head, *drawing.texts, *(text for row in listed for text in row[1])),
    )


def _busiest(meetings: Mapping[str, Sequence[date]], year: int) -> dict[str, list[date]]:
    """The forums that meet most often in the year, the busiest innermost of the list's beginning."""
    within_year = {code: sorted({day for day in days if day.year == year}) for code, days in meetings.items()}
    most = sorted(
        (code for code, days in within_year.items() if days), key=lambda code: (-len(within_year[code]), code)
    )
    return {code: within_year[code] for code in most[:FORUMS]}


@dataclass(frozen=True, slots=True)
class _Row:
    """A duty in the list beside the ring."""

    number: int
    title: tuple[str, ...]
    words: tuple[str, ...]
    kind: str
    told: str

    @classmethod
    def of(cls, number: int, mark: RingMark) -> "_Row":
        room = COLUMN - INDENT
        words = _words(mark)
        titles = [clipped(line, room, NAME, bold=True) for line in wrapped(mark.title, room, NAME, bold=True)]
        told = say("wheel", "entry", number=number, title=mark.title, told=words)
        return cls(number, tuple(titles), tuple(wrapped(words, room, SMALL)), mark_kind(mark), told)

    @property
    def height(self) -> int:
        return LINE * (len(self.title) + len(self.words)) + AFTER


def _words(mark: RingMark) -> str:
    if mark.due is None:
        parts = [say("wheel", "asked", month=month_and_year(mark.about))]
    else:
        parts = [say("wheel", "due_before" if mark.before else "due", day=short_day(mark.due))]
    if mark.skipped:
        parts.append(say("wheel", "skipped"))
    elif mark.case_id is not None:
        parts.append(say("wheel", "opened", number=mark.case_id))
    elif mark.opens and mark.due:
        parts.append(say("wheel", "opens", day=short_day(mark.opens)))
    return ", ".join(parts)


def _listed(rows: Sequence[_Row], columns: int, left: int) -> tuple[list[tuple[list[RingSign], list[RingText]]], int]:
    """The list in columns beside the ring; and where the longest ends."""
    each = -(-len(rows) // columns)
    found, lowest = [], HEAD
    for column in range(columns):
        y = HEAD
        for row in rows[column * each : (column + 1) * each]:
            found.append(_row_drawn(row, left + column * (COLUMN + BETWEEN), y))
            y += row.height
        lowest = max(lowest, y)
    return found, lowest


def _row_drawn(row: _Row, x: int, y: int) -> tuple[list[RingSign], list[RingText]]:
    lines = [*((text, NAME, True) for text in row.title), *((text, SMALL, False) for text in row.words)]
    texts = [
        RingText(x + INDENT, y + LINE * number - 4, text, size, bold)
        for number, (text, size, bold) in enumerate(lines, 1)
    ]
    return [RingSign(x + MARK, y + 9, row.kind, str(row.number))], texts


def _told(rows: Sequence[_Row], meetings: Mapping[str, Sequence[date]], year: int) -> Iterator[str]:
    if not rows:
        yield say("wheel", "none", year=year)
    yield from (row.told for row in rows)
    for code, days in meetings.items():
        yield say("wheel", "meetings", forum=code, days=", ".join(day_and_month(day) for day in days))
