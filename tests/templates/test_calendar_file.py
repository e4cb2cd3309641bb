"""Calendar files, read back by a parser that is not the one that wrote them, and by our own reader of calendars."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.ics import parse
from states.addresses import Address
from states.feed import Entry, EntryKind
from templates.calendar_file import announcement, calendar_file, invitation

CHANGED = datetime(2027, 1, 4, 7, 30, tzinfo=UTC)
MEETING = Entry(
    "meeting-7@0f3a.sagsgang",
    EntryKind.MEETING,
    "Møde i KKR Syddanmark",
    date(2027, 6, 20),
    at="10:00",
    place="Rådhuset, mødelokale 3; Ribe",
    words="Uge 24.\nSluttidspunktet er ikke registreret.",
    sequence=2,
    changed_at=CHANGED,
)
VAGUE = Entry(
    "deadline-12@0f3a.sagsgang",
    EntryKind.DEADLINE,
    "Rapport: efteråret",
    date(2027, 9, 1),
    last=date(2027, 11, 30),
    changed_at=CHANGED,
)
SECRETARIAT = Address("kkr@example.dk", "KKR-sekretariatet")
MEMBER = Address("aage@example.dk", 'Åge "Bo" Østergård; Ærø, Marstal')


def said(event: Any) -> dict[str, object]:
    """An event as another program understands it: each property once, with its value."""
    return {name: children[0].value for name, children in event.contents.items()}


def events(content: bytes) -> list[dict[str, object]]:
    calendar = vobject.readOne(content.decode())
    return [said(event) for event in calendar.contents.get("vevent", [])]


def lines(content: str) -> Mapping[str, str]:
    """The unfolded lines by their names, with what stands between name and value."""
    unfolded = content.replace("\r\n ", "").split("\r\n")
    return {line.partition(":")[0].partition(";")[0]: line for line in unfolded if line}


def test_a_meeting_stands_at_its_time_in_utc_with_everything_that_is_said_of_it() -> None:
    assert events(calendar_file([MEETING], "Sagsgang: KKR")) == [
        {
            "uid": "meeting-7@0f3a.sagsgang",
            "sequence": "2",
            "dtstamp": CHANGED,
            "last-modified": CHANGED,
            "dtstart": datetime(2027, 6, 20, 8, tzinfo=UTC),
            "dtend": datetime(2027, 6, 20, 10, tzinfo=UTC),
            "summary": "Møde i KKR Syddanmark",
            "location": "Rådhuset, mødelokale 3; Ribe",
            "description": "Uge 24.\nSluttidspunktet er ikke registreret.",
            "categories": ["Møde"],
            "status": "CONFIRMED",
            "transp": "OPAQUE",
        }
    ]


def test_a_day_in_winter_lies_an_hour_from_utc() -> None:
    winter = Entry("meeting-8@x", EntryKind.MEETING, "Møde", date(2027, 12, 3), at="10:00")
    (event,) = events(calendar_file([winter], "x"))
    assert (event["dtstart"], event["dtend"]) == (
        datetime(2027, 12, 3, 9, tzinfo=UTC),
        datetime(2027, 12, 3, 11, tzinfo=UTC),
    )


def test_a_vague_day_is_a_span_of_whole_days_that_keeps_nobody_busy() -> None:
    (event,) = events(calendar_file([VAGUE], "x"))
    assert (event["dtstart"], event["dtend"], event["transp"], event["categories"]) == (
        date(2027, 9, 1),
        date(2027, 12, 1),
        "TRANSPARENT",
        ["Frist"],
    )
    assert "DTSTART;VALUE=DATE:20270901\r\n" in calendar_file([VAGUE], "x").decode()


def test_the_same_entries_are_the_same_bytes_and_the_calendar_has_a_name() -> None:
    content = calendar_file([MEETING, VAGUE], "Sagsgang: KKR")
    assert content == calendar_file([MEETING, VAGUE], "Sagsgang: KKR")
    assert {name: lines(content.decode())[name] for name in ("VERSION", "NAME", "X-WR-CALNAME")} == {
        "VERSION": "VERSION:2.0",
        "NAME": "NAME:Sagsgang: KKR",
        "X-WR-CALNAME": "X-WR-CALNAME:Sagsgang: KKR",
    }
    assert b"METHOD" not in content


def test_our_own_reader_of_calendars_understands_what_is_written() -> None:
    gone = Entry("meeting-9@x", EntryKind.MEETING, "Aflyst: møde i K22", date(2027, 3, 28), cancelled=True)
    source = parse(calendar_file([MEETING, gone], "Sagsgang"))
    assert [(line.text, line.cells[:4]) for line in source.lines] == [
        ("Møde i KKR Syddanmark", ("2027-06-20", "10:00", "Rådhuset, mødelokale 3; Ribe", "")),
        ("Aflyst: møde i K22", ("2027-03-28", "", "", "cancelled")),
    ]


def test_lines_are_folded_by_bytes_and_no_letter_is_cut() -> None:
    content = calendar_file([Entry("x@x", EntryKind.DEADLINE, "Ærø ål øl " * 40, date(2027, 1, 1))], "x")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert [line.decode() for line in content.split(b"\r\n")]  # each of them is whole UTF-8
    assert events(content)[0]["summary"] == ("Ærø ål øl " * 40).strip()


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=200),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=200),
)
def test_whatever_a_title_and_a_text_say_they_stay_what_they_are(title: str, words: str) -> None:
    content = calendar_file([Entry("x@x", EntryKind.MEETING, title, date(2027, 1, 1), words=words)], "x")
    lines_of_content = content.split(b"\r\n")
    names = {line.split(b":")[0].split(b";")[0] for line in lines_of_content if not line.startswith(b" ")}
    assert len([line for line in lines_of_content if line == b"BEGIN:VEVENT"]) == 1
    assert names <= {
        *(b"BEGIN", b"END", b"VERSION", b"PRODID", b"CALSCALE", b"NAME", b"X-WR-CALNAME", b"X-WR-TIMEZONE"),
        *(b"X-PUBLISHED-TTL", b"UID", b"SEQUENCE", b"DTSTAMP", b"LAST-MODIFIED", b"DTSTART", b"DTEND", b"SUMMARY"),
        *(b"DESCRIPTION", b"CATEGORIES", b"STATUS", b"TRANSP", b""),
    }


def test_an_invitation_asks_a_member_to_come_and_wants_no_answer() -> None:
    found = lines(invitation(MEETING, SECRETARIAT, MEMBER))
    assert found["METHOD"] == "METHOD:REQUEST"
    assert found["ORGANIZER"] == "ORGANIZER;CN=KKR-sekretariatet:mailto:kkr@example.dk"
    assert found["ATTENDEE"] == (
        "ATTENDEE;CN=\"Åge ^'Bo^' Østergård; Ærø, Marstal\";PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=FALSE:"
        "mailto:aage@example.dk"
    )
    assert (found["UID"], found["SEQUENCE"]) == ("UID:meeting-7@0f3a.sagsgang", "SEQUENCE:2")


@pytest.mark.parametrize(
    ("entry", "method", "asked"),
    [
        (VAGUE, "METHOD:PUBLISH", False),
        (Entry("meeting-7@x", EntryKind.MEETING, "Aflyst", date(2027, 6, 20), cancelled=True), "METHOD:CANCEL", True),
        (
            Entry("deadline-1@x", EntryKind.DEADLINE, "Udgået", date(2027, 6, 20), cancelled=True),
            "METHOD:CANCEL",
            False,
        ),
    ],
)
def test_what_is_no_meeting_is_only_told_and_what_is_cancelled_is_taken_out(
    entry: Entry, method: str, asked: bool
) -> None:
    found = lines(invitation(entry, SECRETARIAT, MEMBER))
    assert (found["METHOD"], "ATTENDEE" in found, "ORGANIZER" in found) == (method, asked, True)


def test_a_reminder_tells_of_several_deadlines_in_one_part() -> None:
    other = Entry("deadline-13@0f3a.sagsgang", EntryKind.DEADLINE, "Høring", date(2027, 6, 20), changed_at=CHANGED)
    part = announcement([VAGUE, other], SECRETARIAT)
    assert [event["uid"] for event in events(part.encode())] == [VAGUE.uid, other.uid]
    assert lines(part)["METHOD"] == "METHOD:PUBLISH"
    assert part.count("ORGANIZER;CN=KKR-sekretariatet:mailto:kkr@example.dk") == 2
    assert "ORGANIZER" not in announcement([VAGUE])


def test_a_name_cannot_bring_a_line_of_its_own() -> None:
    nasty = Address("bo@example.dk", "Bo\r\nATTENDEE:mailto:evil@example.org\x00\u202e")
    found = invitation(MEETING, SECRETARIAT, nasty)
    assert 'ATTENDEE;CN="Bo ATTENDEE:mailto:evil@example.org"' in found.replace("\r\n ", "")
    assert found.replace("\r\n ", "").count("\r\nATTENDEE") == 1


@given(
    title=st.text(max_size=200).filter(lambda words: "\\N" not in words),  # icalendar takes it for the end of a line
    words=st.text(max_size=300).filter(lambda words: "\\N" not in words),
    place=st.text(max_size=100).filter(lambda words: "\\N" not in words),
    at=st.none() | st.just("10:00"),
    organizer=st.builds(Address, st.just("kkr@example.dk"), st.text(max_size=90)),
)
def test_what_many_letters_take_along_is_written_as_icalendar_writes_it(
    title: str, words: str, place: str, at: str | None, organizer: Address
) -> None:
    entry = replace(VAGUE, title=title, words=words, place=place, at=at, sequence=3)
    assert announcement([entry], organizer) == invitation(entry, organizer, MEMBER)


def test_a_path_of_a_machine_is_not_taken_for_the_end_of_a_line() -> None:
    (event,) = events(announcement([replace(VAGUE, title="C:\\Noter")]).encode())
    assert event["summary"] == "C:\\Noter"
