"""Reading a paper from a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from ingest.file import LARGEST, CouldNotRead, open_source
from ingest.read import read_paper
from states.forums import Forum
from states.paper import Paper
from workflow.import_paper import PaperFile


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read: the paper, and what tells the file again."""

    paper: Paper
    file: PaperFile


def read_file(path: Path, forums: Sequence[Forum], *, forum: str | None = None, on: date | None = None) -> ReadFile:
    """Read the agenda or minutes in a file (text, Markdown-like text, HTML, DOCX or PDF, told by its content).

    `forum`, `on`: what the person says of it, where the paper does not. Raises CouldNotRead and the reader's refusals.
    """
    content = read_content(path)
    paper = read_paper(open_source(content, path.name), forums, forum=forum, on=on)
    return ReadFile(paper, PaperFile(path.name, sha256(content).hexdigest()))


def read_content(path: Path) -> bytes:
    """What is in a file, no more of it than can be read. Raises CouldNotRead."""
    if path.is_dir():
        raise CouldNotRead(path.name, "it is a folder")
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise CouldNotRead(str(path), (error.strerror or str(error)).lower()) from error


def in_date_order(read: Sequence[ReadFile]) -> list[ReadFile]:
    """Papers in the order of their meetings, an agenda before the minutes of the same meeting; undated ones last."""
    return sorted(read, key=lambda one: (one.paper.on or date.max, str(one.paper.kind), one.file.name))
