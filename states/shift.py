"""Where a ruled day goes that is no working day. Pure."""

from enum import StrEnum


class Shift(StrEnum):
    """Flytning: to the next working day, to the one before, or nowhere."""

    NEXT = "next"
    PREVIOUS = "previous"
    NONE = "none"
