"""A file that a person attaches: taken in whole, its name made plain, its sort seen from its content."""

import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePath

from ingest.clean import PLAIN, SPECIAL
from ingest.media import media_type, misnamed
from states.errors import SagsgangError

MEGABYTE = 1_000_000
LARGEST = 100 * MEGABYTE
"""Of one attachment. What goes out by mail is smaller still; plans and maps of many pages come near."""

_ENDING = re.compile(r"\.(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,5}")
"""What ends a file's name: ".pdf", ".7z"; not the ".2" of "Budget v1.2"."""
LONGEST_NAME = 150
"""Letters. Most systems keep names of 255 bytes, and the pack of attachments puts a number before."""


class CannotAttach(SagsgangError):
    """A file that cannot be taken in."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Could not attach {_plain(str(path))}: {reason}. Nothing was attached.")


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as it was handed in. `promised`: the ending of its name, where that says another sort than it is."""

    name: str
    content: bytes
    media_type: str
    promised: str | None = None


def read_attached(path: Path, name: str | None = None) -> GivenFile:
    """Take in a file under its own name or the one that is said, which gets the file's ending where it has none.

    Raises CannotAttach.
    """
    called = plain_name(path.name if name is None else _with_ending(name, path))
    if not called:
        raise CannotAttach(path, "it has no name that can be printed; say one with --name")
    content = _content(path)
    kind = media_type(content)
    return GivenFile(called, content, kind, misnamed(called, kind))


def _with_ending(name: str, path: Path) -> str:
    """Whoever opens the file needs the ending: "Regnskab 2026" of regnskab.pdf is "Regnskab 2026.pdf"."""
    called = plain_name(name)
    lacks = called and not _ENDING.fullmatch(PurePath(called).suffix) and _ENDING.fullmatch(path.suffix)
    return f"{called}{path.suffix}" if lacks else name


def _content(path: Path) -> bytes:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise CannotAttach(path, "it is a folder; attach its files one by one, or pack them first")
        if not stat.S_ISREG(found.st_mode):  # reading a pipe or a device may never end
            raise CannotAttach(path, "it is no ordinary file")
        content = b"" if found.st_size > LARGEST else _read(path)
    except FileNotFoundError as error:
        raise CannotAttach(path, "there is no such file") from error
    except (OSError, ValueError) as error:  # a name with a zero byte is a ValueError
        raise CannotAttach(path, str(getattr(error, "strerror", None) or error).lower()) from error
    if found.st_size > LARGEST or len(content) > LARGEST:
        raise CannotAttach(path, f"it has over {LARGEST // MEGABYTE} MB; attach a smaller version, or a link to it")
    if not content:
        raise CannotAttach(path, "it is empty")
    return content


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def plain_name(name: str) -> str:
    """What a file was called, without the folders before it, without controls and marks that turn the writing; "" for
    nothing. A long one keeps its ending."""
    plain = _plain(re.split(r"[/\\]", name)[-1])
    if len(plain) > LONGEST_NAME:
        stem, dot, suffix = plain.rpartition(".")
        ending = dot + suffix if stem and len(suffix) < 10 else ""
        plain = plain[: LONGEST_NAME - len(ending)].rstrip() + ending
    return plain if plain.strip(". ") else ""


def _plain(name: str) -> str:
    letters = SPECIAL.sub(lambda found: PLAIN.get(found[0], ""), name)
    return " ".join(unicodedata.normalize("NFC", letters).split())
