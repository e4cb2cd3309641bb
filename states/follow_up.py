"""Opfølgning: what forums decided and what somebody was asked to do by it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from states.outcomes import Outcome

OPEN = "open"
"""The state of a task that waits for somebody."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Beslutning, der følges op på. `number`: the item's, as printed ("" where it stood on no agenda of ours)."""

    forum: str
    on: date
    number: str
    outcome: Outcome
    words: str


@dataclass(frozen=True, slots=True)
class FollowedTask:
    """Opgave: who must do what until when, and the decision that it came from (None: the calendar's own).

    `state`: open, done, dropped. `closed`: it came from a confidential item.
    """

    id: int
    case_id: int
    title: str
    words: str
    owner: str | None
    due: date | None
    state: str
    decision: Decided | None
    closed: bool = False

    def overdue(self, today: date) -> bool:
        """Whether its day has passed and it is not done."""
        return self.state == OPEN and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class DecidedCase:
    """Sag med en beslutning, som ingen opgave fulgte af."""

    case_id: int
    title: str
    decision: Decided
    closed: bool = False


def by_urgency(tasks: Iterable[FollowedTask]) -> list[FollowedTask]:
    """Open tasks first, by their dates, those without one last; then the ended ones, the latest first."""
    tasks = list(tasks)
    waiting = sorted((one for one in tasks if one.state == OPEN), key=lambda one: (one.due or date.max, one.id))
    ended = sorted((one for one in tasks if one.state != OPEN), key=lambda one: one.id, reverse=True)
    return [*waiting, *ended]
