"""Which of all plans are looked at: those that a forum has before it, the worst, those with one verdict."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from db.queries.facts import load_forums
from db.queries.planning import closed_cases
from states.forums import Forum
from states.planner import Verdict
from workflow.desk import registered
from workflow.plan_all import PlannedCase


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for. `forum`: cases that are before it or on their way there. `verdicts`: empty for all.

    `worst`: at most so many. `closed`: confidential cases (lukket) too.
    """

    forum: str | None = None
    verdicts: Collection[Verdict] = ()
    worst: int | None = None
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Chosen:
    """The plans that were asked for, the worst first. `left_out`: how many closed ones are not among them."""

    cases: tuple[PlannedCase, ...]
    forums: dict[str, Forum]
    left_out: int


def choose(connection: Connection, planned: Collection[PlannedCase], choice: Choice) -> Chosen:
    """Some of the plans, in their order. Raises UnknownForum."""
    entries = load_forums(connection)
    code = registered(entries, choice.forum).forum.code if choice.forum else None
    secret = frozenset() if choice.closed else closed_cases(connection)
    found = [one for one in planned if _is_wanted(one, code, choice.verdicts)]
    shown = [one for one in found if one.case.case_id not in secret]
    forums = {key: entry.forum for key, entry in entries.items()}
    return Chosen(tuple(shown[: choice.worst]), forums, len(found) - len(shown))


def _is_wanted(one: PlannedCase, forum: str | None, verdicts: Collection[Verdict]) -> bool:
    there = forum is None or any(forum in leg.leg.forums for leg in one.plan.legs)
    return there and (not verdicts or one.plan.verdict in verdicts)
