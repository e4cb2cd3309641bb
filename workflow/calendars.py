"""Taking in a calendar of meetings, all of it or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import meeting_row
from db.record import Update, Write
from ingest.calendar_file import CalendarRefused, MeetingLine
from states.facts import MeetingFacts
from states.forums import RegisteredForum, UnknownForum
from workflow.cancelling import plan_again
from workflow.desk import CANCELLED, HELD, Desk, open_desk
from workflow.meetings import meeting_row_of


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a calendar: how many meetings were new, changed, and as they stood already."""

    added: int
    changed: int
    same: int


def load_calendar(connection: Connection, lines: Sequence[MeetingLine], name: str, *, by: str, now: datetime) -> Loaded:
    """Put every meeting of a file into the register; one that is there takes on what the file says of it.

    A meeting that was cancelled is planned again. Raises CalendarRefused for unknown forums and for meetings that are
    over, naming every line; then nothing is written.
    """
    with open_desk(connection, by=by, now=now) as desk:
        entries, problems = _forums(desk, lines)
        if problems:
            raise CalendarRefused(name, problems)
        counts = {"added": 0, "changed": 0, "same": 0}
        writes: list[Write] = []
        for line, entry in zip(lines, entries, strict=True):
            known = next((one for one in desk.meetings(entry.forum.code) if one.on == line.on), None)
            rows = list(_rows(connection, desk, entry, known, line))
            counts["added" if known is None else "changed" if rows else "same"] += 1
            writes += rows
        desk.note("calendar_loaded", None, {"file": name, **counts}, *writes)
    return Loaded(**counts)


def _forums(desk: Desk, lines: Sequence[MeetingLine]) -> tuple[list[RegisteredForum], list[str]]:
    entries: list[RegisteredForum] = []
    problems: list[str] = []
    seen: dict[tuple[str, Any], int] = {}
    for line in lines:
        try:
            entry = desk.forum(line.forum)
        except UnknownForum as refusal:
            problems.append(f"line {line.line}: {refusal}")
            continue
        first = seen.setdefault((entry.forum.code, line.on), line.line)
        if first != line.line:
            problems.append(f"line {line.line}: {entry.forum.code} {line.on} stands on line {first} already")
        entries.append(entry)
    return entries, problems


def _rows(
    connection: Connection, desk: Desk, entry: RegisteredForum, known: MeetingFacts | None, line: MeetingLine
) -> Iterator[Write]:
    said = {"at": line.at, "place": line.place, "cut_off": line.cut_off, "dispatch": line.dispatch}
    told: dict[str, Any] = {column: value for column, value in said.items() if value is not None}
    if known is None:
        yield meeting_row_of(desk, entry, line.on, **told)
        return
    if known.state == CANCELLED:
        yield from plan_again(connection, known, at=line.at, place=line.place)
    if known.state == HELD:
        return  # what has been is told by its minutes
    there = meeting_row(connection, known.id)
    if other := {column: value for column, value in told.items() if getattr(there, column) != value}:
        yield Update("meeting", {"id": known.id}, other)
