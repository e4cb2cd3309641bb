"""What is in an archive that was handed over: its manifest, as a value and as JSON. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from states.errors import SagsgangError

FORMAT = "sagsgang-archive"
FORMAT_VERSION = 1
"""The layout of an archive's folder; a change that this program could not read raises it."""

MANIFEST = "manifest.json"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class ColumnKind(StrEnum):
    """What a column of a table holds, as it stands in an archive's lines.

    text, a whole number, true or false, a date (YYYY-MM-DD), an instant (ISO 8601 in UTC), or any JSON value.
    """

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"
    DATE = "date"
    INSTANT = "instant"
    JSON = "json"


class NotAnArchive(SagsgangError):
    """The folder holds no archive that can be read."""

    def __init__(self, place: object, reason: str) -> None:
        super().__init__(
            f"{place} is no archive of sagsgang that can be taken over: {reason}. Give the folder that "
            "sagsgang handover wrote, whole and unchanged. Nothing was written."
        )


class NewerArchive(SagsgangError):
    """The archive was written by a later version of the program."""

    def __init__(self, place: object, program: str, found: str, known: str) -> None:
        super().__init__(
            f"The archive in {place} was written by sagsgang {program} with {found}, and this program reads up to "
            f"{known}. Use the newer program. Nothing was written."
        )


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table of the archive: its columns in order with what they hold."""

    name: str
    columns: Mapping[str, ColumnKind]

    @property
    def path(self) -> str:
        """The file of its rows, one JSON object a line."""
        return f"register/{self.name}.jsonl"


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file of the archive: SHA-256 (hex) and size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """Arkivets indholdsfortegnelse: everything that an archive holds, so that a change of it is seen.

    `made_at`: ISO instant. `seq`, `hash`: the journal's head. `rows`: how many of each table, in the order in which
    they can be loaded. `files`: every file but the manifest by its path. `stored`: where the file of an attachment
    is, by its digest.
    """

    schema: str
    program: str
    made_at: str
    seq: int
    hash: str
    tables: tuple[TableShape, ...]
    rows: Mapping[str, int]
    files: Mapping[str, ArchivedFile]
    stored: Mapping[str, str]


def write_manifest(manifest: Manifest) -> str:
    """The manifest as JSON."""
    told = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "schema": manifest.schema,
        "program": manifest.program,
        "made_at": manifest.made_at,
        "journal_head": {"seq": manifest.seq, "hash": manifest.hash},
        "tables": [
            {"name": table.name, "rows": manifest.rows[table.name], "columns": dict(table.columns)}
            for table in manifest.tables
        ],
        "attachments": dict(sorted(manifest.stored.items())),
        "files": {path: asdict(file) for path, file in sorted(manifest.files.items())},
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def read_manifest(text: str, place: object, known_schema: str) -> Manifest:
    """The inverse of `write_manifest`. `place` is for messages. Raises NotAnArchive, NewerArchive."""
    try:
        told = json.loads(text)
        _check_format(told, place, known_schema)
        return _manifest(told)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotAnArchive(place, f"its {MANIFEST} cannot be understood ({_told(error)})") from error


def _told(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"it says nothing of {error}"
    return " ".join(str(error).split()) or type(error).__name__


def _check_format(told: Any, place: object, known_schema: str) -> None:
    if told["format"] != FORMAT:
        raise ValueError(f"its format is {told['format']!r}")
    program, version, schema = str(told["program"]), int(told["format_version"]), str(told["schema"])
    if version > FORMAT_VERSION:
        raise NewerArchive(place, program, f"archive format {version}", str(FORMAT_VERSION))
    if not schema.isdigit():
        raise ValueError(f"its schema is {schema!r}")
    if schema > known_schema:
        raise NewerArchive(place, program, f"schema {schema}", known_schema)


def _manifest(told: Any) -> Manifest:
    head = told["journal_head"]
    stored = {_digest(digest): str(path) for digest, path in told["attachments"].items()}
    return Manifest(
        schema=str(told["schema"]),
        program=str(told["program"]),
        made_at=str(told["made_at"]),
        seq=int(head["seq"]),
        hash=_digest(head["hash"]),
        tables=tuple(_table(table) for table in told["tables"]),
        rows={str(table["name"]): int(table["rows"]) for table in told["tables"]},
        files={
            str(path): ArchivedFile(_digest(one["sha256"]), int(one["size"])) for path, one in told["files"].items()
        },
        stored=stored,
    )


def _table(told: Any) -> TableShape:
    columns = {str(name): ColumnKind(kind) for name, kind in told["columns"].items()}
    return TableShape(str(told["name"]), columns)


def _digest(word: Any) -> str:
    if not _DIGEST.fullmatch(word):
        raise ValueError(f"{word!r} is no SHA-256 digest")
    return str(word)
