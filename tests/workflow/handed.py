"""Archives as they are handed over and taken over, and spoilt."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from db.engine import Database
from db.files import Files
from states.archive import MANIFEST
from tests.workflow.office import Office
from workflow.handover import HandedOver, hand_over
from workflow.takeover import TakenOver, examine, take_over

NOW = datetime(2027, 6, 1, 9, 30, tzinfo=UTC)
Change = Callable[[dict[str, Any]], object]


def handed_over(office: Office, folder: Path, files: Files) -> HandedOver:
    return office.read(
        lambda connection: hand_over(connection, folder, content=files.content, program="0.1.0", now=NOW)
    )


def taken_over(folder: Path, database: Database, files: Files | None) -> TakenOver:
    return take_over(database, examine(folder), files)


def rewritten(archive: Path, path: str, content: str) -> None:
    """A file of the archive is written anew, and the manifest made to fit: what only a look inside can find."""
    (archive / path).write_text(content, encoding="utf-8")
    digest, size = sha256(content.encode()).hexdigest(), len(content.encode())
    retold(archive, lambda told: told["files"][path].update(sha256=digest, size=size))


def retold(archive: Path, change: Change) -> None:
    told = json.loads((archive / MANIFEST).read_text(encoding="utf-8"))
    change(told)
    (archive / MANIFEST).write_text(json.dumps(told), encoding="utf-8")
