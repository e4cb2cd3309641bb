"""Taking it ("jeg tager den"): somebody has said that they see to it, and is reminded of it no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from db.queries.people import load_people
from db.queries.reminders import acknowledgements, reminders_by_token
from db.queries.watched import derived
from db.queries.watched_deadlines import named_deadlines, twin_deadlines
from db.record import Insert
from states.errors import SagsgangError
from states.follow_up import OPEN
from states.people import People
from states.reminding import party_key
from states.watched import Source, Watched
from states.zone import ZONE
from workflow.desk import open_desk

LAST_DAY = date(9999, 1, 1)
"""Later than any day that is watched."""


class NotWatched(SagsgangError):
    """Nothing that is watched has this name."""

    def __init__(self, word: str) -> None:
        super().__init__(
            f"There is nothing to take called {word!r}. A deadline is a number, such as 12, and else write task:5, "
            "promise:3, cut_off:7 or dispatch:7; see them with sagsgang deadline list."
        )


class NothingToTake(SagsgangError):
    """What was to be taken has ended."""

    def __init__(self, subject: str, state: str) -> None:
        super().__init__(f"{subject.replace(':', ' ').capitalize()} is {state}: there is nothing left to see to.")


class SayWho(SagsgangError):
    """Nobody is registered under the name that the work is done in, and there is not just one owner to speak for."""

    def __init__(self, user: str) -> None:
        super().__init__(f"Who takes it? Nobody is registered as {user!r}: say --as with an address or initials.")


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken, by whom; `already`: they had said so before."""

    watched: Watched
    name: str
    already: bool


@dataclass(frozen=True, slots=True)
class TokenTold:
    """What stands behind the link in a letter. `taken`: its reader has said so; `ended`: it is over or done with."""

    watched: Watched | None
    name: str
    taken: bool
    ended: bool


def subject_of(word: str) -> tuple[Source, int]:
    """What is meant by "12", "deadline:12" or "cut_off:7". Raises NotWatched."""
    name, _, number = word.strip().rpartition(":")
    source = next((one for one in Source if one == (name or Source.DEADLINE)), None)
    if source is None or not (number.isascii() and number.isdecimal()) or int(number) >= 2**31:
        raise NotWatched(word)
    return source, int(number)


def acknowledge(connection: Connection, word: str, who: str, *, by: str, now: datetime) -> Taken:
    """Note that somebody (an address, initials or a name) sees to what `word` names. Twice is no error.

    Raises NotWatched, NothingToTake, UnknownPerson, SeveralPeople, NotAnAddress.
    """
    people = People(load_people(connection))
    reached = people.reach(people.handle(who))
    watched = find_watched(connection, word, now.astimezone(ZONE).date())
    return _take(connection, watched, reached.email or reached.words, reached.name, by=by, now=now)


def acknowledge_myself(connection: Connection, word: str, user: str, *, by: str, now: datetime) -> Taken:
    """As `acknowledge`, for the one who works here; for the owner, where nobody is registered under that name.

    Raises SayWho where there is not just one owner either.
    """
    if "@" in user or len(People(load_people(connection)).called(user)) == 1:
        return acknowledge(connection, word, user, by=by, now=now)
    owners = find_watched(connection, word, now.astimezone(ZONE).date()).owners
    if len(owners) != 1:
        raise SayWho(user)
    return acknowledge(connection, word, owners[0], by=by, now=now)


def find_watched(connection: Connection, word: str, today: date) -> Watched:
    """What a word names, as it stands now. Raises NotWatched, NothingToTake."""
    source, number = subject_of(word)
    if source is Source.DEADLINE:
        found = named_deadlines(connection, [number])
        if not found:
            raise NotWatched(word)
        if found[0].state != OPEN:
            raise NothingToTake(found[0].watched.subject, found[0].state)
        return found[0].watched
    one = next(
        (one for one in derived(connection, today, LAST_DAY) if (one.source, one.number) == (source, number)), None
    )
    if one is None:
        raise NothingToTake(f"{source}:{number}", "not asked for (unknown, ended, or without a day)")
    return one


def _take(connection: Connection, watched: Watched, recipient: str, name: str, *, by: str, now: datetime) -> Taken:
    """Several papers may tell of one duty: who takes it takes it as each of them tells it."""
    key = party_key(recipient)
    with open_desk(connection, by=by, now=now) as desk:  # holds the journal's head, so nobody says it beside us
        same = [watched, *(one.watched for one in twin_deadlines(connection, watched))]
        left = [one for one in same if not _has_said(connection, one, key)]
        for one in left:
            said = {"subject": one.subject, "revision": one.revision, "recipient": key}
            row = {"id": desk.ledger.next_id(), **said, "at": now, "by": by}
            desk.note("acknowledged", one.case_id, said, Insert("acknowledgement", row))
    return Taken(watched, name or recipient, already=not left)


def _has_said(connection: Connection, watched: Watched, key: str) -> bool:
    return any(row.recipient == key for row in acknowledgements(connection, watched.subject, watched.revision))


def told_token(connection: Connection, token: str, *, today: date) -> TokenTold | None:
    """What stands behind the link of a letter; None for a token that was never sent. Changes nothing.

    Where several papers tell of the duty, it is over when it is so in all of them.
    """
    rows = reminders_by_token(connection, token)
    if not rows:
        return None
    recipient = rows[0].recipient
    name = _name(connection, recipient)
    watched = _first_open(connection, dict.fromkeys(row.subject for row in rows), today)
    if watched is None:
        return TokenTold(None, name, taken=False, ended=True)
    return TokenTold(watched, name, taken=_has_said(connection, watched, recipient), ended=False)


def _first_open(connection: Connection, subjects: Iterable[str], today: date) -> Watched | None:
    for subject in subjects:
        try:
            return find_watched(connection, subject, today)
        except (NotWatched, NothingToTake):
            continue
    return None


def by_token(connection: Connection, token: str, *, by: str, now: datetime) -> TokenTold | None:
    """The reader of a letter says "jeg tager den", of the days as they stand now; None for a token never sent.

    What has ended is left as it is.
    """
    told = told_token(connection, token, today=now.astimezone(ZONE).date())
    if told is None or told.watched is None or told.taken:
        return told
    recipient = reminders_by_token(connection, token)[0].recipient
    taken = _take(connection, told.watched, recipient, told.name, by=by, now=now)
    return TokenTold(taken.watched, told.name, taken=True, ended=False)


def _name(connection: Connection, recipient: str) -> str:
    return People(load_people(connection)).reach(recipient).name or recipient
