"""A Source as JSON bytes: how the child process hands over what it read, or why it could not."""

import json
from typing import Any

from ingest.formats.unreadable import Unreadable
from ingest.source import Line, Source, Style
from states.paper import Doubt, Link


def dump_source(source: Source) -> bytes:
    """The source as JSON; ASCII only, so that half characters cannot break it."""
    return json.dumps(
        {
            "wrapped": source.wrapped,
            "doubts": [[doubt.message, doubt.line] for doubt in source.doubts],
            "lines": [_fields(line) for line in source.lines],
        }
    ).encode()


def dump_reason(reason: str) -> bytes:
    """The reason why there is no source."""
    return json.dumps({"unreadable": reason}).encode()


def load_source(content: bytes) -> Source:
    """The inverse of `dump_source`; raises Unreadable for what `dump_reason` was given, else ValueError."""
    answer = json.loads(content)
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return Source(
        lines=tuple(_line(fields) for fields in answer["lines"]),
        wrapped=answer["wrapped"],
        doubts=tuple(Doubt(message, line) for message, line in answer["doubts"]),
    )


def _fields(line: Line) -> list[Any]:
    says = [line.text, line.number, line.style, line.level, line.label, line.cells, line.first_row, line.page_start]
    return [*says, [[link.text, link.url] for link in line.links]]


def _line(fields: list[Any]) -> Line:
    text, number, style, level, label, cells, first_row, page_start, pairs = fields
    links = tuple(Link(*pair) for pair in pairs)
    return Line(text, number, Style(style), level, label, tuple(cells), first_row, page_start, links)
