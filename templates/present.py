"""From "godkende X og tage Y til efterretning" to "godkender X og tager Y til efterretning"."""

import re
from collections.abc import Sequence
from functools import cache

from templates.words import listing, phrases

_WORD = re.compile(r"\w+(?:-\w+)*")
_VOWELS = "aeiouyæøå"
_WITHIN = 4
"""How many words into the text its first verb is looked for: "samlet og endeligt godkende" has three before it."""


def present(infinitive: str) -> str:
    """The present tense of a verb: godkende → godkender, være → er."""
    return phrases("carry_irregular").get(infinitive, f"{infinitive}r")


@cache
def known_presents() -> tuple[str, ...]:
    """Present forms that say what a forum does: those of the verb list, and others such as "bedes"."""
    made = (present(verb) for verb in (*listing("carry_verbs"), *phrases("carry_irregular")))
    return (*made, *listing("carry_presents"))


def to_present(text: str, *, known_only: bool = False) -> str | None:
    """The text with its infinitives made present; None where it does not begin with one.

    The first verb is known by its place, or by the verb list alone where a clause may stand there as well ("planerne
    godkendes", `known_only`). Later ones must be on the verb list and stand right after "og", "samt" or a
    comma; an "at" inside ("bede dem om at udarbejde og sende …") keeps what follows it, up to a comma or "samt".
    """
    words = list(_WORD.finditer(text))
    first = next((place for place, word in enumerate(words[:_WITHIN]) if _infinitive(word[0], known_only)), None)
    if first is None:
        return None
    changed = [present(word[0]) if place == first else word[0] for place, word in enumerate(words)]
    _coordinate(text, words, changed, first + 1)
    return _rebuilt(text, words, changed)


@cache
def _known() -> frozenset[str]:
    return frozenset((*listing("carry_verbs"), *phrases("carry_irregular")))


def _infinitive(word: str, known_only: bool) -> bool:
    """Whether a word where a verb is due is one: on the verb list, or small and ending as infinitives do."""
    if word in _known() or known_only:
        return word in _known()
    not_verbs = {*listing("carry_not_verbs"), *listing("carry_joins"), *phrases("carry_forms").values()}
    ends_otherwise = word.endswith(tuple(listing("carry_not_endings")))
    return word.islower() and word[-1] in _VOWELS and word not in not_verbs and not ends_otherwise


def _coordinate(text: str, words: Sequence[re.Match[str]], changed: list[str], start: int) -> None:
    """Make present the later verbs that stand side by side with the first; a word to leave out becomes ""."""
    that, joins, new_parts = phrases("carry_forms")["that"], listing("carry_joins"), listing("carry_new_part")
    inner = due = False
    for place in range(start, len(words)):
        word = words[place][0]
        if "," in text[words[place - 1].end() : words[place].start()]:
            inner, due = False, True
        if word in joins:
            inner, due = inner and word not in new_parts, True
        elif word == that and due and not inner:
            changed[place] = ""
        else:
            changed[place] = present(word) if due and not inner and word in _known() else word
            inner, due = inner or word == that, False


def _rebuilt(text: str, words: Sequence[re.Match[str]], changed: Sequence[str]) -> str:
    parts, end = [], 0
    for word, now in zip(words, changed, strict=True):
        parts += [text[end : word.start()], now]
        end = word.end() if now else word.end() + 1
    return "".join(parts) + text[end:]
