"""A letter to be composed, and how another decoder than Python's reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from fast_mail_parser import parse_email

from mail.message import compose
from states.addresses import Address
from states.letters import Outgoing

OFFICE = Address("kkr@example.dk", "Fællessekretariatet på Søen")
LETTER = Outgoing(
    id=7,
    to=Address("bel@sønderborg.dk", "Bjørn Østergård"),
    subject="Høringssvar om Ærø: frist på tirsdag",
    text="Kære Bjørn\n\nDer er frist på tirsdag.\n",
    html="<p>Kære Bjørn</p>",
    message_id="<k3x9@example.dk>",
    dated=datetime(2027, 6, 20, 9, 15, tzinfo=UTC),
)
HEADERS = [
    "Date",
    "From",
    "To",
    "Subject",
    "Message-ID",
    "MIME-Version",
    "Content-Language",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Content-Type",
]


@dataclass(frozen=True, slots=True)
class Read:
    """What the other decoder makes of a message."""

    headers: list[str]
    subject: str
    people: list[tuple[str | None, str]]
    text: list[str]
    html: list[str]
    files: list[tuple[str, str, bytes]]


def composed(letter: Outgoing, files: Mapping[str, bytes] | None = None, office: Address = OFFICE) -> bytes:
    return compose(letter, office, (files or {}).__getitem__)


def read(message: bytes) -> Read:
    found = parse_email(message)
    return Read(
        headers=[name for name, values in found.headers.items() for _ in values],
        subject=found.subject,
        people=[(one.display_name, one.address) for one in (found.from_, *found.to) if one],
        text=found.text_plain,
        html=found.text_html,
        files=[(one.filename, one.mimetype, one.content) for one in found.attachments],
    )
