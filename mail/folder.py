"""Letters put into a folder as .eml files, for a first try and for offices whose mail is fetched."""

import hashlib
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from mail.message import dated, message_id
from states.letters import Answer, Verdict

_PLAIN = re.compile(r"[A-Za-z0-9.-]{1,80}")


@dataclass(frozen=True, slots=True)
class Folder:
    """Mappe: carries each message into a file of its own, named by its date and Message-ID; it is made if need be.

    A second copy of a letter has the same name, and takes the place of the first.
    """

    path: Path

    def __enter__(self) -> "Folder":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held open between letters."""

    def carry(self, sender_email: str, to_email: str, message: bytes) -> Answer:  # noqa: ARG002 - both stand in it
        """Put one message into the folder: whole and on the disk, or not at all. Raises nothing."""
        path = self.path / file_name(message)
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            _write(path, message)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            return Answer(Verdict.LATER, f"The folder {self.path} cannot be written to: {reason}", for_all=True)
        return Answer(Verdict.ACCEPTED, f"Put into {path}")


def file_name(message: bytes) -> str:
    """20270620-091500-k3x9.eml: when the letter is dated (UTC), and what stands before the @ of its Message-ID."""
    id_ = message_id(message)
    local = id_.strip("<>").split("@")[0]
    if not _PLAIN.fullmatch(local):
        local = hashlib.sha256(id_.encode()).hexdigest()[:32]
    return f"{dated(message):%Y%m%d-%H%M%S}-{local}.eml"


def _write(path: Path, message: bytes) -> None:
    half = path.with_name(f".{path.name}.{os.getpid()}.half")
    try:
        with half.open("wb") as out:
            out.write(message)
            out.flush()
            os.fsync(out.fileno())
        os.replace(half, path)
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Bring the folder's list of names to the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
