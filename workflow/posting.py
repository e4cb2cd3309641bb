"""Sending what is due: a few letters are taken at a time, and each is carried and marked by itself.

Each step is a transaction of its own, and none is open while a letter is carried. A letter leaves at least once: where
a sender ends between the server's answer and our mark, it is sent again, under the same Message-ID.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from db import deliveries
from db.deliveries import Claimed, Outcome
from db.queries.outbox import outgoing
from mail.message import compose
from states.addresses import Address
from states.backoff import GIVEN_UP_AFTER, next_try
from states.crashpoint import crashpoint
from states.errors import SagsgangError
from states.hours import is_quiet
from states.letters import Answer, DeliveryState, Outgoing, Verdict
from workflow.withheld import withheld

T = TypeVar("T")

FEW = 10
"""Letters taken at a time: a sender that ends leaves no more than these lying until its lease runs out."""

LEASE = timedelta(minutes=30)
"""How long a claim counts: longer than the longest try of one letter (mail/transport.py) by far."""

MARGIN = timedelta(minutes=15)
"""No letter is begun with less of the lease left: its try must end before another sender may take it."""


class Run(Protocol):
    """Runs a piece of work in a transaction of its own, and gives its answer."""

    def __call__(self, work: Callable[[Connection], T]) -> T: ...  # noqa: D102 - the class says it


class Carrier(Protocol):
    """Carries finished messages, one after another, to a server or into a folder."""

    def carry(self, sender_email: str, to_email: str, message: bytes) -> Answer:
        """Carry one message. What goes wrong is in the answer; nothing is raised."""


OpenCarrier = Callable[[], AbstractContextManager[Carrier]]


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one letter: sent, retry, failed (or sending: by another), with the server's words.

    Says nothing of what is in the letter.
    """

    id: int
    to: str
    state: DeliveryState
    words: str = ""

    def __str__(self) -> str:
        words = f" ({self.words.rstrip('.')})" if self.words else ""
        return f"Letter {self.id} to {self.to}: {_TOLD[self.state]}{words}."


_TOLD = {
    DeliveryState.SENT: "sent",
    DeliveryState.RETRY: "not sent yet, it will be tried again",
    DeliveryState.FAILED: "FAILED",
    DeliveryState.SENDING: "taken over by another sender",
}


@dataclass(frozen=True, slots=True)
class _Sender:
    """All that does not change from letter to letter."""

    run: Run
    open_carrier: OpenCarrier
    address: Address
    read_file: Callable[[str], bytes]
    holder: str
    now: Callable[[], datetime]
    stops: Callable[[], bool]

    def may_go_on(self) -> bool:
        return not self.stops() and not is_quiet(self.now())


InHand = tuple[Claimed, Outgoing]


def send_due(
    run: Run,
    open_carrier: OpenCarrier,
    sender: Address,
    read_file: Callable[[str], bytes],
    *,
    holder: str,
    now: Callable[[], datetime],
    limit: int | None = None,
    stops: Callable[[], bool] = lambda: False,
) -> list[Tried]:
    """Send the letters that are due, at most `limit` of them, and say what became of each.

    `sender` stands in the letters; `read_file` gives an enclosed file by its digest; `holder` names the process; `now`
    reads the clock; `stops` is asked between letters, and ends the round when it says so.

    Nothing is sent between 01:00 and 04:00. A letter that cannot be composed fails with its reason; one that the server
    refuses fails with its words; one that it puts off is tried again later. Where the answer is meant for all, the
    letters in hand are put off and the round ends: one try, not one for each letter. Raises what `run` and
    `open_carrier` raise; letters that were in hand and not tried are then due as before.
    """
    unique = f"{holder}/{token_hex(4)}"  # two containers may go by one name
    office = _Sender(run, open_carrier, sender, read_file, unique, now, stops)
    told: list[Tried] = []
    goes_on = True
    while goes_on and office.may_go_on():
        tried, goes_on = _send_few(office, FEW if limit is None else min(FEW, limit - len(told)))
        told += tried
    return told


def _send_few(office: _Sender, most: int) -> tuple[list[Tried], bool]:
    """What became of a few letters, and whether there may be more to send."""
    until = office.now() + LEASE
    waiting, tried = _take(office, most, until) if most > 0 else ([], [])
    if not waiting:
        return tried, bool(tried)
    crashpoint("send.claimed")
    try:
        with office.open_carrier() as carrier:
            while waiting and office.may_go_on() and office.now() + MARGIN < until:
                claimed, letter = waiting.pop(0)
                answer = _carry(office, carrier, letter)
                tried.append(_mark(office, claimed, letter, answer))
                if answer.for_all:
                    return [*tried, *_put_off(office, waiting, answer)], False
    finally:
        _put_back(office, waiting)
    return tried, not waiting


def _take(office: _Sender, most: int, until: datetime) -> tuple[list[InHand], list[Tried]]:
    """The letters in hand, and those that must not go any more: a case that they name was closed meanwhile."""

    def take(connection: Connection) -> tuple[list[InHand], list[Tried]]:
        claimed = deliveries.claim(connection, most, office.holder, now=office.now(), lease_until=until)
        letters = outgoing(connection, [one.letter_id for one in claimed])
        kept = withheld(connection, letters)
        for number, why in kept.items():
            deliveries.withhold(connection, number, office.holder, answer=why)
        told = [Tried(number, letters[number].to.email, DeliveryState.FAILED, why) for number, why in kept.items()]
        return [(one, letters[one.letter_id]) for one in claimed if one.letter_id not in kept], told

    return office.run(take)


def _carry(office: _Sender, carrier: Carrier, letter: Outgoing) -> Answer:
    """One try of one letter. Whatever goes wrong with it stays with it: the letters behind it must not wait for it."""
    try:
        message = compose(letter, office.address, office.read_file)
    except SagsgangError as refusal:
        return Answer(Verdict.REFUSED, str(refusal))
    except Exception as slip:  # a slip of ours, and this letter alone may bring it out
        return Answer(Verdict.REFUSED, f"it could not be composed: {type(slip).__name__}")
    crashpoint("send.composed")
    try:
        answer = carrier.carry(office.address.email, letter.to.email, message)
    except Exception as slip:  # nobody knows whether it left: it leaves again, under the same Message-ID
        return Answer(Verdict.LATER, f"it was not carried: {type(slip).__name__}")
    crashpoint("send.answered")
    return answer


def _mark(office: _Sender, claimed: Claimed, letter: Outgoing, answer: Answer) -> Tried:
    outcome = _outcome(claimed, answer, office.now())

    def mark(connection: Connection) -> bool:
        done = deliveries.mark(connection, letter.id, office.holder, outcome)
        crashpoint("send.marking")
        return done

    still_ours = office.run(mark)
    crashpoint("send.marked")
    return Tried(letter.id, letter.to.email, outcome.state if still_ours else DeliveryState.SENDING, outcome.answer)


def _outcome(claimed: Claimed, answer: Answer, now: datetime) -> Outcome:
    if answer.verdict is Verdict.ACCEPTED:
        return Outcome(DeliveryState.SENT, answer.words, sent_at=now)
    if answer.verdict is Verdict.REFUSED and not answer.for_all:
        return Outcome(DeliveryState.FAILED, answer.words)
    since = claimed.tried_since or now
    again = next_try(claimed.attempts, since=since, now=now)
    if again is None:
        return Outcome(DeliveryState.FAILED, f"given up after {GIVEN_UP_AFTER.days} days: {answer.words}")
    return Outcome(DeliveryState.RETRY, answer.words, next_at=again, tried_since=since)


def _put_off(office: _Sender, waiting: list[InHand], answer: Answer) -> list[Tried]:
    """The letters behind one whose answer is meant for all."""
    put_off = [_mark(office, claimed, letter, answer) for claimed, letter in waiting]
    waiting.clear()
    return put_off


def _put_back(office: _Sender, waiting: list[InHand]) -> None:
    if waiting:
        numbers = [letter.id for _, letter in waiting]
        office.run(lambda connection: deliveries.put_back(connection, numbers, office.holder, now=office.now()))
