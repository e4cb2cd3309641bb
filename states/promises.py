"""Løfter: cases that were promised to a forum, and when they are due, overdue or seem to be kept. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from states.calendar import ONE_DAY
from states.differences import title_key
from states.facts import MeetingFacts, MeetingState


class PromiseState(StrEnum):
    """Løftets tilstand. Proposed: the reader found it, and nobody has looked; dismissed: it was no promise."""

    PROPOSED = "proposed"
    OPEN = "open"
    KEPT = "kept"
    DROPPED = "dropped"
    DISMISSED = "dismissed"


WAITING = frozenset({PromiseState.PROPOSED, PromiseState.OPEN})
"""The states in which a promise waits for somebody."""


@dataclass(frozen=True, slots=True)
class FoundPromise:
    """A promise as a paper's words make it. `place`: the item's place in the paper (1 the first), `number` as printed.

    `forum`: a code. `earliest`, `latest`: the days between which it falls, both None for "et kommende møde".
    `next_meeting`: at the forum's next meeting after the paper's. `same_case`: the item's own case comes again.
    """

    place: int
    number: str
    forum: str
    subject: str
    words: str
    earliest: date | None = None
    latest: date | None = None
    next_meeting: bool = False
    same_case: bool = False


@dataclass(frozen=True, slots=True)
class Promised:
    """Løfte, as the register has it. `made_at`: the meeting whose paper says it. `closed`: a confidential item says it.

    `course`: how it was moved, as the register keeps it.
    """

    id: int
    forum: str
    subject: str
    words: str
    state: PromiseState
    source: str | None = None
    made_on: date | None = None
    made_at: int | None = None
    case_id: int | None = None
    earliest: date | None = None
    latest: date | None = None
    kept_on: date | None = None
    reason: str | None = None
    course: tuple[dict[str, str | None], ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class TreatedItem:
    """An item that stood on the agenda of a meeting of `forum`."""

    forum: str
    on: date
    number: str
    title: str
    case_id: int | None = None


def due_at(promise: Promised, meeting: MeetingFacts, meetings: Iterable[MeetingFacts]) -> bool:
    """Whether a promise is to be kept at a meeting: it waits, and no later meeting known can keep it in time.

    One for "a coming meeting" is due at each of them. `meetings`: the forum's.
    """
    made_before = promise.made_at != meeting.id and (promise.made_on is None or promise.made_on <= meeting.on)
    if promise.state not in WAITING or promise.forum != meeting.forum or not made_before:
        return False
    if promise.earliest and promise.earliest > meeting.on:
        return False
    return promise.latest is None or not any(meeting.on < one.on <= promise.latest for one in _real(meetings))


def overdue(promise: Promised, meetings: Iterable[MeetingFacts], today: date) -> bool:
    """Whether the last meeting that could keep a promise has passed. `meetings`: its forum's.

    While the calendar does not reach beyond the promise's last day, another meeting may still be planned.
    """
    if promise.state not in WAITING or promise.latest is None:
        return False
    if promise.latest < today:
        return True
    days = [one.on for one in _real(meetings)]
    left = any(today <= day <= promise.latest for day in days)
    return bool(days) and max(days) > promise.latest and not left


def next_after(meetings: Iterable[MeetingFacts], day: date) -> MeetingFacts | None:
    """A forum's first meeting after a day."""
    return min((one for one in _real(meetings) if one.on > day), key=lambda one: one.on, default=None)


def span_of(found: FoundPromise, meetings: Iterable[MeetingFacts], said_on: date) -> tuple[date | None, date | None]:
    """Between which days a found promise falls; "the next meeting" is the forum's, where the register knows it."""
    if found.next_meeting:
        coming = next_after(meetings, said_on)
        fits = coming and (found.earliest or coming.on) <= coming.on <= (found.latest or coming.on)
        if coming and fits:
            return coming.on, coming.on
        return found.earliest or said_on + ONE_DAY, found.latest
    return found.earliest, found.latest


def _real(meetings: Iterable[MeetingFacts]) -> Iterable[MeetingFacts]:
    return (one for one in meetings if one.state != MeetingState.CANCELLED)


def kept_by(promise: Promised, items: Sequence[TreatedItem]) -> TreatedItem | None:
    """The item of a held meeting that seems to keep a promise: the same case, else a title that is alike."""
    after = [
        one for one in items if one.forum == promise.forum and (promise.made_on is None or one.on > promise.made_on)
    ]
    same = (one for one in after if promise.case_id is not None and one.case_id == promise.case_id)
    named = (one for one in after if is_about(promise.subject, one.title))
    return next(same, None) or next(named, None)


_LONG, _TELLING_ALONE = 5, 8
"""Letters of a word that tells something, and of one that tells enough when it stands alone."""


def is_about(subject: str, title: str) -> bool:
    """Whether a title is that of what was promised: every telling word of the shorter has its kin in the other.

    "Heading: subject" is asked part by part.
    """
    if title_key(subject) == title_key(title):
        return True
    return any(_all_kin(_words(part), _words(title)) for part in subject.split(": "))


def _words(text: str) -> list[str]:
    letters = "".join(sign if sign.isalnum() else " " for sign in title_key(text))
    return [word for word in letters.split() if len(word) >= _LONG]


def _all_kin(one: list[str], other: list[str]) -> bool:
    few, many = sorted((one, other), key=len)
    enough = len(few) > 1 or any(len(word) >= _TELLING_ALONE for word in few)
    return enough and all(any(_kin(word, another) for another in many) for word in few)


def _kin(one: str, other: str) -> bool:
    """Whether two words share a stem: endings, and the other parts of a compound, may differ."""
    shared = SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
    return shared >= max(_LONG, 0.75 * min(len(one), len(other)))
