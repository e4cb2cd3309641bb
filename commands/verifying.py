"""What `sagsgang verify` does."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from commands import edge
from db.verify import head, verify
from db.verify_files import verify_files
from states.errors import SagsgangError

LONGEST_NUMBER = 18
"""Digits of an event's number: what every database can hold."""


class BadAnchor(SagsgangError):
    """A head that cannot be one."""

    def __init__(self, word: str) -> None:
        super().__init__(f"{word!r} is no head of a journal; give it as it was printed, SEQ:HASH.")


def checked(anchor: str | None) -> tuple[str, list[dict[str, Any]]]:
    """The journal's head as SEQ:HASH, and what is wrong, attached files included. Raises BadAnchor, NoFilesFolder."""
    noted = _noted(anchor) if anchor else None

    def look(connection: Connection) -> tuple[str, list[dict[str, Any]]]:
        findings = [*verify(connection, anchor=noted), *verify_files(connection, edge.files)]
        found = [{**asdict(finding), "message": str(finding)} for finding in findings]
        end = head(connection)
        return (f"{end[0]}:{end[1]}" if end else "none"), found

    return edge.read(look)


def _noted(anchor: str) -> tuple[int, str]:
    seq, _, hash_ = anchor.partition(":")
    if not seq.isdecimal() or len(seq) > LONGEST_NUMBER or not hash_:
        raise BadAnchor(anchor)
    return int(seq), hash_
