"""People as papers list them: one a line, in a row of a table, or one after another."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.phrases import pattern
from ingest.sentences import sentences
from states.forums import Forum
from states.paper import Attendee, Block

_PARTY = re.compile(r"\s*\((?P<party>[A-ZÆØÅ]{1,3})\)\s*")
_LETTER = re.compile(r"(?P<party>[A-ZÆØÅ])")
_CELL = re.compile(r"(?P<party>[A-ZÆØÅ]{1,2})")
_BRACKETS = re.compile(r"\s*\([^()]*\)")


def places(forums: Iterable[Forum]) -> frozenset[str]:
    """The municipalities that the forums know of, in lower case."""
    return frozenset(name.casefold() for forum in forums if forum.municipality for name in forum.names)


def people_in(text: str, known: frozenset[str]) -> list[Attendee]:
    """The people in one line or list: "Anna Bo (A) Vejle", "Anna Bo (A), Vejle; Carl Du (V)", "Anna Bo og Carl Du"."""
    text = " ".join(text.split()).strip(" .;,–-")
    if not text or pattern("people.nobody").match(text):
        return []
    if ";" in text:
        return [person for part in text.split(";") for person in people_in(part, known)]
    people: list[Attendee] = []
    for part in _parts(text):
        _take(part, people, known)
    return people


def without_doubles(people: Iterable[Attendee]) -> tuple[Attendee, ...]:
    """Each name once (the one in the chair is often named twice), with whatever is told of it anywhere."""
    found: dict[str, Attendee] = {}
    for person in people:
        known = found.get(person.name)
        party, place = (known.party, known.municipality) if known else (None, None)
        found[person.name] = Attendee(person.name, party or person.party, place or person.municipality)
    return tuple(found.values())


def person_of_cells(cells: Sequence[str], known: frozenset[str]) -> list[Attendee]:
    """The person of a table row: name, party, municipality, in whatever order the last two come."""
    filled = [cell for cell in cells if cell]
    if not filled or all(pattern("head.people_columns").match(cell) for cell in filled):
        return []
    people = people_in(filled[0], known)
    for cell in filled[1:]:
        if people:
            people[-1] = _told(people[-1], cell, of_table=True)
    return people


def absent_in(text: Iterable[Block], known: frozenset[str]) -> Iterator[Attendee]:
    """Those whom a text tells to be away under its item: "Anna Bo (A) var ikke til stede under punktet"."""
    for block in text:
        if listed := absent_line(block.text, known):
            yield from listed
            continue
        for sentence in sentences(block.text):
            if found := pattern("people.absent").search(sentence):
                yield from (person for person in people_in(found["who"], known) if " " in person.name)


def absent_line(text: str, known: frozenset[str]) -> list[Attendee]:
    """The people on a line that lists who is away: "Ikke til stede under punktet: Anna Bo (A) Vejle"."""
    found = pattern("people.absent_label").match(text)
    return people_in(found["who"], known) if found else []


def _parts(text: str) -> list[str]:
    return [part.strip() for chunk in text.split(",") for part in pattern("people.and").split(chunk) if part.strip()]


def _take(part: str, people: list[Attendee], known: frozenset[str]) -> None:
    """Read one part of a list: a person, or what is told of the one before."""
    party = _PARTY.search(part)
    if party and party.start() and not (people and _is_place(part[: party.start()], known)):
        people.append(_person(part[: party.start()], party["party"], part[party.end() :], known))
    elif party and people:
        place = _place(part[: party.start()] or part[party.end() :])
        people[-1] = Attendee(people[-1].name, party["party"], people[-1].municipality or place)
    elif people and _is_told(part, known):
        people[-1] = _told(people[-1], part)
    elif part[:1].isupper() or not people:
        people.append(_person(part, None, "", known))


def _person(name: str, party: str | None, rest: str, known: frozenset[str]) -> Attendee:
    """A person; what stands in brackets after the name may be the municipality, else it is a role."""
    bare = name.rpartition(":")[2].strip() or name
    bracket = _BRACKETS.search(bare)
    inside = bracket[0].strip(" ()") if bracket else ""
    if bracket and not rest:
        bare, rest = bare[: bracket.start()], _BRACKETS.sub("", bare[bracket.end() :])
    if not rest and (inside.casefold() in known or pattern("people.any_municipality").search(inside)):
        rest = inside
    return Attendee(_BRACKETS.sub("", bare).strip(), party, _place(rest))


def _place(text: str) -> str | None:
    text = _BRACKETS.sub("", text).strip(" ,–-")
    found = pattern("people.municipality").match(text)
    return (found["place"] if found else text) or None


def _is_place(part: str, known: frozenset[str]) -> bool:
    part = _BRACKETS.sub("", part).strip()
    return part.casefold() in known or bool(pattern("people.any_municipality").search(part))


def _is_told(part: str, known: frozenset[str]) -> bool:
    """Whether a part tells of the person before it: a place, a role, a title in lower case, or one word alone."""
    return _is_place(part, known) or bool(pattern("people.role").match(part)) or part[:1].islower() or " " not in part


def _told(person: Attendee, cell: str, *, of_table: bool = False) -> Attendee:
    """The person with what is told besides; two letters are a party only in a table's own column ("KL" is a body)."""
    party = _PARTY.fullmatch(cell) or (_CELL if of_table else _LETTER).fullmatch(cell)
    if party:
        return Attendee(person.name, party["party"], person.municipality)
    if pattern("people.role").match(cell) or cell[:1].islower():
        return person
    return Attendee(person.name, person.party, person.municipality or _place(cell))
