"""Meetings: add, lock their agenda, put its cases in order, hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import decided_at, printed_items, treatments, waiting_at
from db.queries.facts import load_case, load_forums, load_meetings
from db.record import Insert, Update, Write
from states.differences import Difference, differences
from states.errors import SagsgangError
from states.facts import MeetingFacts
from states.forums import RegisteredForum
from states.machine import TreatmentTrigger, treatment_after
from states.paper import Item, Paper
from states.paper_json import dump_text, reading
from workflow.agenda import choose_meeting, next_agenda, wait_for
from workflow.desk import HELD, LOCKED, PLANNED, Desk, open_desk, registered
from workflow.errors import LockedAgenda, MeetingState, NotThere
from workflow.printing import COURSE, section


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


@dataclass(frozen=True, slots=True)
class Locked:
    """A locked agenda: its paper, and what changed since it was locked before."""

    paper: Paper
    changes: tuple[Difference, ...]


def meeting_row_of(desk: Desk, entry: RegisteredForum, on: date, state: str = PLANNED, **more: Any) -> Insert:
    """The row of a new meeting, with its cut-off and dispatch days by the forum's settings (calendar days)."""
    row = {
        "id": desk.ledger.next_id(),
        "forum_id": entry.id,
        "on": on,
        "state": state,
        "cut_off": on - timedelta(days=entry.cut_off),
        "dispatch": on - timedelta(days=entry.dispatch),
    }
    return Insert("meeting", row | more)


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
    """Plan a meeting of a forum. `at`: HH:MM. Raises UnknownForum, MeetingExists."""
    with open_desk(connection, by=by, now=now) as desk:
        entry = desk.forum(forum)
        if any(meeting.on == on for meeting in desk.meetings(entry.forum.code)):
            raise MeetingExists(entry.forum.code, on)
        row = meeting_row_of(desk, entry, on, at=at, place=place)
        desk.note("meeting_added", None, {"forum": entry.forum.code, "on": on}, row)
    return MeetingFacts(int(row.row["id"]), entry.forum.code, on, PLANNED, at, place)


def lock_agenda(
    connection: Connection, forum: str, on: date | None, *, reason: str | None, by: str, now: datetime
) -> Locked:
    """Fix the agenda as it now stands; a locked one again takes in what waits since, for a `reason`.

    Raises NoMeetingAhead, NoSuchMeeting, MeetingState (held), LockedAgenda (no reason).
    """
    with open_desk(connection, by=by, now=now) as desk:
        entry = desk.forum(forum)
        code = entry.forum.code
        meeting = choose_meeting(code, desk.meetings(code), on)
        if meeting.state not in (PLANNED, LOCKED):
            raise MeetingState(code, meeting.on, meeting.state, "its agenda cannot be locked")
        if meeting.state == LOCKED and not reason:
            raise LockedAgenda(code, meeting.on)
        before = next_agenda(connection, code, meeting.on).paper
        rows: list[Write] = list(_add_items(connection, desk, entry, meeting, before))
        facts = {"forum": code, "on": meeting.on, "reason": reason}
        rows.append(Update("meeting", {"id": meeting.id}, {"state": LOCKED, "lock_reason": reason}))
        desk.note("agenda_locked", None, facts, *rows)
    return _keep_view(connection, code, meeting, before, by=by, now=now)


def _add_items(
    connection: Connection, desk: Desk, entry: RegisteredForum, meeting: MeetingFacts, paper: Paper
) -> Iterator[Write]:
    if meeting.state == PLANNED:
        yield from fix_items(connection, desk, entry, meeting, paper)
        return
    there = printed_items(connection, meeting.id)
    on_it = {item.treatment_id for item in there}
    waiting = waiting_at(connection, entry.id)
    fits = {one.treatment_id for one in wait_for(connection, entry, meeting, desk.meetings(meeting.forum), waiting)}
    late = [row for row in waiting if row.id in fits - on_it]
    own = [item for item in there if item.kind == "case"] or there
    anchor = own[-1]
    group, _, last = (anchor.number or "1.0").partition(".")
    for step, row in enumerate(late, 1):
        number = f"{group}.{int(last or 0) + step}"
        item = Item(number=number, title=row.title, case_id=row.case_id)
        yield _item_row(desk, meeting, item, anchor.group_title, anchor.position, row.id)
        yield _placed(row, meeting)


def fix_items(
    connection: Connection, desk: Desk, entry: RegisteredForum, meeting: MeetingFacts, paper: Paper
) -> Iterator[Write]:
    """The rows of a paper's items as they are fixed; each case's treatment is placed on the agenda."""
    rows = {row.case_id: row for row in (*waiting_at(connection, entry.id), *decided_at(connection, meeting.id))}
    position = 0
    for group in paper.groups:
        for item in group.items:
            position += 10
            row = rows.get(item.case_id) if item.case_id else None
            yield _item_row(desk, meeting, item, group.title, position, row.id if row is not None else None)
            if row is not None and row.open:
                yield _placed(row, meeting, item)


def _placed(row: Any, meeting: MeetingFacts, item: Item | None = None) -> Update:
    state = treatment_after(row.state, TreatmentTrigger.PLACE)
    changes: dict[str, Any] = {"state": state, "meeting_id": meeting.id}
    if item is not None and COURSE not in row.texts:
        told = (item.background or ())[len(section(row.texts, "background") or ()) :]
        changes["texts"] = {**row.texts, COURSE: dump_text(told)}
    return Update("treatment", {"id": row.id}, changes, {"open": True})


def _item_row(
    desk: Desk, meeting: MeetingFacts, item: Item, group: str, position: int, treatment_id: int | None
) -> Insert:
    own = treatment_id is None
    texts = {name: dump_text(text) for name, text in _texts(item).items() if text is not None} if own else None
    row = {
        "id": desk.ledger.next_id(),
        "meeting_id": meeting.id,
        "treatment_id": treatment_id,
        "kind": item.kind,
        "group_title": group,
        "position": position,
        "number": item.number,
        "title": item.title,
        "closed": item.closed,
        "texts": texts,
        "purposes": list(item.purposes),
        "officers": list(item.officers),
        "journal_number": item.journal_number,
    }
    return Insert("agenda_item", row)


def _texts(item: Item) -> dict[str, Any]:
    return {
        "background": item.background,
        "recommendation": item.recommendation,
        "presentation": item.presentation,
    }


def _keep_view(
    connection: Connection, code: str, meeting: MeetingFacts, before: Paper, *, by: str, now: datetime
) -> Locked:
    """Keep the agenda as it was locked, so that later changes can be shown."""
    after = next_agenda(connection, code, meeting.on).paper
    with open_desk(connection, by=by, now=now) as desk:
        row = Update("meeting", {"id": meeting.id}, {"locked_view": reading(after)})
        desk.note("agenda_kept", None, {"forum": code, "on": meeting.on}, row)
    changes = differences(reading(before), reading(after)) if meeting.state == LOCKED else []
    return Locked(after, tuple(changes))


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

    Raises NotThere for a case that does not wait at the forum, LockedAgenda, and what choosing the meeting raises.
    """
    with open_desk(connection, by=by, now=now) as desk:
        entry = desk.forum(forum)
        code = entry.forum.code
        meeting = choose_meeting(code, desk.meetings(code), on)
        if meeting.state == LOCKED and not reason:
            raise LockedAgenda(code, meeting.on)
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

    Raises Undecided, MeetingState (held or cancelled already), and what choosing the meeting raises.
    """
    entry = registered(load_forums(connection), forum)
    code = entry.forum.code
    meeting = choose_meeting(code, load_meetings(connection, code), on)
    if meeting.state not in (PLANNED, LOCKED):
        raise MeetingState(code, meeting.on, meeting.state, "it cannot be held again")
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
