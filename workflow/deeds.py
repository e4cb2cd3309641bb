"""What people do on a day of a rehearsal, in the evening, when the letters of the day have come."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from db.queries.calls import called_meetings
from db.queries.rehearsal import asked_twice, deadlines_by, promises_by, tasks_by
from db.queries.wheel import known_duties
from states.calendar import ONE_DAY, add_working_days
from states.errors import SagsgangError
from states.wheel import TurnState
from states.zone import ZONE
from workflow.acknowledge import acknowledge
from workflow.deadlines import meet_deadline
from workflow.locking import lock_agenda
from workflow.promises import drop
from workflow.tasks import TaskState, end_task
from workflow.wheel_turns import answer

AS_IF = "as if it had been kept"

Deed = Callable[..., object]
"""Takes `by` and `now` by name."""


def do_all(connection: Connection, by: str, now: datetime) -> None:
    """Everything that would be done by the end of a working day.

    Who was asked twice says "jeg tager den"; what is due before the next working day is done; an agenda is locked on
    the eve of its dispatch day; the wheel's questions are answered as last time. What the register refuses stays
    undone, and is asked for.
    """
    for deed in [*_taken(connection), *_done(connection, now), *_locked(connection, now), *_answered(connection)]:
        with suppress(SagsgangError):
            deed(by=by, now=now)


def _taken(connection: Connection) -> Iterator[Deed]:
    for subject, recipient in asked_twice(connection):
        yield partial(acknowledge, connection, subject, recipient)


def _done(connection: Connection, now: datetime) -> Iterator[Deed]:
    today = now.astimezone(ZONE).date()
    last = add_working_days(today, 1) - ONE_DAY
    yield from (partial(meet_deadline, connection, one) for one in deadlines_by(connection, last))
    yield from (partial(end_task, connection, one, TaskState.DONE) for one in tasks_by(connection, last))
    yield from (partial(drop, connection, one, reason=AS_IF) for one in promises_by(connection, last))


def _locked(connection: Connection, now: datetime) -> Iterator[Deed]:
    today = now.astimezone(ZONE).date()
    for meeting in called_meetings(connection, today):
        if meeting.dispatch <= add_working_days(today, 1):
            yield partial(lock_agenda, connection, meeting.code, meeting.on, reason=None)


def _answered(connection: Connection) -> Iterator[Deed]:
    for known in known_duties(connection):
        for turn in known.turns:
            if known.active and turn.state is TurnState.ASKED and known.earlier:
                day = known.earlier[0].replace(year=int(turn.occurrence[:4]), day=min(known.earlier[0].day, 28))
                yield partial(answer, connection, known.duty.key, turn.occurrence, day)
