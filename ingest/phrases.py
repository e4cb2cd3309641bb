"""The Danish that is read, loaded once from da.yaml."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_BOOK = Path(__file__).with_name("da.yaml")


@cache
def _book() -> Mapping[str, Any]:
    book: Mapping[str, Any] = yaml.safe_load(_BOOK.read_text(encoding="utf-8"))
    return book


def entry(key: str) -> Any:
    """What stands in da.yaml under a dotted key: a string, a list or a mapping. Raises KeyError."""
    found: Any = _book()
    for name in key.split("."):
        found = found[name]
    return found


@cache
def pattern(key: str, frame: str = "{}") -> re.Pattern[str]:
    """The compiled expression under a dotted key (a list is one in parts); `frame` puts it inside another."""
    source = entry(key)
    return compiled("".join(source) if isinstance(source, list) else source, frame)


@cache
def table(key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The expressions of a mapping, by name, in the order in which they stand."""
    return tuple((name, pattern(f"{key}.{name}")) for name in entry(key))


def compiled(source: str, frame: str = "{}") -> re.Pattern[str]:
    """An expression with its <<parts>> put in. Folded YAML lines break after a bar: the blank there is no blank."""
    for name, part in entry("parts").items():
        source = source.replace(f"<<{name}>>", re.sub(r"\s+", "", part) if "|" in part else part)
    source = re.sub(r"(?<=\|) +", "", source).strip()
    return re.compile(frame.replace("{}", source), re.IGNORECASE)
