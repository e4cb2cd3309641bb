"""What `sagsgang meeting attendance` reads from the options, and what it prints."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from commands import edge
from commands.editing import plain_words
from db.queries.facts import load_forums
from ingest.attendance import people_listed
from states.forums import Forum
from states.paper import Attendee
from workflow.attendance import Attendance, Attended

Words = Sequence[str] | None


def asked(
    connection: Connection, listed: Path | None, present: Words, apologies: Words, off: Words, absent_at: Words
) -> Attendance:
    """The people as the options name them, read as minutes are. Raises UnreadableText."""
    forums = [entry.forum for entry in load_forums(connection).values()]
    return Attendance(
        lists=people_listed(plain_words(listed), forums) if listed else None,
        present=_people(present, forums),
        apologies=_people(apologies, forums),
        off=tuple(one.name for one in _people(off, forums)),
        absent=_absent(absent_at or (), forums),
    )


def _people(named: Words, forums: Sequence[Forum]) -> tuple[Attendee, ...]:
    found: list[Attendee] = []
    for words in named or ():
        people = people_listed(words, forums)[0]
        if not people:
            edge.misused(f"{words!r} names nobody; write a person as minutes do: Anna Krag (V) Vejen.")
        found += people
    return tuple(found)


def _absent(entries: Sequence[str], forums: Sequence[Forum]) -> dict[str, tuple[str, ...]]:
    """Those away under each item, by its number; an item that is named more than once has them all."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        number, bar, names = (part.strip() for part in entry.partition("|"))
        if not number or not bar:
            edge.misused(f"--absent-at {entry!r}: say it as ITEM | NAME, such as 2.3 | Anna Krag.")
        people = _people([names], forums) if names else ()
        found[number] = (*found.get(number, ()), *(one.name for one in people))
    return found


def print_attendance(attended: Attended) -> None:
    """Who is now recorded."""
    print(f"{attended.meeting.forum} {attended.meeting.on}:")
    for label, people in (("present", attended.present), ("apologies", attended.apologies)):
        print(f"  {len(people)} {label}{': ' if people else ''}{'; '.join(map(_told, people))}")


def _told(person: Attendee) -> str:
    party = f" ({person.party})" if person.party else ""
    return f"{person.name}{party}{f' {person.municipality}' if person.municipality else ''}"
