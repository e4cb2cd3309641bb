"""A meeting that changes after its agenda was sent: who is told what, and what does not leave any more."""

from datetime import date
from functools import partial

import pytest
from icalendar import Calendar
from sqlalchemy import Connection

from db.queries.outbox import letter_list
from states.addresses import Address
from states.letters import Draft, LetterKind
from templates.letters import write
from tests.workflow.letters import Bag, PostRoom, standing
from tests.workflow.mailing import keys, member, queued, told
from tests.workflow.office import Office
from workflow.cancelling import Cancelled, cancel_meeting
from workflow.meeting_changes import meeting_changes
from workflow.meeting_settings import MeetingChange, set_meeting
from workflow.sending import dispatches

OFFICE = Address("kkr@example.dk", "Sekretariatet")
ON = date(2027, 4, 20)


def sends(office: Office) -> None:
    PostRoom(office, Bag(), office.now).sends()


def cancels(office: Office, reason: str = "Sne") -> Cancelled:
    return office.write(
        lambda connection: cancel_meeting(connection, "KKR", ON, reason=reason, by="bel", now=office.now)
    )


def sets(office: Office, at: str | None = None, place: str | None = None) -> None:
    change = MeetingChange(at, place)

    def work(connection: Connection) -> None:
        set_meeting(connection, "KKR", ON, change, reason="Salen er optaget", by="bel", now=office.now)

    office.write(work)


def look(office: Office) -> tuple[Draft, ...]:
    return office.read(partial(meeting_changes, today=office.today, link="", organizer=OFFICE)).drafts


def queues(office: Office) -> list[str]:
    return list(queued(office, partial(meeting_changes, today=office.today, link="", organizer=OFFICE)))


def subjects(office: Office) -> list[str | None]:
    return [one.wording.subject for one in write(look(office))]


def entry(draft: Draft) -> tuple[str, int, str]:
    """The method of a letter's calendar part, its sequence, and the state that it says."""
    calendar = Calendar.from_ical(draft.invitation or "")
    event = calendar.events[0]
    return str(calendar["METHOD"]), int(str(event["SEQUENCE"])), str(event["STATUS"])


@pytest.fixture
def office(office_in_both: Office) -> Office:
    """KKR meets with one case; the letters with its agenda are queued to its two members."""
    office = office_in_both
    office.meets("KKR", "2027-04-20")
    office.opens("Fælles havn", "kkr")
    sets_before(office)
    member(office, "KKR", "Åse Østergård", "aase@example.dk")
    member(office, "KKR", "Per Holm-Juhl", "per@example.dk")
    office.locks("KKR")
    office = office.on("2027-04-13")
    queued(office, partial(dispatches, today=office.today, link="", organizer=OFFICE))
    return office


def sets_before(office: Office) -> None:
    sets(office, "10:00", "Vejle")


def test_a_meeting_as_it_was_told_is_no_news(office: Office) -> None:
    sends(office)
    assert look(office) == ()


def test_cancelling_keeps_what_has_not_left_and_nobody_is_told(office: Office) -> None:
    numbers = sorted(row.id for row in office.read(letter_list))
    done = cancels(office)
    assert done.letters == tuple(numbers)
    assert standing(office, "state", "answer") == [("cancelled", "bel: the meeting is cancelled: Sne")] * 2
    assert look(office) == ()


def test_who_was_sent_the_agenda_is_told_that_the_meeting_is_cancelled(office: Office) -> None:
    sends(office)
    assert cancels(office).letters == ()
    aase, per = look(office)
    assert (aase.kind, aase.to, per.to.email) == (
        LetterKind.CHANGE,
        Address("aase@example.dk", "Åse Østergård"),
        "per@example.dk",
    )
    assert entry(aase) == ("CANCEL", 1, "CANCELLED")
    assert told(aase).splitlines() == [
        "Kære Åse Østergård",
        "",
        "Mødet i KKR Syddanmark tirsdag den 20. april 2027 kl. 10.00 er aflyst.",
        "",
        "Hvorfor: Sne",
        "",
        "Sagerne på dagsordenen venter på et senere møde.",
        "",
        "Kalenderposten i dette brev retter mødet i din kalender.",
        "",
        "Afbud og spørgsmål: Svar på dette brev.",
        "",
        "Venlig hilsen",
        "Sekretariatet",
    ]
    assert len(queues(office)) == 2
    assert look(office) == ()


def test_another_time_and_place_are_told_beside_those_before(office: Office) -> None:
    sends(office)
    sets(office, "13:00", "Kolding")
    aase, _ = look(office)
    assert entry(aase) == ("REQUEST", 1, "CONFIRMED")
    assert told(aase).splitlines()[2:7] == [
        "Der er ændret ved mødet i KKR Syddanmark den 20. april 2027.",
        "",
        "Nyt tidspunkt: kl. 13.00 (før: kl. 10.00)",
        "",
        "Nyt sted: Kolding (før: Vejle)",
    ]


def test_each_change_is_told_once_and_changing_back_is_one(office: Office) -> None:
    sends(office)
    said = []
    for at in ("13:00", "10:00", "13:00"):
        sets(office, at)
        said.append(sorted({entry(draft)[1] for draft in look(office)}))
        assert len(set(queues(office))) == 2
        assert queues(office) == []
        sends(office)
    assert said == [[1], [2], [3]]


def test_planned_again_it_is_told_that_it_is_held_after_all(office: Office) -> None:
    sends(office)
    cancels(office)
    queues(office)
    sends(office)
    office.meets("KKR", "2027-04-20")
    assert subjects(office) == ["Mødet i KKR Syddanmark den 20. april 2027 bliver holdt alligevel"] * 2
    assert [entry(draft) for draft in look(office)] == [("REQUEST", 2, "CONFIRMED")] * 2


def test_a_reason_that_names_a_closed_case_is_not_told(office: Office) -> None:
    sends(office)
    case = office.opens("Papegøjens vinger", "kkr")
    office.edits(case, closed=True)
    cancels(office, "Papegøjens vinger er trukket")
    assert [word for draft in look(office) for word in (draft, told(draft)) if "Papegøjen" in str(word)] == []


def test_a_new_version_of_the_agenda_tells_of_it_too(office: Office) -> None:
    sends(office)
    sets(office, place="Kolding")
    office.locks("KKR", reason="Nyt sted")
    queued(office, partial(dispatches, today=office.today, link="", organizer=OFFICE))
    assert keys(look(office)) == []


def test_after_its_day_nobody_is_told(office: Office) -> None:
    sends(office)
    cancels(office)
    assert look(office.on("2027-04-21")) == ()
