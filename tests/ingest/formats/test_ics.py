"""Calendar files to events: zones, whole days, series with what is left out and what is moved, what is off."""

import pytest

from ingest.child import read_in_child
from ingest.formats.sniff import Format
from ingest.source import Line
from tests.ingest.calendars import event, ics

ROMANCE = "TZID=Romance Standard Time"


def read(*events: str, head: str = "") -> tuple[Line, ...]:
    return read_in_child(Format.ICS, ics(*events, head=head)).lines


def told(*events: str, head: str = "") -> list[tuple[str, ...]]:
    """Each event as date, time, place, and what is said of it."""
    return [tuple(cell for cell in line.cells if cell) for line in read(*events, head=head)]


@pytest.mark.parametrize(
    ("start", "shown"),
    [
        ("DTSTART:20270620T080000Z", ("2027-06-20", "10:00")),  # summer time
        ("DTSTART:20271121T230000Z", ("2027-11-22", "00:00")),  # winter time, and the day after
        (f"DTSTART;{ROMANCE}:20270620T100000", ("2027-06-20", "10:00")),
        ("DTSTART;TZID=Europe/London:20270620T090000", ("2027-06-20", "10:00")),
        ("DTSTART:20270620T093000", ("2027-06-20", "09:30")),  # nowhere in particular
        ("DTSTART;VALUE=DATE:20270620", ("2027-06-20",)),
    ],
)
def test_a_time_is_that_of_copenhagen(start: str, shown: tuple[str, ...]) -> None:
    assert told(event("KKR", start)) == [shown]


def test_an_event_with_its_words_its_place_and_its_line() -> None:
    (line,) = read(
        event("KKR\\, ordinært", "DTSTART;VALUE=DATE:20270620", "LOCATION:Middelfart"), head="X-WR-CALNAME:Fælles"
    )
    assert (line.text, line.label, line.cells[2]) == ("KKR, ordinært", "Fælles", "Middelfart")
    first = ics(event("KKR", "DTSTART;VALUE=DATE:20270620"), head="X-WR-CALNAME:Fælles").decode().splitlines()
    assert first[line.number - 1] == "BEGIN:VEVENT"


def test_a_series_keeps_its_hour_when_the_clocks_change() -> None:
    series = event("K22", f"DTSTART;{ROMANCE}:20270305T100000", "RRULE:FREQ=MONTHLY;BYDAY=1FR;COUNT=3")
    assert told(series) == [("2027-03-05", "10:00"), ("2027-04-02", "10:00"), ("2027-05-07", "10:00")]


def test_a_series_ends_on_its_last_day_and_leaves_out_what_it_says() -> None:
    series = event(
        "K22",
        f"DTSTART;{ROMANCE}:20270305T100000",
        "RRULE:FREQ=MONTHLY;BYDAY=1FR;UNTIL=20270702T080000Z",
        f"EXDATE;{ROMANCE}:20270402T100000",
        "EXDATE;VALUE=DATE:20270507",
        f"RDATE;{ROMANCE}:20270511T120000",
    )
    assert told(series) == [
        ("2027-03-05", "10:00"),
        ("2027-05-11", "12:00"),
        ("2027-06-04", "10:00"),
        ("2027-07-02", "10:00"),
    ]


def test_a_series_of_whole_days() -> None:
    series = event("KKR", "DTSTART;VALUE=DATE:20270512", "RRULE:FREQ=YEARLY;UNTIL=20290512")
    assert told(series) == [("2027-05-12",), ("2028-05-12",), ("2029-05-12",)]


def test_one_of_a_series_is_moved_and_one_is_off() -> None:
    assert told(
        event("K22", "UID:1", f"DTSTART;{ROMANCE}:20270305T100000", "RRULE:FREQ=MONTHLY;BYDAY=1FR;COUNT=3"),
        event("K22", "UID:1", f"RECURRENCE-ID;{ROMANCE}:20270402T100000", f"DTSTART;{ROMANCE}:20270409T123000"),
        event("K22", "UID:1", "RECURRENCE-ID:20270507T080000Z", "DTSTART:20270507T080000Z", "STATUS:CANCELLED"),
    ) == [("2027-03-05", "10:00"), ("2027-04-09", "12:30"), ("2027-05-07", "10:00", "cancelled")]


def test_an_event_that_is_told_anew_replaces_the_one_before() -> None:
    assert told(
        event("KKR", "UID:1", "SEQUENCE:1", "DTSTART;VALUE=DATE:20270620"),
        event("KKR", "UID:1", "SEQUENCE:0", "DTSTART;VALUE=DATE:20270611"),
        event("KKR", "UID:1", "SEQUENCE:2", "DTSTART;VALUE=DATE:20270621"),
    ) == [("2027-06-21",)]


def test_a_calendar_that_withdraws_its_events() -> None:
    assert told(event("KKR", "DTSTART;VALUE=DATE:20270620"), head="METHOD:CANCEL") == [("2027-06-20", "cancelled")]


def test_a_series_without_end_says_so_and_one_that_is_too_long_is_told() -> None:
    endless = read(event("KKR", "DTSTART;VALUE=DATE:20270512", "RRULE:FREQ=WEEKLY"))
    assert (len(endless), {line.cells[4] for line in endless}) == (3_001, {"endless"})
    assert told(event("KKR", "DTSTART;VALUE=DATE:20270512", "RRULE:FREQ=DAILY;COUNT=9000")) == [
        ("2027-05-12", "it repeats over 3,000 times, more than any meeting")
    ]


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (("DTSTART:next week",), "it has no date that can be read"),
        ((), "it has no date that can be read"),
        (("DTSTART:99991231T235959Z",), "it has no date that can be read"),
        (("DTSTART;VALUE=DATE:20270512", "RECURRENCE-ID:then"), "it has no date that can be read"),
        (
            ("DTSTART;VALUE=DATE:20270512", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:x"),
            "the rule by which it repeats cannot be read",
        ),
        (("DTSTART;VALUE=DATE:20270512", "RRULE:FREQ=SOMETIMES"), "the rule by which it repeats cannot be read"),
    ],
)
def test_what_cannot_be_read_of_an_event_is_told(lines: tuple[str, ...], problem: str) -> None:
    assert [line.cells[5] for line in read(event("KKR", *lines))] == [problem]
