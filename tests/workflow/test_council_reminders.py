"""Councils that were sent a case and do not answer are asked again by the clock, 15 and 5 working days before."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import text

from db.queries.agendas import case_deadlines
from states.deadlines import Days
from states.letters import LetterKind
from states.routes import Join, JoinRule
from tests.workflow.council_office import FOUR, Councils, asked, route
from tests.workflow.deadlines import adds, does
from tests.workflow.mailing import LINK, mailbox, queued, told
from tests.workflow.office import Office
from workflow.batch import Batch
from workflow.council_reminders import council_reminders
from workflow.requests import requests
from workflow.routing import set_route

DAY = date(2027, 10, 15)
"""When the case must be done; the 24th of September and the 8th of October are 15 and 5 working days before."""


def look(councils: Councils, day: str) -> Batch:
    today = date.fromisoformat(day)
    return councils.office.read(partial(council_reminders, today=today, link=LINK))


def to(batch: Batch) -> list[str]:
    return [draft.to.name.removeprefix("Kommunalbestyrelsen i ") for draft in batch.drafts]


def queues(councils: Councils, day: str) -> int:
    """How many letters the clock queues on a day; they are sent."""
    office = councils.office.on(day)
    letters = queued(office, partial(council_reminders, today=office.today, link=LINK))
    office.write(lambda connection: connection.execute(text("UPDATE delivery SET state = 'sent'")))
    return len(letters)


@pytest.fixture
def councils(office_in_both: Office) -> Councils:
    """Three of four councils have mailboxes; all were sent the case on the first of September."""
    for number in ("410", "420", "461"):
        mailbox(office_in_both, f"KB-{number}", f"post@{number}.example.dk")
    found = asked(office_in_both)
    adds(found.office, found.case, Days(DAY))
    found.sends(on=date(2027, 9, 1))
    return found


def test_who_has_not_answered_is_asked_again_on_the_day_and_not_before(councils: Councils) -> None:
    councils.answers("Assens", "approved", "Godkendt.")
    assert look(councils, "2027-09-23") == Batch()
    batch = look(councils, "2027-09-24")
    assert ([one.kind for one in batch.drafts], to(batch)) == ([LetterKind.REQUEST] * 2, ["Middelfart", "Odense"])
    assert told(batch.drafts[1]).splitlines()[:8] == [
        "Til Kommunalbestyrelsen i Odense",
        "",
        "Vi har ikke set jeres svar i sagen herunder, som I fik den 1. september 2027, og minder derfor om den.",
        "",
        "Sag 1: Rapport",
        "",
        "I bedes godkende sagen.",
        "Sagen skal være færdig senest den 15. oktober 2027; giv besked, hvis I ikke kan nå det.",
    ]


def test_each_step_is_one_letter_and_what_was_missed_is_sent_once(councils: Councils) -> None:
    days = ("2027-09-24", "2027-09-24", "2027-09-27", "2027-10-07", "2027-10-11", "2027-10-12", "2027-10-18")
    assert [queues(councils, day) for day in days] == [3, 0, 0, 0, 3, 0, 0]
    assert {row.known.asked_again_on for row in councils.ledger.rows} == {date(2027, 10, 11), None}


def test_a_later_deadline_of_the_case_brings_no_more_of_them(councils: Councils) -> None:
    adds(councils.office, councils.case, Days(date(2027, 11, 1)))
    days = ("2027-09-24", "2027-10-08", "2027-10-18", "2027-10-25")
    assert [queues(councils, day) for day in days] == [3, 3, 0, 0]


def test_a_letter_that_has_not_left_is_not_sent_again(councils: Councils) -> None:
    found = councils.office.read(
        lambda c: requests(c, councils.case, ["Odense"], again=True, today=date(2027, 9, 2), link=LINK)
    )
    queued(councils.office, lambda _connection: found.batch)
    councils.office.write(lambda c: c.execute(text("UPDATE delivery SET state = 'retry'")))
    assert to(look(councils, "2027-09-24")) == ["Middelfart", "Assens"]


def test_whoever_was_asked_again_by_hand_since_the_step_is_left_alone(councils: Councils) -> None:
    later = Councils(councils.office.on("2027-10-08"), councils.case)
    later.asks_again("Odense", on=date(2027, 9, 27))
    assert to(look(later, "2027-10-07")) == ["Middelfart", "Assens"]
    assert to(look(later, "2027-10-08")) == ["Middelfart", "Assens", "Odense"]


def test_whoever_got_the_case_after_a_step_is_asked_at_the_next(councils: Councils) -> None:
    councils.office = councils.office.on("2027-09-28")
    councils.sends("Odense", on=date(2027, 9, 28))
    assert to(look(councils, "2027-09-28")) == ["Middelfart", "Assens"]
    assert to(look(councils, "2027-10-08")) == ["Middelfart", "Assens", "Odense"]


def test_nobody_is_asked_on_a_day_off_after_the_day_or_where_no_day_counts(councils: Councils) -> None:
    assert (look(councils, "2027-09-25"), look(councils, "2027-10-18")) == (Batch(), Batch())
    (deadline,) = councils.office.read(lambda c: case_deadlines(c, [councils.case]))[councils.case]
    does(councils.office, "waive", deadline.id, reason="bortfaldet")
    assert look(councils, "2027-09-24") == Batch()


def test_a_deadline_that_has_passed_does_not_hide_the_one_ahead(councils: Councils) -> None:
    adds(councils.office, councils.case, Days(date(2027, 9, 15)))
    assert len(look(councils, "2027-09-24").drafts) == 3


def test_the_last_day_to_answer_counts_before_any_deadline(office_in_both: Office) -> None:
    mailbox(office_in_both, "KB-461", "post@461.example.dk")
    heard = asked(office_in_both, route(*FOUR))
    way = route(*FOUR, join=Join(JoinRule.BY_DATE))
    heard.office.write(lambda c: set_route(c, heard.case, way, {}, answers_by=DAY, by="bel", now=heard.office.now))
    adds(heard.office, heard.case, Days(date(2027, 9, 20)))
    heard.sends()
    (draft,) = look(heard, "2027-09-24").drafts
    assert (draft.facts["by"], draft.facts["deadline"]) == ("den 15. oktober 2027", "")
    assert look(heard, "2027-09-23") == Batch()
