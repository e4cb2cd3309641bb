"""Superseding: a letter of reminders that never left gives way to its reader's next one, which says all of it anew.

Where a mail server is away for days, whoever is reminded gets one letter when it is back, of that day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db import deliveries
from db.errors import Conflict
from db.queries.reminders import Revised, histories
from db.queries.watched import derived
from db.queries.watched_deadlines import named_deadlines
from states.asking import ask
from states.calendar import add_working_days
from states.follow_up import OPEN
from states.reminding import History, Line, Look
from states.watched import Source, Watched
from workflow.circles import Circles, load_circles

Mark = tuple[str, str, str, str]
"""What names a reminder: subject, revision, step, recipient."""

Steps = dict[str, dict[str, date]]
"""Of each reader the steps that have not left, with their days."""


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Overhalet: what lies in letters that never left. `lines`: what of it is still to be told, as of today.

    `letters`: the letters, by reader. `rows`: of each reminder its number and its letter's. `left`: what did leave, by
    subject, as states.reminding.History.sent.
    """

    lines: tuple[Line, ...] = ()
    letters: Mapping[str, frozenset[int]] = field(default_factory=dict)
    rows: Mapping[Mark, tuple[int, int]] = field(default_factory=dict)
    left: Mapping[str, Mapping[str, Mapping[str, date]]] = field(default_factory=dict)


def overtaken(connection: Connection, unsent: Sequence[Any], today: date) -> Overtaken:
    """What these unsent reminders are today (rows of db.queries.reminders.unsent_reminders).

    It is asked again as if they had not been written: what is done or answered, what somebody else owns by now, and
    what a later letter overtook is not told.
    """
    if not unsent:
        return Overtaken()
    letters: dict[str, set[int]] = defaultdict(set)
    steps: dict[Revised, Steps] = defaultdict(lambda: defaultdict(dict))
    for row in unsent:
        letters[row.recipient].add(row.letter_id)
        steps[row.subject, row.revision][row.recipient][row.step] = row.due_on
    lines, left = _asked_again(connection, steps, today)
    rows = {(row.subject, row.revision, row.step, row.recipient): (row.id, row.letter_id) for row in unsent}
    return Overtaken(tuple(lines), {reader: frozenset(own) for reader, own in letters.items()}, rows, left)


def _asked_again(
    connection: Connection, steps: Mapping[Revised, Steps], today: date
) -> tuple[list[Line], dict[str, Mapping[str, Mapping[str, date]]]]:
    circles, known = load_circles(connection), histories(connection, [subject for subject, _ in steps])
    lines: list[Line] = []
    left: dict[str, Mapping[str, Mapping[str, date]]] = {}
    for watched in _still_watched(connection, circles, steps, today):
        revised = (watched.subject, watched.revision)
        if revised in steps:
            history = _without(known[revised], steps[revised])
            left[watched.subject] = history.sent
            lines += _lines(watched, circles, history, steps[revised], today)
    return lines, left


def _still_watched(
    connection: Connection, circles: Circles, steps: Iterable[Revised], today: date
) -> Iterator[Watched]:
    named = [subject.partition(":") for subject, _ in steps]
    numbers = [int(number) for source, _, number in named if source == Source.DEADLINE]
    yield from (one.watched for one in named_deadlines(connection, numbers) if one.state == OPEN)
    if len(numbers) < len(named):
        yield from derived(connection, today, add_working_days(today, circles.settings.farthest))


def _without(history: History, unsent: Steps) -> History:
    sent = {
        reader: left
        for reader, steps in history.sent.items()
        if (left := {step: day for step, day in steps.items() if step not in unsent.get(reader, {})})
    }
    return replace(history, sent=sent)


def _lines(watched: Watched, circles: Circles, history: History, unsent: Steps, today: date) -> Iterator[Line]:
    """Of each reader the steps that lie in their letters; what is due beside is told by the look of today."""
    circle = circles.circle(watched)
    begin = min(day for steps in unsent.values() for day in steps.values())
    look = Look(watched, circles.ladder(watched, circle.owners), circle, history, begin, begin, today)
    for line in ask(look).lines:
        own = tuple(step for step in line.steps if step.name in unsent.get(line.to.key, {}))
        if own:
            yield replace(line, steps=own, late=own[-1].on < today)


def with_overtaken(lines: Sequence[Line], again: Iterable[Line]) -> list[Line]:
    """The lines of today, and those of letters that never left; of one thing a reader is told in one line."""
    at = {(line.watched.subject, line.to.key): place for place, line in enumerate(lines)}
    merged = list(lines)
    for one in again:
        place = at.get((one.watched.subject, one.to.key))
        if place is None:
            merged.append(one)
        else:
            merged[place] = replace(merged[place], steps=(*one.steps, *merged[place].steps))
    return merged


def give_way(connection: Connection, letters: Iterable[int], newer: int) -> None:
    """These letters are cancelled for the newer one. Raises Conflict where one of them is on its way by now."""
    wanted = sorted(letters)
    if deliveries.supersede(connection, wanted, answer=f"superseded by letter {newer}") != len(wanted):
        raise Conflict(f"letter {wanted[0]}")
