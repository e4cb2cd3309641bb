"""Everything that can go wrong at a mail server, seen from the outbox: what becomes of each letter, now and later.

Three letters are due. Each fault says how they stand after the first round; then the fault is gone, what was put off is
tried again when its time has come, and a person has what failed tried again: every letter arrives.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.queries.outbox import failed, letter_list
from mail.transport import LONGEST, Patience, Smtp
from states.letters import MailServer
from tests.faults.house import message_id
from tests.mail.carrying import QUICK, plain
from tests.mail.certificates import authority
from tests.mail.faults import LOOPBACK, Fault, MailRoom, mail_room
from tests.workflow.letters import SENDER, letter, queued, standing
from tests.workflow.office import Office
from workflow import outbox_desk
from workflow.posting import MARGIN, Tried, send_due

SENT, RETRY, FAILED = "sent", "retry", "failed"
ALL_LATER = (RETRY, RETRY, RETRY)
SECOND = "p1@example.dk"
FIVE_MINUTES = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault (or a room, or another way to reach it), how the three letters then stand, and which come twice."""

    name: str
    fault: Fault | None = None
    stand: tuple[str, str, str] = ALL_LATER
    twice: int = 0
    size: int = 33_554_432
    security: str = "none"
    tls: bool = False
    password: str | None = None

    def __str__(self) -> str:
        return self.name


def one(at: str, says: str | None = None, *, hangs_up: bool = False, waits: float = 0) -> Fault:
    """A fault that meets the second letter."""
    return Fault(at, says, hangs_up=hangs_up, waits=waits, times=1, only=SECOND)


TROUBLES = [
    Trouble("nobody listens", Fault("NOBODY")),
    Trouble("closes at once", Fault("GREETING", hangs_up=True)),
    Trouble("greets with 421", Fault("GREETING", "421 4.3.2 closing", hangs_up=True)),
    Trouble("greets with 554", Fault("GREETING", "554 5.7.1 not you")),
    Trouble("does not greet", Fault("GREETING", waits=2)),
    Trouble("hangs up at EHLO", Fault("EHLO", hangs_up=True)),
    Trouble("offers no STARTTLS", security="starttls"),
    Trouble("refuses STARTTLS", Fault("STARTTLS", "454 4.7.0 not now"), security="starttls", tls=True),
    Trouble("shows a certificate that nobody vouches for", security="starttls", tls=True),
    Trouble("refuses the login for good", Fault("AUTH", "535 5.7.8 no"), password="x"),
    Trouble("refuses the login for now", Fault("AUTH", "454 4.7.0 not now"), password="x"),
    Trouble("is too busy at MAIL", Fault("MAIL", "421 4.7.0 too busy", hangs_up=True)),
    Trouble("puts off at MAIL", Fault("MAIL", "451 4.3.0 not now", times=1), (RETRY, SENT, SENT)),
    Trouble("refuses at MAIL", Fault("MAIL", "550 5.1.8 who?", times=1), (FAILED, SENT, SENT)),
    Trouble("puts off one recipient", one("RCPT", "450 4.2.1 greylisted"), (SENT, RETRY, SENT)),
    Trouble("refuses one recipient", one("RCPT", "550 5.1.1 unknown"), (SENT, FAILED, SENT)),
    Trouble("hangs up at RCPT", one("RCPT", hangs_up=True), (SENT, RETRY, SENT)),
    Trouble("puts off at DATA", one("DATA", "451 4.3.0 not now"), (SENT, RETRY, SENT)),
    Trouble("refuses at DATA", one("DATA", "554 5.5.1 no"), (SENT, FAILED, SENT)),
    Trouble("hangs up at DATA", one("DATA", hangs_up=True), (SENT, RETRY, SENT)),
    Trouble("hangs up in the middle of a letter", one("BODY", hangs_up=True), (SENT, RETRY, SENT)),
    Trouble("puts off after the dot", one("DOT", "451 4.3.0 disk full"), (SENT, RETRY, SENT)),
    Trouble("refuses after the dot", one("DOT", "554 5.7.1 spam"), (SENT, FAILED, SENT)),
    Trouble("hangs up after the dot", one("DOT", hangs_up=True), (SENT, RETRY, SENT), twice=1),
    Trouble("falls silent after the dot", one("DOT", waits=2), (SENT, RETRY, SENT), twice=1),
    Trouble("says 421 at QUIT", Fault("QUIT", "421 4.3.2 closing"), (SENT, SENT, SENT)),
    Trouble("hangs up at QUIT", Fault("QUIT", hangs_up=True), (SENT, SENT, SENT)),
    Trouble("takes no letter of this size", stand=(FAILED, FAILED, FAILED), size=100),
]


@dataclass
class Outbox:
    """An office's outbox, three letters in it, and the way they go; the clock is moved by hand."""

    office: Office
    now: datetime
    server: MailServer
    tried: list[Tried] = field(default_factory=list)

    def sends(self) -> None:
        self.tried += send_due(
            self.office.write, self._open, SENDER, lambda _digest: b"", holder="sender", now=lambda: self.now
        )

    @contextmanager
    def _open(self) -> Iterator[Smtp]:
        with Smtp(self.server, QUICK) as carrier:
            yield carrier

    def retries_what_failed(self) -> None:
        numbers = self.office.read(failed)
        self.office.write(lambda connection: outbox_desk.retry(connection, numbers, {}, by="bel", now=self.now))


@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_a_fault_costs_no_letter(office: Office, trouble: Trouble, tmp_path: Path) -> None:
    queued(office, letter(0), letter(1), letter(2))
    room = MailRoom(faults=[trouble.fault] if trouble.fault else [], size=trouble.size)
    room.tls = authority(tmp_path).vouches(LOOPBACK) if trouble.tls else None
    with mail_room(room):
        outbox = Outbox(office, office.now, _way(trouble, room))
        outbox.sends()
        assert standing(office) == list(trouble.stand)
        _check_marks(office, trouble)
        kept = len(room.kept)
        assert kept == trouble.stand.count(SENT) + trouble.twice
    mended = MailRoom(kept=room.kept)
    with mail_room(mended):
        outbox.server = plain(mended)
        outbox.now += FIVE_MINUTES
        outbox.retries_what_failed()
        outbox.sends()
    assert standing(office) == [SENT] * 3
    copies = Counter(message_id(one.message) for one in mended.kept)
    assert sorted(copies.values()) == ([1, 1, 2] if trouble.twice else [1, 1, 1])
    assert len({one.message for one in mended.kept}) == 3
    assert set(copies) == {row.message_id for row in office.read(letter_list)}


def _way(trouble: Trouble, room: MailRoom) -> MailServer:
    nobody = trouble.fault is not None and trouble.fault.at == "NOBODY"
    port = 1 if nobody else room.port
    return MailServer(LOOPBACK, port, trouble.security, trouble.password and "kkr", trouble.password)


def _check_marks(office: Office, trouble: Trouble) -> None:
    """Each was tried once; what is put off comes again in five minutes; what is not sent says why."""
    for state, attempts, next_at, answer in standing(office, "state", "attempts", "next_at", "answer"):
        due = office.now + FIVE_MINUTES if state == RETRY else office.now
        assert (trouble.name, attempts, next_at, bool(answer)) == (trouble.name, 1, due, True)


def test_three_days_without_a_server_lose_nothing_and_each_letter_keeps_its_own_date(office: Office) -> None:
    """A letter is queued every six hours; nobody answers for 72 hours, and then somebody does."""
    nobody = MailServer(LOOPBACK, 1, "none")
    outbox = Outbox(office, datetime(2027, 3, 1, 5, tzinfo=UTC), nobody)
    begin = outbox.now
    for minute in range(0, 72 * 60, 60):
        outbox.now = begin + timedelta(minutes=minute)
        if minute % 360 == 0:
            at = replace(office, today=outbox.now.date())
            queued(at, letter(minute // 360))
        outbox.sends()
    assert set(standing(office)) == {RETRY}
    tries = [attempts for (attempts,) in standing(office, "attempts")]
    assert (max(tries) < 30, tries == sorted(tries, reverse=True)) == (True, True)
    with mail_room() as room:
        outbox.server = plain(room)
        for _ in range(24):
            outbox.now += timedelta(minutes=20)
            outbox.sends()
    assert set(standing(office)) == {SENT}
    arrived = {message_id(one.message): _date(one.message) for one in room.kept}
    dated = {row.message_id: f"{row.dated:%a, %d %b %Y %H:%M:%S +0000}" for row in office.read(letter_list)}
    assert (len(room.kept), arrived) == (12, dated)


def test_the_longest_try_of_a_letter_ends_before_its_lease_may_be_taken_over() -> None:
    assert MARGIN.total_seconds() > LONGEST
    assert Patience().letter < LONGEST


def _date(message: bytes) -> str:
    return message.split(b"Date: ")[1].split(b"\r\n")[0].decode()
