"""What comes out of the press."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """A document written out. `notes`: what the person should know of the file, such as a standard that it misses."""

    content: bytes
    notes: tuple[str, ...] = ()
