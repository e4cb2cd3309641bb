"""The limited child: `python -m templates SECONDS` fills in the office's templates, and answers on standard output.

The answer's first line is JSON: notes, or what is wrong with which template; after it come the document's bytes.
"""

import importlib
import json
import os
import pickle
import sys
from typing import Any

from states.errors import SagsgangError
from templates import shelf
from templates.broken import TOO_LARGE, TOO_LONG, TemplateBroken, TemplateTooMuch, TimeUp
from templates.child import Job
from templates.fence import limit, shut
from templates.printed import Printed

ROOMS = {
    "press": "templates.press",
    "press_each": "templates.trying",
    "fill_page": "templates.environment",
    "fill_plain": "templates.environment",
    "unknown_names": "templates.environment",
    "word_lines": "templates.word_lines",
    "picture_page": "templates.typeset",
    "fill_letters": "templates.letters",
}
"""Where each thing that a job may be is found: only what it needs is loaded."""


def main() -> None:
    """Read the job from standard input; whatever goes wrong in a template is an answer as well."""
    answers = os.dup(sys.stdout.fileno())
    _silence()
    limit(int(sys.argv[1]))
    job: Job = pickle.load(sys.stdin.buffer)
    shut(job.room)
    shelf.choose(job.room, in_child=True)
    head, content = _answer(job)
    with os.fdopen(answers, "wb") as out:
        out.write(json.dumps(head).encode() + b"\n" + content)


def _silence() -> None:
    """Let nothing that a library prints mix with the answer."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())


def _answer(job: Job) -> tuple[dict[str, Any], bytes]:
    try:
        printed = _do(job)
    except TemplateBroken as broken:
        return _blame(broken), b""
    except SagsgangError as refusal:
        return {"refused": str(refusal)}, b""
    except TimeUp:
        return _blame(TemplateTooMuch("", TOO_LONG)), b""
    except (MemoryError, RecursionError):
        return _blame(TemplateTooMuch("", TOO_LARGE)), b""
    except Exception as error:  # what comes of a file that anybody may have made can be anything
        return _blame(TemplateBroken("", f"it cannot be used ({type(error).__name__}: {error})")), b""
    return {"notes": printed.notes}, printed.content


def _blame(broken: TemplateBroken) -> dict[str, Any]:
    """`name` is empty where it is not known which template it was."""
    too_much = isinstance(broken, TemplateTooMuch)
    return {
        "name": broken.name,
        "part": broken.part,
        "line": broken.line,
        "reason": broken.reason,
        "too_much": too_much,
    }


def _do(job: Job) -> Printed:
    work = getattr(importlib.import_module(ROOMS[job.what]), job.what)
    made: Printed | str = work(*job.arguments, **job.values)
    return Printed(made.encode()) if isinstance(made, str) else made


if __name__ == "__main__":
    main()
