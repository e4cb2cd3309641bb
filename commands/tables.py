"""Printing for people and for programs: plain aligned columns, and JSON with the same words."""

import json
import sys
from collections.abc import Sequence
from datetime import date


def as_json(value: object) -> None:
    """Print a value as JSON, dates as ISO text."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=_iso)
    sys.stdout.write("\n")


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")


def counted(count: int, one: str) -> str:
    """How many: "1 case", "2 cases"."""
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def as_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under their heads, each column as wide as its widest cell; the last one runs on."""
    cells = [list(head), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(head))]
    for row in cells:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(padded).rstrip())


WIDE = 100
"""Columns of a terminal that a table fits in."""


def shorten(words: str, room: int) -> str:
    """Words on one line, cut with three dots where they are longer than the room; at least a few are left."""
    plain, most = " ".join(words.split()), max(room, 20)
    return plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}…"


MOST_NAMED = 4


def few(names: Sequence[object]) -> str:
    """Names strung together, the first few of many: "KB-410, KB-420, KB-430 and 19 more"."""
    if len(names) <= MOST_NAMED:
        return ", ".join(map(str, names))
    return f"{', '.join(map(str, names[: MOST_NAMED - 1]))} and {len(names) - MOST_NAMED + 1} more"


def _cell(value: object) -> str:
    if value is None or value == "":
        return "-"
    if isinstance(value, (list, tuple)):
        return few(value) or "-"
    return " ".join(str(value).split())
