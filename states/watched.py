"""What the ladder watches: deadlines, tasks, promises, and the days before a meeting, all of one shape. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Source(StrEnum):
    """Where a watched day stands in the register; the first half of its `subject`."""

    DEADLINE = "deadline"
    TASK = "task"
    PROMISE = "promise"
    CUT_OFF = "cut_off"
    DISPATCH = "dispatch"


@dataclass(frozen=True, slots=True)
class Watched:
    """Det, der mindes om: a day by which somebody must have done something.

    `number` is the row's in its table (of a cut-off or dispatch: the meeting's). `revision` is another one after each
    move. `kind`: states.paper.DeadlineKind, or as `source`. `words`: what it says. `on`: the day said, which does not
    count itself where it is `before`; vague words have `earliest` and `latest` instead. `works_to`: the working day
    that it is worked to (of vague words: of the first day that they may mean). `ends`: the day after which nobody can
    do anything any more, so that nobody is asked; None where it is asked for until somebody says how it ended.
    `owners`: as registered, addresses, initials or names. `since`: the day when this revision began.
    """

    source: Source
    number: int
    revision: str
    kind: str
    words: str
    works_to: date
    on: date | None = None
    before: bool = False
    earliest: date | None = None
    latest: date | None = None
    ends: date | None = None
    owners: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    legal_default: str = ""
    since: date | None = None
    case_id: int | None = None
    title: str = ""
    closed: bool = False
    forum: str | None = None
    officers: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What it is called wherever it is referred to: "deadline:12"."""
        return f"{self.source}:{self.number}"
