"""Calendars of meetings from files."""

import os
import random
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from db.seed import seed_forums
from ingest.calendar_file import CalendarFile, CalendarRefused, MeetingLine, open_calendar, read_meetings
from states.feed import Entry, EntryKind, uid_of
from templates.calendar_file import calendar_file
from tests.ingest.calendars import event, ics, with_member, workbook

FORUMS = [one.forum for one in seed_forums()]
DOCX = (Path(__file__).parents[1] / "fixtures" / "agenda-libreoffice.docx").read_bytes()
MUTANTS = int(os.environ.get("TEST_MUTANTS", "15"))
"""A format. More by the environment: each costs a process."""

SHEET = workbook(
    ("2027", [["forum", "date", "time"], *(["KKR", date(2027, month, 5), time(10)] for month in range(1, 13))])
)
ROWS = "xl/worksheets/sheet1.xml"

Sheet = tuple[str, list[list[object]]]

CALENDAR = ics(
    event("KKR", "UID:1", "DTSTART:20270620T080000Z", "RRULE:FREQ=MONTHLY;BYDAY=1FR;UNTIL=20271231T000000Z"),
    event("K22", "UID:2", "DTSTART;VALUE=DATE:20270604", "RDATE;VALUE=DATE:20270611", "LOCATION:Vejle"),
)


def test_every_column_and_the_empty_ones() -> None:
    content = (
        "forum,date,time,place,cut_off,dispatch\r\n"
        'KKR,2027-06-20,9:30,"Vejle, salen",2027-06-01,2027-06-10\r\n'
        "\r\n"
        "K22,2027-06-04,,,,\r\n"
    )
    assert read_meetings(content.encode(), "m.csv") == (
        MeetingLine(2, "KKR", date(2027, 6, 20), "09:30", "Vejle, salen", date(2027, 6, 1), date(2027, 6, 10)),
        MeetingLine(4, "K22", date(2027, 6, 4)),
    )


def test_as_a_danish_spreadsheet_saves_it() -> None:
    content = "Forum;Date;Place\nSocialdirektørforum;2027-06-20;Ærø\n".encode("cp1252")
    assert read_meetings(content, "m.csv") == (MeetingLine(2, "Socialdirektørforum", date(2027, 6, 20), place="Ærø"),)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("forum,date\nKKR,20-06-2027\n", "line 2: date '20-06-2027' is no date; write it as YYYY-MM-DD"),
        ("forum,date\nKKR,\n", "line 2: it needs a forum and a date"),
        ("forum,date,cut_off\nKKR,2027-06-20,2027-07-01\n", "line 2: cut_off 2027-07-01 lies after the meeting"),
        ("forum,date,time\nKKR,2027-06-20,noon\n", "line 2: time 'noon' is no time of day"),
        ("forum,date\nKKR,0027-06-20\n", "lies outside the years 1900 to 2199"),
        ("forum,when\nKKR,2027-06-20\n", "line 1: there is no column date"),
        ("forum,date,date\nKKR,2027-06-20,2027-06-21\n", "line 1: the column date stands twice"),
        ("forum,date\n", "it has no meetings"),
        ("", "line 1: there is no column forum"),
    ],
)
def test_a_bad_file_is_told_line_by_line_and_not_taken_in(content: str, told: str) -> None:
    with pytest.raises(CalendarRefused) as raised:
        read_meetings(content.encode(), "m.csv")
    assert str(raised.value).startswith("m.csv was not taken in; nothing was changed.")
    assert told in str(raised.value)


def test_the_columns_may_have_danish_names() -> None:
    content = "Udvalg;Dato;Tid;Sted;Frist;Udsendelse\nKKR;2027-06-20;10.00;Vejle;2027-06-01;2027-06-10\n"
    assert read_meetings(content.encode(), "m.csv") == (
        MeetingLine(2, "KKR", date(2027, 6, 20), "10:00", "Vejle", date(2027, 6, 1), date(2027, 6, 10)),
    )


def test_whose_meetings_they_are_may_be_said_beside_the_table() -> None:
    assert open_calendar(b"date,place\n2027-06-20,Vejle\n", "m.csv", forum="KKR").lines == (
        MeetingLine(2, "KKR", date(2027, 6, 20), place="Vejle"),
    )
    assert open_calendar(b"date,forum\n2027-06-20,\n2027-06-21,K22\n", "m.csv", forum="KKR").lines == (
        MeetingLine(2, "KKR", date(2027, 6, 20)),
        MeetingLine(3, "K22", date(2027, 6, 21)),
    )


def test_a_spreadsheet_is_read_from_the_first_sheet_with_such_a_head() -> None:
    rows: list[list[object]] = [
        ["Møder i 2027"],
        [],
        ["Forum", "Date", "Time", "Place", "cut_off"],
        ["KKR", date(2027, 6, 20), time(10), "Middelfart", datetime(2027, 6, 1)],
        ["Odense", "2027-05-05", "9.30"],
        ["K22", datetime(2027, 6, 4, 12, 30), None, "Vejle"],
    ]
    other: Sheet = ("2028", [["forum", "date"], ["KKR", date(2028, 6, 20)]])
    content = workbook(("Om kalenderen", [["Forum", "hvem der mødes"]]), ("2027", rows), other)
    assert read_meetings(content, "m.xlsx") == (
        MeetingLine(4, "KKR", date(2027, 6, 20), "10:00", "Middelfart", date(2027, 6, 1)),
        MeetingLine(5, "Odense", date(2027, 5, 5), "09:30"),
        MeetingLine(6, "K22", date(2027, 6, 4), "12:30", "Vejle"),
    )


def in_calendar(*events: str, forum: str | None = None, head: str = "") -> CalendarFile:
    found = open_calendar(ics(*events, head=head), "m.ics", forums=FORUMS, forum=forum, today=date(2027, 3, 1))
    return replace(found, lines=tuple(replace(line, line=0) for line in found.lines))


def kkr(day: date, **more: Any) -> MeetingLine:
    return MeetingLine(0, "KKR", day, **more)


def test_a_calendar_file_is_seen_by_its_content() -> None:
    one = event("KKR", "DTSTART:20270620T080000Z", "LOCATION:Middelfart")
    off = event("KKR", "DTSTART;VALUE=DATE:20270904", "STATUS:CANCELLED")
    meetings = (kkr(date(2027, 6, 20), at="10:00", place="Middelfart"), kkr(date(2027, 9, 4), cancelled=True))
    assert in_calendar(one, off) == CalendarFile(meetings)


@pytest.mark.parametrize(
    ("summary", "whose"),
    [
        ("KKR", "KKR"),
        ("Møde i KKR Syddanmark", "KKR"),
        ("KKR-møde", "KKR"),
        ("kkr ordinært møde", "KKR"),
        ("Kommunekontaktrådets møde", "KKR"),
        ("Møde i KKR-formandskabet", "KKR-F"),
        ("KKR-F", "KKR-F"),
        ("KKR i Odense", "KKR"),  # where it meets
        ("K22 på Odense Rådhus", "K22"),
        ("Odense", "KB-461"),
        ("Kommunalbestyrelsen i Odense", "KB-461"),
        ("Byrådsmøde Odense", "KB-461"),
        ("Odenses kommunalbestyrelse", "KB-461"),
    ],
)
def test_an_event_names_its_forum(summary: str, whose: str) -> None:
    found = in_calendar(event(summary, "DTSTART;VALUE=DATE:20270620"))
    assert [line.forum for line in found.lines] == [whose]


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("Ferie", "it names no forum; say whose meetings these are (--forum), or take the event out"),
        ("Seminar i Odense", "it names no forum; say whose meetings these are (--forum), or take the event out"),
        ("KKR-sekretariatet", "it names no forum; say whose meetings these are (--forum), or take the event out"),
        ("KKR og K22", "it names K22 and KKR; say whose meetings these are (--forum)"),
    ],
)
def test_an_event_that_names_no_forum_is_told(summary: str, told: str) -> None:
    one = event(summary, "DTSTART;VALUE=DATE:20270620")
    with pytest.raises(CalendarRefused) as raised:
        in_calendar(one)
    assert str(raised.value).endswith(f"Mend these lines:\n  line 19: “{summary}”: {told}")
    assert in_calendar(one, forum="KKR") == CalendarFile((kkr(date(2027, 6, 20)),))


def test_the_calendars_own_name_may_name_the_forum() -> None:
    found = in_calendar(event("Ordinært møde", "DTSTART;VALUE=DATE:20270620"), head="X-WR-CALNAME:KKR Syddanmark")
    assert found == CalendarFile((kkr(date(2027, 6, 20)),))


def test_a_series_without_end_is_followed_five_years_ahead_and_that_is_said() -> None:
    found = in_calendar(event("KKR", "DTSTART;VALUE=DATE:20270301", "RRULE:FREQ=YEARLY"))
    days = tuple(kkr(date(year, 3, 1)) for year in range(2027, 2033))
    assert found == CalendarFile(days, ("“KKR” repeats without end; it was followed to 2032-03-01.",))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (workbook(("A", [["forum", "when"], ["KKR", 1]])), "no sheet has a row with the columns forum and date"),
        (workbook(("A", [["forum", "date"], ["KKR", 45000]])), "line 2: date '45000' is no date"),
        (workbook(("A", [["forum", "date"], ["KKR", "=TODAY()"]])), "line 2: it needs a forum and a date"),
        (workbook(("A", [["forum", "date"], ["KKR", date(2027, 6, 20), "x"]])), "line 2: it has more cells than"),
        (workbook(("A", [["forum", "date"]])), "it has no meetings"),
        (with_member(SHEET, ROWS, lambda xml: b"<!DOCTYPE x>" + xml), "it defines entities, which no spreadsheet does"),
        (with_member(SHEET, ROWS, lambda xml: xml + b" " * 5_000_000), "it unpacks to far more than it holds"),
        (with_member(SHEET, ROWS, lambda xml: xml[: len(xml) // 2]), "it is damaged"),
        (with_member(SHEET, "xl/workbook.xml", lambda _: b""), "it is damaged"),
        (ics(event("KKR", "DTSTART;VALUE=DATE:00010101")), "line 19: “KKR”: date '0001-01-01' lies outside the years"),
        (ics(), "it has no meetings"),
        (ics(event("KKR")), "line 19: “KKR”: it has no date that can be read"),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "it has no meetings"),
        (CALENDAR[: CALENDAR.rindex(b"END:VEVENT")], "it is damaged or incomplete: not every event in it has an end"),
        (CALENDAR.replace(b"END:VEVENT", b"X", 1), "it is damaged"),
        (b"%PDF-1.7\n", "it is PDF; a calendar of meetings is CSV, XLSX or ICS"),
        (b"<p>KKR</p>", "it is HTML; a calendar of meetings is CSV, XLSX or ICS"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is an old spreadsheet (such as .xls); save it as XLSX or CSV first"),
        (DOCX, "it is no spreadsheet; save the calendar as XLSX or CSV first"),
        (b"x" * 5_000_001, "it has over 5 MB, more than any calendar"),
    ],
)
def test_what_is_no_calendar_is_told(content: bytes, told: str) -> None:
    with pytest.raises(CalendarRefused) as raised:
        open_calendar(content, "m", forums=FORUMS, today=date(2027, 3, 1))
    assert f"\n  {told}" in str(raised.value)


@pytest.mark.parametrize("whole", [SHEET, CALENDAR], ids=["xlsx", "ics"])
def test_a_damaged_file_is_read_or_refused_in_a_sentence(whole: bytes) -> None:
    """Mutants: bytes changed, cut out or put in; whatever comes of it is meetings or one clear refusal."""
    chance = random.Random(4)
    for _ in range(MUTANTS):
        content = bytearray(whole)
        for _ in range(chance.randrange(1, 12)):
            place = chance.randrange(len(content))
            match chance.randrange(3):
                case 0:
                    content[place] = chance.randrange(256)
                case 1:
                    del content[place : place + chance.randrange(1, 40)]
                case _:
                    content[place:place] = content[:: chance.randrange(7, 90)][:30]
        with suppress(CalendarRefused):
            assert open_calendar(bytes(content), "m", forums=FORUMS, today=date(2027, 3, 1)).lines


def test_of_a_calendar_of_sagsgang_only_the_meetings_are_taken_in() -> None:
    day = date(2027, 6, 20)
    written = [Entry(uid_of(kind, 7, "3f2a9c"), kind, f"{kind} til KKR den 20. juni", day) for kind in EntryKind]
    found = open_calendar(calendar_file(written, "Sagsgang: KKR"), "kkr.ics", forums=FORUMS, today=date(2027, 3, 1))
    assert (tuple(replace(line, line=0) for line in found.lines), found.notes) == (
        (kkr(day),),
        (
            "It is a calendar of Sagsgang; what is no meeting in it was left out: "
            "1 cut off, 1 deadline, 1 dispatch, 1 promise, 1 too late.",
        ),
    )


def test_a_calendar_of_sagsgang_without_a_meeting_has_none() -> None:
    deadline = Entry(uid_of(EntryKind.DEADLINE, 7, "3f2a9c"), EntryKind.DEADLINE, "Rapport til KKR", date(2027, 6, 20))
    with pytest.raises(CalendarRefused, match="it has no meetings"):
        open_calendar(calendar_file([deadline], "x"), "x.ics", forums=FORUMS, forum="KKR")


def test_somebody_elses_event_is_a_meeting_whatever_it_is_called() -> None:
    assert in_calendar(event("KKR", "UID:deadline-7@example.dk", "DTSTART;VALUE=DATE:20270620")).lines == (
        kkr(date(2027, 6, 20)),
    )
