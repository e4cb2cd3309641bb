"""Tasks: what somebody was asked to do by a decision, until it is done or dropped."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from db.queries.decisions import task_row
from db.record import Update
from states.errors import SagsgangError
from workflow.desk import open_desk


class TaskState(StrEnum):
    """Opgavens tilstand."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class UnknownTask(SagsgangError):
    """No task has this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no task {number}. See them with sagsgang task list.")


class TaskEnded(SagsgangError):
    """The task waits for nobody any more."""

    def __init__(self, number: int, state: str) -> None:
        super().__init__(f"Task {number} is {state} already.")


def end_task(connection: Connection, number: int, state: TaskState, *, by: str, now: datetime) -> str:
    """Say that a task is done or dropped. Returns its words. Raises UnknownTask, TaskEnded."""
    row = task_row(connection, number)
    if row is None:
        raise UnknownTask(number)
    if row.state != TaskState.OPEN:
        raise TaskEnded(number, row.state)
    with open_desk(connection, by=by, now=now) as desk:
        write = Update("task", {"id": number}, {"state": state}, {"state": TaskState.OPEN})
        desk.note(f"task_{state}", row.case_id, {"task": number, "words": row.words}, write)
    return " ".join(str(row.words).split())
