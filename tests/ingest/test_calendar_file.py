"""Calendars of meetings from files."""

from datetime import date

import pytest

from ingest.calendar_file import CalendarRefused, MeetingLine, read_meetings


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
    assert read_meetings(content, "m.csv") == (
        MeetingLine(2, "Socialdirektørforum", date(2027, 6, 20), place="Ærø"),
    )


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
