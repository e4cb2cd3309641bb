"""Words that a print line cut in two."""

import re

from ingest.phrases import pattern

BREAKS = "-\u00ad\u2010\u2011\ufffe\u0002¬"
"""What stands at the end of a line where a word is cut: hyphen, soft hyphen, and what PDF readers make of it."""

_WORD = re.compile(r"[\w'’-]+")


def joined(first: str, second: str, known: frozenset[str] = frozenset()) -> str:
    """Two print lines as one text.

    A word cut at the end of a line is put together again; the hyphen stays where it belongs to the word (EU-kontor,
    Faaborg-Midtfyn), where `known` holds the word with its hyphen, and where it is suspended (lærer- og pædagog-).
    """
    first, second = first.rstrip(), second.lstrip()
    if not ends_cut(first) or not second:
        return f"{first} {second}".strip()
    half, rest = first[:-1], second
    if pattern("lists.suspended").match(rest) or (half[-1].isdigit() and pattern("lists.suspended_number").match(rest)):
        return f"{half}- {rest}"
    return f"{half}-{rest}" if _keeps(half.rsplit(None, 1)[-1], rest, known) else f"{half}{rest}"


def ends_cut(text: str) -> bool:
    """Whether the line ends inside a word, or at a hyphen that belongs to it."""
    text = text.rstrip()
    return len(text) > 1 and text[-1] in BREAKS and not text[-2].isspace() and text[-2] not in BREAKS


def hyphenated_words(texts: list[str]) -> frozenset[str]:
    """The words with a hyphen that stand whole on a line, in lower case: they keep it where a line cuts them there."""
    return frozenset(
        word.casefold() for text in texts if "-" in text for word in _WORD.findall(text) if "-" in word.strip("-")
    )


def _keeps(half: str, rest: str, known: frozenset[str]) -> bool:
    word = _WORD.match(rest)
    last = half.strip(BREAKS + "(\"'”»").rsplit("/", 1)[-1]
    if not rest[:1].islower() or word is None:
        return True
    core = last.rsplit("-", 1)[-1]
    if any(sign.isdigit() for sign in core) or len(core) < 2 or core.isupper():
        return True
    return f"{last}-{word[0]}".casefold() in known
