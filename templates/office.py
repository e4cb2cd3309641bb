"""The office's own folder of templates: what is in it, beside what is shipped, and how one begins."""

import difflib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from states.errors import SagsgangError
from templates import shelf
from templates.catalogue import known, meant, purpose
from templates.child import in_child


class Whose(StrEnum):
    """Whose file stands for a template's name."""

    SHIPPED = "shipped"
    EQUAL = "own, as shipped"
    DIFFERS = "own"
    UNKNOWN = "unknown"
    """The office's file has a name that no document asks for."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A template's name, what it is for, and whose file it is; `hint` says what a file of unknown name may be."""

    name: str
    purpose: str
    whose: Whose
    hint: str = ""


class NoOwnFolder(SagsgangError):
    """There is no folder to put a template in."""

    def __init__(self) -> None:
        super().__init__(
            "The office has no folder of its own for templates: make one, and set SAGSGANG_TEMPLATES to where it is."
        )


class NoSuchTemplate(SagsgangError):
    """A name that is no template's."""

    def __init__(self, name: str) -> None:
        close = meant(name)
        hint = f"did you mean {close}?" if close else f"there are {', '.join(known())}."
        super().__init__(f"There is no template {name!r}; {hint}")


class AlreadyThere(SagsgangError):
    """The office has this template."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already and was left as it is; --force puts the shipped one in its place.")


class CannotCopy(SagsgangError):
    """The office's folder cannot be written to."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"Could not write {path}: {(error.strerror or str(error)).lower()}.")


def standings() -> list[Standing]:
    """Every template that is shipped, then the office's files of other names."""
    own = {path.name: path for path in shelf.own_files()}
    shipped = [Standing(name, purpose(name), _whose(name, own.get(name))) for name in known()]
    return [*shipped, *(_stranger(name) for name in own if name not in known())]


def _whose(name: str, own: Path | None) -> Whose:
    if own is None:
        return Whose.SHIPPED
    return Whose.EQUAL if shelf.content(own) == shelf.content(shelf.SHIPPED / name) else Whose.DIFFERS


def _stranger(name: str) -> Standing:
    close = meant(name)
    hint = f"did you mean {close}?" if close else "only templates of your own can use it"
    return Standing(name, "no template of this name is asked for", Whose.UNKNOWN, hint)


def check_known(name: str) -> None:
    """Raises NoSuchTemplate for what is neither a shipped template nor a file of the office's."""
    if name not in known() and name not in {path.name for path in shelf.own_files()}:
        raise NoSuchTemplate(name)


def copy_template(name: str, *, force: bool = False) -> Path:
    """Put the shipped template into the office's folder. It is there whole or not at all.

    Raises NoOwnFolder, NoSuchTemplate, AlreadyThere, CannotCopy.
    """
    folder = shelf.own_folder()
    if folder is None:
        raise NoOwnFolder
    if name not in known():
        raise NoSuchTemplate(name)
    path, half = folder / name, folder / f".{name}.half"
    if os.path.lexists(path) and not force:
        raise AlreadyThere(path)
    try:
        half.write_bytes((shelf.SHIPPED / name).read_bytes())
        os.replace(half, path)
    except OSError as error:
        raise CannotCopy(path, error) from error
    return path


def differences(name: str) -> list[str]:
    """How the office's template differs from the shipped one, as a unified diff; [] where it does not.

    A Word file is compared by its words and tags, a line a paragraph, under the names of its parts.
    """
    own, shipped = shelf.standing(name), shelf.SHIPPED / name
    if not shipped.is_file() or own == shipped:
        return []
    old, new = _lines(name, shipped), _lines(name, own)
    return list(difflib.unified_diff(old, new, f"shipped/{name}", str(own), lineterm=""))


def _lines(name: str, path: Path) -> list[str]:
    if not name.endswith(".docx"):
        return [_shown(line) for line in shelf.content(path).decode("utf-8", "replace").splitlines()]
    told = in_child("word_lines", name, name, shelf.is_own(path))
    return [_shown(line) for line in json.loads(told.content)]


def _shown(line: str) -> str:
    """A line as a terminal may show it: no sign in it that a terminal obeys."""
    return "".join(sign if sign.isprintable() or sign == "\t" else "\ufffd" for sign in line)


def own_templates() -> Iterator[str]:
    """The names of the office's own files that stand for a shipped template."""
    return (path.name for path in shelf.own_files() if path.name in known())
