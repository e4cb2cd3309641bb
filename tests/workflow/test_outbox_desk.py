"""What a person does with letters in the outbox, and what is refused in one sentence."""

from typing import Any

import pytest

from db.queries.outbox import failed, waiting_for_approval
from states.letters import Answer, LetterKind, Verdict, Wording
from tests.workflow.letters import Bag, PostRoom, letter, queued, standing
from tests.workflow.office import Office
from workflow import outbox_desk
from workflow.outbox_desk import UnknownLetter, WrongLetterState, unworded

FAILED = Wording(failure="letter-reminders.txt.j2, line 3: 'where' is not there.")
REFUSED = Answer(Verdict.REFUSED, "550 no such user")


def approves(office: Office, *numbers: int) -> None:
    office.write(lambda connection: outbox_desk.approve(connection, numbers, by="bel", now=office.now))


def cancels(office: Office, *numbers: int) -> None:
    office.write(lambda c: outbox_desk.cancel(c, numbers, reason="ringet", by="bel", now=office.now))


def retries(office: Office, *numbers: int, **worded: Wording) -> list[int]:
    new = {key.replace("_", ":"): wording for key, wording in worded.items()}
    return office.write(lambda connection: outbox_desk.retry(connection, numbers, new, by="bel", now=office.now))


def last_events(office: Office, count: int) -> list[Any]:
    query = f"SELECT kind, payload FROM event ORDER BY seq DESC LIMIT {count}"
    return list(office.read(lambda c: c.exec_driver_sql(query).all()))


def room(office: Office, **answers: list[Answer | Exception]) -> PostRoom:
    return PostRoom(office, Bag({f"{to}@example.dk": told for to, told in answers.items()}), office.now)


def test_a_letter_that_waits_for_approval_goes_once_it_is_approved(office_in_both: Office) -> None:
    office = office_in_both
    queued(office, letter(1, LetterKind.DISPATCH))
    (number,) = office.read(waiting_for_approval)
    post = room(office)
    assert post.sends() == []
    approves(office, number)
    post.sends()
    assert (standing(office), office.read(waiting_for_approval)) == (["sent"], [])


def test_a_cancelled_letter_never_goes_and_the_journal_says_why(office_in_both: Office) -> None:
    office = office_in_both
    (number,) = queued(office, letter(1)).values()
    cancels(office, number)
    assert room(office).sends() == []
    assert standing(office, "state", "answer") == [("cancelled", "bel: ringet")]
    ((kind, payload),) = last_events(office, 1)
    assert (kind, '"reason":"ringet"' in payload) == ("letter_cancelled", True)


def test_a_letter_that_the_server_refused_is_tried_again_when_a_person_says_so(office_in_both: Office) -> None:
    office = office_in_both
    (number,) = queued(office, letter(1)).values()
    post = room(office, p1=[REFUSED])
    post.sends()
    assert standing(office, "state", "attempts", "answer") == [("failed", 1, "550 no such user")]
    assert office.read(failed) == [number]
    assert retries(office, number) == []
    assert standing(office, "state", "attempts") == [("queued", 1)]
    post.sends()
    assert standing(office, "state", "attempts", "answer") == [("sent", 2, "250 OK")]


def test_a_letter_that_could_not_be_worded_is_worded_anew_from_its_facts(office_in_both: Office) -> None:
    office = office_in_both
    written = letter(1, wording=FAILED)
    (number,) = queued(office, written).values()
    assert office.read(lambda connection: unworded(connection, [number])) == [written.draft]
    assert retries(office, number, test_1=letter(1).wording) == []
    assert standing(office, "state", "subject", "failure") == [("queued", "Frist nr. 1", None)]
    post = room(office)
    post.sends()
    assert (standing(office), len(post.bag.carried)) == (["sent"], 1)


def test_one_that_still_cannot_be_worded_stays_with_its_new_reason(office: Office) -> None:
    first, second = queued(office, letter(1, wording=FAILED), letter(2, wording=FAILED)).values()
    assert retries(office, first, second, test_1=Wording(failure="another"), test_2=letter(2).wording) == [first]
    assert standing(office, "state", "answer") == [("failed", "another"), ("queued", FAILED.failure)]


def test_after_five_days_a_letter_is_given_up_and_a_person_gives_it_five_more(office: Office) -> None:
    (number,) = queued(office, letter(1)).values()
    later: list[Answer | Exception] = [Answer(Verdict.LATER, "451 later")] * 100
    post = room(office, p1=later)
    post.sends()
    post.waits(days=5)
    post.sends()
    assert standing(office, "state", "attempts", "answer") == [("failed", 2, "given up after 5 days: 451 later")]
    retries(office, number)
    post.sends()
    assert standing(office, "state", "attempts") == [("retry", 3)]


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (approves, "is queued and goes at the next round: it cannot be approved. Nothing was changed."),
        (retries, "is queued and goes at the next round: it cannot be tried again. Nothing was changed."),
    ],
)
def test_what_cannot_be_done_with_a_queued_letter_is_one_sentence(office: Office, act: Any, sentence: str) -> None:
    (number,) = queued(office, letter(1)).values()
    with pytest.raises(WrongLetterState) as refusal:
        act(office, number)
    assert str(refusal.value) == f"Letter {number} {sentence}"


def test_what_has_left_can_be_neither_cancelled_nor_sent_again(office: Office) -> None:
    (number,) = queued(office, letter(1)).values()
    room(office).sends()
    for act, what in ((cancels, "cancelled"), (retries, "tried again")):
        with pytest.raises(WrongLetterState) as refusal:
            act(office, number)
        assert str(refusal.value) == (
            f"Letter {number} was sent on 2027-03-01 10:30: it cannot be {what}. Nothing was changed."
        )


def test_one_letter_that_does_not_fit_stops_all_that_were_named(office: Office) -> None:
    first, second = queued(office, letter(1, LetterKind.DISPATCH), letter(2)).values()
    with pytest.raises(WrongLetterState):
        approves(office, first, second)
    with pytest.raises(UnknownLetter, match=r"^There is no letter 4711\. See them with sagsgang outbox list\.$"):
        cancels(office, first, 4711)
    assert standing(office, "state", "waits_for_approval") == [("queued", True), ("queued", False)]
