"""Backing up: a copy of the register, and of the attached files where that is asked for."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.backup import SUFFIX, Copied, copy_register
from db.engine import Database
from db.files import Files
from states.errors import SagsgangError
from states.zone import ZONE


class FilesNotCopied(SagsgangError):
    """The register was copied, its attached files were not."""

    def __init__(self, copy: Path, folder: Path, reason: str) -> None:
        super().__init__(
            f"The register was copied to {copy}, its attached files were not (to {folder}): {reason}. "
            "Copy the folder of files by other means, or make room and back up again."
        )


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup: the register's copy, how many attached files there are, and the folder they were copied to, if any."""

    register: Copied
    files: int
    folder: Path | None


def place(target: Path, is_sqlite: bool, now: datetime) -> Path:
    """The file that is meant: a folder gets one named by the moment, in local time."""
    if not target.is_dir():
        return target
    return target / f"sagsgang-{now.astimezone(ZONE):%Y-%m-%dT%H%M%S}{SUFFIX[is_sqlite]}"


def back_up(
    database: Database, target: Path, files: Files | None, *, with_files: bool = False, now: datetime
) -> BackedUp:
    """Copy the register, and then the attached files into a folder beside the copy, each held to its digest.

    In this order nothing that the copy speaks of is missing: a stored file is never changed or removed. `files`: where
    they are, None where nobody said it. Raises CopyThere, CopyFailed, RegisterUnwell, NoPgDump, FileMissing,
    FilesNotCopied, Unavailable.
    """
    copied = copy_register(database, place(target, database.is_sqlite, now))
    digests = _digests(files) if files is not None else []
    folder = copied.path.with_name(f"{copied.path.name}.files") if with_files and digests else None
    if files is not None and folder is not None:
        _copy_files(files, digests, folder, copied.path)
    return BackedUp(copied, len(digests), folder)


def _digests(files: Files) -> list[str]:
    """Every stored file; what is half written begins with a dot."""
    return sorted(path.name for path in files.folder.glob("??/*") if not path.name.startswith("."))


def _copy_files(files: Files, digests: Sequence[str], folder: Path, register: Path) -> None:
    half = folder.with_name(f".{folder.name}.{os.getpid()}.half")
    try:
        for digest in digests:
            Files(half).keep(files.content(digest, digest))
        os.replace(half, folder)
    except (OSError, SagsgangError) as error:
        raise FilesNotCopied(register, folder, str(error).rstrip(".")) from error
    finally:
        shutil.rmtree(half, ignore_errors=True)
