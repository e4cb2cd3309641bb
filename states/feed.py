"""The feed: what stands in the calendar that people subscribe to, and what they were told before. Pure."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

MEETING_MINUTES = 120
"""So long a meeting is shown: no paper says when one ends, and two hours is what calendars set aside for it."""

CANCELLED_FOR = timedelta(days=365)
"""So long an entry that is gone is told as cancelled: a subscriber that looks once a year still hears of it."""

UNTOLD = datetime(1970, 1, 1, tzinfo=UTC)
"""When an entry changed that nobody was told of yet."""


_KINDS = "meeting|cut-off|dispatch|deadline|promise|too-late"
_OWN = re.compile(rf"(?:{_KINDS})-.+@[0-9a-f]+\.sagsgang")
"""A name that `uid_of` made."""


class EntryKind(StrEnum):
    """Art: what an entry of the calendar tells of."""

    MEETING = "meeting"
    CUT_OFF = "cut_off"
    DISPATCH = "dispatch"
    DEADLINE = "deadline"
    PROMISE = "promise"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True)
class Entry:
    """Kalenderpost: one event, in the words that the subscriber sees.

    `uid`: the same for ever (`uid_of`). `on`: its day; `last`: of a vague one the last day that it may be.
    `at`: local time, HH:MM; without it the whole day is meant. `minutes`: how long it lasts from there. `forums`: the
    codes of those whose calendar it stands in. `sequence` rises with each change of what is said, `changed_at` is when.
    """

    uid: str
    kind: EntryKind
    title: str
    on: date
    at: str | None = None
    minutes: int = MEETING_MINUTES
    last: date | None = None
    place: str = ""
    words: str = ""
    forums: tuple[str, ...] = ()
    cancelled: bool = False
    sequence: int = 0
    changed_at: datetime = UNTOLD

    @property
    def fingerprint(self) -> str:
        """A digest of what the subscriber sees; another one whenever that changes, and only then."""
        said = (
            *(self.kind, self.title, self.on.isoformat(), self.at, self.minutes),
            *(self.last.isoformat() if self.last else None, self.place, self.words, self.cancelled),
        )
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Told:
    """What subscribers were last told under a `uid`: a digest of it, and the day and forums where it stood.

    No title: what became confidential since is not kept here.
    """

    uid: str
    fingerprint: str
    sequence: int
    changed_at: datetime
    on: date
    forums: tuple[str, ...] = ()


def uid_of(kind: EntryKind, number: int | str, register: str) -> str:
    """The lasting name of an entry: "meeting-7@3f2a….sagsgang". It names the register, and no machine that may change.

    `register`: see db.calendar_entries.register_name. Source: RFC 5545, 3.8.4.7; RFC 7986, 5.3.
    """
    return f"{kind.replace('_', '-')}-{number}@{register}.sagsgang"


def kind_in(uid: str) -> EntryKind:
    """What the entry of this name tells of."""
    name = uid.partition("@")[0].replace("-", "_")
    return next(kind for kind in sorted(EntryKind, key=len, reverse=True) if name.startswith(f"{kind}_"))


def own_kind(uid: str) -> EntryKind | None:
    """What an entry tells of that some register of Sagsgang named; None for anybody else's."""
    return kind_in(uid) if _OWN.fullmatch(uid) else None


def numbered(entries: Iterable[Entry], told: Mapping[str, Told], *, now: datetime) -> list[Entry]:
    """The entries with their sequence and the moment of their last change, as told before or one step on."""
    return [_numbered(entry, told.get(entry.uid), now) for entry in entries]


def _numbered(entry: Entry, told: Told | None, now: datetime) -> Entry:
    if told is None:
        return replace(entry, changed_at=_to_the_second(now))
    if told.fingerprint == entry.fingerprint:
        return replace(entry, sequence=told.sequence, changed_at=told.changed_at)
    return replace(entry, sequence=told.sequence + 1, changed_at=max(_to_the_second(now), told.changed_at))


def gone(
    entries: Iterable[Entry], told: Mapping[str, Told], titles: Mapping[EntryKind, str], *, today: date, now: datetime
) -> list[Entry]:
    """What was told and is no more, as cancelled entries called by their kind, for a year and until their day.

    `entries`: all there are, whatever forum. The day and the forums are as told last. What went when its day was over
    is not cancelled: it was kept, or nobody can keep it any more.
    """
    there = {entry.uid for entry in entries}
    left = [
        Entry(one.uid, kind, titles[kind], one.on, forums=one.forums, cancelled=True)
        for one in told.values()
        if one.uid not in there and (kind := kind_in(one.uid))
    ]
    return [
        entry
        for entry in numbered(left, told, now=now)
        if (_was_told(entry, told) and entry.changed_at + CANCELLED_FOR > now) or entry.on >= today
    ]


def _was_told(entry: Entry, told: Mapping[str, Told]) -> bool:
    return told[entry.uid].fingerprint == entry.fingerprint


def as_told(entry: Entry) -> Told:
    """What is kept of an entry once subscribers have seen it."""
    return Told(entry.uid, entry.fingerprint, entry.sequence, entry.changed_at, entry.on, entry.forums)


def for_forums(entries: Iterable[Entry], forums: Iterable[str]) -> list[Entry]:
    """The entries that stand in the calendar of any of these forums; without a forum, all of them."""
    wanted = set(forums)
    return [entry for entry in entries if not wanted or wanted.intersection(entry.forums)]


def in_turn(entries: Iterable[Entry]) -> list[Entry]:
    """Day by day; on a day as their kinds stand in EntryKind, and the same order every time."""
    kinds = list(EntryKind)
    return sorted(entries, key=lambda entry: (entry.on, kinds.index(entry.kind), entry.at or "", entry.uid))


def _to_the_second(moment: datetime) -> datetime:
    """Calendar files know no parts of a second."""
    return moment.astimezone(UTC).replace(microsecond=0)
