"""Words made safe for a PDF that claims the standards: every sign that is printed has a shape and a meaning."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any


class Reading:
    """Takes views apart and remembers what it changed."""

    def __init__(self) -> None:
        self.notes: tuple[str, ...] = ()

    def legible(self, value: Any) -> Any:
        """A view as JSON knows it."""
        if isinstance(value, str):
            return value
        if isinstance(value, Mapping):
            return {key: self.legible(one) for key, one in value.items()}
        if isinstance(value, (tuple, list)):
            return [self.legible(one) for one in value]
        if is_dataclass(value):
            return {field.name: self.legible(getattr(value, field.name)) for field in fields(value)}
        return value
