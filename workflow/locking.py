"""Fixing an agenda as it is sent: its items, the cases placed on it, and what changed since it was fixed before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import decided_at, printed_items, waiting_at
from db.queries.facts import load_forums
from db.queries.imports import cases_before
from db.record import Insert, Update, Write, lock_cases
from states.differences import SENT_FIELDS, Difference, differences
from states.facts import MeetingFacts
from states.forums import RegisteredForum
from states.machine import TreatmentTrigger, treatment_after
from states.paper import Item, Paper
from states.paper_json import dump_text, reading
from workflow.agenda import choose_meeting, next_agenda, wait_for
from workflow.desk import LOCKED, PLANNED, Desk, open_desk, registered
from workflow.dispatching import keep_dispatch
from workflow.errors import LockedAgenda, WrongMeetingState
from workflow.printing import COURSE, section


@dataclass(frozen=True, slots=True)
class Locked:
    """A locked agenda: its paper, which dispatch it is (1 the first), and what changed since the one before."""

    paper: Paper
    version: int
    changes: tuple[Difference, ...]


def lock_agenda(
    connection: Connection, forum: str, on: date | None, *, reason: str | None, by: str, now: datetime
) -> Locked:
    """Fix the agenda as it now stands; a locked one again takes in what waits since, for a `reason`.

    Raises NoMeetingAhead, NoSuchMeeting, WrongMeetingState (held), LockedAgenda (no reason).
    """
    hold_cases(connection, forum)
    with open_desk(connection, by=by, now=now) as desk:
        entry = desk.forum(forum)
        code = entry.forum.code
        meeting = choose_meeting(code, desk.meetings(code), on)
        if meeting.state not in (PLANNED, LOCKED):
            raise WrongMeetingState(code, meeting.on, meeting.state, "its agenda cannot be locked")
        if meeting.state == LOCKED and not reason:
            raise LockedAgenda(code, meeting.on)
        before = next_agenda(connection, code, meeting.on).paper
        rows: list[Write] = list(_add_items(connection, desk, entry, meeting, before))
        facts = {"forum": code, "on": meeting.on, "reason": reason}
        rows.append(Update("meeting", {"id": meeting.id}, {"state": LOCKED, "lock_reason": reason}))
        desk.note("agenda_locked", None, facts, *rows)
    return _keep(connection, code, meeting, reason, by=by, now=now)


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
    ends = _ends(there)
    for row in late:
        title = row.group_title or entry.group_title
        group, last, position = ends.get(title, (_after(ends), 0, there[-1].position + 1))
        ends[title] = (group, last + 1, position)
        item = Item(number=f"{group}.{last + 1}", title=row.title, case_id=row.case_id, closed=row.closed)
        yield _item_row(desk, meeting, item, title, position, row.id)
        yield _placed(row, meeting)


def _ends(there: Sequence[Any]) -> dict[str, tuple[int, int, int]]:
    """Where each printed group ends: its number, its last item's number within it, and that item's position."""
    ends: dict[str, tuple[int, int, int]] = {}
    for item in there:
        group, _, last = (item.number or "0.0").partition(".")
        ends[item.group_title] = (int(group or 0), int(last or 0), item.position)
    return ends


def _after(ends: Mapping[str, tuple[int, int, int]]) -> int:
    """The number of a group that was not printed: what was sent keeps its numbers, so it comes last."""
    return max((group for group, _, _ in ends.values()), default=0) + 1


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


def _keep(
    connection: Connection, code: str, meeting: MeetingFacts, reason: str | None, *, by: str, now: datetime
) -> Locked:
    after = next_agenda(connection, code, meeting.on).paper
    version, sent = keep_dispatch(connection, meeting, after, reason, by=by, now=now)
    changes = differences(reading(sent.paper), reading(after), fields=SENT_FIELDS) if sent else []
    return Locked(after, version, tuple(changes))


def hold_cases(connection: Connection, forum: str) -> None:
    """Hold every case that the forum has before it, before the journal's head, always in that order."""
    code = registered(load_forums(connection), forum).forum.code
    lock_cases(connection, cases_before(connection, code))
