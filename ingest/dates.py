"""Dates as they are written in Danish: whole, without a year, and vague."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from ingest.phrases import entry, pattern

_EXACT = ("iso", "numeric", "worded", "short", "bare", "period_end")
_MIDDLE_OF_YEAR = (6, 7)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date found in a text, from `start` to `end`. A vague one has no `on`, but `earliest` and `latest`.

    `year_inferred`: the words name no year; the meeting's year is taken, or the next (of the past: the last) that fits.
    """

    start: int
    end: int
    on: date | None = None
    earliest: date | None = None
    latest: date | None = None
    year_inferred: bool = False


def find_dates(text: str, meeting: date | None, *, past: bool = False) -> list[FoundDate]:
    """Every date in a text, in reading order. `past` tells what fits where the year is missing.

    A date without a year is left out where the meeting's date is not known.
    """
    found: list[FoundDate] = []
    for form in (*_EXACT, "vague"):
        for match in pattern(f"dates.{form}").finditer(text):
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                found += _read(form, match, meeting, past=past)
    return sorted(found, key=lambda one: one.start)


def first_date(text: str, meeting: date | None = None) -> date | None:
    """The first whole date in a text."""
    return next((one.on for one in find_dates(text, meeting) if one.on), None)


def first_time(text: str) -> time | None:
    """The first time of day in a text: "kl. 9.30", "10:00", "kl. 13"."""
    for found in pattern("dates.time").finditer(text):
        hour, minute = found["hour"] or found["clock"], found["minute"] or found["minutes"] or "0"
        if int(hour) < 24:
            return time(int(hour), int(minute))
    return None


def without_dates(text: str) -> str:
    """The text with its dates blanked out, so that 16.05.2023 is not taken for a time."""
    for form in ("iso", "numeric", "worded", "short"):
        text = pattern(f"dates.{form}").sub(" ", text)
    return text


def _read(form: str, match: re.Match[str], meeting: date | None, *, past: bool) -> Iterator[FoundDate]:
    parts = match.groupdict()
    if form in ("vague", "period_end"):
        yield from _interval(form, match, meeting, past=past)
        return
    month, day = _month(parts["month"]), int(parts["day"])
    year = _year(parts.get("year"))
    if year is None and meeting is None:
        return
    inferred = year is None
    if year is None and meeting is not None:
        year = _fitting_year(month, day, meeting, past=past)
    if year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        yield FoundDate(match.start(), match.end(), date(year, month, day), year_inferred=inferred)


def _month(text: str) -> int:
    text = text.casefold()
    if text.isdigit():
        return int(text)
    months: list[str] = entry("months")
    return months.index(text) + 1 if text in months else int(entry("short_months")[text])


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _fitting_year(month: int, day: int, meeting: date, *, past: bool) -> int:
    later = (month, day) > (meeting.month, meeting.day)
    if past:
        return meeting.year - 1 if later else meeting.year
    return meeting.year if later or (month, day) == (meeting.month, meeting.day) else meeting.year + 1


def _interval(form: str, match: re.Match[str], meeting: date | None, *, past: bool) -> Iterator[FoundDate]:
    """A vague date, bounded; the end of a period ("udgangen af 2024") is a whole date."""
    parts = {name: value.casefold() for name, value in match.groupdict().items() if value}
    months = _months(parts)
    year = _year(parts.get("year"))
    if months is None or (months == (1, 12) and form == "vague" and "part" not in parts):
        return
    if year is None and meeting is not None:
        year = (
            meeting.year + (-1 if past and months[0] > meeting.month else 0) + (not past and months[1] < meeting.month)
        )
    if year is None:
        return
    inferred = "year" not in parts
    if form == "period_end":
        yield FoundDate(match.start(), match.end(), _last_day(year, months[1]), year_inferred=inferred)
        return
    first, last = _bounds(year, months, parts.get("part"))
    yield FoundDate(match.start(), match.end(), None, first, last, inferred)


def _months(parts: dict[str, str]) -> tuple[int, int] | None:
    """The first and last month (1-based; winter runs on into the next year) of what the words name."""
    if "month" in parts:
        return (_month(parts["month"]),) * 2
    if "quarter" in parts:
        return int(parts["quarter"]) * 3 - 2, int(parts["quarter"]) * 3
    if "half" in parts:
        return int(parts["half"]) * 6 - 5, int(parts["half"]) * 6
    if "season" in parts:
        first, last = entry("seasons")[parts["season"]]
        return int(first), int(last)
    return (1, 12) if "year" in parts else None


def _bounds(year: int, months: tuple[int, int], part: str | None) -> tuple[date, date]:
    first, last = months
    if part is None:
        return date(year, first, 1), _last_day(year, last)
    third = int(entry("thirds")[" ".join(part.split())])
    if first == last:
        days = ((1, 10), (11, 20), (21, monthrange(year, first)[1]))[third]
        return date(year, first, days[0]), date(year, first, days[1])
    if last - first == 11:
        first, last = ((1, 1), _MIDDLE_OF_YEAR, (12, 12))[third]
    else:
        length = (last - first + 1) // 3
        first, last = first + third * length, first + (third + 1) * length - 1
    return date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1), _last_day(year, last)


def _last_day(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])
