"""Meetings: add, lock their agenda, put its cases in order, hold."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import decided_at, printed_items, treatments, waiting_at
from db.queries.facts import load_case, load_forums, load_meetings
from db.record import Insert, Update, Write
from states.errors import SagsgangError
from states.facts import MeetingFacts
from states.forums import RegisteredForum
from workflow.agenda import choose_meeting, next_agenda
from workflow.cancelling import plan_again
from workflow.desk import CANCELLED, HELD, LOCKED, PLANNED, Desk, open_desk, registered
from workflow.errors import LockedAgenda, NotThere, WrongMeetingState
from workflow.locking import fix_items, hold_cases


class MeetingExists(SagsgangError):
    """The forum has a meeting on that day."""

    def __init__(self, forum: str, on: date) -> None:
        super().__init__(f"{forum} already has a meeting on {on}.")


class Undecided(SagsgangError):
    """A meeting is held when every case on its agenda has its decision."""

    def __init__(self, forum: str, on: date, items: Sequence[str]) -> None:
        named = "; ".join(items)
        super().__init__(
            f"{forum} {on} cannot be closed: {len(items)} without a decision: {named}. "
            "Decide each (sagsgang decide) or let it wait for the next meeting (sagsgang postpone)."
        )


def meeting_row_of(desk: Desk, entry: RegisteredForum, on: date, state: str = PLANNED, **more: Any) -> Insert:
    """The row of a new meeting, with its cut-off and dispatch days by the forum's settings."""
    row = {
        "id": desk.ledger.next_id(),
        "forum_id": entry.id,
        "on": on,
        "state": state,
        "cut_off": entry.cut_off.before(on),
        "dispatch": entry.dispatch.before(on),
    }
    return Insert("meeting", row | more)


def meeting_of_paper(desk: Desk, entry: RegisteredForum, on: date) -> MeetingFacts:
    """The forum's meeting on the day that a paper names; it is planned when the register does not have it."""
    code = entry.forum.code
    found = next((meeting for meeting in desk.meetings(code) if meeting.on == on), None)
    if found:
        return found
    row = meeting_row_of(desk, entry, on)
    desk.note("meeting_added", None, {"forum": code, "on": on}, row)
    return MeetingFacts(int(row.row["id"]), code, on, PLANNED)


def add_meeting(
    connection: Connection,
    forum: str,
    on: date,
    *,
    at: str | None = None,
    place: str | None = None,
    by: str,
    now: datetime,
) -> MeetingFacts:
    """Plan a meeting of a forum, or plan a cancelled one again. `at`: HH:MM. Raises UnknownForum, MeetingExists."""
    with open_desk(connection, by=by, now=now) as desk:
        entry = desk.forum(forum)
        code = entry.forum.code
        known = next((meeting for meeting in desk.meetings(code) if meeting.on == on), None)
        if known and known.state != CANCELLED:
            raise MeetingExists(code, on)
        if known:
            desk.note(
                "meeting_added", None, {"forum": code, "on": on}, *plan_again(connection, known, at=at, place=place)
            )
            return replace(known, state=PLANNED, at=at or known.at, place=place or known.place)
        row = meeting_row_of(desk, entry, on, at=at, place=place)
        desk.note("meeting_added", None, {"forum": code, "on": on}, row)
    return MeetingFacts(int(row.row["id"]), code, on, PLANNED, at, place)


def order_agenda(
    connection: Connection,
    forum: str,
    on: date | None,
    case_ids: Sequence[int],
    *,
    reason: str | None,
    by: str,
    now: datetime,
) -> None:
    """Put these cases first on the agenda, in this order; it sticks, those placed before come after them.

    A locked agenda needs a `reason`; there these cases change places among themselves.

    Raises NotThere for a case that does not wait at the forum, WrongMeetingState (held or cancelled), LockedAgenda, and
    what choosing the meeting raises.
    """
    with open_desk(connection, by=by, now=now) as desk:
        entry = desk.forum(forum)
        code = entry.forum.code
        meeting = choose_meeting(code, desk.meetings(code), on)
        _refuse_order(code, meeting, reason)
        waiting = {row.case_id: row for row in waiting_at(connection, entry.id)}
        for case_id in case_ids:
            if case_id not in waiting:
                case = load_case(connection, case_id)
                raise NotThere(case_id, code, [one.forum for one in case.open_treatments])
        order = list(dict.fromkeys(case_ids))
        placed = [row for row in waiting.values() if row.position is not None and row.case_id not in order]
        behind = sorted(placed, key=lambda row: int(row.position))
        rows: list[Write] = [
            Update("treatment", {"id": row.id}, {"position": place})
            for place, row in enumerate([*(waiting[case_id] for case_id in order), *behind], 1)
        ]
        if meeting.state == LOCKED:
            rows.extend(_renumber(connection, meeting, order))
        facts = {"forum": code, "on": meeting.on, "cases": order, "reason": reason}
        desk.note("agenda_ordered", None, facts, *rows)


def _refuse_order(code: str, meeting: MeetingFacts, reason: str | None) -> None:
    if meeting.state not in (PLANNED, LOCKED):
        raise WrongMeetingState(code, meeting.on, meeting.state, "its agenda keeps its order")
    if meeting.state == LOCKED and not reason:
        raise LockedAgenda(code, meeting.on)


def _renumber(connection: Connection, meeting: MeetingFacts, case_ids: Sequence[int]) -> Iterator[Update]:
    """The fixed items of these cases change places among themselves."""
    items = printed_items(connection, meeting.id)
    cases = {row.id: row.case_id for row in treatments(connection, [one.treatment_id or 0 for one in items]).values()}
    moving = {cases[item.treatment_id]: item for item in items if cases.get(item.treatment_id) in case_ids}
    places = [(item.position, item.number, item.group_title) for item in moving.values()]
    wanted = [case_id for case_id in case_ids if case_id in moving]
    for case_id, (position, number, group) in zip(wanted, places, strict=True):
        changes = {"position": position, "number": number, "group_title": group}
        yield Update("agenda_item", {"id": moving[case_id].id}, changes)


def hold_meeting(connection: Connection, forum: str, on: date | None, *, by: str, now: datetime) -> MeetingFacts:
    """Close a meeting: every case on its agenda has its decision. An agenda that was not locked is fixed first.

    Raises Undecided, WrongMeetingState (held or cancelled already), and what choosing the meeting raises.
    """
    hold_cases(connection, forum)
    entry = registered(load_forums(connection), forum)
    code = entry.forum.code
    meeting = choose_meeting(code, load_meetings(connection, code), on)
    if meeting.state not in (PLANNED, LOCKED):
        raise WrongMeetingState(code, meeting.on, meeting.state, "it cannot be held again")
    undecided = _undecided(connection, code, meeting)
    if undecided:
        raise Undecided(code, meeting.on, undecided)
    with open_desk(connection, by=by, now=now) as desk:
        rows: list[Write] = [Update("meeting", {"id": meeting.id}, {"state": HELD}, {"state": meeting.state})]
        if meeting.state == PLANNED:
            rows.extend(fix_items(connection, desk, entry, meeting, next_agenda(connection, code, meeting.on).paper))
        desk.note("meeting_held", None, {"forum": code, "on": meeting.on}, *rows)
    return meeting


def _undecided(connection: Connection, code: str, meeting: MeetingFacts) -> list[str]:
    if meeting.state == LOCKED:
        items = [item for item in printed_items(connection, meeting.id) if item.treatment_id]
        found = treatments(connection, [item.treatment_id for item in items])
        waiting = ((item, found[item.treatment_id]) for item in items)
        return [f"{item.number} {item.title} (case {row.case_id})" for item, row in waiting if row.open]
    paper = next_agenda(connection, code, meeting.on).paper
    decided = {row.case_id for row in decided_at(connection, meeting.id)}
    undecided = (item for item in paper.items if item.case_id and item.case_id not in decided)
    return [f"{item.number} {item.title} (case {item.case_id})" for item in undecided]
