"""Calendar files: the feed, and the part of a letter that a calendar takes in. The one place that writes them.

Source: RFC 5545 (iCalendar), RFC 5546 (invitations), RFC 7986 (the name of a calendar).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from icalendar import Calendar, Event, vCalAddress
from icalendar.parser import Contentline

from states.addresses import Address
from states.feed import Entry, EntryKind
from states.zone import ZONE
from templates.words import say

_HEAD = (("VERSION", "2.0"), ("PRODID", "-//Sagsgang//Sagsgang 1//DA"), ("CALSCALE", "GREGORIAN"))
LOOK_AGAIN = "PT6H"
"""How often a subscriber is asked to look again."""

LONGEST_LINE = 74
"""Octets of a line, as icalendar counts them; the standard asks for at most 75."""

ONE_DAY = timedelta(days=1)
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Controls, and marks that turn the text around: no calendar may hold the first, and the second hide what is said."""


def calendar_file(entries: Iterable[Entry], name: str) -> bytes:
    """A calendar of these entries, in the order they come; the same entries give the same bytes.

    `name`: what a calendar program calls it. It has no METHOD: that belongs to what is sent from one to another.
    """
    calendar = _calendar()
    for title in ("NAME", "X-WR-CALNAME"):
        calendar.add(title, _plain(name))
    calendar.add("X-WR-TIMEZONE", ZONE.key)
    calendar.add("X-PUBLISHED-TTL", LOOK_AGAIN)
    for entry in entries:
        calendar.add_component(_event(entry))
    content: bytes = calendar.to_ical()
    return content


def invitation(entry: Entry, organizer: Address, attendee: Address) -> str:
    """The calendar part of a letter about one entry.

    A meeting asks the attendee to come (REQUEST), anything else is only told (PUBLISH), and a cancelled one is taken
    out again (CANCEL). Nobody is asked to answer: apologies go to the secretariat in words, as ever.
    """
    calendar = _calendar()
    calendar.add("METHOD", _method(entry))
    event = _event(entry)
    event.add("ORGANIZER", _person(organizer))
    if entry.kind is EntryKind.MEETING:
        event.add("ATTENDEE", _attendee(attendee))
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content.decode()


def announcement(entries: Iterable[Entry], organizer: Address | None = None) -> str:
    """The calendar part of a letter about several things that are only told, such as a reminder of deadlines.

    `organizer`: who the letter comes from, where that is known.
    """
    whose = _organizer_line(organizer) if organizer else None
    lines = [f"{name}:{value}" for name, value in (*_HEAD, ("METHOD", "PUBLISH"))]
    for entry in entries:
        lines += _event_lines(entry, whose)
    return "".join(f"{line}\r\n" for line in ("BEGIN:VCALENDAR", *lines, "END:VCALENDAR"))


def _event_lines(entry: Entry, organizer: str | None) -> Iterator[str]:
    """An event as icalendar writes it (a test holds the two together), at a small part of its cost.

    Thousands of letters of one morning each have a part of their own. `organizer`: its folded line.
    """
    stamp = f"{entry.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    first, end = map(_moment, _span(entry))
    yield "BEGIN:VEVENT"
    yield _folded(f"SUMMARY:{_escaped(entry.title)}")
    yield f"DTSTART{first}"
    yield f"DTEND{end}"
    yield f"DTSTAMP:{stamp}"
    yield _folded(f"UID:{_escaped(entry.uid)}")
    yield f"SEQUENCE:{entry.sequence}"
    yield _folded(f"CATEGORIES:{_escaped(say('calendar_kinds', entry.kind))}")
    if entry.words:
        yield _folded(f"DESCRIPTION:{_escaped(entry.words)}")
    yield f"LAST-MODIFIED:{stamp}"
    if entry.place:
        yield _folded(f"LOCATION:{_escaped(entry.place)}")
    if organizer:
        yield organizer
    yield f"STATUS:{_status(entry)}"
    yield f"TRANSP:{_transparency(entry)}"
    yield "END:VEVENT"


def _moment(when: date) -> str:
    """A day, or a moment in UTC, with what stands between a property's name and it."""
    if isinstance(when, datetime):
        return f":{when:%Y%m%dT%H%M%SZ}"
    return f";VALUE=DATE:{when:%Y%m%d}"


@cache
def _organizer_line(organizer: Address) -> str:
    """One for all letters of an office."""
    person = _person(organizer)
    return _folded(str(Contentline.from_parts("ORGANIZER", person.params, person)))


def _escaped(words: str) -> str:
    """Words as the value of a property. Source: RFC 5545, 3.3.11."""
    plain = _plain(words).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line cut where it is too long, between two signs, and inside no escape. Source: RFC 5545, 3.1."""
    content = line.encode()
    pieces = []
    while len(content) > LONGEST_LINE:
        end = LONGEST_LINE
        while content[end] & 0b1100_0000 == 0b1000_0000:  # inside a sign
            end -= 1
        if content[end - 1] in rb"\^":
            end -= 1
        pieces.append(content[:end].decode())
        content = content[end:]
    return "\r\n ".join([*pieces, content.decode()])


def _method(entry: Entry) -> str:
    if entry.cancelled:
        return "CANCEL"
    return "REQUEST" if entry.kind is EntryKind.MEETING else "PUBLISH"


def _calendar() -> Calendar:
    calendar = Calendar()
    for name, value in _HEAD:
        calendar.add(name, value)
    return calendar


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("UID", entry.uid)
    event.add("SEQUENCE", entry.sequence)
    for stamp in ("DTSTAMP", "LAST-MODIFIED"):
        event.add(stamp, entry.changed_at.astimezone(UTC))
    first, end = _span(entry)
    event.add("DTSTART", first)
    event.add("DTEND", end)
    event.add("SUMMARY", _plain(entry.title))
    for name, words in (("LOCATION", entry.place), ("DESCRIPTION", entry.words)):
        if words:
            event.add(name, _plain(words))
    event.add("CATEGORIES", [say("calendar_kinds", entry.kind)])
    event.add("STATUS", _status(entry))
    event.add("TRANSP", _transparency(entry))
    return event


def _status(entry: Entry) -> str:
    return "CANCELLED" if entry.cancelled else "CONFIRMED"


def _transparency(entry: Entry) -> str:
    return "OPAQUE" if _keeps_busy(entry) else "TRANSPARENT"


def _span(entry: Entry) -> tuple[date, date]:
    """From when to when; a time in UTC, so that no reader needs to know our zone; a day ends where the next begins."""
    if entry.at is None:
        return entry.on, (entry.last or entry.on) + ONE_DAY
    start = datetime.combine(entry.on, time.fromisoformat(entry.at), ZONE).astimezone(UTC)
    return start, start + timedelta(minutes=entry.minutes)


def _keeps_busy(entry: Entry) -> bool:
    """Whether it takes people's time: a meeting whose hours are known, and nothing else."""
    return entry.kind is EntryKind.MEETING and entry.at is not None and not entry.cancelled


def _person(address: Address) -> vCalAddress:
    person = vCalAddress(f"mailto:{address.email}")
    if address.name:
        person.params["CN"] = " ".join(_plain(address.name).split())
    return person


def _attendee(address: Address) -> vCalAddress:
    person = _person(address)
    person.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"})
    return person


def _plain(words: str) -> str:
    """Words as a calendar can hold them: lines end in one way, and nothing unseen."""
    return _UNSEEN.sub("", "\n".join(words.splitlines())).strip()
