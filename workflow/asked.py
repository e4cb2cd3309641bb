"""A decision as it is entered: what was decided, and what the decider says of its consequences."""

from dataclasses import dataclass
from datetime import date

from states.outcomes import Outcome
from states.triggers import Trigger


@dataclass(frozen=True, slots=True)
class AskedTask:
    """Opgave: what somebody is asked to do by a decision. `owner` may be a body outside the forums."""

    words: str
    owner: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a recommendation, with an outcome of its own."""

    words: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A decision as it is entered.

    `treatment_id`, `stop_id` fix what is meant (two people deciding the same case find out); `then` is what the
    decider says happens instead of what the outcome does by itself; `to` the stop it goes back to, or the forum that is
    empowered; `answer`: a council's reply, given without a meeting of ours; `on`: its date, where no meeting gives one;
    `corrects`: the decision that this one mends, for `reason`; `followed`: the case that followed from
    that one and goes on.
    """

    case_id: int
    outcome: Outcome
    words: str = ""
    forum: str | None = None
    meeting: date | None = None
    on: date | None = None
    treatment_id: int | None = None
    stop_id: int | None = None
    then: Trigger | None = None
    to: str | None = None
    additions: str | None = None
    parts: tuple[Part, ...] = ()
    tasks: tuple[AskedTask, ...] = ()
    scope: str | None = None
    expires: date | None = None
    follows: str | None = None
    answer: bool = False
    corrects: int | None = None
    reason: str | None = None
    followed: int | None = None
