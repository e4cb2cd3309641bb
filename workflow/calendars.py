"""Taking in a calendar of meetings, all of it or nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import meeting_row
from db.queries.facts import load_forums, load_meetings
from db.queries.imports import cases_before
from db.record import Update, Write, lock_cases
from ingest.calendar_lines import CalendarRefused, MeetingLine
from states.facts import MeetingFacts
from states.forums import RegisteredForum, UnknownForum
from workflow.cancelling import cancel_meeting, plan_again
from workflow.desk import CANCELLED, HELD, LOCKED, PLANNED, Desk, open_desk, registered
from workflow.errors import WrongMeetingState
from workflow.meetings import meeting_row_of

Found = tuple[MeetingLine, RegisteredForum]
"""A line of the file with the forum that it names."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a calendar: how many meetings were new, changed, as they stood already, and so on.

    `left_alone`: held, or their agenda is sent, so that no file changes them. `notes`: what a person should know.
    """

    added: int
    changed: int
    same: int
    left_alone: int = 0
    cancelled: int = 0
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Tally:
    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def loaded(self) -> Loaded:
        counts = self.counts
        return Loaded(
            added=counts["added"],
            changed=counts["changed"],
            same=counts["same"],
            left_alone=counts["left_alone"],
            cancelled=counts["cancelled"],
            notes=tuple(self.notes),
        )


def load_calendar(connection: Connection, lines: Sequence[MeetingLine], name: str, *, by: str, now: datetime) -> Loaded:
    """Put every meeting of a file into the register; one that is there takes on what the file says of it.

    A meeting that was cancelled is planned again; one that is off in the file is cancelled, and what was to come on it
    waits. One that is held, or whose agenda is sent, is left alone; so is every meeting that the file does not name.

    Raises CalendarRefused for unknown forums, for days that stand twice and for meetings that cannot be cancelled,
    naming every line; then nothing is written.
    """
    entries = _forums(connection, lines, name)
    off, on = _apart(entries)
    tally = _Tally()
    _cancel(connection, off, name, tally, by=by, now=now)
    with open_desk(connection, by=by, now=now) as desk:
        writes: list[Write] = []
        for line, entry in on:
            writes += _rows(connection, desk, entry, line, tally)
        desk.note("calendar_loaded", None, {"file": name, **_counted(tally)}, *writes)
    return tally.loaded()


def _counted(tally: _Tally) -> dict[str, int]:
    """What the journal tells: the first three always, the others where there are any."""
    return {"added": 0, "changed": 0, "same": 0} | dict(tally.counts)


def _forums(connection: Connection, lines: Sequence[MeetingLine], name: str) -> list[Found]:
    known = load_forums(connection)
    entries: list[Found] = []
    problems: list[str] = []
    seen: dict[tuple[str, date, bool], int] = {}
    for line in lines:
        try:
            entry = registered(known, line.forum)
        except UnknownForum as refusal:
            problems.append(f"line {line.line}: {refusal}")
            continue
        key = (entry.forum.code, line.on, line.cancelled)
        if key in seen and not line.cancelled:
            problems.append(f"line {line.line}: {entry.forum.code} {line.on} stands on line {seen[key]} already")
        seen.setdefault(key, line.line)
        entries.append((line, entry))
    if problems:
        raise CalendarRefused(name, problems)
    return entries


def _apart(entries: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """The meetings that are off, and those that are to be; one that is on again that day is to be."""
    on = [(line, entry) for line, entry in entries if not line.cancelled]
    days = {(entry.id, line.on) for line, entry in on}
    off = {(entry.id, line.on): (line, entry) for line, entry in entries if (entry.id, line.on) not in days}
    return list(off.values()), on


def _cancel(connection: Connection, off: Sequence[Found], name: str, tally: _Tally, *, by: str, now: datetime) -> None:
    """The cases of all these forums are held first, before the journal's head, always in that order."""
    codes = dict.fromkeys(entry.forum.code for _, entry in off)
    lock_cases(connection, {case for code in codes for case in cases_before(connection, code)})
    meetings = {(code, one.on): one for code in codes for one in load_meetings(connection, code)}
    problems: list[str] = []
    for line, entry in off:
        known = meetings.get((entry.forum.code, line.on))
        try:
            _cancel_one(connection, line, entry.forum.code, known, name, tally, by=by, now=now)
        except WrongMeetingState as refusal:
            problems.append(f"line {line.line}: {refusal}")
    if problems:
        raise CalendarRefused(name, problems)


def _cancel_one(
    connection: Connection,
    line: MeetingLine,
    code: str,
    known: MeetingFacts | None,
    name: str,
    tally: _Tally,
    *,
    by: str,
    now: datetime,
) -> None:
    if known is None:
        tally.notes.append(f"{code} {line.on} is off in the file and was not planned here: nothing was put in.")
    elif known.state in (PLANNED, LOCKED):
        cancel_meeting(connection, code, line.on, reason=name, by=by, now=now)
        tally.counts["cancelled"] += 1
        tally.notes.append(f"{code} {line.on} is cancelled, since it is off in the file.")
    else:
        tally.counts["left_alone" if known.state == HELD else "same"] += 1


def _rows(
    connection: Connection, desk: Desk, entry: RegisteredForum, line: MeetingLine, tally: _Tally
) -> Iterator[Write]:
    known = next((one for one in desk.meetings(entry.forum.code) if one.on == line.on), None)
    said = {"at": line.at, "place": line.place, "cut_off": line.cut_off, "dispatch": line.dispatch}
    told: dict[str, Any] = {column: value for column, value in said.items() if value is not None}
    if known is None:
        tally.counts["added"] += 1
        yield meeting_row_of(desk, entry, line.on, **told)
        return
    there = meeting_row(connection, known.id)
    other = {column: value for column, value in told.items() if getattr(there, column) != value}
    if known.state == HELD or (known.state == LOCKED and other):
        tally.counts["left_alone"] += 1
        tally.notes += _why_left(known, other)
        return
    tally.counts["changed" if other or known.state == CANCELLED else "same"] += 1
    if known.state == CANCELLED:
        tally.notes.append(f"{known.forum} {line.on} was cancelled and is planned again, since the file has it.")
        yield from plan_again(connection, known, at=line.at, place=line.place)
    if other:
        yield Update("meeting", {"id": known.id}, other)


def _why_left(known: MeetingFacts, other: dict[str, Any]) -> Iterator[str]:
    if known.state == LOCKED:
        columns = ", ".join(other)
        yield (
            f"{known.forum} {known.on} keeps its {columns}, since its agenda is sent; to change it: "
            f"sagsgang meeting set {known.forum} {known.on} … --reason WORDS."
        )


def days_there(connection: Connection, forum: str) -> dict[date, str]:
    """The days on which a forum has a meeting, each with its state. Raises UnknownForum."""
    code = registered(load_forums(connection), forum).forum.code
    return {one.on: one.state for one in load_meetings(connection, code)}
