"""The office's own templates are filled in by a limited child process, never in our own."""

import json
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any

from states.errors import SagsgangError
from templates import shelf
from templates.broken import TOO_LARGE, TOO_LONG, TemplateBroken, TemplateTooMuch
from templates.printed import Printed

CPU_SECONDS = 4
"""For a document of usual size: an agenda of 150 pages takes two, as PDF. A second later the system ends the child."""
BYTES_A_SECOND = 250_000
"""A longer document may take longer: this much of it one second more."""
WALL_FACTOR = 6
"""Seconds of waiting for one of work: for a child that waits, or a very busy machine."""
MOST_BYTES = 200_000_000
"""No document is larger than this; a template that makes more has gone astray."""
MOST_TEMPLATE_BYTES = 20_000_000

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {
    "PYTHONPATH": str(ROOT),
    "PYTHONDONTWRITEBYTECODE": "1",
    "LC_ALL": "C.UTF-8",
    "MALLOC_ARENA_MAX": "2",
    "RAYON_NUM_THREADS": "2",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "HTTPS_PROXY": "http://127.0.0.1:9",
}
"""All that the child gets: no password, token or database address of ours, few threads, and a proxy to nowhere."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the child is to do: the function of __main__.py and its arguments, with the office's files in `room`.

    `name`: the template that it begins with, for what is said of it.
    """

    what: str
    name: str
    arguments: tuple[Any, ...]
    values: Mapping[str, Any]
    room: Path


class NoRoom(SagsgangError):
    """The child cannot be started."""

    def __init__(self, folder: Path | None, error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        super().__init__(
            f"The templates in {folder} could not be used: {reason}. They are filled in by a process of their own, "
            "from copies in the system's folder for temporary files; see that there is room for both."
        )


class ChildRefused(SagsgangError):
    """What the child says that is about no template's line, such as words that cannot be used."""


def in_child(what: str, name: str, /, *arguments: object, **values: object) -> Printed:
    """What the job makes in the child, with copies of the office's files about it.

    Raises TemplateBroken, TemplateTooMuch, ChildRefused, NoRoom, CannotRead.
    """
    return in_room(shelf.own_folder(), what, name, *arguments, **values)


def in_room(folder: Path | None, what: str, name: str, /, *arguments: object, **values: object) -> Printed:
    """The same with copies of the files of this folder instead."""
    try:
        with room_for(folder) as room:
            answer = _ask(Job(what, name, arguments, values, room))
    except OSError as error:
        raise NoRoom(folder, error) from error
    head, _, content = answer.partition(b"\n")
    told = json.loads(head)
    if "refused" in told:
        raise ChildRefused(told["refused"].replace(str(room), str(folder)))
    if "reason" in told:
        broken = TemplateTooMuch if told["too_much"] else TemplateBroken
        reason = told["reason"].replace(f"{room}/", "")
        raise broken(told["name"] or _suspect(name), reason, part=told["part"], line=told["line"])
    return Printed(content, tuple(told["notes"]))


@contextmanager
def room_for(folder: Path | None) -> Iterator[Path]:
    """A folder with copies of the office's files: no link leads out of it, and nobody changes them meanwhile."""
    with TemporaryDirectory(prefix="sagsgang-") as made:
        room = Path(made).resolve()
        for path in shelf.own_files(folder):
            if path.stat().st_size > MOST_TEMPLATE_BYTES:
                raise TemplateTooMuch(path.name, f"it is larger than {MOST_TEMPLATE_BYTES // 1_000_000} MB")
            (room / path.name).write_bytes(shelf.content(path))
        yield room


def _ask(job: Job) -> bytes:
    """The child's answer. It is pickled by us for a child of ours; what comes back is only JSON and bytes.

    `-P` keeps the folder where the person stands out of the module search.
    """
    question = pickle.dumps(job)
    seconds = CPU_SECONDS + len(question) // BYTES_A_SECOND
    command = [sys.executable, "-P", "-m", "templates", str(seconds)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT
    ) as process:
        watch = Timer(seconds * WALL_FACTOR, process.kill)
        watch.start()
        try:
            answer = _talk(process, question)
        finally:
            watch.cancel()
    if len(answer) > MOST_BYTES:
        raise TemplateTooMuch(_suspect(job.name), "what it makes is larger than any document")
    if process.returncode:
        raise _died(process.returncode, _suspect(job.name))
    return answer


def _talk(process: subprocess.Popen[bytes], question: bytes) -> bytes:
    assert process.stdin  # both asked for above
    assert process.stdout
    with suppress(BrokenPipeError):  # it died at once, and its return code says why
        process.stdin.write(question)
        process.stdin.close()
    answer = process.stdout.read(MOST_BYTES + 1)
    if len(answer) > MOST_BYTES:
        process.kill()
    process.wait()
    return answer


def _died(code: int, name: str) -> TemplateBroken:
    if code in (-signal.SIGKILL, -signal.SIGXCPU):
        return TemplateTooMuch(name, TOO_LONG)
    return TemplateTooMuch(name, TOO_LARGE)


def _suspect(name: str) -> str:
    """The office's file of this name, or else the one of its own that the shipped file is likely to have taken in."""
    own = [path.name for path in shelf.own_files()]
    alike = [one for one in own if one.endswith(name.partition(".")[2])]
    return name if name in own else (alike or [name])[0]
