"""When a promised case comes: at the next meeting, at some coming one, or between two days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.dates import FoundDate, find_dates
from ingest.phrases import compiled, entry, pattern
from states.calendar import ONE_DAY

_ONE_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class When:
    """When, from `start` to `end` of a sentence. Days both None: at some coming meeting. `at_meeting`: it says so."""

    start: int
    end: int
    earliest: date | None = None
    latest: date | None = None
    at_meeting: bool = True
    next_meeting: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether the words themselves name a time."""
        return self.earliest is not None or self.latest is not None


def whens(sentence: str, on: date, *, past: bool = False) -> list[When]:
    """Every later time that a sentence names, in reading order; on: the day of the paper's meeting.

    `past`: the times that are over instead, or the paper's own. "Næste møde i september" is one time, not two.
    """
    if past:
        return [when for when in _days(sentence, on, past=True) if when.latest and when.latest <= on]
    days = [when for when in _days(sentence, on) if (when.latest or on) > on]
    meetings = [*_meetings(sentence, "next"), *_meetings(sentence, "some")]
    found: list[When] = []
    for meeting in sorted(meetings, key=lambda one: one.start):
        if all(meeting.start >= other.end for other in found):
            found.append(meeting)
    return sorted(_merged(found, days), key=lambda one: one.start)


def _meetings(sentence: str, key: str) -> Iterator[When]:
    for match in pattern(f"promises.{key}").finditer(sentence):
        yield When(match.start(), match.end(), next_meeting=key == "next")


def _merged(meetings: list[When], days: list[When]) -> Iterator[When]:
    """A day that stands just behind a meeting dates it ("næste møde den 5. februar", "et kommende møde i foråret")."""
    taken: set[int] = set()
    for meeting in meetings:
        own = next((day for day in days if 0 <= day.start - meeting.end <= len(" mandag den ")), None)
        if own is None:
            yield meeting
        else:
            taken.add(own.start)
            exact = own.earliest == own.latest
            yield When(meeting.start, own.end, own.earliest, own.latest, True, meeting.next_meeting and not exact)
    yield from (day for day in days if day.start not in taken)


def _days(sentence: str, on: date, *, past: bool = False) -> Iterator[When]:
    """The dated times, whole and vague, each as a span of days after the paper's meeting."""
    spells = list(_spells(sentence, on))
    yield from spells
    for found in find_dates(sentence, on, past=past):
        if any(one.start < found.end and found.start < one.end for one in spells):
            continue
        before = sentence[: found.start]
        if pattern("promises.not_when").search(before):
            continue
        month = pattern("promises.month_meeting").match(sentence, found.start)
        at_meeting = bool(month or pattern("promises.meeting_before").search(before))
        earliest, latest = _span(found, before, on, past=past)
        if latest is not None and not _is_this_meeting(earliest, latest, on, past=past):
            yield When(found.start, month.end() if month else found.end, earliest, latest, at_meeting)


def _span(found: FoundDate, before: str, on: date, *, past: bool) -> tuple[date | None, date | None]:
    earliest, latest = found.on or found.earliest, found.on or found.latest
    if past or earliest is None or latest is None:
        return earliest, latest
    if pattern("promises.until").search(before) or earliest <= on < latest:
        return on + ONE_DAY, latest
    return earliest, latest


def _is_this_meeting(earliest: date | None, latest: date, on: date, *, past: bool) -> bool:
    """ "Mødet i juni", said at the meeting in June, is that meeting."""
    same_month = (latest.year, latest.month) == (on.year, on.month)
    return not past and same_month and earliest is not None and latest - earliest < _ONE_MONTH


def _spells(sentence: str, on: date) -> Iterator[When]:
    taken: list[tuple[int, int]] = []
    for source, first, last in entry("promises.spells").values():
        for match in compiled(source).finditer(sentence):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            year = on.year + (first <= last <= 12 and last < on.month)
            begins, ends = _first(year, first), _first(year, last + 1) - ONE_DAY
            yield When(match.start(), match.end(), max(begins, on + ONE_DAY), ends, at_meeting=False)


def _first(year: int, month: int) -> date:
    """The first day of a month, counted on from January of a year (13: the next January)."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
