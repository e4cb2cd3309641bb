"""Årshjulet as a ring: where days, spans and marks stand on it, so that nothing lies over anything else. Pure.

Angles are degrees clockwise from the top. A gap at the top, between 31 December and 1 January, holds the names of the
inner tracks. Points are (x, y), y downwards, round a centre at (0, 0).
"""

from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, radians, sin

GAP = 24.0
"""Degrees left free at the top."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class RingMark:
    """Mærke på årshjulet: a duty's time in a year.

    `due`: None while its day is asked for, then `about` is the earliest.
    `opens`: when its case opens (None: nobody
    knows). `case_id`: the case that was opened; `skipped`: it is left out.
    """

    title: str
    about: date
    due: date | None = None
    before: bool = False
    opens: date | None = None
    case_id: int | None = None
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """From the day a case opens to its day, cut to the year, on a track (0 the outermost)."""

    first: date
    last: date
    track: int


def angle(day: date) -> float:
    """Where a day's middle is on the ring of its year."""
    days = 366 if isleap(day.year) else 365
    return GAP / 2 + (day.timetuple().tm_yday - 0.5) / days * (360 - GAP)


def month_angle(year: int, month: int) -> float:
    """Where a month begins; month 13 is the end of the year."""
    days = 366 if isleap(year) else 365
    passed = days if month > 12 else date(year, month, 1).timetuple().tm_yday - 1
    return GAP / 2 + passed / days * (360 - GAP)


def point(at: float, radius: float) -> Point:
    """The point at an angle and a distance from the centre, to a tenth of a pixel."""
    return round(radius * sin(radians(at)), 1) + 0.0, round(-radius * cos(radians(at)), 1) + 0.0


def within(year: int, first: date, last: date) -> tuple[date, date] | None:
    """The part of a span that lies in the year; None where none does."""
    begin, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
    return (begin, end) if begin <= end else None


def tracks(spans: Sequence[tuple[date, date]], apart: timedelta = timedelta(days=4)) -> list[Span]:
    """Each span on the outermost track where nothing lies within `apart` of it, in the order given."""
    found: dict[int, Span] = {}
    ends: list[date] = []
    for place in sorted(range(len(spans)), key=lambda place: (spans[place], place)):
        first, last = spans[place]
        track = next((number for number, end in enumerate(ends) if end + apart < first), len(ends))
        ends[track : track + 1] = [last]
        found[place] = Span(first, last, track)
    return [found[place] for place in range(len(spans))]


def spread(wanted: Sequence[float], apart: float, first: float, last: float) -> list[float]:
    """Angles as near to the wanted ones as can be, in the same order, each `apart` from the next, inside the bounds.

    `wanted` is in rising order. Where there is no room for all, they stand closer. (Least squares, by pooling
    neighbours that come too near.)
    """
    if not wanted:
        return []
    apart = min(apart, (last - first) / max(1, len(wanted) - 1))
    pools: list[tuple[float, int]] = []
    for place, one in enumerate(wanted):
        pool = (one - place * apart, 1)
        while pools and pools[-1][0] > pool[0]:
            mean, count = pools.pop()
            pool = ((mean * count + pool[0] * pool[1]) / (count + pool[1]), count + pool[1])
        pools.append(pool)
    flat = [mean for mean, count in pools for _ in range(count)]
    top = last - (len(wanted) - 1) * apart
    return [min(max(one, first), top) + place * apart for place, one in enumerate(flat)]


def weeks(year: int) -> list[tuple[int, date]]:
    """Each ISO week of the year by its Thursday, the day that says to which year it belongs."""
    day = date(year, 1, 1)
    first = day + timedelta(days=(3 - day.weekday()) % 7)
    days = (first + timedelta(weeks=number) for number in range(53))
    return [(thursday.isocalendar().week, thursday) for thursday in days if thursday.year == year]
