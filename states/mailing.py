"""What the settings of the mail room may say: ways of securing a line, the sender, letters that wait. Pure."""

import re
from difflib import get_close_matches
from enum import StrEnum
from ipaddress import ip_address

from states.addresses import Address, email_address
from states.letters import LetterKind


class Security(StrEnum):
    """How the line to the mail server is secured. `NONE` only on this machine itself."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
"""The port that each is served on. Source: RFC 6409, 3.1; RFC 8314, 3.3; RFC 5321, 4.5.4.2."""

APPROVED_FIRST = frozenset({LetterKind.DISPATCH, LetterKind.CHANGE, LetterKind.EXTRACT, LetterKind.REQUEST})
"""The kinds that a person looks at first where nothing else is said: those that go outside the house."""

NO_DOMAIN = "sagsgang.invalid"
"""What Message-IDs end in where nobody has said yet who letters come from. None leaves so: a letter that was queued
before takes its sender's domain when it leaves. Source: RFC 2606, 2."""

LAST_PORT = 65535
MOST_DAYS = 3650

_HOST = re.compile(r"[^\W_](?:[\w.-]*[\w.])?")
_LINK = re.compile(r"https?://[^\s/?#<>\"']+(?:/[^\s?#<>\"']*)?")
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>]+)>\s*")


def is_loopback(host: str) -> bool:
    """Whether a host is this machine: "localhost", 127.0.0.0/8, ::1."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") in {"localhost", "localhost.localdomain"}


def parse_sender(words: str) -> Address:
    """The sender as typed: "Sekretariatet <kkr@example.dk>", or an address alone. Raises NotAnAddress."""
    named = _NAMED.fullmatch(words)
    if named is None:
        return Address(email_address(words))
    return Address(email_address(named["email"]), named["name"].strip().strip('"').strip())


def parse_security(words: str) -> Security:
    """starttls, tls or none. Raises ValueError, as the readers below do; its text says what is wrong."""
    if words.lower() not in set(Security):
        raise ValueError(f"there are {', '.join(Security)}")
    return Security(words.lower())


def parse_host(words: str) -> str:
    """The name or number of a machine; no address of a page, no port behind it."""
    host = words.strip().strip("[]")
    try:
        ip_address(host)
    except ValueError:
        if not _HOST.fullmatch(host):
            raise ValueError("write the name of the machine alone, such as mail.example.dk") from None
    return host


def parse_port(words: str) -> int:
    """The number of a port."""
    return _number(words, LAST_PORT)


def parse_days(words: str) -> int:
    """A number of days, at least one."""
    return _number(words, MOST_DAYS)


def _number(words: str, last: int) -> int:
    if not (words.isascii() and words.isdigit() and 1 <= int(words[:9]) <= last):
        raise ValueError(f"write a whole number from 1 to {last}")
    return int(words)


def parse_link(words: str) -> str:
    """The address of the pages, without a slash at its end."""
    if not _LINK.fullmatch(words):
        raise ValueError("write the whole address of the pages, such as https://sag.example.dk")
    return words.rstrip("/")


def parse_kinds(words: str) -> frozenset[LetterKind]:
    """Kinds of letters as typed: "none", "all", or some with commas or blanks between.

    Raises ValueError, whose text says which word is no kind, and which was meant.
    """
    named = words.replace(",", " ").lower().split()
    if named in (["none"], ["all"]):
        return frozenset(LetterKind) if named == ["all"] else frozenset()
    if {"none", "all"} & {*named}:
        raise ValueError("none and all stand alone")
    return frozenset(map(_kind, named))


def _kind(word: str) -> LetterKind:
    if word in set(LetterKind):
        return LetterKind(word)
    close = get_close_matches(word, list(LetterKind), n=1)
    hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(LetterKind)}; or say none, or all"
    raise ValueError(f"{word!r} is no kind of letter; {hint}")
