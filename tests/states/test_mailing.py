"""What the settings of the mail room may say (how they are told: tests/test_settings_mail.py)."""

import pytest

from states.addresses import Address, NotAnAddress
from states.letters import LetterKind
from states.mailing import is_loopback, parse_days, parse_host, parse_kinds, parse_link, parse_sender


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("127.0.0.53", True),
        ("[::1]", True),
        ("mail.example.dk", False),
        ("localhost.example.dk", False),
        ("10.0.0.1", False),
        ("0.0.0.0", False),
    ],
)
def test_which_machine_is_this_one(host: str, here: bool) -> None:
    assert is_loopback(host) is here


def test_a_sender_is_a_name_and_an_address() -> None:
    assert parse_sender(' "Vejle, KKR" <kkr@Example.dk> ') == Address("kkr@example.dk", "Vejle, KKR")
    assert parse_sender("<kkr@example.dk>") == parse_sender("kkr@example.dk") == Address("kkr@example.dk")
    for words in ("", "Sekretariatet", "a@b.dk, c@d.dk", "X <a@b.dk> <c@d.dk>", "<a@b.dk"):
        with pytest.raises(NotAnAddress):
            parse_sender(words)


def test_kinds_of_letters() -> None:
    assert parse_kinds("none") == parse_kinds("") == frozenset()
    assert parse_kinds("All") == frozenset(LetterKind)
    with pytest.raises(ValueError, match="'brev' is no kind of letter; there are reminders, call, dispatch"):
        parse_kinds("call, brev")
    with pytest.raises(ValueError, match="none and all stand alone"):
        parse_kinds("none, call")


@pytest.mark.parametrize("host", ["mail.example.dk", "post.søen.dk", "10.0.0.1", "mail_1", "x", "fe80::1"])
def test_a_host_is_the_name_or_number_of_a_machine(host: str) -> None:
    assert parse_host(host) == host


@pytest.mark.parametrize("words", ["https://sag.example.dk", "http://localhost:8000/kkr"])
def test_the_address_of_pages(words: str) -> None:
    assert parse_link(f"{words}/") == words


@pytest.mark.parametrize("words", ["ftp://x.dk", "https://", "https://x.dk/?a=1", "https://x.dk/#a", 'https://x.dk/"'])
def test_what_is_no_address_of_pages(words: str) -> None:
    with pytest.raises(ValueError, match="write the whole address of the pages"):
        parse_link(words)


@pytest.mark.parametrize("words", ["0", "-1", "1.5", "seven", "99999999999999999999", "²"])
def test_what_is_no_number_of_days(words: str) -> None:
    with pytest.raises(ValueError, match="write a whole number from 1 to 3650"):
        parse_days(words)
