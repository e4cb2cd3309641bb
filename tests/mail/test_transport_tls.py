"""Safe lines and logins: a server that is not the one it should be gets neither a letter nor a password."""

import re
from pathlib import Path

import pytest

from mail.transport import Smtp
from states.letters import Answer, MailServer
from tests.mail.carrying import ACCEPTED, ARRIVED, HUNG_UP, LATER, MESSAGE, PATIENT, REFUSED, SENDER, TO, carried
from tests.mail.certificates import LONG_AGO, Authority, authority, only_old
from tests.mail.faults import LOOPBACK, Fault, MailRoom, mail_room


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("authority"))


def safe(room: MailRoom, signer: Authority, *, password: str | None = None, host: str = LOOPBACK) -> MailServer:
    security = "tls" if room.at_once else "starttls"
    return MailServer(host, room.port, security, password and "kkr", password, authority=signer.file)


@pytest.mark.parametrize("at_once", [False, True], ids=["starttls", "tls"])
def test_a_line_is_encrypted_and_then_logged_in_to(signer: Authority, at_once: bool) -> None:
    told: list[str] = []
    room = MailRoom(tls=signer.vouches(LOOPBACK), at_once=at_once, password="Sølv & guld")
    with mail_room(room), Smtp(safe(room, signer, password="Sølv & guld"), PATIENT, told.append) as carrier:
        assert carrier.carry(SENDER, TO, MESSAGE) == Answer(ACCEPTED, "250 2.0.0 kept as 1")
    assert (room.kept, room.logins) == ([ARRIVED], [("kkr", "Sølv & guld")])
    assert told == [
        f"Connected to {LOOPBACK}, port {room.port}.",
        f"The line is encrypted (TLSv1.3); the certificate is {LOOPBACK}'s.",
        "Logged in as kkr.",
    ]


def test_no_letter_goes_over_an_open_line(signer: Authority) -> None:
    with mail_room() as room:
        words = "The server offers no STARTTLS, and no letter goes over an open line"
        assert carried(safe(room, signer, password="x")) == [Answer(LATER, words, for_all=True)]
    assert (room.kept, room.logins, room.heard) == ([], [], ["GREETING", "EHLO"])


def test_tls_from_the_first_byte_where_the_server_begins_in_plain(signer: Authority) -> None:
    with mail_room() as room:
        (answer,) = carried(MailServer(LOOPBACK, room.port, "tls", "kkr", "x", authority=signer.file))
    assert answer == Answer(LATER, "No safe line came about, TLS 1.2 or newer: WRONG_VERSION_NUMBER", for_all=True)
    assert (room.kept, room.logins) == ([], [])


def test_starttls_that_is_refused(signer: Authority) -> None:
    room = MailRoom(tls=signer.vouches(LOOPBACK), faults=[Fault("STARTTLS", "454 4.7.0 not now")])
    with mail_room(room):
        words = "454 4.7.0 not now (said to STARTTLS)"
        assert carried(safe(room, signer)) == [Answer(LATER, words, for_all=True)]
    assert room.kept == []


@pytest.mark.parametrize("at_once", [False, True], ids=["starttls", "tls"])
@pytest.mark.parametrize("fault", ["unknown authority", "another host", "expired", "old TLS"])
def test_a_server_that_is_not_to_be_trusted(signer: Authority, tmp_path: Path, fault: str, at_once: bool) -> None:
    tls, words = {
        "unknown authority": (authority(tmp_path).vouches(LOOPBACK), "not to be trusted: unable to get local issuer"),
        "another host": (signer.vouches("mail.example.dk"), "not to be trusted: IP address mismatch"),
        "expired": (signer.vouches(LOOPBACK, until=LONG_AGO.replace(year=2021)), "certificate has expired"),
        "old TLS": (only_old(signer.vouches(LOOPBACK)), "No safe line came about, TLS 1.2 or newer: "),
    }[fault]
    with mail_room(MailRoom(tls=tls, at_once=at_once)) as room:
        (answer,) = carried(safe(room, signer, password="x"))
    assert (answer.verdict, answer.for_all, words in answer.words) == (LATER, True, True), answer
    assert (room.kept, room.logins) == ([], [])


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        (None, Answer(REFUSED, "535 5.7.8 Authentication credentials invalid (said to the login)", for_all=True)),
        (
            Fault("AUTH", "454 4.7.0 ask later"),
            Answer(LATER, "454 4.7.0 ask later (said to the login)", for_all=True),
        ),
        (
            Fault("AUTH", "535 5.7.8 no: wrong"),
            Answer(REFUSED, "535 5.7.8 no: … (said to the login)", for_all=True),
        ),
        (Fault("AUTH", hangs_up=True), Answer(LATER, HUNG_UP, for_all=True)),
    ],
    ids=["wrong password", "454", "repeats the password", "hangs up"],
)
def test_a_login_that_is_refused(signer: Authority, fault: Fault | None, answer: Answer) -> None:
    room = MailRoom(tls=signer.vouches(LOOPBACK), password="right", faults=[fault] if fault else [])
    with mail_room(room):
        assert carried(safe(room, signer, password="wrong")) == [answer]
    assert room.kept == []


def test_a_server_without_login(signer: Authority) -> None:
    room = MailRoom(tls=signer.vouches(LOOPBACK), faults=[])
    with mail_room(room):
        room.faults.append(Fault("EHLO", "250-mail.example.dk\r\n250 STARTTLS", times=1))
        room.faults.append(Fault("EHLO", "250 mail.example.dk"))
        words = "The server offers no login with user and password (AUTH PLAIN or LOGIN)"
        assert carried(safe(room, signer, password="x")) == [Answer(LATER, words, for_all=True)]


def test_login_word_by_word(signer: Authority) -> None:
    room = MailRoom(tls=signer.vouches(LOOPBACK), password="æøå", no_plain=True)
    with mail_room(room):
        assert carried(safe(room, signer, password="æøå")) == [Answer(ACCEPTED, "250 2.0.0 kept as 1")]
    assert room.logins == [("kkr", "æøå")]


def test_an_authority_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "none.pem"
    file.write_text("no certificate")
    (answer,) = carried(MailServer(LOOPBACK, 1, "tls", authority=file))
    assert (answer.verdict, answer.for_all) == (LATER, True)
    assert re.match("No safe line came about, TLS 1.2 or newer: ", answer.words)


def test_an_open_line_stays_on_this_machine() -> None:
    words = "mail.example.dk is another machine, and no letter goes over an open line"
    assert carried(MailServer("mail.example.dk", 25, "none")) == [Answer(LATER, words, for_all=True)]
