"""Commands about tasks."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands import edge
from commands.tables import as_json, as_table

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from sqlalchemy import Connection

app = typer.Typer(help="Tasks: who must do what; list, done, drop.", no_args_is_help=True)
TaskId = Annotated[int, typer.Argument(metavar="TASK", help="The task's number.", callback=edge.a_number)]
HEAD = ("id", "case", "title", "owner", "due", "state", "words")


@app.command("list")
def list_(
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Ended tasks too.")] = False,
) -> None:
    """List what somebody must do, the earliest date first.

    Example: sagsgang task list
    """
    from db.queries.decisions import task_list

    def look(connection: "Connection") -> list[dict[str, Any]]:
        rows = task_list(connection, everything=everything)
        return [{**{name: getattr(row, name) for name in HEAD if name != "case"}, "case": row.case_id} for row in rows]

    rows = edge.read(look)
    if json:
        as_json(rows)
    else:
        as_table(HEAD, [[row[name] for name in HEAD] for row in rows])


@app.command()
def done(task: TaskId) -> None:
    """Say that a task is done.

    Example: sagsgang task done 134
    """
    _end(task, "done")


@app.command()
def drop(task: TaskId) -> None:
    """Say that a task is not to be done any more.

    Example: sagsgang task drop 134
    """
    _end(task, "dropped")


def _end(task: int, state: str) -> None:
    from workflow.tasks import TaskState, end_task

    words = edge.write(
        lambda connection: end_task(connection, task, TaskState(state), by=edge.who(), now=edge.now()), f"task {state}"
    )
    print(f"Task {task} is {state}: {words}")
