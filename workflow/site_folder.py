"""The folder of a published site: only what changed is written, what is no longer published is removed, and nothing of
anybody else's is touched."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Self

from states.errors import SagsgangError

MANIFEST = "sagsgang-site.json"
"""Tells which files of the folder are ours. Written last."""
STARTED = ".sagsgang-site.started"
"""The files that an unfinished run began to write, a line each: they are ours too."""
FORMAT = "sagsgang-site"


class NotOurSite(SagsgangError):
    """The folder holds other things, and no site of ours."""

    def __init__(self, folder: Path, other: str) -> None:
        super().__init__(
            f"{folder} holds other things (for one, {other}) and no site that sagsgang published. "
            "Give a new or an empty folder. Nothing was written."
        )


class BrokenSite(SagsgangError):
    """The list of our files in the folder cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} does not tell which files here are ours ({reason}). "
            "Publish into a new folder instead. Nothing was written."
        )


class CouldNotPublish(SagsgangError):
    """A file of the site cannot be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"Could not write {path}: {reason}. What was published before is still there, some of it new; "
            "publish again when there is room and leave."
        )


@dataclass(slots=True)
class SiteFolder:
    """A site's folder while it is brought up to date. `before`: our files as the last run left them."""

    folder: Path
    before: frozenset[str]
    digests: dict[str, str] = field(default_factory=dict)
    written: int = 0

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Look at the folder; it need not be there. Raises NotOurSite, BrokenSite, CouldNotPublish."""
        try:
            found = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
            ours = frozenset((*_listed(folder / MANIFEST), *_started(folder / STARTED)))
        except OSError as error:
            raise CouldNotPublish(folder, _reason(error)) from error
        if found and not {MANIFEST, STARTED} & set(found):
            raise NotOurSite(folder, found[0])
        return cls(folder, ours)

    def put(self, path: str, content: bytes) -> None:
        """Have this file in the site; one that is so already is left alone. Raises CouldNotPublish."""
        self.digests[path] = sha256(content).hexdigest()
        try:
            if self._stands(path, content):
                return
            self._start(path)
            _write(self._inside(path), content)
        except OSError as error:
            raise CouldNotPublish(self.folder / path, _reason(error)) from error
        self.written += 1

    def finish(self) -> int:
        """Remove what is ours and no longer published, then say what is ours now. How many files were removed.

        Raises CouldNotPublish.
        """
        gone = sorted(self.before - self.digests.keys())
        try:
            removed = sum(self._remove(path) for path in gone)
            self.folder.mkdir(parents=True, exist_ok=True)
            told = {"format": FORMAT, "files": dict(sorted(self.digests.items()))}
            text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
            if not self._stands(MANIFEST, text.encode()):
                _write(self.folder / MANIFEST, text.encode())
            (self.folder / STARTED).unlink(missing_ok=True)
        except OSError as error:
            raise CouldNotPublish(self.folder, _reason(error)) from error
        return removed

    def _stands(self, path: str, content: bytes) -> bool:
        there = self.folder / path
        return there.is_file() and there.stat().st_size == len(content) and there.read_bytes() == content

    def _start(self, path: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / STARTED).open("a", encoding="utf-8") as started:
            started.write(f"\n{path}\n")  # a line that a crash cut stays by itself

    def _inside(self, path: str) -> Path:
        """Raises OSError where a link leads out of the folder."""
        there = self.folder / path
        there.parent.mkdir(parents=True, exist_ok=True)
        if not there.parent.resolve().is_relative_to(self.folder.resolve()):
            raise OSError("a link leads out of the folder")
        return there

    def _remove(self, path: str) -> bool:
        there = self.folder / path
        if not there.parent.resolve().is_relative_to(self.folder.resolve()):
            return False  # a link of somebody's leads elsewhere; what is there is not ours
        _half(there).unlink(missing_ok=True)
        existed = there.is_file()
        there.unlink(missing_ok=True)
        for above in PurePosixPath(path).parents[:-1]:
            if not (self.folder / above).is_dir() or any((self.folder / above).iterdir()):
                break
            (self.folder / above).rmdir()
        return existed


def _listed(manifest: Path) -> Iterator[str]:
    if not manifest.is_file():
        return
    try:
        told = json.loads(manifest.read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            raise ValueError(f"its format is {told['format']!r}")
        paths = [str(path) for path in told["files"]]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BrokenSite(manifest, " ".join(str(error).split())) from error
    yield from _safe(paths, manifest)


def _started(log: Path) -> Iterator[str]:
    """What an unfinished run began; its last line may be cut."""
    if log.is_file():
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
        yield from _safe([line for line in lines[:-1] if line], log)


def _safe(paths: list[str], told_by: Path) -> Iterator[str]:
    for path in paths:
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or "\\" in path or {"..", "."} & set(parts):
            raise BrokenSite(told_by, f"it names {path!r}")
        yield path


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    half = _half(path)
    try:
        half.write_bytes(content)
        os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)


def _half(path: Path) -> Path:
    return path.with_name(f".{path.name}.half")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
