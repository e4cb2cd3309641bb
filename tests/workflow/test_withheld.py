"""What was written before a case became confidential does not leave afterwards. Source: reliability rule 6."""

from functools import partial

import pytest

from states.letters import Answer, LetterKind, Verdict
from tests.workflow.letters import Bag, PostRoom, letter, queued, standing
from tests.workflow.mailing import head, mailbox, member, person
from tests.workflow.office import Office
from workflow import outbox_desk
from workflow.calls import calls
from workflow.notices import notices
from workflow.outbox_desk import NamesClosed
from workflow.sending import dispatches
from workflow.withheld import naming, why_withheld, withheld

LATER = Answer(Verdict.LATER, "451 try later")


def room(office: Office, **answers: list[Answer | Exception]) -> PostRoom:
    return PostRoom(office, Bag({f"{to}@example.dk": told for to, told in answers.items()}), office.now)


def approves(office: Office, number: int) -> None:
    office.write(lambda connection: outbox_desk.approve(connection, [number], by="bel", now=office.now))


def retries(office: Office, number: int) -> None:
    office.write(lambda connection: outbox_desk.retry(connection, [number], {}, by="bel", now=office.now))


def test_a_letter_that_waits_for_approval_cannot_be_approved_once_its_case_is_closed(office_in_both: Office) -> None:
    office = office_in_both
    case = office.opens("Papegøjens vinger", "short")
    (number,) = queued(office, letter(1, LetterKind.DISPATCH, named=(case,))).values()
    office.edits(case, closed=True)
    with pytest.raises(NamesClosed) as refused:
        approves(office, number)
    assert str(refused.value) == (
        f"Letter {number} stays here, case {case} is confidential now: what was written before is not sent; cancel it, "
        f"and write anew what must be told: sagsgang outbox cancel {number}. Nothing was changed."
    )
    assert standing(office, "state", "waits_for_approval") == [("queued", True)]


def test_a_letter_in_retry_fails_when_its_turn_comes_and_those_behind_it_go(office_in_both: Office) -> None:
    office = office_in_both
    case, other = office.opens("Papegøjens vinger", "short"), office.opens("Fælles havn", "short")
    numbers = list(queued(office, letter(1, named=(other, case)), letter(2, named=(other,))).values())
    post = room(office, p1=[LATER], p2=[LATER])
    post.sends()
    office.edits(case, closed=True)
    assert office.read(lambda connection: naming(connection, case)) == numbers[:1]
    post.waits(minutes=5)
    assert [(one.id, str(one.state)) for one in post.sends()] == [(numbers[0], "failed"), (numbers[1], "sent")]
    assert standing(office, "state", "attempts", "answer", "holder") == [
        ("failed", 1, why_withheld(case), None),
        ("sent", 2, "250 OK", None),
    ]
    assert [to for to, _ in post.bag.carried] == ["p2@example.dk"]
    with pytest.raises(NamesClosed):
        retries(office, numbers[0])


def test_many_of_them_do_not_hold_up_what_lies_behind(office: Office) -> None:
    case = office.opens("Papegøjens vinger", "short")
    queued(office, *(letter(number, named=(case,)) for number in range(12)), letter(12))
    office.edits(case, closed=True)
    post = room(office)
    assert [str(one.state) for one in post.sends()] == ["failed"] * 12 + ["sent"]


def test_a_letter_about_a_closed_case_that_says_its_number_only_goes(office: Office) -> None:
    case = office.opens("Papegøjens vinger", "short")
    office.edits(case, closed=True)
    numbers = queued(office, letter(1, case_id=case, closed=True)).values()
    assert office.read(lambda connection: withheld(connection, numbers)) == {}
    room(office).sends()
    assert standing(office) == ["sent"]


def test_a_case_that_was_opened_again_to_everybody_may_be_told_of(office: Office) -> None:
    case = office.opens("Papegøjens vinger", "short")
    (number,) = queued(office, letter(1, named=(case,))).values()
    office.edits(case, closed=True)
    post = room(office)
    post.sends()
    office.edits(case, closed=False)
    retries(office, number)
    post.sends()
    assert standing(office) == ["sent"]


def test_each_letter_says_which_cases_it_names(office: Office) -> None:
    office.meets("KKR", "2027-04-20")
    office.meets("K22", "2027-04-02")
    case, closed = office.opens("Fælles havn", "kkr"), office.opens("Papegøjens vinger", "kkr")
    office.edits(closed, closed=True)
    member(office, "KKR", "Åse Østergård", "aase@example.dk")
    person(office, "Bente Lærke", "bel", "bel@example.dk")
    head(office)
    office = office.on("2027-03-23")
    called = office.read(partial(calls, today=office.today, link="")).drafts
    assert [draft.named for draft in called if draft.facts["cases"] and draft.facts["forum"] == "KKR Syddanmark"] == [
        (case,)
    ] * len(called)
    office.locks("KKR")
    office = office.on("2027-04-13")
    (sent,) = office.read(partial(dispatches, today=office.today, link="")).drafts
    assert sent.named == (case,)


def test_an_extract_names_its_case(office: Office) -> None:
    office.meets("K22", "2027-04-02")
    mailbox(office, "KKR", "kkr@example.dk")
    case = office.opens("Fælles havn", "short")
    office = office.on("2027-04-02")
    office.decides(case, "recommended", "Kredsen anbefalede.")
    (draft,) = office.read(partial(notices, today=office.today, link="")).drafts
    assert (draft.kind, draft.named) == (LetterKind.EXTRACT, (case,))
