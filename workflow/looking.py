"""One look of the ladder at the register: who is to be told what on a day, and when to look again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from db.queries.reminders import Revised, histories, lost_subjects
from db.queries.watched import derived
from db.queries.watched_deadlines import WatchedDeadline, due_deadlines, still_due
from states.asking import ask, begins
from states.calendar import add_working_days, is_working_day
from states.ladder import LOOK_BACK
from states.reminding import Circle, Gap, History, Line, Look
from states.watched import Source, Watched
from workflow.circles import Circles, load_circles

NO_HISTORY = History()

MOST = 50_000
"""Deadlines in one look: a register that was taken over, or a ladder that was set anew, may bring a million at once."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Set: a watched day that was looked at. `deadline`: its row, where it has one. `again`: when to look next."""

    watched: Watched
    circle: Circle
    history: History
    lines: tuple[Line, ...] = ()
    gap: Gap | None = None
    again: date | None = None
    deadline: WatchedDeadline | None = None


def look(connection: Connection, today: date) -> list[Seen]:
    """What is due by today, with what was missed; each kind of thing is read at once, however many there are.

    Of more than MOST deadlines those that have waited longest; the others are for the next look.
    """
    return _looked(connection, today, today, MOST)


def look_ahead(connection: Connection, on: date, today: date) -> list[Seen]:
    """What a day that is not today brings, if everything before it has been sent and nobody answers in between."""
    return _looked(connection, on, today, None)


def _looked(connection: Connection, on: date, today: date, most: int | None) -> list[Seen]:
    circles = load_circles(connection)
    until = add_working_days(on, circles.settings.farthest)
    deadlines = due_deadlines(connection, on, most)
    if on == today:
        deadlines += _lost(connection, {one.watched.number for one in deadlines}, today)
    watched = [*((one.watched, one) for one in deadlines), *((one, None) for one in derived(connection, on, until))]
    known = histories(connection, [one.subject for one, _ in watched])
    glance = _Glance(circles, known, on, today)
    return [glance.at(one, deadline) for one, deadline in watched]


def _lost(connection: Connection, there: Collection[int], today: date) -> list[WatchedDeadline]:
    """The open deadlines, other than those, of which a letter told that came to nothing: others are to be asked."""
    lost = lost_subjects(connection, today - LOOK_BACK)
    names = (subject.partition(":") for subject, _ in lost)
    numbers = {int(number) for source, _, number in names if source == Source.DEADLINE}
    found = still_due(connection, numbers.difference(there)) if numbers else []
    return [one for one in found if (one.watched.subject, one.watched.revision) in lost]


def _as_if_told(history: History, circle: Circle) -> History:
    """A history as it stands on a day to come: of what came to nothing, the head of secretariat has been told."""
    if not history.failed or circle.head is None:
        return replace(history, failed={})
    owners = {party.key for party in circle.owners}
    lost = {
        step: history.sent[recipient][step]
        for recipient, steps in history.failed.items()
        if recipient in owners
        for step in steps
    }
    head = circle.head.key
    return replace(history, sent={**history.sent, head: {**lost, **history.sent.get(head, {})}})


@dataclass(frozen=True, slots=True)
class _Glance:
    """What one look has at hand. `on`: the day that is asked about."""

    circles: Circles
    known: Mapping[Revised, History]
    on: date
    today: date

    def at(self, watched: Watched, deadline: WatchedDeadline | None) -> Seen:
        """One watched day."""
        circle = self.circles.circle(watched)
        history = self.known.get((watched.subject, watched.revision), NO_HISTORY)
        if self.on != self.today and history.failed:
            history = _as_if_told(history, circle)
        look_from = deadline.look_from if deadline else None
        begun = begins(watched, look_from, history.latest, self.today)
        seen = Seen(watched, circle, history, deadline=deadline)
        if begun is None:
            return seen
        ladder = self.circles.ladder(watched, circle.owners)
        begin, others = begun if self.on == self.today else (self.on, self.on)
        outcome = ask(Look(watched, ladder, circle, history, begin, others, self.on, anew=look_from is None))
        told = is_working_day(self.on)
        return replace(
            seen, lines=outcome.lines if told else (), gap=outcome.gap if told else None, again=outcome.again
        )
