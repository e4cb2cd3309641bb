"""Holding the folder of attached files against the register."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from db.files import Files
from db.findings import Fault, Finding
from db.queries.attachments import named_files


def verify_files(connection: Connection, folder: Callable[[], Files]) -> Iterator[Finding]:
    """The attachments whose file is missing or is another, each with its name and where it belongs.

    `folder` is asked for only when there is an attachment. A file that several attachments name is read once.
    """
    faults: dict[str, str | None] = {}
    files: Files | None = None
    for row in _rows(connection):
        files = files or folder()
        if row.digest not in faults:
            faults[row.digest] = files.fault(row.digest)
        if fault := faults[row.digest]:
            stands = f"({row.name}, {_where(row)}) {fault}"
            yield Finding(
                Fault.FILE, table="attachment", key=str(row.id), column="digest", journal=row.digest, stands=stands
            )


def _rows(connection: Connection) -> list[Any]:
    """The attachments that name a file; `verify` itself tells of a table that is damaged."""
    try:
        return [row for row in named_files(connection) if isinstance(row.digest, str)]
    except (DBAPIError, UnicodeDecodeError):
        return []


def _where(row: Any) -> str:
    return f"case {row.case_id}" if row.case_id else f"the item {row.item}"
