"""The templates: the shipped ones, and the office's own folder, whose files stand before them one by one.

What an office's template says is code that somebody else wrote. So it is used in a child process only (child.py): there
its copy of the office's folder is `own_folder()`. Here, where the register is, only the office's words are read.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from states.errors import SagsgangError

SHIPPED = Path(__file__).parent / "da"
WORDS = ".yaml"
"""What only holds words ends in this; words.py reads it as plain data, so it needs no child."""

IGNORED = (".", "~", "#")
"""What a file's name begins with that an editor or the system left behind ("~$paper.docx", ".DS_Store")."""


class CannotRead(SagsgangError):
    """The office's folder, or a file in it, that may not be read."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"Could not read {path}: {(error.strerror or str(error)).lower()}.")


@dataclass(slots=True)
class _Shelf:
    own: Path | None = None
    in_child: bool = False


_shelf = _Shelf()


def choose(own: Path | None, *, in_child: bool = False) -> None:
    """Use the office's folder from here on (None: only the shipped ones). The edge says it once, before any writing.

    `in_child`: this process may use the office's templates, not only its words.
    """
    _shelf.own, _shelf.in_child = own, in_child


def own_folder() -> Path | None:
    """The office's folder, if it has one."""
    return _shelf.own


def own_files(folder: Path | None = None) -> tuple[Path, ...]:
    """The files in the office's folder (in `folder`, where it is said), by name.

    A link that leads out of the folder is none of them. Raises CannotRead.
    """
    folder = folder or _shelf.own
    if folder is None:
        return ()
    try:
        named = [path for path in sorted(folder.iterdir()) if not path.name.startswith(IGNORED)]
        return tuple(path for path in named if _is_inside(path, folder))
    except OSError as error:
        raise CannotRead(folder, error) from error


def content(path: Path) -> bytes:
    """What stands in a template. Raises CannotRead."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotRead(path, error) from error


def for_child() -> bool:
    """Whether there is a template of the office's own that has to be used in a child, and this is not the child."""
    return not _shelf.in_child and any(path.suffix != WORDS for path in own_files())


def folders() -> tuple[Path, ...]:
    """Where templates are looked for, in this order."""
    return (_shelf.own, SHIPPED) if _shelf.own and _shelf.in_child else (SHIPPED,)


def find(name: str) -> Path:
    """The file to read for this name: the office's own, where it may be used here, else the shipped one."""
    usable = _shelf.in_child or name.endswith(WORDS)
    return standing(name) if usable else _shipped(name)


def standing(name: str) -> Path:
    """The file that stands for this name, the one to mend: the office's own, else the shipped one."""
    own = _shelf.own / name if _shelf.own else None
    return own if own and _is_inside(own, _shelf.own) else _shipped(name)


@cache
def _shipped(name: str) -> Path:
    """Ten thousand letters ask for the file of words a hundred and fifty thousand times."""
    return SHIPPED / name


def is_own(path: Path) -> bool:
    """Whether this is a file of the office's own."""
    return _shelf.own is not None and path.parent == _shelf.own


def _is_inside(path: Path, folder: Path | None) -> bool:
    """Whether it is a file of this folder, and no link that leads out of it."""
    return folder is not None and path.is_file() and path.resolve().parent == folder.resolve()
