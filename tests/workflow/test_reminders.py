"""The reminders of a day: one letter a person, each step once, late ones marked late, and what changes meanwhile."""

from datetime import date

from sqlalchemy import Connection

from db.queries.reminders import sent_reminders
from db.queries.watched_deadlines import due_deadlines
from db.record import Insert
from states.deadlines import Days
from states.outcomes import Outcome
from states.paper import DeadlineKind
from tests.workflow.office import Office
from tests.workflow.reminded import (
    BEL,
    CHAIR,
    HEAD,
    SNM,
    batch,
    has_head,
    knows,
    letters,
    next_look,
    owes,
    queues,
    reminds,
    sent,
    sets,
    takes,
)
from workflow.asked import AskedTask
from workflow.batch import Batch
from workflow.deadlines import DeadlineEdit, edit_deadline, meet_deadline, move_deadline
from workflow.desk import open_desk

DUE = "2027-04-15"
FOURTEEN, SEVEN, THREE, ONE = "2027-03-23", "2027-04-06", "2027-04-12", "2027-04-14"
"""So many working days before the day that is due."""


def owed(office: Office, *owners: str, on: str = DUE) -> int:
    """A deadline of a case, for which somebody sees to it."""
    return owes(office, office.opens("Fælles havn", "kkr"), on, *(owners or (BEL,)))


def test_each_person_gets_one_letter_of_everything_that_is_due_and_the_register_knows_each_step(
    office_in_both: Office,
) -> None:
    office = office_in_both
    has_head(office)
    first, second = owed(office, BEL, SNM), owed(office, BEL)
    reminds(office)
    reminds(office, FOURTEEN)
    before = len(sent(office))
    assert reminds(office, SEVEN) == [f"digest:{SEVEN}:{who}:1" for who in (BEL, SNM, HEAD)]
    assert sent(office)[before:] == [
        (f"deadline:{first}", "7", BEL, "owner", False),
        (f"deadline:{second}", "7", BEL, "owner", False),
        (f"deadline:{first}", "7", SNM, "owner", False),
        (f"deadline:{first}", "7", HEAD, "head", False),
        (f"deadline:{second}", "7", HEAD, "head", False),
    ]
    assert (reminds(office, SEVEN), next_look(office, first)) == ([], date.fromisoformat(THREE))


def test_two_processes_that_looked_at_the_same_time_queue_each_letter_once(office_in_both: Office) -> None:
    office = office_in_both
    deadline = owed(office)
    then = office.on(SEVEN)
    one, other = batch(then), batch(then)
    assert (len(queues(then, one)), queues(then, other)) == (1, [])
    assert [step for _, step, *_ in sent(office)] == ["30", "14", "7"]
    assert (len(letters(office)), next_look(office, deadline)) == (1, date.fromisoformat(THREE))


def test_a_deadline_that_was_moved_while_letters_were_written_is_looked_at_anew(office_in_both: Office) -> None:
    office = office_in_both
    deadline = owed(office)
    then = office.on(SEVEN)
    looked = batch(then)
    moves(then, deadline, "2027-06-15")
    queues(then, looked)
    assert next_look(office, deadline) == date(1970, 1, 1)
    assert (reminds(office, "2027-04-07"), next_look(office, deadline)) == ([], date(2027, 4, 30))


def test_a_moved_deadline_is_reminded_of_anew_and_an_answer_to_the_old_day_is_none_to_the_new(office: Office) -> None:
    deadline = owed(office)
    reminds(office, SEVEN)
    takes(office.on(SEVEN), deadline, BEL)
    assert reminds(office, THREE) == []
    moves(office.on(THREE), deadline, "2027-04-22")
    assert reminds(office, "2027-04-13") == [f"digest:2027-04-13:{BEL}:1"]


def moves(office: Office, deadline: int, to: str) -> None:
    days = Days(on=date.fromisoformat(to))
    office.write(lambda connection: move_deadline(connection, deadline, days, reason="udsat", by="bel", now=office.now))


def test_what_fell_due_while_the_clock_stood_still_is_told_once_and_marked_late(office: Office) -> None:
    deadline = owed(office, on="2027-04-15")
    reminds(office)
    reminds(office, SEVEN)
    reminds(office, "2027-04-19")
    assert sent(office)[3:] == [
        (f"deadline:{deadline}", step, BEL, "owner", late)
        for step, late in (("3", True), ("1", True), ("0", True), ("+1", True), ("+2", False))
    ]
    assert len(letters(office)) == 3


def test_nothing_is_written_on_closing_days_and_nothing_is_lost_by_it(office: Office) -> None:
    owed(office, on="2027-03-30")
    closed = ("2027-03-13", "2027-03-14", "2027-03-25", "2027-03-26", "2027-03-29")
    assert [batch(office.on(day)) for day in closed] == [Batch()] * len(closed)
    assert reminds(office, "2027-03-30") == [f"digest:2027-03-30:{BEL}:1"]


def test_a_second_letter_of_a_day_only_says_what_must_be_done_by_the_next_working_day(office: Office) -> None:
    owed(office)
    reminds(office, SEVEN)
    then = office.on(SEVEN)
    urgent, other = owed(then, on="2027-04-07"), owed(then, on="2027-04-08")
    assert reminds(then) == [f"digest:{SEVEN}:{BEL}:2"]
    assert [(subject, step) for subject, step, *_ in sent(office)[3:]] == [(f"deadline:{urgent}", "1")]
    assert (reminds(then), next_look(office, other)) == ([], date(2027, 4, 7))
    assert reminds(office, "2027-04-07") == [f"digest:2027-04-07:{BEL}:1"]


def test_a_line_that_waits_for_the_next_day_is_not_lost(office: Office) -> None:
    owed(office)
    reminds(office, SEVEN)
    then = office.on(SEVEN)
    other = owed(then, on="2027-04-09")
    assert (reminds(then), next_look(office, other)) == ([], date(2027, 4, 6))
    reminds(office, "2027-04-07")
    assert sent(office)[3:] == [(f"deadline:{other}", "3", BEL, "owner", True)]


def test_what_has_ended_is_not_asked_for(office: Office) -> None:
    deadline = owed(office)
    office.write(lambda connection: meet_deadline(connection, deadline, on=None, words="", by="bel", now=office.now))
    assert reminds(office, SEVEN) == []


def test_a_task_with_a_day_is_asked_for_by_its_owner_since_the_decision_that_gave_it(office: Office) -> None:
    knows(office, "Søren Nøhr", "snm", SNM)
    case = office.opens("Fælles havn", "kkr")
    task = AskedTask("Regn på det", "snm", date.fromisoformat(DUE))
    office.on("2027-03-22").decides(case, Outcome.APPROVED, "Godkendt.", tasks=(task,))
    asked = {day: [(who, step, late) for _, step, who, _, late in _new(office, day)] for day in ("2027-03-24", SEVEN)}
    assert asked == {"2027-03-24": [(SNM, "14", True)], SEVEN: [(SNM, "7", False)]}


def test_the_agenda_is_asked_for_until_it_is_locked_and_what_is_not_ready_before_the_cut_off(office: Office) -> None:
    has_head(office)
    knows(office, "Bente Lund", "bel", BEL)
    office.meets("K22", "2027-04-20")
    office.decides(office.opens("Fælles havn", "social"), Outcome.RECOMMENDED, "Anbefales.")
    asked = {day: [(who, step) for _, step, who, *_ in _new(office, day)] for day in _days("2027-03-22", "2027-04-20")}
    assert {day: who for day, who in asked.items() if who} == {
        "2027-04-01": [(BEL, "3")],
        "2027-04-06": [(BEL, "0"), (HEAD, "0")],
        "2027-04-12": [(HEAD, "1")],
        "2027-04-13": [(HEAD, "0")],
        "2027-04-14": [(HEAD, "+1")],
        "2027-04-15": [(HEAD, "+2")],
        "2027-04-16": [(HEAD, "+3")],
        "2027-04-19": [(HEAD, "+4")],
        "2027-04-20": [(HEAD, "+5")],
    }


def _days(first: str, last: str) -> list[str]:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return [date.fromordinal(number).isoformat() for number in range(begin.toordinal(), end.toordinal() + 1)]


def _new(office: Office, day: str) -> list[tuple[str, str, str, str, bool]]:
    before = len(sent(office))
    reminds(office, day)
    return sent(office)[before:]


def test_of_a_closed_case_a_letter_says_the_number_alone(office: Office) -> None:
    case = office.opens("Kommunens hemmelige grundkøb", "kkr")
    office.edits(case, closed=True)
    owes(office, case, DUE, BEL, words="Svar om grundkøbet", legal_default="Så falder købet bort.")
    reminds(office, SEVEN)
    ((_, subject, text),) = letters(office)
    assert (subject, "grund" in text.lower(), "købet" in text, f"Sag {case} (lukket)" in text) == (
        f"Frist om 7 arbejdsdage: Sag {case} (lukket)",
        False,
        False,
        True,
    )


def test_vague_words_are_asked_about_and_not_nagged_about_before_their_last_day(office: Office) -> None:
    case = office.opens("Fælles havn", "kkr")
    deadline = owes(office, case, "2027-04-01", BEL, latest="2027-04-30", words="i løbet af april")
    steps = {day: [step for _, step, *_ in _new(office, day)] for day in _days("2027-03-24", "2027-05-04")}
    assert {day: found[-1] for day, found in steps.items() if found} == {
        "2027-03-24": "3",
        "2027-03-31": "1",
        "2027-04-01": "0",
        "2027-05-03": "+1",
        "2027-05-04": "+2",
    }
    assert next_look(office, deadline) == date(2027, 5, 5)


def test_a_deadline_that_was_over_when_the_ladder_met_it_is_not_asked_for(office: Office) -> None:
    """As one that stood in the register before it knew since when (schema 0004)."""
    case = office.opens("Fælles havn", "kkr")
    row = {"id": 900, "case_id": case, "kind": "report", "words": "frist", "on": date.fromisoformat(DUE)}
    enters(office, Insert("deadline", {**row, "works_to": date.fromisoformat(DUE), "owners": [BEL]}))
    assert (reminds(office, "2027-05-03"), next_look(office, 900)) == ([], None)


def enters(office: Office, row: Insert) -> None:
    def write(connection: Connection) -> None:
        with open_desk(connection, by="bel", now=office.now) as desk:
            desk.note("taken_over", None, {}, row)

    office.write(write)


def test_kind_of_the_next_meeting_is_no_duty(office: Office) -> None:
    case = office.opens("Fælles havn", "kkr")
    deadline = owes(office, case, DUE, BEL, kind=DeadlineKind.NEXT_MEETING)
    assert (reminds(office, SEVEN), next_look(office, deadline)) == ([], None)


def test_the_chair_of_the_forum_where_the_case_waits_is_asked_last(office: Office) -> None:
    sets(office, forum="KKR", chair=CHAIR)
    owed(office)
    reminds(office)
    assert [(who, role) for _, _, who, role, _ in _new(office, ONE)][-1] == (CHAIR, "chair")


def test_a_person_on_leave_is_spared_and_the_head_asked_instead(office: Office) -> None:
    has_head(office)
    sets(office, person=BEL, until=date(2027, 4, 9))
    owed(office)
    assert {who for *_, who, _, _ in _new(office, SEVEN)} == {HEAD}
    assert BEL in {who for *_, who, _, _ in _new(office, THREE)}


def test_a_ladder_that_is_set_anew_counts_from_the_next_tick(office: Office) -> None:
    deadline = owed(office)
    reminds(office)
    sets(office, forum="KKR", before="10,5")
    assert next_look(office, deadline) == date(1970, 1, 1)
    reminds(office, "2027-03-02")
    assert next_look(office, deadline) == date(2027, 4, 1)


def test_only_what_is_new_is_written(office: Office) -> None:
    owed(office)
    reminds(office, SEVEN)
    assert batch(office.on(SEVEN)) == Batch()


def test_a_new_owner_is_told_at_once_and_not_called_late(office: Office) -> None:
    deadline = owed(office, BEL)
    reminds(office, FOURTEEN)
    then = office.on("2027-03-24")
    edit = DeadlineEdit(owners=[BEL, SNM])
    then.write(lambda connection: edit_deadline(connection, deadline, edit, by="bel", now=then.now))
    assert reminds(then) == [f"digest:2027-03-24:{SNM}:1"]
    assert sent(office)[2:] == [(f"deadline:{deadline}", step, SNM, "owner", False) for step in ("30", "14")]
    assert "skulle være kommet" not in letters(office)[-1][2]


def test_a_look_takes_those_that_have_waited_longest(office_in_both: Office) -> None:
    office = office_in_both
    first, second = owed(office), owed(office)
    reminds(office)
    third = owed(office)

    def waiting(connection: Connection) -> list[int]:
        return [one.watched.number for one in due_deadlines(connection, date(2027, 4, 6), 2)]

    assert (office.read(waiting), second) == ([third, first], second)


def test_everything_that_was_sent_is_in_the_ledger(office: Office) -> None:
    deadline = owed(office)
    reminds(office, SEVEN)
    rows = office.read(lambda connection: sent_reminders(connection, 1))
    assert [(row.subject, row.step, row.recipient, row.delivery) for row in rows] == [
        (f"deadline:{deadline}", step, BEL, "sent") for step in ("7", "14", "30")
    ]
    assert office.read(lambda connection: sent_reminders(connection, 2)) == []
