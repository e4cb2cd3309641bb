"""Calendar files (iCalendar, RFC 5545) to lines: each event, and each day on which it repeats."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Calendar

from ingest.calendar_lines import CANCELLED, ENDLESS
from ingest.formats.encoding import decode
from ingest.formats.unreadable import Unreadable
from ingest.source import Line, Source, Style
from states.feed import own_kind
from states.zone import ZONE

START = re.compile(r"BEGIN:VEVENT\s*", re.IGNORECASE)
MOST_EVENTS = 20_000
MOST_OF_SERIES = 3_000
"""Days of one event: a weekly meeting for over fifty years."""
Moment = date | datetime
"""As the file says it: a day, or a day with a time of day, there or nowhere in particular."""
Component = Any
"""An iCalendar component: its properties are of many kinds."""


@dataclass(frozen=True, slots=True)
class _Event:
    line: int
    component: Component
    calendar: str
    withdrawn: bool

    def words(self, name: str) -> str:
        return " ".join(str(self.component.get(name, "")).split())

    def moment(self, name: str) -> Moment | None:
        """A property that is a day or a time; None where it is missing or cannot be read."""
        try:
            found = getattr(self.component.get(name), "dt", None)
            shown = _local(found) if isinstance(found, date) else None
        except (ValueError, OverflowError):  # too far off for Copenhagen's clocks
            return None
        return found if shown else None

    @property
    def status(self) -> str:
        return CANCELLED if self.withdrawn or self.words("STATUS").upper() == "CANCELLED" else ""


def parse(content: bytes) -> Source:
    """The events of a calendar file. `text`: the summary; `label`: the calendar's name; `number`: where it begins.

    `cells`: date, time in Copenhagen (empty for a whole day), place, "cancelled", "endless" for a series without end,
    why the event cannot be read, and what it is where a Sagsgang wrote it (states.feed.EntryKind). Raises Unreadable,
    also for a text that is no calendar (ValueError).
    """
    text, _ = decode(content)
    events = list(_events(text))
    own = {(one.words("UID"), _key(one, "RECURRENCE-ID")) for one in events if one.moment("RECURRENCE-ID")}
    lines = tuple(islice((line for one in _newest(events) for line in _lines(one, own)), MOST_EVENTS + 1))
    if len(lines) > MOST_EVENTS:
        raise Unreadable(f"it has over {MOST_EVENTS:,} events, more than any calendar of meetings")
    return Source(lines, wrapped=False)


def _events(text: str) -> Iterator[_Event]:
    """Every event, each with the line on which it begins. What does not end, the parser leaves out in silence."""
    calendars = Calendar.from_ical(text, multiple=True)
    found = [(calendar, component) for calendar in calendars for component in calendar.walk("VEVENT")]
    starts = [number for number, line in enumerate(text.splitlines(), start=1) if START.fullmatch(line)]
    if len(starts) != len(found):
        raise Unreadable("it is damaged or incomplete: not every event in it has an end")
    for (calendar, component), start in zip(found, starts, strict=True):
        name = " ".join(str(calendar.get("X-WR-CALNAME", "")).split())
        yield _Event(start, component, name, str(calendar.get("METHOD", "")).upper() == "CANCEL")


def _newest(events: Iterable[_Event]) -> list[_Event]:
    """An event that stands there again, with no lower SEQUENCE, replaces the one before (RFC 5545, 3.8.7.4)."""
    found: dict[object, _Event] = {}
    for one in events:
        key = (one.words("UID"), _key(one, "RECURRENCE-ID")) if one.words("UID") else one.line
        if key not in found or _sequence(one) >= _sequence(found[key]):
            found[key] = one
    return list(found.values())


def _sequence(one: _Event) -> int:
    word = one.words("SEQUENCE")
    return int(word) if word.isdecimal() else 0


def _key(one: _Event, name: str) -> str:
    moment = one.moment(name)
    return _local(moment).isoformat() if moment else ""


def _lines(one: _Event, own: set[tuple[str, str]]) -> Iterator[Line]:
    """The event on each of its days but those that events of their own tell of (`own`)."""
    start = one.moment("DTSTART")
    if start is None or ("RECURRENCE-ID" in one.component and one.moment("RECURRENCE-ID") is None):
        yield _line(one, None, problem="it has no date that can be read")
        return
    if "RRULE" not in one.component and "RDATE" not in one.component:
        yield _line(one, start)
        return
    try:
        days, endless = _repeated(one, start)
    except (ValueError, TypeError, ArithmeticError):
        yield _line(one, start, problem="the rule by which it repeats cannot be read")
        return
    if len(days) > MOST_OF_SERIES and not endless:
        yield _line(one, start, problem=f"it repeats over {MOST_OF_SERIES:,} times, more than any meeting")
        return
    for day in days:
        if (one.words("UID"), _local(day).isoformat()) not in own:
            yield _line(one, day, endless=endless)


def _repeated(one: _Event, start: Moment) -> tuple[list[Moment], bool]:
    """The days of a series, and whether it goes on without end."""
    first = _naive(start, start)
    found = {first}
    rules = _several(one.component.get("RRULE"))
    for rule in rules:
        found.update(islice(_rule(rule, start, first), MOST_OF_SERIES + 1))
    found |= {_naive(day, start) for day in _dates(one, "RDATE")}
    left_out = list(_dates(one, "EXDATE"))
    moments = {_naive(day, start) for day in left_out if isinstance(day, datetime)}
    whole_days = {day for day in left_out if not isinstance(day, datetime)}
    kept = sorted(day for day in found if day not in moments and day.date() not in whole_days)
    endless = any("COUNT" not in rule and "UNTIL" not in rule for rule in rules)
    return [_as(start, day) for day in kept], endless


def _rule(rule: Component, start: Moment, first: datetime) -> Iterable[datetime]:
    """A rule in the event's own wall time: a meeting at ten stays at ten when the clocks change."""
    until = next(iter(_several(rule.get("UNTIL"))), None)
    words = ";".join(part for part in rule.to_ical().decode().split(";") if not part.startswith("UNTIL="))
    made: Any = rrulestr(words, dtstart=first)
    if until is None:
        return made  # type: ignore[no-any-return]  # a rule is its days in order
    last = _naive(until, start) if isinstance(until, datetime) else datetime.combine(until, time.max)
    return made.replace(until=last)  # type: ignore[no-any-return]  # as above


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _dates(one: _Event, name: str) -> Iterator[Moment]:
    for entry in _several(one.component.get(name)):
        for day in getattr(entry, "dts", ()):
            if isinstance(day.dt, date):
                yield day.dt


def _naive(moment: Moment, start: Moment) -> datetime:
    """A moment on the wall clock of where the event begins."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    zone = start.tzinfo if isinstance(start, datetime) else None
    if moment.tzinfo is None:
        return moment
    return (moment.astimezone(zone) if zone else moment.astimezone(ZONE)).replace(tzinfo=None)


def _as(start: Moment, day: datetime) -> Moment:
    """A day of a series as its first day was told: a whole day, or a time of day there."""
    return day.replace(tzinfo=start.tzinfo) if isinstance(start, datetime) else day.date()


def _local(moment: Moment) -> Moment:
    """A moment in Copenhagen; a whole day, and a time without a zone, as they stand."""
    return moment.astimezone(ZONE) if isinstance(moment, datetime) and moment.tzinfo else moment


def _line(one: _Event, moment: Moment | None, *, endless: bool = False, problem: str = "") -> Line:
    local = _local(moment) if moment else None
    cells = (
        local.isoformat()[: len("YYYY-MM-DD")] if local else "",
        f"{local:%H:%M}" if isinstance(local, datetime) else "",
        one.words("LOCATION"),
        one.status,
        ENDLESS if endless else "",
        problem,
        own_kind(one.words("UID")) or "",
    )
    return Line(one.words("SUMMARY"), one.line, Style.ROW, label=one.calendar, cells=cells)
