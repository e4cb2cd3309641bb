"""Indkaldelse af sager: what is said to an officer of a case before the items for a meeting must be in. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CalledCase:
    """A case that a meeting expects, and how far it is.

    `missing`: names of sections without words (recommendation, …). `marks` of attachments (./.) in its texts,
    `files` attached. `elsewhere`: the names of the forums that have it before this one, expected to treat it `then`;
    () where it waits for this meeting. `draft`: nobody has submitted it. `promised`: a paper promises it to this
    meeting. `closed`: confidential (lukket), so that its number alone is told.
    """

    case_id: int
    title: str
    officers: tuple[str, ...] = ()
    closed: bool = False
    missing: tuple[str, ...] = ()
    marks: int = 0
    files: int = 0
    elsewhere: tuple[str, ...] = ()
    then: date | None = None
    draft: bool = False
    promised: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether nothing that can be seen here is missing."""
        return not (self.missing or self.elsewhere or self.draft or self.marks > self.files)
