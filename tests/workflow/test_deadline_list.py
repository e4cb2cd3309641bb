"""The list of deadlines, with what stands in other tables; and one with its whole course."""

from datetime import date
from typing import Any

import pytest

from db.errors import UnknownCase
from db.record import Insert, Update
from states.deadline_list import ListedDeadline
from states.deadlines import Days, between
from states.paper import DeadlineKind, FoundDeadline
from tests.workflow.deadlines import JULY, adds, does, knows
from tests.workflow.office import Office
from tests.workflow.papers import agenda, case_item
from workflow.deadline_list import Wanted, course, deadlines
from workflow.deadlines import UnknownDeadline
from workflow.desk import open_desk
from workflow.promises import Promise, Span, add_promise


def listed(office: Office, **how: Any) -> list[ListedDeadline]:
    return office.read(lambda connection: deadlines(connection, Wanted(**how), today=office.today))


def names(office: Office, **how: Any) -> list[int | str]:
    return [one.id for one in listed(office, **how)]


def has_a_task(office: Office, case: int, owner: str, due: date) -> int:
    """Somebody was asked to do something by a day."""

    def work(connection: Any) -> int:
        with open_desk(connection, by="bel", now=office.now) as desk:
            number = desk.ledger.next_id()
            row = {"id": number, "case_id": case, "words": "Undersøg havnen", "owner": owner, "due": due}
            desk.note("tasked", case, {}, Insert("task", row))
        return number

    return office.write(work)


def promised(office: Office, case: int, span: Span) -> int:
    promise = Promise("KKR", "KKR får sagen.", "Fælles havn", case, span)
    return office.write(lambda connection: add_promise(connection, promise, by="bel", now=office.now))


def test_everything_that_is_due_stands_in_one_list(office_in_both: Office) -> None:
    office = office_in_both
    office.meets("KKR", "2027-04-20")
    office.meets("Odense", "2027-04-21")  # a council's agenda is not ours
    case = office.opens("Fælles havn", "kkr")
    report = adds(office, case).id
    vague = adds(office, case, between(date(2027, 3, 6), date(2027, 3, 31)), kind=DeadlineKind.HEARING).id
    task = has_a_task(office, case, "bel", date(2027, 4, 11))  # a Sunday
    promise = promised(office, case, Span(date(2027, 5, 1), date(2027, 5, 31)))
    promised(office, case, Span())  # at some coming meeting: no day
    meeting = office.agenda("KKR").meeting.id
    found = listed(office)
    assert [(one.id, one.kind, one.case_id, one.forum, one.words) for one in found] == [
        (vague, "hearing", case, None, "Redegørelse"),
        (f"cut_off:{meeting}", "cut_off", None, "KKR", "KKR 2027-04-20"),
        (f"task:{task}", "task", case, "KKR", "Undersøg havnen"),
        (f"dispatch:{meeting}", "dispatch", None, "KKR", "KKR 2027-04-20"),
        (f"promise:{promise}", "promise", case, "KKR", "Fælles havn"),
        (report, "report", case, None, "Redegørelse"),
    ]
    assert [one.days.works_to for one in found] == [
        None,
        date(2027, 4, 6),
        date(2027, 4, 9),
        date(2027, 4, 13),
        None,
        JULY,
    ]


def test_a_span_takes_what_is_worked_to_in_it(office: Office) -> None:
    case = office.opens("Fælles havn", "kkr")
    late = adds(office.on("2027-03-01"), case, Days(date(2027, 3, 2))).id
    sunday = adds(office, case, Days(date(2027, 4, 4))).id
    vague = adds(office, case, between(date(2027, 4, 4), date(2027, 6, 1))).id
    adds(office, case, Days(date(2027, 4, 5)))
    april = office.on("2027-04-01")
    assert names(april, until=date(2027, 4, 3)) == [late, sunday, vague]
    assert [one.standing(april.today) for one in listed(april, until=date(2027, 4, 3))] == ["late", "open", "open"]


def test_ended_ones_are_listed_when_asked_for(office: Office) -> None:
    case, other = office.opens("Fælles havn", "kkr"), office.opens("Fælles bro", "kkr")
    numbers = [int(adds(office, one).id) for one in (case, case, case, other)]
    does(office, "meet", numbers[0])
    does(office, "waive", numbers[1], reason="x")
    assert names(office) == numbers[2:]
    assert names(office, case_id=case) == [numbers[2]]
    assert names(office, case_id=case, everything=True) == numbers[:3]
    with pytest.raises(UnknownCase):
        names(office, case_id=99)


def test_an_owner_s_are_found_by_any_of_their_words(office: Office) -> None:
    knows(office, "Bente Lund", initials="bel", email="bel@example.dk")
    case = office.opens("Fælles havn", "kkr")
    by_initials = adds(office, case, owners=("bel",)).id
    by_address = adds(office, case, owners=("snm@example.dk", "bel@example.dk")).id
    adds(office, case, owners=("snm@example.dk",))
    task = f"task:{has_a_task(office, case, 'BEL', date(2027, 8, 2))}"
    for words in ("bel", "bel@example.dk", "bente lund"):
        assert names(office, owner=words) == [by_initials, by_address, task]
    assert names(office, owner="nobody") == []
    assert names(office, owner="bel", kind="task") == [task]


def test_only_one_kind(office: Office) -> None:
    office.meets("KKR", "2027-04-20", "2027-06-20")
    case = office.opens("Fælles havn", "kkr")
    adds(office, case)
    hearing = adds(office, case, kind=DeadlineKind.HEARING).id
    assert names(office, kind="hearing") == [hearing]
    assert [one.days.on for one in listed(office, kind="cut_off")] == [date(2027, 4, 6), date(2027, 6, 6)]


def test_a_cut_off_that_is_over_is_nobody_s_and_a_dispatch_day_is_until_the_agenda_is_locked(office: Office) -> None:
    office.meets("KKR", "2027-04-20")
    office.opens("Fælles havn", "kkr")
    april = office.on("2027-04-14")
    (dispatch,) = listed(april)
    assert (dispatch.kind, dispatch.standing(april.today), dispatch.left(april.today)) == ("dispatch", "late", -1)
    april.locks("KKR")
    assert listed(april) == []


def test_a_paper_s_deadline_says_which_paper_and_a_closed_case_that_it_is(office: Office) -> None:
    due = FoundDeadline("Svar senest den 1. juli.", DeadlineKind.HEARING, JULY)
    office.meets("KKR", "2027-04-20")
    (case,) = office.imports(
        agenda("KKR", date(2027, 4, 20), case_item("Fælles havn", deadlines=(due,))), "a.pdf"
    ).cases
    (found,) = listed(office, kind="hearing")
    assert (found.source, found.closed, found.case_id) == ("a.pdf", False, case)
    office.edits(case, closed=True, reason="Fortroligt")
    assert [one.closed for one in listed(office, case_id=case)] == [True]


def test_the_whole_course_of_one_is_told(office_in_both: Office) -> None:
    office = office_in_both
    number = int(adds(office, office.opens("Fælles havn", "kkr")).id)
    does(office.on("2027-03-02"), "move", number, Days(date(2027, 8, 2)), reason="Udsat")
    does(office.on("2027-03-03"), "meet", number, words="Sendt")
    office.write(lambda connection: reminded(office, connection, f"deadline:{number}"))
    told = office.read(lambda connection: course(connection, number))
    assert (told.deadline.state, told.since) == ("met", date(2027, 3, 2))
    assert [(step["what"], step["at"], step["reason"]) for step in told.steps] == [
        ("moved", "2027-03-02", "Udsat"),
        ("met", "2027-03-03", "Sendt"),
    ]
    (reminder,), (acknowledgement,) = told.reminders, told.acknowledgements
    assert (reminder["recipient"], reminder["step"], reminder["late"]) == ("bel@example.dk", "30", False)
    assert (acknowledgement["recipient"], acknowledgement["at"][:10]) == ("bel@example.dk", "2027-03-01")
    with pytest.raises(UnknownDeadline):
        office.read(lambda connection: course(connection, 999))


def reminded(office: Office, connection: Any, subject: str) -> None:
    """A letter has left, and somebody has answered it."""
    with open_desk(connection, by="clock", now=office.now) as desk:
        letter, reminder, answer = (desk.ledger.next_id() for _ in range(3))
        to = {"recipient": "bel@example.dk", "revision": "2", "subject": subject}
        sent = {
            "key": "x",
            "kind": "reminders",
            "to_email": "bel@example.dk",
            "message_id": "<x@y>",
            "dated": office.now,
        }
        step = {"step": "30", "role": "owner", "due_on": office.today, "letter_id": letter}
        desk.note(
            "reminded",
            None,
            {},
            Insert("letter", {"id": letter, **sent}),
            Insert("reminder", {"id": reminder, **to, **step}),
            Insert("acknowledgement", {"id": answer, **to, "at": office.now, "by": "bel"}),
        )


def test_a_meeting_s_own_day_is_the_one_that_is_listed(office: Office) -> None:
    office.meets("KKR", "2027-04-20")
    meeting = office.agenda("KKR").meeting.id

    def own(connection: Any) -> None:
        with open_desk(connection, by="bel", now=office.now) as desk:
            desk.note("set", None, {}, Update("meeting", {"id": meeting}, {"dispatch": date(2027, 4, 16)}))

    office.write(own)
    assert [one.days.on for one in listed(office, kind="dispatch")] == [date(2027, 4, 16)]
