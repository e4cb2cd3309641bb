"""What the office has to say on the front page (mission, vision), from front.yaml."""

from collections.abc import Iterator, Mapping
from typing import Any

from states.paper import Block, BlockKind, Text
from templates import shelf
from templates.words import WordsBroken, read_yaml

FILE = "front.yaml"


def front_texts(forum: str | None) -> Iterator[tuple[str, Text]]:
    """Headings with their texts: those for every forum, then those of the forum with this code. Raises WordsBroken."""
    book = read_yaml(shelf.find(FILE))
    for key in ("every", forum):
        chapter = (book.get(key) or {}) if key else {}
        if not isinstance(chapter, dict):
            raise WordsBroken(shelf.find(FILE), f"{key} must hold headings, each with its text")
        yield from _sections(chapter)


def _sections(chapter: Mapping[Any, Any]) -> Iterator[tuple[str, Text]]:
    for heading, words in chapter.items():
        paragraphs = str(words or "").split("\n\n")
        yield (
            str(heading),
            tuple(Block(BlockKind.PARAGRAPH, " ".join(one.split())) for one in paragraphs if one.strip()),
        )
