"""What is set for one meeting apart from its forum's settings: its time, its place, its cut-off and dispatch days."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import meeting_row
from db.record import Update
from states.errors import SagsgangError
from states.forums import RegisteredForum
from workflow.agenda import choose_meeting
from workflow.desk import LOCKED, PLANNED, open_desk
from workflow.errors import LockedAgenda, WrongMeetingState


class AfterTheMeeting(SagsgangError):
    """Items must be in, and the agenda out, by the day of the meeting."""

    def __init__(self, forum: str, on: date, what: str, day: date) -> None:
        super().__init__(f"{forum} {on}: the {what} {day} lies after the meeting. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class MeetingChange:
    """What is to be otherwise of a meeting; None: as it is. `at`: HH:MM.

    `usual`: the cut-off and dispatch days are those of the forum's settings again, but for the ones that are said.
    """

    at: str | None = None
    place: str | None = None
    cut_off: date | None = None
    dispatch: date | None = None
    usual: bool = False


@dataclass(frozen=True, slots=True)
class MeetingSet:
    """A meeting as it stands after a change."""

    forum: str
    on: date
    at: str | None
    place: str | None
    cut_off: date | None
    dispatch: date | None


def set_meeting(
    connection: Connection,
    forum: str,
    on: date,
    change: MeetingChange,
    *,
    reason: str | None = None,
    by: str,
    now: datetime,
) -> MeetingSet:
    """Change a planned meeting; one whose agenda is sent only for a `reason`.

    Raises UnknownForum, NoSuchMeeting, WrongMeetingState (held or cancelled), LockedAgenda, AfterTheMeeting.
    """
    with open_desk(connection, by=by, now=now) as desk:
        entry = desk.forum(forum)
        code = entry.forum.code
        meeting = choose_meeting(code, desk.meetings(code), on)
        if meeting.state not in (PLANNED, LOCKED):
            raise WrongMeetingState(code, on, meeting.state, "it stays as it is")
        if meeting.state == LOCKED and not reason:
            raise LockedAgenda(code, on)
        wanted = _wanted(entry, on, change)
        there = meeting_row(connection, meeting.id)
        other = {name: value for name, value in wanted.items() if getattr(there, name) != value}
        if other:
            facts = {"forum": code, "on": on, "reason": reason, **other}
            desk.note(
                "meeting_set", None, facts, Update("meeting", {"id": meeting.id}, other, {"state": meeting.state})
            )
    now_is = {name: other.get(name, getattr(there, name)) for name in ("at", "place", "cut_off", "dispatch")}
    return MeetingSet(code, on, **now_is)


def _wanted(entry: RegisteredForum, on: date, change: MeetingChange) -> dict[str, Any]:
    days = {"cut_off": entry.cut_off.before(on), "dispatch": entry.dispatch.before(on)} if change.usual else {}
    said = {name: getattr(change, name) for name in ("at", "place", "cut_off", "dispatch")}
    wanted = days | {name: value for name, value in said.items() if value is not None}
    for name in ("cut_off", "dispatch"):
        if name in wanted and wanted[name] > on:
            raise AfterTheMeeting(entry.forum.code, on, name.replace("_", "-"), wanted[name])
    return wanted
