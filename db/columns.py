"""Column types that store the same text in SQLite and in PostgreSQL, and the one canonical form of JSON."""

import json
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine


def instant_text(value: datetime) -> str:
    """An instant as fixed-width ISO text in UTC with microseconds, so that text order is time order.

    Raises ValueError for a naive datetime: it would name no instant.
    """
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone; instants are aware")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be written to the register")


_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_iso
).encode


def canonical(value: object) -> str:
    """The one spelling of a value as JSON: sorted keys, no blanks, real letters; dates and instants as ISO text."""
    return _encode(value)


class Json(TypeDecorator[Any]):
    """Lists and objects as canonical JSON text. None is NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Python to text."""
        return None if value is None else canonical(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """Text to Python."""
        return None if value is None else json.loads(value)


class Instant(TypeDecorator[datetime]):
    """An aware moment in UTC: `timestamptz` in PostgreSQL, fixed-width ISO text in SQLite, which has no such type."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type that this database stores."""
        postgres = dialect.name == "postgresql"
        return dialect.type_descriptor(DateTime(timezone=True) if postgres else String())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Python to the database. Raises ValueError for a naive datetime."""
        if value is None:
            return None
        text = instant_text(value)
        return datetime.fromisoformat(text) if dialect.name == "postgresql" else text

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's
        """The database to Python, always in UTC."""
        if value is None:
            return None
        return (value if isinstance(value, datetime) else datetime.fromisoformat(value)).astimezone(UTC)
