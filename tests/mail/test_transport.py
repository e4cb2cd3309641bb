"""Mail servers that refuse, fall silent and hang up, at every step: what is answered, and what the server has."""

import socket
from dataclasses import replace

import idna
import pytest

from mail.transport import LONGEST, USUAL, Patience, Smtp, open_carrier
from states.letters import Answer, MailServer, Verdict
from tests.mail.carrying import (
    ACCEPTED,
    ARRIVED,
    DOUBT,
    HUNG_UP,
    LATER,
    MESSAGE,
    PATIENT,
    QUICK,
    REFUSED,
    SENDER,
    SILENT,
    TO,
    carried,
    plain,
)
from tests.mail.faults import LOOPBACK, Fault, Kept, MailRoom, mail_room


def test_several_letters_go_over_one_session() -> None:
    with mail_room() as room:
        assert carried(plain(room), 3) == [Answer(ACCEPTED, f"250 2.0.0 kept as {number}") for number in (1, 2, 3)]
    assert (room.kept, room.sessions) == ([ARRIVED] * 3, 1)


def test_without_a_letter_no_server_is_reached() -> None:
    with mail_room() as room, Smtp(plain(room)):
        pass
    assert room.sessions == 0


def test_nobody_there() -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        port = taken.getsockname()[1]
        words = f"The mail server cannot be reached ({LOOPBACK}, port {port}): connection refused"
        assert carried(MailServer(LOOPBACK, port, "none")) == [Answer(LATER, words, for_all=True)]


def test_a_name_that_nobody_knows() -> None:
    (answer,) = carried(MailServer("mail.sagsgang.invalid", 587))
    assert (answer.verdict, answer.for_all) == (LATER, True)
    assert answer.words.startswith("The mail server cannot be reached (mail.sagsgang.invalid, port 587): ")


def patience(fault: Fault) -> Patience:
    return QUICK if fault.waits else PATIENT


FOR_ALL = [
    (Fault("GREETING", hangs_up=True), LATER, HUNG_UP),
    (Fault("GREETING", waits=3), LATER, SILENT),
    (Fault("GREETING", "421 4.3.2 closing", hangs_up=True), LATER, "421 4.3.2 closing (said as a greeting)"),
    (Fault("GREETING", "554 5.7.1 not you"), REFUSED, "554 5.7.1 not you (said as a greeting)"),
    (Fault("GREETING", "hello there"), LATER, "no reply code but 'o there' (said as a greeting)"),
    (Fault("EHLO", hangs_up=True), LATER, HUNG_UP),
    (Fault("EHLO", waits=3), LATER, SILENT),
    (Fault("MAIL", "421 4.7.0 too busy", hangs_up=True), LATER, "421 4.7.0 too busy (said of the sender)"),
    (Fault("MAIL", "530 5.7.0 log in"), REFUSED, "530 5.7.0 log in (said of the sender)"),
    (Fault("MAIL", hangs_up=True), LATER, HUNG_UP),
    (Fault("MAIL", waits=3), LATER, SILENT),
]
FOR_ONE = [
    (Fault("MAIL", "451 4.3.0 not now"), LATER, "451 4.3.0 not now (said of the sender)"),
    (Fault("MAIL", "550 5.1.8 who?"), REFUSED, "550 5.1.8 who? (said of the sender)"),
    (Fault("RCPT", "450 4.2.1 greylisted"), LATER, "450 4.2.1 greylisted (said of the recipient)"),
    (Fault("RCPT", "550 5.1.1 unknown"), REFUSED, "550 5.1.1 unknown (said of the recipient)"),
    (Fault("RCPT", "421 4.3.2 bye", hangs_up=True), LATER, "421 4.3.2 bye (said of the recipient)"),
    (Fault("RCPT", hangs_up=True), LATER, HUNG_UP),
    (Fault("RCPT", waits=3), LATER, SILENT),
    (Fault("DATA", "451 4.3.0 not now"), LATER, "451 4.3.0 not now (said before the letter)"),
    (Fault("DATA", "554 5.5.1 no"), REFUSED, "554 5.5.1 no (said before the letter)"),
    (Fault("DATA", hangs_up=True), LATER, HUNG_UP),
    (Fault("DOT", "451 4.3.0 disk full"), LATER, "451 4.3.0 disk full (said of the letter)"),
    (Fault("DOT", "554 5.7.1 spam"), REFUSED, "554 5.7.1 spam (said of the letter)"),
]


@pytest.mark.parametrize(("fault", "verdict", "words"), FOR_ALL, ids=str)
def test_a_fault_before_the_recipient_is_the_servers_to_every_letter(
    fault: Fault, verdict: Verdict, words: str
) -> None:
    with mail_room(MailRoom(faults=[fault])) as room:
        assert carried(plain(room), 1, patience(fault)) == [Answer(verdict, words, for_all=True)]
    assert room.kept == []


@pytest.mark.parametrize(("fault", "verdict", "words"), FOR_ONE, ids=str)
def test_a_fault_from_the_recipient_on_is_this_letters(fault: Fault, verdict: Verdict, words: str) -> None:
    with mail_room(MailRoom(faults=[replace(fault, times=1)])) as room:
        assert carried(plain(room), 2, patience(fault)) == [
            Answer(verdict, words),
            Answer(ACCEPTED, "250 2.0.0 kept as 1"),
        ]
    assert room.kept == [ARRIVED]


def test_a_line_that_breaks_in_the_middle_of_the_letter() -> None:
    long = MESSAGE + b"x" * 70 + b"\r\n" + (b"y" * 900 + b"\r\n") * 20_000
    with mail_room(MailRoom(faults=[Fault("BODY", hangs_up=True, times=1)])) as room:
        with Smtp(plain(room), PATIENT) as carrier:
            answers = [carrier.carry(SENDER, TO, long), carrier.carry(SENDER, TO, MESSAGE)]
        assert answers == [Answer(LATER, HUNG_UP), Answer(ACCEPTED, "250 2.0.0 kept as 1")]
    assert room.kept == [ARRIVED]


@pytest.mark.parametrize(
    ("fault", "words"),
    [(Fault("DOT", hangs_up=True, times=1), HUNG_UP), (Fault("DOT", waits=3, times=1), SILENT)],
    ids=str,
)
def test_nobody_knows_what_a_server_has_that_falls_silent_after_the_dot(fault: Fault, words: str) -> None:
    with mail_room(MailRoom(faults=[fault])) as room:
        answers = [Answer(LATER, words + DOUBT), Answer(ACCEPTED, "250 2.0.0 kept as 2")]
        assert carried(plain(room), 2, patience(fault)) == answers
    assert room.kept == [ARRIVED, ARRIVED]


@pytest.mark.parametrize(
    "fault",
    [Fault("QUIT", "421 4.3.2 closing"), Fault("QUIT", hangs_up=True), Fault("QUIT", "554 no", hangs_up=True)],
    ids=str,
)
def test_what_is_said_to_the_goodbye_changes_nothing(fault: Fault) -> None:
    with mail_room(MailRoom(faults=[fault])) as room:
        assert carried(plain(room)) == [Answer(ACCEPTED, "250 2.0.0 kept as 1")]
    assert room.kept == [ARRIVED]


@pytest.mark.parametrize(
    "fault", [Fault("MAIL", "421 4.7.0 enough", times=1), Fault("MAIL", hangs_up=True, times=1)], ids=str
)
def test_a_session_lost_between_letters_is_opened_anew(fault: Fault) -> None:
    with mail_room() as room, Smtp(plain(room), PATIENT) as carrier:
        first = carrier.carry(SENDER, TO, MESSAGE)
        room.faults.append(fault)
        second = carrier.carry(SENDER, TO, MESSAGE)
    assert (first.verdict, second.verdict, room.sessions) == (ACCEPTED, ACCEPTED, 2)
    assert room.kept == [ARRIVED, ARRIVED]


def test_it_is_opened_anew_only_once() -> None:
    with mail_room() as room, Smtp(plain(room), PATIENT) as carrier:
        carrier.carry(SENDER, TO, MESSAGE)
        room.faults.append(Fault("MAIL", "421 4.7.0 enough", hangs_up=True))
        answer = carrier.carry(SENDER, TO, MESSAGE)
    assert answer == Answer(LATER, "421 4.7.0 enough (said of the sender)", for_all=True)
    assert (room.sessions, room.kept) == (2, [ARRIVED])


def test_a_server_of_the_old_kind_knows_only_helo() -> None:
    with mail_room(MailRoom(faults=[Fault("EHLO", "502 5.5.1 not implemented")])) as room:
        assert carried(plain(room)) == [Answer(ACCEPTED, "250 2.0.0 kept as 1")]
    assert room.heard == ["GREETING", "EHLO", "HELO", "MAIL", "RCPT", "DATA", "DOT", "QUIT"]


def test_a_letter_that_is_too_large_is_not_begun() -> None:
    with mail_room(MailRoom(size=1_000_000)) as room, Smtp(plain(room), PATIENT) as carrier:
        answers = [carrier.carry(SENDER, TO, MESSAGE + b"x\r\n" * 500_000), carrier.carry(SENDER, TO, MESSAGE)]
    assert answers == [
        Answer(REFUSED, "The letter has 1.5 MB, and the server takes letters up to 1.0 MB"),
        Answer(ACCEPTED, "250 2.0.0 kept as 1"),
    ]
    assert room.kept == [ARRIVED]


def test_danish_domains_go_to_servers_that_know_only_ascii() -> None:
    with mail_room() as room, Smtp(plain(room), PATIENT) as carrier:
        assert carrier.carry("kkr@sønderborg.dk", "bel@ærø.dk", MESSAGE).verdict is ACCEPTED
        refused = carrier.carry(SENDER, "bjørn@example.dk", MESSAGE)
    assert room.kept == [Kept("kkr@xn--snderborg-l8a.dk", f"bel@{idna.encode('ærø.dk').decode()}", MESSAGE)]
    assert refused == Answer(REFUSED, "The address has no form that mail servers understand")


def test_a_server_that_says_one_byte_at_a_time_does_not_hold_us() -> None:
    """Each byte comes in time, and the line never ends; the letter's own limit does."""
    dripping = Patience(connect=1, step=1, after_dot=1, letter=0.6)
    faults = [Fault("GREETING", drips=True)]
    with mail_room(MailRoom(faults=faults)) as room, Smtp(plain(room), dripping) as carrier:
        answer = carrier.carry(SENDER, TO, MESSAGE)
    assert answer == Answer(LATER, "The letter took longer than 0.6 seconds", for_all=True)


def test_words_of_a_server_come_as_one_line_without_controls() -> None:
    said = "550-5.1.1 nobody\x07 here\r\n550 5.1.1 " + "x" * 400
    with mail_room(MailRoom(faults=[Fault("RCPT", said)])) as room:
        (answer,) = carried(plain(room))
    assert answer.words == f"550 5.1.1 nobody here 5.1.1 {'x' * 271}… (said of the recipient)"


def test_a_letter_has_its_answer_before_its_lease_runs_out() -> None:
    assert USUAL.letter < LONGEST
    assert isinstance(open_carrier(MailServer("mail.example.dk", 25)), Smtp)
