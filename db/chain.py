"""The hash chain of the journal (reliability.md, rule 13).

`commitment` = SHA-256 over salt and payload: the chain holds only the commitment, so that a person can be erased from a
payload and the chain still verifies. `hash` = SHA-256 over the canonical JSON of the entry's other fields and the
previous entry's hash.
"""

from dataclasses import dataclass
from hashlib import sha256

from db.columns import canonical

GENESIS = sha256(b"sagsgang").hexdigest()
"""What the first entry names as its previous one."""


def commit_to(salt: str, payload: str) -> str:
    """The salted commitment to a payload."""
    return sha256((salt + payload).encode()).hexdigest()


def link(seq: int, kind: str, case_id: int | None, at: str, by: str, commitment: str, previous: str) -> str:
    """The hash of one entry; `at` is instant text."""
    return sha256(canonical([seq, kind, case_id, at, by, commitment, previous]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the journal as it stands in the table `event`, column by column."""

    seq: int
    case_id: int | None
    kind: str
    at: str
    by: str
    payload: str
    salt: str
    commitment: str
    previous: str
    hash: str

    def is_linked(self) -> bool:
        """Whether the hash is that of the entry."""
        return self.hash == link(self.seq, self.kind, self.case_id, self.at, self.by, self.commitment, self.previous)

    def is_committed(self) -> bool:
        """Whether the payload is the one that was committed to."""
        return self.commitment == commit_to(self.salt, self.payload)
