"""Reminders: one letter a person and day, of everything that the ladder asks of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from secrets import token_urlsafe

from sqlalchemy import Connection

from db.calendar_entries import note_told
from db.queries.outbox import known_keys
from db.queries.reminders import unsent_reminders
from db.queries.watched_deadlines import standing_deadlines
from db.record import Insert, Update, Write
from states.addresses import Address
from states.calendar import add_working_days, is_working_day
from states.feed import Entry, Told, as_told
from states.follow_up import OPEN
from states.letters import Draft, LetterKind
from states.reminding import LastChance, Line, LineTold
from states.twins import as_one, duty_of
from states.watched import Source
from states.zone import ZONE
from templates.calendar_file import announcement
from templates.reminder_words import digest_facts
from workflow.batch import Batch
from workflow.chances import last_chances
from workflow.desk import Desk
from workflow.feed import deadline_entries
from workflow.looking import Seen, look
from workflow.superseding import Overtaken, give_way, overtaken, with_overtaken

TOKEN_BYTES = 16
"""Of the secret in the link "jeg tager den": nobody guesses 128 bits."""

FIRST, URGENT = 1, 2
"""A person's letters of a day: the digest, and one more for what must be done by the next working day."""


@dataclass(frozen=True, slots=True)
class Digest:
    """Samlebrev: everything that one person is reminded of in one letter.

    `entries`: the deadlines that they hear of for the first time since it was entered or moved, for their calendar.
    """

    key: str
    to: Address
    told: tuple[LineTold, ...]
    entries: tuple[Entry, ...] = ()


def reminders(connection: Connection, *, today: date, link: str, organizer: Address | None = None) -> Batch:
    """The reminders that are due by today, and what the register is to know of them; none on a closing day.

    Written along: a `reminder` row for every step in a letter that was queued, and when each deadline is looked at
    next. A deadline that changed meanwhile, or whose letter another process queued, is left to the next look. A letter
    of an earlier day that never left gives way to its reader's letter of today, which says what is still open of it.
    `organizer`: whose the entries are that go into calendars.
    """
    if not is_working_day(today):
        return Batch()
    seen = look(connection, today)
    lying = _overtaken(connection, today)
    lines = with_overtaken([line for one in seen for line in one.lines], lying.lines)
    digests, held = _digests(connection, lines, today)
    before = {one.watched.subject: one.history.sent for one in seen}
    digests = _with_entries(connection, digests, {**before, **lying.left}, today)
    turns = _turns(seen, digests, held)
    if not (digests or turns):
        return Batch()
    drafts = tuple(_draft(digest, today, link, organizer) for digest in digests)
    return Batch(drafts, partial(_along, digests, turns, lying, today))


def _overtaken(connection: Connection, today: date) -> Overtaken:
    """What lies of earlier days, of those who have had no letter today: that one says all of it."""
    lying = unsent_reminders(connection, today)
    had = known_keys(connection, {_key(today, row.recipient, FIRST) for row in lying})
    return overtaken(connection, [row for row in lying if _key(today, row.recipient, FIRST) not in had], today)


def _digests(connection: Connection, lines: Sequence[Line], today: date) -> tuple[list[Digest], list[Line]]:
    """The letters, and the lines that wait for the next working day since their person had a letter today."""
    by_person: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_person[line.to.key].append(line)
    known = _known(connection, by_person, today)
    urgent_to = add_working_days(today, 1)
    chosen: dict[str, list[Line]] = {}
    for person, own in by_person.items():
        had = _key(today, person, FIRST) in known
        key = _key(today, person, URGENT if had else FIRST)
        if key not in known and (sent := [line for line in own if not had or line.watched.works_to <= urgent_to]):
            chosen[key] = sent
    going = {id(line) for own in chosen.values() for line in own}
    chances = last_chances(connection, [line.watched for own in chosen.values() for line in own], today)
    digests = [_digest(key, own, chances) for key, own in chosen.items()]
    return digests, [line for line in lines if id(line) not in going]


def _known(connection: Connection, people: Iterable[str], today: date) -> set[str]:
    """The letters that these people have had today; who has not had the first has not had the second."""
    first = known_keys(connection, [_key(today, person, FIRST) for person in people])
    return first | known_keys(connection, [f"{key[: -len(str(FIRST))]}{URGENT}" for key in first])


def _key(today: date, person: str, number: int) -> str:
    return f"digest:{today.isoformat()}:{person}:{number}"


def _digest(key: str, lines: Sequence[Line], chances: Mapping[str, LastChance]) -> Digest:
    """The most urgent first; the same duty has one link."""
    ordered = sorted(lines, key=lambda line: (line.watched.works_to, line.watched.subject))
    tokens = {duty: token_urlsafe(TOKEN_BYTES) for duty in {duty_of(line.watched) for line in ordered}}
    told = tuple(LineTold(line, tokens[duty_of(line.watched)], chances.get(line.watched.subject)) for line in ordered)
    party = ordered[0].to
    return Digest(key, Address(party.email or "", party.name), told)


def _with_entries(
    connection: Connection, digests: Sequence[Digest], before: Mapping[str, Mapping[str, object]], today: date
) -> list[Digest]:
    """The digests with what goes into their readers' calendars: the deadlines that they are told of for the first time.

    `before`: of each subject who was told of it. What is promised, a task and the days before a meeting stand in the
    feed alone.
    """
    first = [[told.line.watched.number for told in one.told if _is_first(told.line, before)] for one in digests]
    numbers = {number for own in first for number in own}
    if not numbers:
        return list(digests)
    made = deadline_entries(connection, numbers, now=datetime.combine(today, time(), ZONE))
    return [
        replace(one, entries=tuple(dict.fromkeys(made[number] for number in own if number in made)))
        for one, own in zip(digests, first, strict=True)
    ]


def _is_first(line: Line, before: Mapping[str, Mapping[str, object]]) -> bool:
    return line.watched.source is Source.DEADLINE and line.to.key not in before[line.watched.subject]


def _draft(digest: Digest, today: date, link: str, organizer: Address | None) -> Draft:
    cases = {told.line.watched.case_id for told in digest.told}
    return Draft(
        key=digest.key,
        kind=LetterKind.REMINDERS,
        to=digest.to,
        facts=digest_facts(as_one(digest.told), today, link),
        case_id=cases.pop() if len(cases) == 1 else None,
        invitation=announcement(digest.entries, organizer) if digest.entries else None,
        closed=any(told.line.watched.closed for told in digest.told),
        named=_named(digest),
    )


def _named(digest: Digest) -> tuple[int, ...]:
    """The cases that the letter names by title."""
    watched = (told.line.watched for told in digest.told)
    return tuple(sorted({one.case_id for one in watched if one.case_id is not None and not one.closed}))


@dataclass(frozen=True, slots=True)
class Turn:
    """A deadline that was looked at: as it stood, when it is to be looked at next, and the letters that tell of it."""

    number: int
    stood: tuple[str, str, date | None]
    again: date | None
    keys: frozenset[str]


def _turns(seen: Iterable[Seen], digests: Iterable[Digest], held: Iterable[Line]) -> list[Turn]:
    """The deadlines whose next look is to be noted. One with a line that waits is looked at again from that line on."""
    keys: dict[str, set[str]] = defaultdict(set)
    for digest in digests:
        for told in digest.told:
            keys[told.line.watched.subject].add(digest.key)
    waiting: dict[str, date] = {}
    for line in held:
        subject, first = line.watched.subject, line.steps[0].on
        waiting[subject] = min(first, waiting.get(subject, first))
    return [turn for one in seen if (turn := _turn(one, keys, waiting)) is not None]


def _turn(one: Seen, keys: Mapping[str, set[str]], waiting: Mapping[str, date]) -> Turn | None:
    if one.deadline is None:
        return None
    subject, stood = one.watched.subject, one.deadline
    again = waiting.get(subject, one.again)
    if again == stood.remind_on:
        return None
    as_stood = (one.watched.revision, stood.state, stood.remind_on)
    return Turn(one.watched.number, as_stood, again, frozenset(keys.get(subject, ())))


def _along(
    digests: Sequence[Digest],
    turns: Sequence[Turn],
    lying: Overtaken,
    today: date,
    desk: Desk,
    ids: Mapping[str, int],
) -> Iterator[Write]:
    for digest in digests:
        if digest.key in ids:
            yield from _rows(digest, ids[digest.key], lying, today, desk)
            if older := lying.letters.get(digest.told[0].line.to.key):
                give_way(desk.connection, older, ids[digest.key])
    note_told(desk.connection, _news(digest for digest in digests if digest.key in ids))
    standing = standing_deadlines(desk.connection, [turn.number for turn in turns])
    for turn in turns:
        if standing.get(turn.number) == turn.stood and turn.keys <= ids.keys():
            expected = {"revision": int(turn.stood[0]), "state": OPEN}
            yield Update("deadline", {"id": turn.number}, {"remind_on": turn.again}, expected)


def _news(digests: Iterable[Digest]) -> list[Told]:
    """What calendars were told by these letters, so that the next change of it counts from here."""
    return list({entry.uid: as_told(entry) for digest in digests for entry in digest.entries}.values())


def _rows(digest: Digest, letter: int, lying: Overtaken, today: date, desk: Desk) -> Iterator[Write]:
    """A row for each step; the one of a step that lay in a letter which never left goes over to this one."""
    for told in digest.told:
        line = told.line
        for step in line.steps:
            mark = (line.watched.subject, line.watched.revision, step.name, line.to.key)
            said = {"role": line.role, "late": line.is_late(step, today), "token": told.token, "letter_id": letter}
            if mark in lying.rows:
                number, older = lying.rows[mark]
                yield Update("reminder", {"id": number}, said, {"letter_id": older})
            else:
                named = dict(zip(("subject", "revision", "step", "recipient"), mark, strict=True))
                yield Insert("reminder", {"id": desk.ledger.next_id(), **named, "due_on": step.on, **said})
