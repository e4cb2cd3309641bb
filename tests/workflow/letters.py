"""Letters for the tests of the outbox: some that are queued, a carrier of ours, and a post room that sends."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from db.queries.outbox import letter_list
from states.addresses import Address
from states.letters import Answer, Draft, LetterKind, Verdict, Wording, Written
from tests.workflow.office import Office
from workflow.outbox import Posting, queue
from workflow.posting import Carrier, Tried, send_due

SENDER = Address("kkr@example.dk", "Sekretariatet")
POSTING = Posting("example.dk", frozenset({LetterKind.DISPATCH}))
TAKEN = Answer(Verdict.ACCEPTED, "250 OK")


def letter(number: int, kind: LetterKind = LetterKind.REMINDERS, **more: Any) -> Written:
    """A letter to p1@example.dk, p2@example.dk, …"""
    draft = Draft(
        f"test:{number}", kind, Address(f"p{number}@example.dk", f"Åse Ø. Lærke {number}"), {"number": number}
    )
    wording = more.pop("wording", Wording(f"Frist nr. {number}", f"Kære Åse\n\nFrist {number}.\n", f"<p>{number}</p>"))
    return Written(replace(draft, **more), wording)


def queued(office: Office, *letters: Written, **more: Any) -> dict[str, int]:
    return office.write(lambda connection: queue(connection, letters, POSTING, by="bel", now=office.now, **more))


def standing(office: Office, *columns: str) -> list[Any]:
    """How the letters stand, the first queued first: their states, or the columns that are asked for."""
    rows = [row._mapping for row in reversed(office.read(letter_list))]
    return [row["state"] for row in rows] if not columns else [tuple(row[name] for name in columns) for row in rows]


@dataclass
class Bag:
    """A carrier that answers as it is told, and keeps what it took; `opened` counts how often it was called for."""

    answers: dict[str, list[Answer | Exception]] = field(default_factory=dict)
    carried: list[tuple[str, bytes]] = field(default_factory=list)
    opened: int = 0
    tried: int = 0

    @contextmanager
    def open(self) -> Iterator[Carrier]:
        self.opened += 1
        yield self

    def carry(self, sender_email: str, to_email: str, message: bytes) -> Answer:
        assert sender_email == SENDER.email
        self.tried += 1
        waiting = self.answers.get(to_email)
        answer = waiting.pop(0) if waiting else TAKEN
        if isinstance(answer, Exception):
            raise answer
        if answer.verdict is Verdict.ACCEPTED:
            self.carried.append((to_email, message))
        return answer


@dataclass
class PostRoom:
    """Sends from an office; its clock stands still unless it is moved."""

    office: Office
    bag: Bag
    at: datetime
    files: dict[str, bytes] = field(default_factory=dict)

    def sends(self, **more: Any) -> Sequence[Tried]:
        return send_due(
            self.office.write, self.bag.open, SENDER, self._read, holder="host:1", now=lambda: self.at, **more
        )

    def waits(self, **how_long: int) -> None:
        self.at += timedelta(**how_long)

    def _read(self, digest: str) -> bytes:
        return self.files[digest]


def message_id(message: bytes) -> str:
    return message.split(b"Message-ID: ")[1].split(b"\r\n")[0].decode()
