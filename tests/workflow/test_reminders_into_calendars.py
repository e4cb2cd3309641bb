"""What a reminder brings into its reader's calendar: each deadline once, and again when its day has moved."""

from datetime import date

import vobject
from sqlalchemy import Connection, select

from db.models import Row as Register
from states.addresses import Address
from states.deadlines import Days
from states.feed import EntryKind
from tests.workflow.office import Office
from tests.workflow.reminded import BEL, SNM, batch, owes, reminds
from workflow.asked import AskedTask
from workflow.batch import Batch
from workflow.deadlines import move_deadline
from workflow.feed import Feed, tell, tell_and_note
from workflow.reminders import reminders

DUE, FOURTEEN, SEVEN = "2027-04-15", "2027-03-23", "2027-04-06"
Event = tuple[str, str, date, str]
"""To whom; the event's number in the register, day and number of changes."""


def taken_along(office: Office) -> list[Event]:
    """The events in all letters, in the order in which they were queued."""
    table = Register.metadata.tables["letter"]
    query = select(table.c.to_email, table.c.invitation).where(table.c.invitation.is_not(None)).order_by(table.c.id)
    letters = office.read(lambda connection: connection.execute(query).all())
    return [
        (email, event.uid.value.partition("@")[0], event.dtstart.value, event.sequence.value)
        for email, part in letters
        for event in vobject.readOne(part).vevent_list
    ]


def fed(office: Office) -> Feed:
    return office.read(lambda connection: tell(connection, (), now=office.now))


def moves(office: Office, deadline: int, to: str) -> None:
    days = Days(on=date.fromisoformat(to))
    office.write(lambda c: move_deadline(c, deadline, days, reason="udsat", by="bel", now=office.now))


def test_each_owner_gets_a_deadline_into_the_calendar_with_the_first_letter_about_it_and_never_again(
    office_in_both: Office,
) -> None:
    office = office_in_both
    first = owes(office, office.opens("Fælles havn", "kkr"), DUE, BEL, SNM)
    second = owes(office, office.opens("Ny bro", "kkr"), DUE, BEL)
    reminds(office)
    expected = [
        (BEL, f"deadline-{first}", date(2027, 4, 15), "0"),
        (BEL, f"deadline-{second}", date(2027, 4, 15), "0"),
        (SNM, f"deadline-{first}", date(2027, 4, 15), "0"),
    ]
    assert taken_along(office) == expected
    assert len(reminds(office, FOURTEEN)) == 2
    assert taken_along(office) == expected


def test_a_deadline_that_moves_takes_the_place_of_its_entry_however_often_it_moves(office_in_both: Office) -> None:
    office = office_in_both
    deadline = owes(office, office.opens("Fælles havn", "kkr"), DUE, BEL)
    reminds(office)
    for day, to in (("2027-03-02", "2027-04-16"), ("2027-03-03", "2027-04-19")):
        then = office.on(day)
        moves(then, deadline, to)
        reminds(then)
    assert taken_along(office) == [
        (BEL, f"deadline-{deadline}", date(2027, 4, 15), "0"),
        (BEL, f"deadline-{deadline}", date(2027, 4, 16), "1"),
        (BEL, f"deadline-{deadline}", date(2027, 4, 19), "2"),
    ]


def test_the_feed_goes_on_from_what_the_letters_told(office: Office) -> None:
    case = office.opens("Fælles havn", "kkr")
    deadline = owes(office, case, DUE, BEL)
    office.decides(case, "recommended", "Anbefales.")
    reminds(office)
    (told,) = (one for one in fed(office).entries if one.kind is EntryKind.DEADLINE)
    assert told.sequence == 0
    moves(office, deadline, "2027-04-16")
    (moved,) = (one for one in fed(office).entries if one.kind is EntryKind.DEADLINE)
    assert (moved.uid, moved.sequence) == (told.uid, 1)
    office.write(lambda connection: tell_and_note(connection, (), now=office.now))
    reminds(office, "2027-03-02")
    assert [event[1:] for event in taken_along(office)] == [
        (f"deadline-{deadline}", date(2027, 4, 15), "0"),
        (f"deadline-{deadline}", date(2027, 4, 16), "1"),
    ]


def test_a_look_whose_letters_are_not_queued_tells_no_calendar(office: Office) -> None:
    owes(office, office.opens("Fælles havn", "kkr"), DUE, BEL)
    assert batch(office).drafts[0].invitation is not None
    table = Register.metadata.tables["calendar_entry"]
    assert office.read(lambda connection: connection.execute(select(table)).all()) == []


def test_tasks_and_the_days_before_a_meeting_stay_in_the_feed(office: Office) -> None:
    case = office.opens("Fælles havn", "short")
    asked = AskedTask("Skriv et oplæg", BEL, date.fromisoformat(DUE))
    office.decides(case, "recommended", "Anbefales.", tasks=(asked,))
    assert (len(reminds(office, SEVEN)), taken_along(office)) == (1, [])


def test_a_closed_case_is_in_the_calendar_by_its_number(office: Office) -> None:
    case = office.opens("Åges ansættelse", "kkr")
    office.edits(case, closed=True)
    owes(office, case, DUE, BEL, words="Åge skal svare", legal_default="Åge er opsagt")
    reminds(office)
    table = Register.metadata.tables["letter"]
    (part,) = office.read(lambda connection: connection.execute(select(table.c.invitation)).scalars().all())
    event = vobject.readOne(part).vevent
    assert event.summary.value == f"Frist for rapport: sag {case}"
    assert "Åge" not in part


def test_whose_the_entries_are_stands_in_them(office: Office) -> None:
    owes(office, office.opens("Fælles havn", "kkr"), DUE, BEL)

    def look(connection: Connection) -> Batch:
        sender = Address("kkr@example.dk", "KKR-sekretariatet")
        return reminders(connection, today=office.today, link="", organizer=sender)

    part = office.read(look).drafts[0].invitation or ""
    assert "ORGANIZER;CN=KKR-sekretariatet:mailto:kkr@example.dk" in part
