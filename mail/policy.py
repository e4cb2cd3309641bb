"""How a header of a letter is written: what it may hold, and how Danish letters get through. Pure.

A policy of our own. The standard library's drops blanks between encoded words, and writes an encoded word that stands
in a title as if it were one of its own, line breaks and all. Here, words that are not plain ASCII are encoded whole,
blanks included, so that no reader has to guess which blanks count.
"""

import base64
import re
from urllib.parse import quote

from states.addresses import Address

MOST_SUBJECT = 250
"""Characters of a subject; Exchange keeps 255."""

MOST_NAME = 100
MOST_FILE_NAME = 150
LONGEST_LINE = 998
"""Bytes of a line. Source: RFC 5322, 2.1.1."""

_PLAIN_SUBJECT = 60
"""A longer one is encoded: a plain line would have to be folded, and readers differ in how they unfold."""

_WORD_BYTES = 39
"""Bytes that one encoded word carries: with "Subject: " before it, the line stays within 76. Source: RFC 2047, 2."""

_PARAMETER = 50
"""Characters of one piece of a parameter, so that its line stays within 76."""

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_TURNS = re.compile(r"[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")
_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_PLAIN_FILE_NAME = re.compile(r"[A-Za-z0-9_()+-][A-Za-z0-9 ._()+-]{0,59}")
_NO_FILE_NAME = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))


def guarded(words: str, most: int) -> str:
    """Words as a header may hold them.

    Line breaks and controls become one blank; marks that turn the writing, or show nothing, go; what begins an encoded
    word is broken; what is too long ends in "…".
    """
    plain = _TURNS.sub("", _BREAKS.sub(" ", words)).replace("=?", "= ?").strip()
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def guarded_file_name(name: str) -> str:
    """A file's name as a header may hold it: no way into another folder, its ending kept where it is cut."""
    plain = guarded(name.translate(_NO_FILE_NAME), len(name) + MOST_FILE_NAME).lstrip(". ")
    if len(plain) <= MOST_FILE_NAME:
        return plain or "-"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > MOST_FILE_NAME // 10:
        return guarded(plain, MOST_FILE_NAME)
    return f"{guarded(stem, MOST_FILE_NAME - len(ending) - 1)}.{ending}"


def subject_value(subject: str) -> str:
    """A guarded subject as it stands in its header."""
    if subject.isascii() and len(subject) <= _PLAIN_SUBJECT:
        return subject
    return encoded(subject)


def mailbox_value(address: Address) -> str:
    """An address with its guarded name as it stands in a header. Raises UnicodeError for a domain that is none."""
    email = ascii_email(address.email)
    if not address.name:
        return email
    return f"{_name(address.name)}\r\n <{email}>"


def _name(name: str) -> str:
    if _PHRASE.fullmatch(name) and len(name) <= _PLAIN_SUBJECT:
        return name
    if name.isascii() and len(name) <= _PLAIN_SUBJECT and not set(name) & {'"', "\\"}:
        return f'"{name}"'
    return encoded(name)


def ascii_email(email: str) -> str:
    """The address with its domain as name servers know it (søen.dk as xn--sen-0na.dk).

    By the standard library's codec (IDNA 2003), which for the letters of Danish, German and Swedish names says the same
    as its successor, ß excepted. Raises UnicodeError.
    """
    local, _, domain = email.rpartition("@")
    local.encode("ascii")
    return email if domain.isascii() else f"{local}@{domain.encode('idna').decode('ascii')}"


def encoded(words: str) -> str:
    """Words as encoded words, one a line; each holds whole characters. Source: RFC 2047, 2 and 5."""
    return "\r\n ".join(f"=?UTF-8?B?{base64.b64encode(piece).decode()}?=" for piece in _pieces(words))


def _pieces(words: str) -> list[bytes]:
    pieces = [b""]
    for letter in words:
        more = letter.encode()
        if len(pieces[-1]) + len(more) > _WORD_BYTES:
            pieces.append(b"")
        pieces[-1] += more
    return pieces


def named_parameters(key: str, name: str) -> str:
    """A parameter that holds a guarded file name, to stand behind a semicolon: filename="plan.pdf", or encoded.

    Source: RFC 2231, 3 and 4.
    """
    if _PLAIN_FILE_NAME.fullmatch(name):
        return f'\r\n {key}="{name}"'
    pieces = [""]
    for letter in name:
        more = quote(letter, safe="")
        if len(pieces[-1]) + len(more) > _PARAMETER:
            pieces.append("")
        pieces[-1] += more
    if len(pieces) == 1:
        return f"\r\n {key}*=UTF-8''{pieces[0]}"
    start = f"\r\n {key}*0*=UTF-8''{pieces[0]}"
    return start + "".join(f";\r\n {key}*{number}*={piece}" for number, piece in enumerate(pieces[1:], 1))


def old_name_parameter(name: str) -> str:
    """The same name for Outlooks that know no RFC 2231: encoded words in quotes, as Outlook itself writes them."""
    return f'\r\n name="{name if _PLAIN_FILE_NAME.fullmatch(name) else encoded(name)}"'
