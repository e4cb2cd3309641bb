"""Foreign files in formats that need a big parser are read in a limited child process, never in our own."""

import subprocess
import sys
from pathlib import Path

from ingest.formats.sniff import Format
from ingest.formats.unreadable import Unreadable
from ingest.formats.wire import load_source
from ingest.source import Source

WALL_SECONDS = 9
"""The child stops itself after six seconds of work; this is for one that waits, or a very busy machine."""

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
"""All that the child gets: no password, token or database address of ours."""


def read_in_child(form: Format, content: bytes) -> Source:
    """The source that `ingest/formats/<form>.py` makes of the content.

    `-P` keeps the folder where the person stands out of the module search. Raises Unreadable, also where the child dies
    or takes too long.
    """
    command = [sys.executable, "-P", "-m", "ingest.formats", form]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, env=ENVIRONMENT, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("reading it takes too long") from error
    try:
        return load_source(done.stdout)
    except ValueError as error:
        reason = "reading it takes too long" if done.returncode < 0 else "it is damaged"
        raise Unreadable(f"{reason} (the reader of {form.upper()} files gave up)") from error
