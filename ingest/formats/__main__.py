"""The limited child: `python -m ingest.formats FORMAT` reads a file from standard input and writes its lines as JSON.

Limits are set before a parser is loaded, and only the parser that is needed is loaded.
"""

import importlib
import os
import resource
import sys

from ingest.formats.sniff import Format
from ingest.formats.unreadable import Unreadable
from ingest.formats.wire import dump_reason, dump_source
from ingest.source import Source

CPU_SECONDS = 6
MEMORY_BYTES = 512 * 1024 * 1024
OPEN_FILES = 64
"""Enough for Python to load its modules."""

MOST_LINES = 200_000
MOST_LETTERS = 20_000_000


def main() -> None:
    """Read standard input, answer on standard output; whatever goes wrong in a parser is an answer as well."""
    answers = os.dup(sys.stdout.fileno())
    _silence()
    limit()
    answer = _answer(sys.argv[1], sys.stdin.buffer.read())
    with os.fdopen(answers, "wb") as out:
        out.write(answer)


def limit() -> None:
    """Cap processor time, address space, open files and written files for this process and its children."""
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _silence() -> None:
    """Let nothing that a C library prints reach the terminal or mix with the answer."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())


def _answer(name: str, content: bytes) -> bytes:
    try:
        parser = importlib.import_module(f"ingest.formats.{Format(name)}")
    except ImportError as error:
        return dump_reason(f"the program that reads such files is not installed ({error.name})")
    try:
        return dump_source(_bounded(parser.parse(content)))
    except Unreadable as refusal:
        return dump_reason(str(refusal))
    except MemoryError:
        return dump_reason("it takes more memory than a paper should")
    except RecursionError:
        return dump_reason("its parts are nested too deep")
    except Exception as error:  # what a parser raises on a damaged file may be anything
        return dump_reason(f"it is damaged ({type(error).__name__})")


def _bounded(source: Source) -> Source:
    letters = sum(len(line.text) + sum(map(len, line.cells)) for line in source.lines)
    if len(source.lines) > MOST_LINES or letters > MOST_LETTERS:
        raise Unreadable("it holds more text than any agenda or minutes")
    return source


if __name__ == "__main__":
    main()
