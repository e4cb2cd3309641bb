"""The finished message: a letter as the bytes that are handed over, and the proof that they read back as the letter."""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import format_datetime, parseaddr, parsedate_to_datetime

from mail.policy import (
    LONGEST_LINE,
    MOST_NAME,
    MOST_SUBJECT,
    ascii_email,
    guarded,
    guarded_file_name,
    mailbox_value,
    named_parameters,
    old_name_parameter,
    subject_value,
)
from states.addresses import Address
from states.errors import SagsgangError
from states.letters import Enclosure, Outgoing
from states.mailing import NO_DOMAIN

Header = tuple[str, str]

CALENDAR_NAME = "sagsgang.ics"
"""What a calendar that lies beside a letter is called."""

_BREAK = re.compile(r"\r\n|\r|\n")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONE = re.compile(r"[\ud800-\udfff]")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>")
_MEDIA_TYPE = re.compile(r"(?!message/|multipart/)[a-z]+/[a-z0-9][a-z0-9.+-]{0,80}")
_METHOD = re.compile(r"^METHOD:([A-Z]{3,20})\s*$", re.MULTILINE)


class MessageSpoilt(SagsgangError):
    """A letter that as a message would not say what it says."""

    def __init__(self, letter: int, what: str) -> None:
        super().__init__(
            f"Letter {letter} was not sent: as a mail it would not read back as it was written ({what}). "
            f"Look at it with sagsgang outbox show {letter}."
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message that holds no others: its headers, its content, and how that is written."""

    headers: tuple[Header, ...]
    content: bytes
    media_type: str
    file_name: str | None = None
    readable: bool = False


def compose(letter: Outgoing, sender: Address, read: Callable[[str], bytes]) -> bytes:
    """The letter as a message, lines ending in CRLF; `read` gives a stored file by its digest.

    The same letter gives the same bytes, whenever it is composed. Raises MessageSpoilt where the message, read back,
    would not give the subject, the names, the texts and the files of the letter; and what `read` raises.
    """
    letter = _from_its_sender(letter, sender)
    subject = guarded(letter.subject, MOST_SUBJECT)
    people = [Address(one.email, guarded(one.name, MOST_NAME)) for one in (sender, letter.to)]
    texts, entries = _texts(letter), _entries(letter)
    files = [*entries, *(_file(one, read(one.digest)) for one in letter.enclosures)]
    try:
        headers = _headers(letter, subject, people)
    except UnicodeError as error:
        raise MessageSpoilt(letter.id, "an address has no ASCII form") from error
    message = _written(headers, _body(letter.message_id, texts, files))
    if fault := _fault(message, headers, subject, people, [*texts, *files]):
        raise MessageSpoilt(letter.id, fault)
    return message


def _from_its_sender(letter: Outgoing, sender: Address) -> Outgoing:
    """A letter that was queued before anybody said who letters come from: its Message-ID ends in no domain of ours."""
    unique, _, domain = letter.message_id.partition("@")
    if domain != f"{NO_DOMAIN}>":
        return letter
    try:
        own = ascii_email(sender.email).partition("@")[2]
    except UnicodeError as error:
        raise MessageSpoilt(letter.id, "an address has no ASCII form") from error
    return replace(letter, message_id=f"{unique}@{own}>")


def message_id(message: bytes) -> str:
    """The Message-ID of a message that was composed here."""
    return _header_of(message, b"Message-ID")


def dated(message: bytes) -> datetime:
    """The date of a message that was composed here, in UTC."""
    return parsedate_to_datetime(_header_of(message, b"Date")).astimezone(UTC)


def _header_of(message: bytes, name: bytes) -> str:
    head = message.partition(b"\r\n\r\n")[0].split(b"\r\n")
    return next(line for line in head if line.startswith(name + b": ")).split(b": ", 1)[1].decode()


def _headers(letter: Outgoing, subject: str, people: Sequence[Address]) -> tuple[Header, ...]:
    """No Bcc: a letter has one recipient. The two last keep machines from answering a machine.

    Source: RFC 3834, 5; Microsoft's [MS-OXCMAIL] for X-Auto-Response-Suppress.
    """
    sender, to = map(mailbox_value, people)
    return (
        ("Date", format_datetime(letter.dated)),
        ("From", sender),
        ("To", to),
        ("Subject", subject_value(subject)),
        ("Message-ID", letter.message_id),
        ("MIME-Version", "1.0"),
        ("Content-Language", "da"),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply, DR, RN, NRN"),
    )


def _texts(letter: Outgoing) -> list[Part]:
    """The letter's text, page and invitation, the plainest first. Source: RFC 2046, 5.1.4."""
    found = [_text("text/plain", letter.text)]
    if letter.html:
        found.append(_text("text/html", letter.html))
    if letter.invitation and not _is_told(letter.invitation):
        found.append(_text("text/calendar", letter.invitation, _method(letter.invitation)))
    return found


def _entries(letter: Outgoing) -> list[Part]:
    """A calendar that asks nothing of its reader, as a file beside the texts.

    Among them Outlook would take it for what the letter is, as it does an invitation; what lies elsewhere is a file.
    Source: [MS-STANOICAL], 2.2.168 (V0343).
    """
    if not (letter.invitation and _is_told(letter.invitation)):
        return []
    part = _text("text/calendar", letter.invitation, _method(letter.invitation))
    headers = (*part.headers, ("Content-Disposition", f"attachment;{named_parameters('filename', CALENDAR_NAME)}"))
    return [replace(part, headers=headers, file_name=CALENDAR_NAME)]


def _is_told(calendar: str) -> bool:
    return _method(calendar).endswith("=PUBLISH")


def _method(calendar: str) -> str:
    """What a calendar is sent for, as its part says it; "" where it does not say."""
    method = _METHOD.search(_lines(calendar).replace("\r", ""))
    return f"; method={method[1]}" if method else ""


def _text(media_type: str, words: str, more: str = "") -> Part:
    type_ = ("Content-Type", f"{media_type}; charset=utf-8{more}")
    content = _lines(words).encode()
    return Part((type_, ("Content-Transfer-Encoding", "quoted-printable")), content, media_type, readable=True)


def _lines(words: str) -> str:
    """Words with the line ends of mail, the last line ended too, and no controls."""
    plain = _LONE.sub("\ufffd", _CONTROLS.sub("", _BREAK.sub("\n", words)))
    return (plain if plain.endswith("\n") else plain + "\n").replace("\n", "\r\n")


def _file(enclosure: Enclosure, content: bytes) -> Part:
    name = guarded_file_name(enclosure.name)
    media_type = enclosure.media_type.lower()
    if not _MEDIA_TYPE.fullmatch(media_type):
        media_type = "application/octet-stream"
    headers = (
        ("Content-Type", f"{media_type};{old_name_parameter(name)}"),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", f"attachment;{named_parameters('filename', name)}"),
    )
    return Part(headers, content, media_type, name)


def _body(message_id: str, texts: Sequence[Part], files: Sequence[Part]) -> bytes:
    """All parts, under the headers that say how they belong together."""
    written = [_written(part.headers, _transfer(part)) for part in texts]
    whole = written[0] if len(written) == 1 else _together("alternative", message_id, written)
    if not files:
        return whole
    return _together("mixed", message_id, [whole, *(_written(part.headers, _transfer(part)) for part in files)])


def _together(kind: str, message_id: str, parts: Sequence[bytes]) -> bytes:
    """Parts between boundaries that follow from the Message-ID; "=_" stands in no part as it is written."""
    boundary = f"=_{hashlib.sha256(f'{kind} {message_id}'.encode()).hexdigest()[:32]}".encode()
    lines = b"".join(b"\r\n--" + boundary + b"\r\n" + part for part in parts)
    head = b"Content-Type: multipart/" + kind.encode() + b';\r\n boundary="' + boundary + b'"\r\n'
    return head + lines + b"\r\n--" + boundary + b"--\r\n"


def _written(headers: Sequence[Header], rest: bytes) -> bytes:
    """Headers before what follows, which brings headers of its own or begins with the blank line."""
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode("ascii", "backslashreplace") + rest


def _transfer(part: Part) -> bytes:
    if part.readable:
        lines = (binascii.b2a_qp(line, istext=False) for line in part.content.split(b"\r\n"))
        return b"\r\n" + b"\r\n".join(line.replace(b"\n", b"\r\n") for line in lines)
    whole = base64.b64encode(part.content)
    return b"\r\n" + b"".join(whole[at : at + 76] + b"\r\n" for at in range(0, len(whole), 76))


def _fault(
    message: bytes, headers: Sequence[Header], subject: str, people: Sequence[Address], parts: Sequence[Part]
) -> str | None:
    """What does not read back from the message, None where all does."""
    if not message.isascii() or len({message.count(end) for end in (b"\r\n", b"\n", b"\r")}) > 1:
        return "a line that ends in the wrong way"
    if max(map(len, message.split(b"\r\n"))) > LONGEST_LINE:
        return "a line that is too long"
    read = message_from_bytes(message)
    names = [name for name in read.keys() if not name.startswith("Content-T")]  # noqa: SIM118 - a Message is no dict
    if names != [name for name, _ in headers] or not _MESSAGE_ID.fullmatch(str(read["Message-ID"])):
        return "its headers"
    if _decoded(read["Subject"]) != subject:
        return "its subject"
    if [_person(read[name]) for name in ("From", "To")] != [(ascii_email(one.email), one.name) for one in people]:
        return "a name"
    leaves = [part for part in read.walk() if not part.is_multipart()]
    if any(part.defects for part in read.walk()) or [_leaf(part) for part in leaves] != [
        (part.media_type, part.file_name, part.content) for part in parts
    ]:
        return "its text or a file"
    return None


def _decoded(value: str) -> str:
    return str(make_header(decode_header(value)))


def _person(value: str) -> tuple[str, str]:
    name, email = parseaddr(value)
    return email, _decoded(name) if name else ""


def _leaf(part: Message) -> tuple[str, str | None, bytes]:
    content = part.get_payload(decode=True)
    return part.get_content_type(), part.get_filename(), content if isinstance(content, bytes) else b""
