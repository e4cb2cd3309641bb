"""People: who stands behind initials, a name or an address, and how their addresses come into the register."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.deadlines import owned
from db.queries.people import load_people, person_seats
from db.record import Insert, Update, Write
from states.addresses import email_address
from states.errors import SagsgangError
from states.people import People, Person, Reached, SeveralPeople, UnknownPerson, key
from workflow.desk import Desk, open_desk

LONGEST_INITIALS = 8


class BadInitials(SagsgangError):
    """Initials are a few letters."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"{words!r} are no initials: write up to {LONGEST_INITIALS} letters or digits, the first a letter, "
            "such as bel. Nothing was written."
        )


class TakenByAnother(SagsgangError):
    """Initials or a name that somebody else goes by."""

    def __init__(self, words: str, person: Person) -> None:
        super().__init__(
            f"{words!r} is what person {person} is called. Choose others, or change that person first: "
            f"sagsgang person set {person.id}. Nothing was written."
        )


class SpelledNearly(SagsgangError):
    """A new name that is nearly one that is known."""

    def __init__(self, name: str, near: Sequence[Person]) -> None:
        super().__init__(
            f"Nobody is called {name!r}, but nearly so: {'; '.join(map(str, near))}. Is it the same person, say the "
            f"number: sagsgang person set {near[0].id}. Is it another, add --new. Nothing was written."
        )


class NoName(SagsgangError):
    """A new person needs a name."""

    def __init__(self, words: str) -> None:
        super().__init__(f"Nobody is registered as {words!r}: to add the person, say --name NAME. Nothing was written.")


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What is to be otherwise of a person; None: as it is, "": none any more."""

    name: str | None = None
    initials: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class PersonSet:
    """A person as it now stands; whether it is `new`, and how many deadlines got the new words for their owner."""

    person: Person
    new: bool
    deadlines: int = 0


def reach(connection: Connection, words: str) -> Reached:
    """Who is meant by an address, initials or a name, and where a letter reaches them (`email` None: see `reason`)."""
    return People(load_people(connection)).reach(words)


def reach_all(connection: Connection, words: Iterable[str]) -> dict[str, Reached]:
    """As `reach`, for many at once with one query."""
    people = People(load_people(connection))
    return {word: people.reach(word) for word in words}


def set_person(
    connection: Connection, words: str, change: PersonChange, *, new: bool = False, by: str, now: datetime
) -> PersonSet:
    """Change the person who goes by these words (number, address, initials or name), or add one whom nobody knows.

    `new`: it is somebody else, however alike. Open deadlines that name the person by a word that is gone get the new
    one. Raises SeveralPeople, SpelledNearly, NoName, TakenByAnother, BadInitials, NotAnAddress.
    """
    with open_desk(connection, by=by, now=now) as desk:
        people = load_people(connection)
        old = None if new else _meant(people, words)
        start = old or _fresh(desk, people, words, change, new=new)
        person = _changed(start, change)
        _check(person, old, people, new=new)
        rows: list[Write] = [] if person == old else [_row(person, old)]
        carried = [] if old is None else list(_carried(connection, old, person, people))
        if rows:
            desk.note("person_set", None, {"person": person.id, "name": person.name}, *rows, *carried)
    return PersonSet(person, old is None, len(carried))


def _meant(people: Sequence[Person], words: str) -> Person | None:
    """The one person who is meant; None where nobody is. Raises UnknownPerson (a number), SeveralPeople."""
    if words.strip().isdecimal():
        found = [person for person in people if person.id == int(words)]
        if not found:
            raise UnknownPerson(words)
        return found[0]
    called = People(people).called(words)
    if len(called) > 1:
        raise SeveralPeople(words, called)
    return called[0] if called else None


def _fresh(desk: Desk, people: Sequence[Person], words: str, change: PersonChange, *, new: bool) -> Person:
    """Somebody new: words with a blank are a name, those with an @ an address, others initials."""
    near = () if new else People(people).alike(change.name or words)
    if near:
        raise SpelledNearly(change.name or words, near)
    plain = " ".join(words.split())
    if not plain or ("@" in plain and not change.name):
        raise NoName(words)
    number = desk.ledger.next_id()
    if "@" in plain:
        return Person(number, "", email=email_address(plain))
    return Person(number, plain) if " " in plain else Person(number, plain, _initials(plain))


def _changed(person: Person, change: PersonChange) -> Person:
    name = " ".join(change.name.split()) if change.name is not None else person.name
    if not name:
        raise NoName(person.email or person.name)
    initials = person.initials if change.initials is None else _initials(change.initials)
    email = person.email
    if change.email is not None:
        email = email_address(change.email) if change.email.strip() else None
    return replace(person, name=name, initials=initials, email=email)


def _initials(words: str) -> str | None:
    kept = words.strip()
    if not kept:
        return None
    if not (kept.isalnum() and kept[0].isalpha() and len(kept) <= LONGEST_INITIALS):
        raise BadInitials(words)
    return kept


def _check(person: Person, old: Person | None, people: Sequence[Person], *, new: bool) -> None:
    """Initials belong to one person; a person gets no other's name without being said to be another."""
    others = [one for one in people if one.id != person.id]
    for one in others:
        if person.initials and one.initials and key(one.initials) == key(person.initials):
            raise TakenByAnother(person.initials, one)
        renamed = old is None or key(old.name) != key(person.name)
        if renamed and not new and key(one.name) == key(person.name):
            raise TakenByAnother(person.name, one)


def _row(person: Person, old: Person | None) -> Write:
    columns = {"name": person.name, "initials": person.initials, "email": person.email}
    if old is None:
        return Insert("person", {"id": person.id, **columns})
    before = {"name": old.name, "initials": old.initials, "email": old.email}
    return Update("person", {"id": person.id}, columns, before)


def _carried(connection: Connection, old: Person, person: Person, people: Sequence[Person]) -> Iterator[Update]:
    """The deadlines that name the person by a word that is gone, each with the new one in its place."""
    gone = _gone(old, person, people)
    for row in owned(connection, gone):
        owners = list(dict.fromkeys(gone.get(key(owner), owner) for owner in row.owners))
        if owners != row.owners:
            yield Update("deadline", {"id": row.id}, {"owners": owners}, {"revision": row.revision})


def _gone(old: Person, person: Person, people: Sequence[Person]) -> dict[str, str]:
    """The words (see `key`) that mean this person no more, each with what is to stand in their place.

    An address that was taken away, or that somebody else has too, stays where it stands.
    """
    known = {key(word) for word in (person.name, person.initials, person.email) if word}
    gone = {key(word): person.handle for word in (old.name, old.initials) if word}
    shared = any(one.id != old.id and one.email == old.email for one in people)
    if old.email and person.email and not shared:
        gone[key(old.email)] = person.email
    return {word: instead for word, instead in gone.items() if word not in known}


def told_people(connection: Connection, *, without_address: bool = False) -> list[dict[str, Any]]:
    """Everybody as `person list --json` prints them, with the forums where they have a seat."""
    seats = person_seats(connection)
    return [
        _told(person) | {"forums": list(dict.fromkeys(seat.code for seat in seats.get(person.id, ())))}
        for person in sorted(load_people(connection), key=lambda one: (key(one.name), one.id))
        if not (without_address and person.email)
    ]


def told_person(connection: Connection, words: str) -> dict[str, Any]:
    """One person with every seat. Raises UnknownPerson, SeveralPeople."""
    people = load_people(connection)
    person = _meant(people, words) or People(people).one(words)
    names = ("party", "municipality", "role", "since", "until")
    seats = person_seats(connection).get(person.id, ())
    return _told(person) | {
        "seats": [{"forum": seat.code, **{name: getattr(seat, name) for name in names}} for seat in seats]
    }


def _told(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "initials": person.initials, "email": person.email}
