"""What `sagsgang verify` does."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection

from commands import edge
from db.findings import Finding
from db.verify import head, verify
from db.verify_files import verify_files
from states.errors import SagsgangError

LONGEST_NUMBER = 18
"""Digits of an event's number: what every database can hold."""


class BadAnchor(SagsgangError):
    """A head that cannot be one."""

    def __init__(self, word: str) -> None:
        super().__init__(f"{word!r} is no head of a journal; give it as it was printed, SEQ:HASH.")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `head`: the journal's, as SEQ:HASH. `left_out`: why attached files were not looked at, or "".

    The check is passed when nothing was found and nothing left out: what nobody looked at is not known to be well.
    """

    head: str
    findings: tuple[dict[str, Any], ...]
    left_out: str

    @property
    def passed(self) -> bool:
        """Whether everything was looked at, and all of it is well."""
        return not self.findings and not self.left_out


def checked(anchor: str | None) -> Checked:
    """Hold the journal, the register and the attached files against each other. Raises BadAnchor."""
    noted = _noted(anchor) if anchor else None

    def look(connection: Connection) -> Checked:
        findings = verify(connection, anchor=noted)
        faults, left_out = _faults_of_files(connection)
        found = tuple({**asdict(finding), "message": str(finding)} for finding in (*findings, *faults))
        end = head(connection)
        return Checked(f"{end[0]}:{end[1]}" if end else "none", found, left_out)

    return edge.read(look)


def _faults_of_files(connection: Connection) -> tuple[list[Finding], str]:
    """What is wrong with attached files, and why they were not looked at: the register is checked without them too."""
    try:
        return list(verify_files(connection, edge.files)), ""
    except edge.NoFilesFolder as unknown:
        return [], f"The attached files were not looked at. {unknown}"


def _noted(anchor: str) -> tuple[int, str]:
    seq, _, hash_ = anchor.partition(":")
    if not seq.isdecimal() or len(seq) > LONGEST_NUMBER or not hash_:
        raise BadAnchor(anchor)
    return int(seq), hash_
