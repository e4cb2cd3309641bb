"""Meetings in a calendar file (ICS): whose each event is, and how far a series without end is followed."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from ingest.calendar_lines import CANCELLED, ENDLESS, CalendarFile, CalendarRefused, MeetingLine, read_day
from ingest.phrases import pattern
from ingest.source import Line
from states.feed import EntryKind
from states.forums import Forum

YEARS_AHEAD = 5
"""So many years from today a series without end is followed."""
LONGEST_SHOWN = 60


def read_events(
    events: Iterable[Line], name: str, forums: Sequence[Forum], forum: str | None, today: date
) -> CalendarFile:
    """The meetings that events tell of. `forum`: whose they all are; else their summary or their calendar names it.

    The feed of a Sagsgang brings more than meetings; the rest of it is left out, and told.
    Raises CalendarRefused, which names every event that cannot be used.
    """
    until = today.replace(year=today.year + YEARS_AHEAD, day=1)
    found: list[MeetingLine] = []
    problems: dict[str, None] = {}
    cut: dict[str, None] = {}
    told, others = _without_others(events)
    for event in told:
        if event.cells[4] == ENDLESS and event.cells[0] > until.isoformat():
            cut[f"“{_shown(event)}” repeats without end; it was followed to {until}."] = None
            continue
        try:
            found.append(_meeting(event, forums, forum))
        except ValueError as problem:
            problems[f"line {event.number}: “{_shown(event)}”: {problem}"] = None
    if problems or not found:
        raise CalendarRefused(name, list(problems) or ["it has no meetings"])
    return CalendarFile(tuple(found), (*cut, *others))


def _without_others(events: Iterable[Line]) -> tuple[list[Line], list[str]]:
    """The events without those that are no meetings by their own name, and a line that tells of these."""
    told: list[Line] = []
    others: Counter[str] = Counter()
    for event in events:
        kind = event.cells[6]
        if kind in ("", EntryKind.MEETING):
            told.append(event)
        else:
            others[kind] += 1
    if not others:
        return told, []
    kinds = ", ".join(f"{others[kind]} {kind.replace('_', ' ')}" for kind in sorted(others))
    return told, [f"It is a calendar of Sagsgang; what is no meeting in it was left out: {kinds}."]


def _meeting(event: Line, forums: Sequence[Forum], forum: str | None) -> MeetingLine:
    day, clock, place, status, _, problem, _ = event.cells
    if problem:
        raise ValueError(problem)
    whose = forum or _named(event.text, forums) or _named(event.label, forums)
    if not whose:
        raise ValueError("it names no forum; say whose meetings these are (--forum), or take the event out")
    on = read_day(day, "date")
    return MeetingLine(event.number, whose, on, clock or None, place or None, cancelled=status == CANCELLED)


def _named(words: str, forums: Sequence[Forum]) -> str | None:
    """The code of the forum that is named; None where none is. Raises ValueError where there are several.

    A municipality's bare name is its council's only where the words speak of councils, or are nothing else; beside
    another forum it is the place.
    """
    matcher, by_name = _matcher(tuple(forums))
    found = [(match, by_name[_plain(match["name"])]) for match in matcher.finditer(words)]
    speaks = pattern("head.council").search(words) is not None
    others = {one.code for _, one in found if not one.municipality}
    councils = {one.code for match, one in found if one.municipality and (speaks or match[0] == words.strip())}
    codes = others or councils
    if len(codes) > 1:
        raise ValueError(f"it names {' and '.join(sorted(codes))}; say whose meetings these are (--forum)")
    return next(iter(codes), None)


@lru_cache(maxsize=8)
def _matcher(forums: tuple[Forum, ...]) -> tuple[re.Pattern[str], dict[str, Forum]]:
    by_name: dict[str, Forum] = {}
    for forum in forums:
        for name in forum.names:
            by_name.setdefault(_plain(name), forum)
    names = "|".join(map(re.escape, sorted(by_name, key=len, reverse=True))).replace(r"\ ", r"\s+")
    after = pattern("calendar.after_a_name").pattern
    return re.compile(rf"(?<![\w-])(?P<name>{names or '(?!)'})(?:{after})(?![\w-])", re.IGNORECASE), by_name


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _shown(event: Line) -> str:
    words = event.text or "no words"
    return f"{words[:LONGEST_SHOWN]}…" if len(words) > LONGEST_SHOWN else words
