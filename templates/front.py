"""What the office has to say on the front page (mission, vision), from front.yaml."""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from states.paper import Block, BlockKind, Text
from templates import shelf
from templates.words import WordsBroken, read_yaml

FILE = "front.yaml"
EVERY = "every"
_CODE = re.compile(r"[A-ZÆØÅ0-9][A-ZÆØÅ0-9-]*")
"""What a forum's code looks like (KKR, K22, KB-410)."""


def front_texts(forum: str | None) -> Iterator[tuple[str, Text]]:
    """Headings with their texts: those for every forum, then those of the forum with this code.

    Raises WordsBroken, also for a key that can be neither: its texts would be missing, and nobody would know.
    """
    book = read_yaml(shelf.find(FILE))
    for key in map(str, book):
        if fault := key_fault(key, [forum] if forum else ()):
            raise WordsBroken(shelf.find(FILE), fault)
    for key in filter(None, (EVERY, forum)):
        chapter = book.get(key) or {}
        if not isinstance(chapter, dict):
            raise WordsBroken(shelf.find(FILE), f"{key} must hold headings, each with its text")
        yield from _sections(chapter)


def key_fault(key: str, codes: Collection[str] = (), *, all_known: bool = False) -> str:
    """What is wrong with a key of front.yaml, "" for nothing. `codes`: forums that there are; `all_known`: no others.

    Where not all are known, anything that looks like a code and not like "every" may be one.
    """
    if key == EVERY or key in codes:
        return ""
    close = get_close_matches(key.casefold(), {one.casefold(): one for one in (EVERY, *codes)}, n=1)
    meant = next((one for one in (EVERY, *codes) if one.casefold() in close), "")
    if not all_known and _CODE.fullmatch(key) and meant != EVERY:
        return ""
    hint = f"did you mean {meant!r}?" if meant else f"it may be {EVERY!r} or a forum's code, such as KKR"
    return f"{key!r} is no forum's code; {hint}"


def _sections(chapter: Mapping[Any, Any]) -> Iterator[tuple[str, Text]]:
    for heading, words in chapter.items():
        paragraphs = str(words or "").split("\n\n")
        yield (
            str(heading),
            tuple(Block(BlockKind.PARAGRAPH, " ".join(one.split())) for one in paragraphs if one.strip()),
        )
