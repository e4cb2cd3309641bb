"""Letters as plain data: what is to be written, what was written, and how far it has come. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from states.addresses import Address


class LetterKind(StrEnum):
    """Brevtype. Each has three templates: letter-KIND.subject.j2, .txt.j2 and .html.j2."""

    REMINDERS = "reminders"
    CALL = "call"
    DISPATCH = "dispatch"
    CHANGE = "change"
    EXTRACT = "extract"
    REQUEST = "request"
    RECEIPT = "receipt"
    QUESTION = "question"
    STANDSTILL = "standstill"
    TEST = "test"


class DeliveryState(StrEnum):
    """Where a letter stands on its way out."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    RETRY = "retry"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """Vedlagt fil: a stored file (`digest`, db/files.py) under the name that the recipient sees; `size` in bytes."""

    name: str
    media_type: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Udkast: a letter before it is written. `key` names it once and for all, so that it is queued once.

    `facts`: plain data for the template (text, numbers, lists, mappings; dates already in Danish words). `invitation`:
    a calendar part (text/calendar). `closed`: about a closed item; its facts hold a number and a link, no title, no
    text. `named`: the ids of the cases that it names by title; once one of them is closed, it is not sent any more.
    """

    key: str
    kind: LetterKind
    to: Address
    facts: Mapping[str, Any]
    case_id: int | None = None
    enclosures: tuple[Enclosure, ...] = ()
    invitation: str | None = None
    closed: bool = False
    named: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """Ordlyd: what a template made of a draft. Where it failed, the `failure` says why and the rest is None."""

    subject: str | None = None
    text: str | None = None
    html: str | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A draft with its wording, ready to be queued."""

    draft: Draft
    wording: Wording


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Brev på vej: a letter as it is sent; nothing of it changes from the first try to the last."""

    id: int
    to: Address
    subject: str
    text: str
    html: str
    message_id: str
    dated: datetime
    enclosures: tuple[Enclosure, ...] = ()
    invitation: str | None = None
    attempts: int = 0


class Verdict(StrEnum):
    """What became of one try: accepted (250 after the dot), worth another try, or for a person to look at."""

    ACCEPTED = "accepted"
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """Svar: what the server (or the folder) made of one try, in its own words on one line.

    `for_all`: it is the server's answer to every letter (it cannot be reached, it has no TLS, it refuses the login), so
    that the others need not be tried now, and this one is not to blame: it is tried again whatever the verdict.
    """

    verdict: Verdict
    words: str = ""
    for_all: bool = False


@dataclass(frozen=True, slots=True)
class MailServer:
    """Postserver. `security`: starttls, tls, or none (loopback only). Without `user` nobody logs in.

    `password_file`: where the password stands, if it was not said itself; it is read when mail is used.
    `authority`: a file with the certificates (PEM) that the server's is checked against, instead of the machine's own.
    """

    host: str
    port: int
    security: str = "starttls"
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    password_file: Path | None = None
    authority: Path | None = None
