"""What a file of meetings holds: one line for each meeting, and what is wrong with a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from states.errors import SagsgangError

MOST_TOLD = 20
CANCELLED = "cancelled"
ENDLESS = "endless"
"""How the reader of calendar files (ingest/formats/ics.py) marks an event that is off, and a series without end."""

FIRST_YEAR, LAST_YEAR = 1900, 2199


class CalendarRefused(SagsgangError):
    """A file of meetings with lines that cannot be used; every one of them is told, and nothing is taken in."""

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        more = f"\n  … and {len(problems) - MOST_TOLD} more" if len(problems) > MOST_TOLD else ""
        told = "".join(f"\n  {problem}" for problem in problems[:MOST_TOLD])
        super().__init__(f"{name} was not taken in; nothing was changed. Mend these lines:{told}{more}")


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """Mødedato: a meeting as a line of the file tells it; None where the column is empty or missing. `at`: HH:MM.

    `cancelled`: the file says that the meeting is not held.
    """

    line: int
    forum: str
    on: date
    at: str | None = None
    place: str | None = None
    cut_off: date | None = None
    dispatch: date | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """Mødekalender: the meetings of a file, and what a person should know of how it was read."""

    lines: tuple[MeetingLine, ...]
    notes: tuple[str, ...] = ()


def read_day(word: str, column: str) -> date:
    """A day as it stands in a column. Raises ValueError with a sentence."""
    try:
        day = date.fromisoformat(word)
    except ValueError as error:
        raise ValueError(f"{column} {word!r} is no date; write it as YYYY-MM-DD, such as 2027-06-20") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{column} {word!r} lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return day


def read_clock(word: str) -> str:
    """A time of day (9:30, 09.30) as HH:MM. Raises ValueError with a sentence."""
    try:
        return time.fromisoformat(word.replace(".", ":").zfill(len("HH:MM"))).strftime("%H:%M")
    except ValueError as error:
        raise ValueError(f"time {word!r} is no time of day; write it as HH:MM, such as 10:00") from error
