"""A calendar is taken in whole or not at all; what is held, sent or not named in it stays."""

from dataclasses import replace
from datetime import date

import pytest

from db.queries.calendars import meets, planned_meetings
from db.queries.facts import load_forums, load_meetings
from ingest.calendar_lines import CalendarRefused, MeetingLine
from states.timetable import Slot
from tests.workflow.office import Office
from workflow.calendars import Loaded, days_there, load_calendar
from workflow.cancelling import cancel_meeting

APRIL, JUNE, SEPTEMBER = date(2027, 4, 20), date(2027, 6, 22), date(2027, 9, 7)


def loads(office: Office, *lines: MeetingLine) -> Loaded:
    numbered = [replace(line, line=number) for number, line in enumerate(lines, start=2)]
    return office.write(lambda connection: load_calendar(connection, numbered, "m.csv", by="bel", now=office.now))


def kkr(on: date, forum: str = "KKR", **more: object) -> MeetingLine:
    return replace(MeetingLine(0, forum, on), **more)  # type: ignore[arg-type]  # the columns of a line


def meetings(office: Office, forum: str = "KKR") -> list[tuple[date, str, str | None, str | None]]:
    found = office.read(lambda connection: load_meetings(connection, forum))
    return [(one.on, one.state, one.at, one.place) for one in found]


def cut_offs(office: Office) -> list[date]:
    rows = office.read(lambda connection: planned_meetings(connection, load_forums(connection)["KKR"].id, office.today))
    return [row.cut_off for row in rows]


def test_meetings_are_added_changed_and_left_as_they_stood(office_in_both: Office) -> None:
    office = office_in_both
    assert loads(office, kkr(APRIL), kkr(JUNE, at="10:00")) == Loaded(added=2, changed=0, same=0)
    done = loads(office, kkr(JUNE, place="Vejle", cut_off=date(2027, 6, 1)), kkr(APRIL), kkr(SEPTEMBER))
    assert done == Loaded(added=1, changed=1, same=1)
    assert meetings(office) == [
        (APRIL, "planned", None, None),
        (JUNE, "planned", "10:00", "Vejle"),
        (SEPTEMBER, "planned", None, None),
    ]
    assert cut_offs(office) == [date(2027, 4, 6), date(2027, 6, 1), date(2027, 8, 24)]


def test_a_meeting_that_the_file_does_not_name_stays(office: Office) -> None:
    office.meets("KKR", "2027-04-20")
    loads(office, kkr(JUNE))
    assert [on for on, *_ in meetings(office)] == [APRIL, JUNE]


def test_a_held_meeting_is_left_alone(office: Office) -> None:
    office.meets("KKR", "2027-04-20")
    office.holds("KKR")
    assert loads(office, kkr(APRIL, place="Vejle")) == Loaded(added=0, changed=0, same=0, left_alone=1)
    assert loads(office, kkr(APRIL, cancelled=True)) == Loaded(added=0, changed=0, same=0, left_alone=1)
    assert meetings(office) == [(APRIL, "held", None, None)]


def test_a_meeting_whose_agenda_is_sent_is_left_alone_and_that_is_said(office: Office) -> None:
    office.meets("KKR", "2027-04-20")
    office.locks("KKR")
    note = (
        "KKR 2027-04-20 keeps its place, since its agenda is sent; to change it: "
        "sagsgang meeting set KKR 2027-04-20 … --reason WORDS."
    )
    assert loads(office, kkr(APRIL, place="Vejle")) == Loaded(0, 0, 0, left_alone=1, notes=(note,))
    assert loads(office, kkr(APRIL)) == Loaded(added=0, changed=0, same=1)


def test_a_meeting_that_is_off_is_cancelled_and_its_cases_wait(office_in_both: Office) -> None:
    office = office_in_both
    office.meets("KKR", "2027-04-20", "2027-06-22")
    case = office.opens("Fælles indkøb", "kkr")
    office.locks("KKR")
    done = loads(office, kkr(APRIL, cancelled=True), kkr(SEPTEMBER, cancelled=True), kkr(JUNE))
    assert done == Loaded(
        added=0,
        changed=0,
        same=1,
        cancelled=1,
        notes=(
            "KKR 2027-04-20 is cancelled, since it is off in the file.",
            "KKR 2027-09-07 is off in the file and was not planned here: nothing was put in.",
        ),
    )
    assert [(on, state) for on, state, *_ in meetings(office)] == [(APRIL, "cancelled"), (JUNE, "planned")]
    assert office.on_agenda("KKR") == [case]
    assert loads(office, kkr(APRIL, cancelled=True)) == Loaded(added=0, changed=0, same=1)


def test_a_cancelled_meeting_that_the_file_has_is_planned_again(office: Office) -> None:
    office.meets("KKR", "2027-04-20")
    office.write(
        lambda connection: cancel_meeting(connection, "KKR", APRIL, reason="Få sager", by="bel", now=office.now)
    )
    note = "KKR 2027-04-20 was cancelled and is planned again, since the file has it."
    assert loads(office, kkr(APRIL, cancelled=True), kkr(APRIL)) == Loaded(0, 1, 0, notes=(note,))


def test_nothing_is_taken_in_where_a_line_is_bad(office: Office) -> None:
    office.meets("KKR", "2027-09-07")
    case = office.opens("Fælles indkøb", "kkr")
    office.decides(case, "postponed", meeting=SEPTEMBER)
    before = office.counts()
    with pytest.raises(CalendarRefused) as told:
        loads(office, kkr(APRIL, "Nobody"), kkr(JUNE), kkr(JUNE, "KKR Syddanmark"))
    first, unknown, twice = str(told.value).split("\n")
    assert first == "m.csv was not taken in; nothing was changed. Mend these lines:"
    assert unknown.startswith("  line 2: There is no forum called 'Nobody'.")
    assert twice == "  line 4: KKR 2027-06-22 stands on line 3 already"
    with pytest.raises(CalendarRefused) as told:
        loads(office, kkr(APRIL), kkr(SEPTEMBER, cancelled=True))
    assert "line 3: KKR's meeting of 2027-09-07 is planned: it has decided cases" in str(told.value)
    assert office.counts() == before


def test_a_council_goes_by_its_number_or_by_the_name_of_its_municipality(office: Office) -> None:
    names = ("KB-410", "Odense", "Kommunalbestyrelsen i Vejle", "Kolding Kommune")
    assert loads(office, *(kkr(JUNE, name) for name in names)) == Loaded(added=4, changed=0, same=0)
    found = office.read(lambda connection: meets(connection, office.today))
    slots = (Slot(JUNE, date(2027, 6, 8)),)
    assert {code: one.slots for code, one in found.items() if one.slots} == dict.fromkeys(
        ("KB-410", "KB-461", "KB-630", "KB-621"), slots
    )
    assert found["KB-420"].last is None  # plans reckon with a meeting a month there


def test_the_days_that_are_there_already(office: Office) -> None:
    office.meets("KKR", "2027-04-20", "2027-06-22")
    office.locks("KKR")
    there = office.read(lambda connection: days_there(connection, "Kommunekontaktrådet"))
    assert there == {APRIL: "locked", JUNE: "planned"}
