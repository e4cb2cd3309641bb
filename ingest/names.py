"""Names of forums found in a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.phrases import pattern
from states.forums import Forum


@dataclass(frozen=True, slots=True)
class Mention:
    """A forum named in a text, from `start` to `end`, as printed."""

    forum: Forum
    start: int
    end: int
    printed: str


def mentions(text: str, forums: Sequence[Forum]) -> list[Mention]:
    """Every forum that the text names, in reading order; the longest name wins where one holds another.

    A genitive or a compound ("Socialdirektørforums forretningsudvalg", "KKR-sekretariatet") is another body's name.
    A council counts only by a name that says it is one, not by its municipality's; a code only where it is an alias.
    """
    if not forums:
        return []
    expression, by_name = _matcher(tuple(forums))
    found = [
        Mention(by_name[" ".join(match[0].split()).casefold()], match.start(), match.end(), match[0])
        for match in expression.finditer(text)
    ]
    return [one for one in found if not pattern("prior.genitive").match(text[one.end :])]


@lru_cache(maxsize=8)
def _matcher(forums: tuple[Forum, ...]) -> tuple[re.Pattern[str], dict[str, Forum]]:
    by_name: dict[str, Forum] = {}
    for forum in forums:
        for name in (forum.name, *forum.aliases):
            if not forum.municipality or pattern("head.council").search(name):
                by_name.setdefault(name.casefold(), forum)
    names = sorted(by_name, key=len, reverse=True)
    options = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in names)
    return re.compile(rf"(?<![\w/-])(?:{options})(?![\w-])", re.IGNORECASE), by_name
