"""A process that has everything loaded, and forks a child for each job: what is killed is quickly made anew.

Jobs come as JSON on standard input, a list a line, and run side by side; how each ended goes back the same way.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.engine import open_database
from states.crashpoint import install
from tests.faults import work

ROOT = Path(__file__).parents[2]
KILLED = -int(signal.SIGKILL)
Job = Mapping[str, Any]

KINDS = {one.__name__: one for one in (work.prepare, work.live, work.queue_letters, work.send, work.tell)}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: its exit code (less than nothing: by a signal), its answer, and the points that it reached."""

    code: int
    told: Any
    points: tuple[str, ...] = ()


class Nursery:
    """The other process, from outside."""

    def __init__(self, spare: Path, *, stock_driver: bool = False) -> None:
        """`spare`: a register to begin with, so that the children need not learn everything anew.

        With the stock driver as where there is no pysqlite3: an older SQLite, and so a rollback journal.
        """
        without = "import sys; sys.modules['pysqlite3'] = None; " if stock_driver else ""
        command = [sys.executable, "-c", f"{without}from tests.faults.nursery import serve; serve({str(spare)!r})"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def together(self, *jobs: Job) -> list[Ended]:
        """Run jobs side by side, each in a child of its own, to their ends."""
        self.begin(*jobs)
        return self.end()

    def begin(self, *jobs: Job) -> list[int]:
        """Set children to work; their process numbers."""
        assert self._process.stdin is not None
        print(json.dumps(jobs), file=self._process.stdin, flush=True)
        return [int(child) for child in self._heard()]

    def end(self) -> list[Ended]:
        """Wait for the children that were set to work last."""
        return [Ended(one["code"], one["told"], tuple(one["points"])) for one in self._heard()]

    def _heard(self) -> list[Any]:
        assert self._process.stdout is not None
        return list(json.loads(self._process.stdout.readline()))

    def run(self, job: Job) -> Ended:
        """Run one job to its end."""
        return self.together(job)[0]

    def close(self) -> None:
        """Let the process end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)


def serve(spare: str) -> None:
    """Fork a child for each job that comes, until no more come."""
    _learn(spare)
    for line in sys.stdin:
        children = [_begin(job) for job in json.loads(line)]
        print(json.dumps([child for child, _ in children]), flush=True)
        print(json.dumps([_end(*child) for child in children]), flush=True)


def _learn(spare: str) -> None:
    """Do the work once ourselves: what is loaded and compiled for it, the children are born with."""
    job = {"cases": 1, "case": 1, "letters": 1, "now": "2027-03-01T09:00:00+00:00", "port": 1}
    database = open_database(spare)
    for kind in KINDS.values():
        kind(database, job)
    database.close()
    importlib.import_module("psycopg")  # its engine is made only when a register is on a server


def _begin(job: Job) -> tuple[int, int]:
    """A child at work, and the end of the pipe on which it answers."""
    listen, speak = os.pipe()
    if child := os.fork():
        os.close(speak)
        return child, listen
    os.close(listen)
    code = 1
    try:
        _live(job, speak)
        code = 0
    except BaseException:  # it must end here, and not go on as a second nursery
        traceback.print_exc()
    finally:
        os._exit(code)


def _live(job: Job, speak: int) -> None:
    points: list[str] = []
    install(_hook(job, points))
    database = open_database(job["url"])
    told = KINDS[job["do"]](database, job)
    database.close()
    with os.fdopen(speak, "w") as out:
        json.dump({"told": told, "points": points}, out)


def _hook(job: Job, points: list[str]) -> Callable[[str], None]:
    """Notes the points that are reached; at the one named (or any), the nth time, the process is killed."""
    point, countdown = job.get("kill_at"), [job.get("kill_nth", 1 if job.get("kill_at") else 0)]

    def hook(name: str) -> None:
        points.append(name)
        if point in {None, name} and countdown[0]:
            countdown[0] -= 1
            if not countdown[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook


def _end(child: int, listen: int) -> dict[str, Any]:
    with os.fdopen(listen) as answers:
        answer = answers.read()
    _, status = os.waitpid(child, 0)
    told = json.loads(answer) if answer else {"told": None, "points": []}
    return {"code": os.waitstatus_to_exitcode(status), **told}
