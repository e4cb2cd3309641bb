"""What the writer is handed: events, and the rows that each of them writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Insert:
    """A new row. Columns that are left out take the model's default."""

    table: str
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Update:
    """A change of one row, found by its primary key; `expect` names what must still stand there (state, version)."""

    table: str
    key: Mapping[str, Any]
    changes: Mapping[str, Any]
    expect: Mapping[str, Any] = field(default_factory=dict)


Write = Insert | Update


@dataclass(frozen=True, slots=True)
class Event:
    """Hændelse: what happened (`kind`, past tense), to which case, the facts for people, and the rows it writes."""

    kind: str
    case_id: int | None
    facts: Mapping[str, Any] = field(default_factory=dict)
    writes: tuple[Write, ...] = ()
