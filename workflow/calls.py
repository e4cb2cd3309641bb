"""The call for items: before a forum's cut-off each officer is told which cases a meeting expects, and what lacks."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import waiting_at
from db.queries.calls import CalledMeeting, addresses, called_meetings
from db.queries.clock import head_of_secretariat
from db.queries.facts import load_forums, load_meetings
from db.queries.outbox import known_keys
from db.queries.promises import load_promises
from states.addresses import Address
from states.calendar import add_working_days
from states.calling import CalledCase
from states.forums import RegisteredForum
from states.letters import Draft, LetterKind
from states.paper import Item
from states.people import Reached
from states.pipeline import OnTheWay, Stage
from states.promises import Promised, PromiseState
from templates.letter_words import called_case, meeting_words
from templates.words import day, weekday_and_day
from workflow.agenda import case_items, wait_for
from workflow.batch import Batch
from workflow.desk import PLANNED
from workflow.people import reach_all
from workflow.pipeline import pipeline

AHEAD = 10
"""Working days before the cut-off when the call goes out: time to write a text and have it read."""

SECTIONS = ("recommendation", "presentation")
"""What an item must have words for. Its background may be the course of the case alone, which is told by itself."""


def calls(connection: Connection, *, today: date, link: str) -> Batch:
    """One letter for each officer with a case for a meeting, and one with all of them for the head of secretariat.

    Once for each meeting and cut-off; after the cut-off, never.
    """
    due = [one for one in called_meetings(connection, today) if _is_due(one, today)]
    people = addresses(connection) if due else []
    head = head_of_secretariat(connection) if due else None
    likely = {*people, *((head,) if head else ())}
    drafts: list[Draft] = []
    for one in due:
        if not _was_called(connection, [_key(one, email) for email in likely]):
            letters = list(_letters(connection, one, head, today, link))
            drafts += [] if _was_called(connection, [draft.key for draft in letters]) else letters
    return Batch(tuple(drafts))


def _is_due(meeting: CalledMeeting, today: date) -> bool:
    return add_working_days(meeting.cut_off, -AHEAD) <= today <= meeting.cut_off


def _key(meeting: CalledMeeting, email: str) -> str:
    return f"call:{meeting.id}:{meeting.cut_off}:{email}"


def _was_called(connection: Connection, keys: Collection[str]) -> bool:
    """All letters of a call are queued together, so one of them tells that all were."""
    return bool(known_keys(connection, keys))


def _letters(
    connection: Connection, meeting: CalledMeeting, head: str | None, today: date, link: str
) -> Iterator[Draft]:
    cases = expected(connection, meeting, today)
    reached = reach_all(connection, {officer for case in cases for officer in case.officers})
    own = _by_address(cases, reached)
    facts = _facts(connection, meeting)
    names = {one.email: one.name for one in reached.values() if one.email}
    names |= {head: reach_all(connection, [head])[head].name} if head and head not in names else {}
    for email in dict.fromkeys([*([head] if head else []), *sorted(own)]):
        whole = email == head
        theirs = cases if whole else own[email]
        told = _told(theirs, reached if whole else {}, link)
        letter = {**facts, "head": whole, "cases": told, "promised": _promised(connection, meeting) if whole else []}
        named = tuple(sorted({case.case_id for case in theirs if not case.closed}))
        yield Draft(_key(meeting, email), LetterKind.CALL, _address(email, names), letter, named=named)


def _address(email: str, names: Mapping[str, str]) -> Address:
    name = names.get(email, "")
    return Address(email, "" if "@" in name else name)


def _by_address(cases: Sequence[CalledCase], reached: Mapping[str, Reached]) -> dict[str, list[CalledCase]]:
    found: dict[str, list[CalledCase]] = defaultdict(list)
    for case in cases:
        for email in dict.fromkeys(reached[officer].email for officer in case.officers):
            if email:
                found[email].append(case)
    return found


def _told(cases: Sequence[CalledCase], reached: Mapping[str, Reached], link: str) -> list[dict[str, Any]]:
    """Each case in words; the head of secretariat is told whose it is, and who has no address."""
    return [
        {
            **called_case(case, link),
            "officers": [reached[one].name for one in case.officers if one in reached],
            "unreached": [one for one in case.officers if one in reached and not reached[one].email],
        }
        for case in cases
    ]


def _facts(connection: Connection, meeting: CalledMeeting) -> dict[str, Any]:
    after = next((one for one in load_meetings(connection, meeting.code) if one.on > meeting.on), None)
    return {
        "forum": meeting.forum,
        "meeting": meeting_words(meeting.on, meeting.at),
        "day": day(meeting.on),
        "cut_off": weekday_and_day(meeting.cut_off),
        "cut_off_day": day(meeting.cut_off),
        "dispatch": weekday_and_day(meeting.dispatch),
        "next_meeting": day(after.on) if after else "",
    }


def expected(connection: Connection, meeting: CalledMeeting, today: date) -> list[CalledCase]:
    """The cases that are to come on at this meeting: those that wait for it, then those on their way there."""
    entry = load_forums(connection)[meeting.code]
    promised = {one.case_id for one in _promises(connection, meeting) if one.case_id}
    waiting = _waiting(connection, entry, meeting, promised)
    there = {case.case_id for case in waiting}
    first = _is_first(connection, meeting, today)
    found = pipeline(connection, forum=meeting.code, since=today, closed=True, today=today)
    coming = [one for one in found.cases if one.case_id not in there]
    places = {one.case_id: _place(one, meeting, first=first) for one in coming}
    names = {code: forum.name for code, forum in found.forums.items()}
    return [
        *waiting,
        *(
            _on_its_way(one, place, names, one.case_id in promised)
            for one in coming
            if (place := places[one.case_id]) is not None
        ),
    ]


def _waiting(
    connection: Connection, entry: RegisteredForum, meeting: CalledMeeting, promised: set[int]
) -> list[CalledCase]:
    meetings = load_meetings(connection, meeting.code)
    this = next(one for one in meetings if one.id == meeting.id)
    rows = waiting_at(connection, entry.id)
    cases = wait_for(connection, entry, this, meetings, rows)
    return [_of_item(item, item.case_id in promised) for _, item in case_items(connection, cases)]


def _of_item(item: Item, promised: bool) -> CalledCase:
    return CalledCase(
        case_id=item.case_id or 0,
        title=item.title,
        officers=item.officers,
        closed=item.closed,
        missing=tuple(name for name in SECTIONS if not getattr(item, name)),
        marks=item.attachment_marks,
        files=len(item.attachments),
        promised=promised,
    )


def _place(one: OnTheWay, meeting: CalledMeeting, *, first: bool) -> int | None:
    """Which of the stops ahead the case comes to at this meeting. A draft can come on at the `first` open one."""
    there = [place for place, leg in enumerate(one.ahead) if meeting.code in leg.forums]
    if one.stage is Stage.PREPARED and first and there[:1] == [0]:
        return 0
    return next((place for place in there if one.ahead[place].on == meeting.on), None)


def _on_its_way(one: OnTheWay, place: int, names: Mapping[str, str], promised: bool) -> CalledCase:
    here = one.ahead[0]
    return CalledCase(
        case_id=one.case_id,
        title=one.title,
        officers=one.officers,
        closed=one.closed,
        elsewhere=tuple(names[code] for code in here.forums) if place else (),
        then=here.on if place else None,
        draft=one.stage is Stage.PREPARED,
        promised=promised,
    )


def _is_first(connection: Connection, meeting: CalledMeeting, today: date) -> bool:
    """Whether it is the forum's first meeting whose agenda is still open."""
    planned = (one for one in load_meetings(connection, meeting.code) if one.state == PLANNED and one.on >= today)
    return next((one.id for one in planned), None) == meeting.id


def _promises(connection: Connection, meeting: CalledMeeting) -> list[Promised]:
    return [one for one in load_promises(connection, meeting.code) if _falls_on(one, meeting.on)]


def _falls_on(one: Promised, on: date) -> bool:
    if one.state is not PromiseState.OPEN or (one.earliest is None and one.latest is None):
        return False
    return (one.earliest or on) <= on <= (one.latest or on)


def _promised(connection: Connection, meeting: CalledMeeting) -> list[str]:
    """What was promised to the meeting and has no case yet; what a closed item promised is not told."""
    return [one.subject for one in _promises(connection, meeting) if one.case_id is None and not one.closed]
