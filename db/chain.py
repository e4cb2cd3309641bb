"""The hash chain of the journal (reliability.md, rule 13).

`commitment` = SHA-256 over salt and payload: the chain holds only the commitment, so that a person can be erased from a
payload and the chain still verifies. `hash` = SHA-256 over the canonical JSON of the entry's other fields and the
previous entry's hash.
"""

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
