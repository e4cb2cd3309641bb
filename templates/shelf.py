"""The templates: the shipped ones, and the office's own folder, whose files stand before them one by one."""

from dataclasses import dataclass
from pathlib import Path

SHIPPED = Path(__file__).parent / "da"


@dataclass(slots=True)
class _Shelf:
    own: Path | None = None


_shelf = _Shelf()


def choose(own: Path | None) -> None:
    """Use the office's folder from here on (None: only the shipped ones). The edge says it once, before any writing."""
    _shelf.own = own


def own_folder() -> Path | None:
    """The office's folder, if it has one."""
    return _shelf.own


def folders() -> tuple[Path, ...]:
    """Where templates are looked for, in this order."""
    return (_shelf.own, SHIPPED) if _shelf.own else (SHIPPED,)


def find(name: str) -> Path:
    """The file that stands for this name: the office's own, else the shipped one."""
    return next((path for folder in folders() if (path := folder / name).is_file()), SHIPPED / name)
