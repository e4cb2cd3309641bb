"""Sager på vej: what is on its way to the forums, what has been sent out, and what has ended lately."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from db.queries.facts import load_forums, load_meetings
from db.queries.pipeline import courses, ended_on
from states.errors import SagsgangError
from states.facts import MeetingFacts
from states.forums import Forum
from states.pipeline import OnTheWay, Stage, on_the_way
from templates.pipeline import field_of, fields
from workflow.desk import registered


class UnknownField(SagsgangError):
    """No field begins with the word that was given."""

    def __init__(self, word: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no field called {word!r}. Fields: {', '.join(known)} (fields in words.yaml).")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The cases, by number. `forum`: the one that was asked for; `left_out`: how many closed ones are not shown."""

    cases: tuple[OnTheWay, ...]
    forums: dict[str, Forum]
    forum: Forum | None
    since: date
    left_out: int


def pipeline(
    connection: Connection,
    *,
    forum: str | None = None,
    field: str | None = None,
    since: date,
    closed: bool = False,
    today: date = date.min,
) -> Pipeline:
    """Every open case and those that ended on or after `since`; those before or on their way to one `forum`, if named.

    Meetings before `today` are past.

    `field`: only those of the fields that begin with this word. Closed cases (lukket) are left out unless they are
    asked for, since the list is sent around. Only reads; the same few statements however many cases there are.
    Raises UnknownForum, UnknownField.
    """
    entries = load_forums(connection)
    forums = {code: entry.forum for code, entry in entries.items()}
    wanted = registered(entries, forum).forum if forum else None
    chosen = _chosen_fields(field)
    cases = [
        one
        for one in _everyone(connection, forums, since, today)
        if (wanted is None or one.concerns(wanted.code)) and chosen & set(field_of(one))
    ]
    shown = tuple(one for one in cases if closed or not one.closed)
    return Pipeline(shown, forums, wanted, since, len(cases) - len(shown))


def _chosen_fields(word: str | None) -> set[str]:
    known = fields()
    found = {title for title in known if title.casefold().startswith((word or "").casefold())}
    if not found:
        raise UnknownField(word or "", known)
    return found


def _everyone(connection: Connection, forums: dict[str, Forum], since: date, today: date) -> list[OnTheWay]:
    councils = {code for code, forum in forums.items() if forum.municipality}
    meetings: dict[str, list[MeetingFacts]] = defaultdict(list)
    for meeting in load_meetings(connection):
        meetings[meeting.forum].append(meeting)
    cases = courses(connection, since)
    days = ended_on(connection, cases)
    told = (on_the_way(case, meetings, councils, days.get(case.id), today=today) for case in cases)
    return [one for one in told if one.stage is not Stage.FINISHED or (one.ended_on or since) >= since]
