"""Sending what is due: what becomes of each letter, and of those behind one that goes wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from db import deliveries
from db.deliveries import Outcome
from states.errors import SagsgangError
from states.letters import Answer, DeliveryState, Enclosure, Verdict
from tests.workflow.letters import TAKEN, Bag, PostRoom, letter, message_id, queued, standing
from tests.workflow.office import Office
from workflow.posting import FEW, LEASE, MARGIN, Carrier

LATER = Answer(Verdict.LATER, "451 try later")
REFUSED = Answer(Verdict.REFUSED, "550 no such user")
AWAY = Answer(Verdict.LATER, "could not connect", for_all=True)
NO_LOGIN = Answer(Verdict.REFUSED, "535 wrong password", for_all=True)


def room(office: Office, **answers: list[Answer | Exception]) -> PostRoom:
    return PostRoom(office, Bag({f"{to}@example.dk": told for to, told in answers.items()}), office.now)


def test_each_letter_is_carried_once_the_longest_due_first(office_in_both: Office) -> None:
    office = office_in_both
    queued(office, *map(letter, range(25)))
    post = room(office)
    told = post.sends()
    assert [to for to, _ in post.bag.carried] == [f"p{number}@example.dk" for number in range(25)]
    assert str(told[0]) == f"Letter {told[0].id} to p0@example.dk: sent (250 OK)."
    assert set(standing(office, "state", "attempts", "sent_at", "holder")) == {("sent", 1, office.now, None)}
    assert post.sends() == []
    assert post.bag.opened == 3


def test_the_mail_carries_the_number_that_the_letter_got_when_it_was_queued(office: Office) -> None:
    queued(office, letter(1))
    post = room(office)
    post.sends()
    ((_, message),) = post.bag.carried
    assert standing(office, "message_id") == [(message_id(message),)]


def test_what_is_put_off_is_tried_again_later_and_what_is_refused_is_for_a_person(office_in_both: Office) -> None:
    office = office_in_both
    queued(office, letter(1), letter(2), letter(3))
    post = room(office, p1=[LATER, LATER], p2=[REFUSED])
    assert [str(one.state) for one in post.sends()] == ["retry", "failed", "sent"]
    in_5 = office.now + timedelta(minutes=5)
    assert standing(office, "state", "attempts", "answer", "tried_since") == [
        ("retry", 1, "451 try later", office.now),
        ("failed", 1, "550 no such user", None),
        ("sent", 1, "250 OK", None),
    ]
    assert standing(office, "next_at")[0] == (in_5,)
    post.waits(minutes=4)
    assert post.sends() == []
    post.waits(minutes=1)
    post.sends()
    assert standing(office, "state", "next_at")[0] == ("retry", in_5 + timedelta(minutes=10))
    post.waits(minutes=10)
    post.sends()
    assert standing(office)[:2] == ["sent", "failed"]


@pytest.mark.parametrize("answer", [AWAY, NO_LOGIN], ids=["away", "login refused"])
def test_an_answer_meant_for_all_puts_off_those_in_hand_with_one_try_and_ends_the_round(
    office_in_both: Office, answer: Answer
) -> None:
    office = office_in_both
    queued(office, *map(letter, range(FEW + 5)))
    post = room(office, p0=[answer])
    told = post.sends()
    assert [str(one.state) for one in told] == ["retry"] * FEW
    assert (post.bag.opened, post.bag.tried) == (1, 1)
    assert standing(office, "state", "attempts") == [("retry", 1)] * FEW + [("queued", 0)] * 5
    post.waits(minutes=5)
    assert len(post.sends()) == FEW + 5
    assert set(standing(office)) == {"sent"}


def test_a_letter_that_cannot_be_composed_fails_alone(office: Office) -> None:
    class FileGone(SagsgangError):
        pass

    gone = Enclosure("Plan.pdf", "application/pdf", "a" * 64, 12)
    queued(office, letter(1), letter(2, enclosures=(gone,)), letter(3))
    post = room(office)

    def missing(digest: str) -> bytes:
        raise FileGone(f"The file {digest[:4]} is missing.")

    post.files = type("Gone", (dict,), {"__getitem__": lambda _self, digest: missing(digest)})()
    post.sends()
    assert standing(office, "state", "answer") == [
        ("sent", "250 OK"),
        ("failed", "The file aaaa is missing."),
        ("sent", "250 OK"),
    ]


def test_a_slip_of_ours_with_one_letter_does_not_stop_the_others_and_tells_nothing_of_it(office: Office) -> None:
    unread = Enclosure("Plan.pdf", "application/pdf", "b" * 64, 12)
    queued(office, letter(1, enclosures=(unread,)), letter(2), letter(3))
    room(office, p2=[ValueError("Kære Åse")]).sends()
    assert standing(office, "state", "answer") == [
        ("failed", "it could not be composed: KeyError"),
        ("retry", "it was not carried: ValueError"),
        ("sent", "250 OK"),
    ]


def test_nothing_is_sent_between_one_and_four_at_night(office: Office) -> None:
    queued(office, letter(1))
    post = room(office)
    for hour in (0, 1, 2):  # UTC; local time is an hour later in winter
        post.at = datetime(2027, 3, 2, hour, 30, tzinfo=UTC)
        assert post.sends() == []
    post.at = datetime(2027, 3, 2, 3, 0, tzinfo=UTC)
    assert len(post.sends()) == 1


def test_a_round_that_is_told_to_stop_ends_after_the_letter_in_hand_and_gives_the_others_back(office: Office) -> None:
    queued(office, *map(letter, range(5)))
    post = room(office)
    assert len(post.sends(stops=lambda: len(post.bag.carried) == 2)) == 2
    assert standing(office, "state", "attempts", "holder") == [("sent", 1, None)] * 2 + [("queued", 0, None)] * 3


def test_no_more_are_sent_than_were_asked_for(office: Office) -> None:
    queued(office, *map(letter, range(FEW + 5)))
    post = room(office)
    assert [len(post.sends(limit=limit)) for limit in (FEW + 2, 1, 0, 9)] == [FEW + 2, 1, 0, 2]


def test_where_no_carrier_can_be_had_the_letters_are_due_as_before(office: Office) -> None:
    class NoWay(SagsgangError):
        pass

    @contextmanager
    def refuses() -> Iterator[Carrier]:
        if not post.bag.tried:
            raise NoWay("no folder")
        yield post.bag

    queued(office, letter(1))
    post = room(office)
    post.bag.open = refuses  # type: ignore[method-assign]  # a way out that cannot be opened
    with pytest.raises(NoWay):
        post.sends()
    assert standing(office, "state", "attempts", "holder") == [("queued", 0, None)]


def test_a_letter_that_a_sender_left_lying_is_taken_over_when_its_lease_runs_out(office_in_both: Office) -> None:
    office = office_in_both
    queued(office, letter(1))
    office.write(lambda c: deliveries.claim(c, 5, "gone", now=office.now, lease_until=office.now + LEASE))
    post = room(office)
    assert post.sends() == []
    post.waits(minutes=30)
    assert len(post.sends()) == 1
    assert standing(office, "state", "attempts") == [("sent", 2)]


def test_a_sender_whose_lease_ran_out_changes_nothing_any_more(office_in_both: Office) -> None:
    office = office_in_both
    (number,) = queued(office, letter(1)).values()
    for holder, at in (("slow", office.now), ("quick", office.now + LEASE)):
        office.write(lambda c, h=holder, t=at: deliveries.claim(c, 5, h, now=t, lease_until=t + LEASE))  # type: ignore[misc]  # a default binds the loop's value

    def mark(connection: Connection, holder: str) -> bool:
        return deliveries.mark(connection, number, holder, Outcome(DeliveryState.SENT, "250", sent_at=office.now))

    assert office.write(lambda connection: mark(connection, "slow")) is False
    assert office.write(lambda connection: mark(connection, "quick")) is True
    assert standing(office, "state", "attempts") == [("sent", 2)]


def test_a_letter_is_not_begun_when_too_little_of_the_lease_is_left(office: Office) -> None:
    queued(office, letter(1), letter(2))
    post = room(office)
    carry = post.bag.carry

    def slowly(sender_email: str, to_email: str, message: bytes) -> Answer:
        post.at += LEASE - MARGIN
        return carry(sender_email, to_email, message)

    post.bag.carry = slowly  # type: ignore[method-assign]  # the same bag, and a slow server
    assert len(post.sends()) == 1
    assert standing(office, "state", "attempts") == [("sent", 1), ("queued", 0)]


def test_what_is_told_of_a_letter_is_not_what_it_says(office: Office) -> None:
    queued(office, letter(1), letter(2), letter(3))
    told = room(office, p1=[LATER], p2=[REFUSED], p3=[TAKEN]).sends()
    numbers = [one.id for one in told]
    assert list(map(str, told)) == [
        f"Letter {numbers[0]} to p1@example.dk: not sent yet, it will be tried again (451 try later).",
        f"Letter {numbers[1]} to p2@example.dk: FAILED (550 no such user).",
        f"Letter {numbers[2]} to p3@example.dk: sent (250 OK).",
    ]
