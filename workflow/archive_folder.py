"""An archive's folder: written under another name until it is whole, and looked through before it is taken over."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from states.archive import MANIFEST, ArchivedFile, Manifest, NotAnArchive, read_manifest
from states.errors import SagsgangError

_CHUNK = 1 << 20
_LARGEST_MANIFEST = 500_000_000
_NAMED = 3
"""Files that a message names; where there are more it says how many."""


class FolderTaken(SagsgangError):
    """There is something where the archive was to stand."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is there already and is no empty folder. Give a new one. Nothing was written.")


class HalfLeft(SagsgangError):
    """An earlier handover was broken off."""

    def __init__(self, half: Path) -> None:
        super().__init__(
            f"{half} was left behind by a handover that was broken off, or another is at work on it now. "
            "When none is, remove it and try again. Nothing was written."
        )


class CouldNotHandOver(SagsgangError):
    """A file of the archive cannot be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Could not write {path}: {reason}. There is no archive; what was begun was removed.")


class ArchiveChanged(SagsgangError):
    """An archive is no longer what was handed over."""

    def __init__(self, folder: Path, faults: list[str]) -> None:
        named = "; ".join(faults[:_NAMED]) + (f"; and {len(faults) - _NAMED} more" if len(faults) > _NAMED else "")
        super().__init__(f"The archive in {folder} is not as it was handed over: {named}. Nothing was written.")


@dataclass(slots=True)
class NewArchive:
    """The folder of an archive while it is written. `final`: the name that it gets."""

    half: Path
    final: Path
    files: dict[str, ArchivedFile] = field(default_factory=dict)

    def write(self, path: str, chunks: Iterable[bytes]) -> None:
        """Write a file as its chunks come, and note its digest. Raises CouldNotHandOver."""
        digest, size = sha256(), 0
        try:
            there = self.half / path
            there.parent.mkdir(parents=True, exist_ok=True)
            with there.open("xb") as out:
                for chunk in chunks:
                    out.write(chunk)
                    digest.update(chunk)
                    size += len(chunk)
        except OSError as error:
            raise CouldNotHandOver(self.final / path, _reason(error)) from error
        self.files[path] = ArchivedFile(digest.hexdigest(), size)


@contextmanager
def new_archive(folder: Path) -> Iterator[NewArchive]:
    """A new archive; it gets its name when the block has written all of it, and is gone where it did not.

    Raises FolderTaken, HalfLeft, CouldNotHandOver.
    """
    folder = Path(os.path.abspath(folder))  # "." has a name then
    half = folder.parent / f".{folder.name}.half"
    try:
        _begin(folder, half)
    except OSError as error:
        raise CouldNotHandOver(folder, _reason(error)) from error
    try:
        yield NewArchive(half, folder)
        _settle(half, folder)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise


def _begin(folder: Path, half: Path) -> None:
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise FolderTaken(folder)
    if half.is_symlink() or half.exists():
        raise HalfLeft(half)
    half.parent.mkdir(parents=True, exist_ok=True)
    half.mkdir(mode=0o700)  # it holds what is confidential


def _settle(half: Path, folder: Path) -> None:
    """Bring all of it to the disk, then give it its name."""
    try:
        if hasattr(os, "sync"):
            os.sync()
        if folder.is_dir():
            folder.rmdir()
        half.rename(folder)
    except OSError as error:
        raise CouldNotHandOver(folder, _reason(error)) from error


@dataclass(frozen=True, slots=True)
class Archive:
    """Et afleveret arkiv: the folder, and its manifest, which it was held against."""

    folder: Path
    manifest: Manifest

    def stored(self) -> Iterator[tuple[str, bytes]]:
        """Each attached file's digest and content. Raises NotAnArchive."""
        for digest, path in self.manifest.stored.items():
            try:
                yield digest, (self.folder / path).read_bytes()
            except OSError as error:
                raise NotAnArchive(self.folder, f"{path}: {_reason(error)}") from error


def look_through(folder: Path, known_schema: str) -> Archive:
    """The archive in a folder, with every file of it held against its manifest. Only reads.

    Raises NotAnArchive, NewerArchive, ArchiveChanged.
    """
    try:
        if not folder.is_dir():
            raise NotAnArchive(folder, "it is no folder")
        manifest = read_manifest(_manifest_text(folder), folder, known_schema)
        faults = list(_faults(folder, manifest))
    except OSError as error:
        raise NotAnArchive(folder, f"{error.filename or folder}: {_reason(error)}") from error
    if faults:
        raise ArchiveChanged(folder, faults)
    _check_whole(folder, manifest)
    return Archive(folder, manifest)


def _manifest_text(folder: Path) -> str:
    path = folder / MANIFEST
    if not path.is_file():
        raise NotAnArchive(folder, f"it has no {MANIFEST}")
    if path.stat().st_size > _LARGEST_MANIFEST:
        raise NotAnArchive(folder, f"its {MANIFEST} is too large")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise NotAnArchive(folder, f"its {MANIFEST} is not UTF-8") from error


def _faults(folder: Path, manifest: Manifest) -> Iterator[str]:
    found = set(_files(folder)) - {MANIFEST}
    yield from (f"{path} is missing" for path in sorted(manifest.files.keys() - found))
    yield from (f"{path} is additional" for path in sorted(found - manifest.files.keys()))
    for path in sorted(found & manifest.files.keys()):
        there = folder / path
        if there.is_symlink() or not there.is_file() or _digest(there) != manifest.files[path].sha256:
            yield f"{path} was changed"


def _files(folder: Path) -> Iterator[str]:
    """Every file below, and what is neither file nor folder. A folder that cannot be read raises OSError."""

    def refuse(error: OSError) -> None:
        raise error

    for here, folders, names in os.walk(folder, onerror=refuse):
        links = [name for name in folders if (Path(here) / name).is_symlink()]
        yield from ((Path(here) / name).relative_to(folder).as_posix() for name in (*names, *links))


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _check_whole(folder: Path, manifest: Manifest) -> None:
    """Raises NotAnArchive where the manifest names files that it does not list."""
    wanted = (*(table.path for table in manifest.tables), *manifest.stored.values())
    for path in wanted:
        if path not in manifest.files:
            raise NotAnArchive(folder, f"its {MANIFEST} names {path} and does not list it")
    for digest, path in manifest.stored.items():
        if manifest.files[path].sha256 != digest:
            raise NotAnArchive(folder, f"its {MANIFEST} names {path} for another file")


def remove_quietly(*paths: Path) -> None:
    """Remove what was begun; what cannot be removed stays."""
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
