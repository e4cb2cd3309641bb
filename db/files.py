"""The files that attachments are: kept in a folder, each under the digest of its content, written once and whole."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from states.errors import SagsgangError


class FileMissing(SagsgangError):
    """A stored file is not where it ought to be, or is another."""

    def __init__(self, name: str, digest: str, path: Path, fault: str) -> None:
        super().__init__(
            f"The file of the attachment {name!r} ({digest[:12]}…) {fault}: {path}. Bring it back from the backup."
        )


class CannotKeep(SagsgangError):
    """The folder of files cannot be written to."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"Could not keep the file in {folder}: {reason}. Nothing was attached.")


MISSING, CHANGED = "is missing", "was changed"


@dataclass(frozen=True, slots=True)
class Files:
    """The folder of stored files. The same content is kept once, whatever it was called."""

    folder: Path

    def keep(self, content: bytes) -> str:
        """Store the content, durably, and return its digest (SHA-256, hex). Raises CannotKeep."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        try:
            if self.fault(digest) is not None:
                _write(path, content)
        except OSError as error:
            raise CannotKeep(self.folder, _reason(error)) from error
        return digest

    def content(self, digest: str, name: str) -> bytes:
        """The stored content; `name` is for messages. Raises FileMissing, also where it is no longer what it was."""
        path = self.path(digest)
        try:
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise FileMissing(name, digest, path, MISSING) from error
        except OSError as error:
            raise FileMissing(name, digest, path, f"cannot be read ({_reason(error)})") from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise FileMissing(name, digest, path, CHANGED)
        return content

    def fault(self, digest: str) -> str | None:
        """What is wrong with a stored file, None where it is as it was. Reads it piece by piece."""
        try:
            with self.path(digest).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            return MISSING
        except OSError as error:
            return f"cannot be read ({_reason(error)})"
        return None if found == digest else CHANGED

    def path(self, digest: str) -> Path:
        """Where content with this digest is kept: two letters a folder, so that no folder grows too large."""
        return self.folder / digest[:2] / digest


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and durable: the file, then its name, are brought to the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}.half")
    try:
        with half.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Bring a folder's list of names to the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
