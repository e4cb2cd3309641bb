"""How this office's letters leave: the settings that say where, from whom, and where enclosed files are."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from commands import edge
from commands.delivering import write_file
from commands.hands import Hands
from db.files import Files
from db.queries.outbox import as_outgoing
from mail.message import compose
from mail.transport import open_carrier
from settings import Settings, sender, way_out
from states.errors import SagsgangError
from states.mailing import NO_DOMAIN
from workflow.outbox import Posting
from workflow.posting import Tried, send_due


class NotWorded(SagsgangError):
    """A letter that no template could word is no mail yet."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Letter {number} has no text yet: see why with sagsgang outbox show {number}.")


def posting_of(settings: Settings) -> Posting:
    """How letters of this office are queued: what their Message-IDs end in, and which kinds a person looks at first."""
    sent_by = settings.mail.sender
    return Posting(sent_by.email.partition("@")[2] if sent_by else NO_DOMAIN, settings.mail.approve)


def send_letters(
    settings: Settings, hands: Hands, *, limit: int | None = None, stops: Callable[[], bool] = lambda: False
) -> list[Tried]:
    """Send what is due by these settings, at most `limit` letters, until `stops` says so.

    Raises NoWayOut, NoSender, SecretUnreadable before any letter is taken, and what the register raises.
    """
    way, address = way_out(settings.mail), sender(settings.mail)
    return send_due(
        lambda work: hands.write(work, "outbox send"),
        lambda: open_carrier(way),
        address,
        _reader(settings),
        holder=f"{socket.gethostname()}:{os.getpid()}",
        now=hands.now,
        limit=limit,
        stops=stops,
    )


def send_now(limit: int | None) -> list[Tried]:
    """Send what is due on behalf of the person at the keyboard. Raises as `send_letters` does."""
    settings = edge.settings()
    with edge.opened() as database:
        return send_letters(settings, Hands(database, settings.user, edge.now), limit=limit)


def write_message(row: Any, path: Path) -> None:
    """Write a whole letter as it is sent into a file. Raises NotWorded, NoSender, MessageSpoilt, FileMissing."""
    if row.failure is not None:
        raise NotWorded(row.id)
    settings = edge.settings()
    write_file(path, compose(as_outgoing(row), sender(settings.mail), _reader(settings)))
    print(f"Wrote {path}: letter {row.id} as it is sent.")


def _reader(settings: Settings) -> Callable[[str], bytes]:
    """Reads enclosed files; that there is a folder for them is asked only when a letter encloses one."""

    def read(digest: str) -> bytes:
        if settings.files is None:
            raise edge.NoFilesFolder
        return Files(settings.files).content(digest, digest[:12])

    return read
