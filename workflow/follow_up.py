"""Opfølgning: the decisions of the forums, and what somebody was asked to do by them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from db.queries.facts import load_forums
from db.queries.follow_up import decisions_without_tasks, followed_tasks
from states.follow_up import DecidedCase, FollowedTask, by_urgency
from states.forums import Forum
from workflow.desk import registered


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The tasks, the most urgent first, and the decisions without one. `left_out`: how many closed are not shown."""

    tasks: tuple[FollowedTask, ...]
    decisions: tuple[DecidedCase, ...]
    forums: dict[str, Forum]
    forum: Forum | None
    since: date
    left_out: int


def follow_up(connection: Connection, forum: str | None = None, *, since: date, closed: bool = False) -> FollowUp:
    """Every open task, and what was decided on or after `since`; of one `forum`, if named. Only reads.

    What came of closed items (lukket) is left out unless it is asked for. Raises UnknownForum.
    """
    entries = load_forums(connection)
    wanted = registered(entries, forum).forum if forum else None
    code = wanted.code if wanted else None
    tasks = by_urgency(followed_tasks(connection, since, code))
    decisions = decisions_without_tasks(connection, since, code)
    told = tuple(one for one in tasks if closed or not one.closed)
    decided = tuple(one for one in decisions if closed or not one.closed)
    left_out = len(tasks) + len(decisions) - len(told) - len(decided)
    return FollowUp(told, decided, {key: entry.forum for key, entry in entries.items()}, wanted, since, left_out)
