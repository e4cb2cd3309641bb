"""A recommendation taken along to the next forum: the one who decides gets a new name, and nothing else changes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from states.forums import Forum
from states.paper import Block, BlockKind, Text
from templates.present import known_presents, to_present
from templates.words import listing, phrases, say

_LISTED = {BlockKind.BULLET, BlockKind.NUMBERED}


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a forum stands as the one who decides, as patterns for one pair of forums.

    `deciders`: `lead` is what stands before the old name and stays. `handed_on`: what the old forum says to the new one
    and the new one need not be told: "anbefaler KKR Syddanmark at" (then `infinitive`), "anbefaler, at KKR Syddanmark".
    """

    deciders: tuple[re.Pattern[str], ...]
    handed_on: re.Pattern[str]


def carry(text: Text, old: Forum, new: Forum) -> Text:
    """The recommendation of `old` as a draft for `new`: where `old` stands as the one who decides, `new` does.

    "… at K22 anbefaler KKR Syddanmark at godkende X og tage Y til efterretning" becomes, for KKR Syddanmark, "… at KKR
    Syddanmark godkender X og tager Y til efterretning". `old` is known by any of its names.
    """
    places = _places(old, new)
    carried: list[Block] = []
    verbs_are_due = False
    for block in text:
        listed = block.kind in _LISTED
        words, ends_in_at = _moved(block.text, places, new.name, listed=listed)
        if listed and verbs_are_due:
            words = to_present(_without_that(words)) or words
        verbs_are_due = ends_in_at or (listed and verbs_are_due)
        links = tuple(link for link in block.links if link.text in words)
        carried.append(replace(block, text=words, links=links))
    return tuple(carried)


def _moved(text: str, places: _Places, name: str, *, listed: bool) -> tuple[str, bool]:
    """The words for the new forum, and whether they broke off where a list of infinitives must follow."""
    renamed = text
    for pattern in places.deciders:
        renamed = pattern.sub(lambda place: f"{place['lead']}{name}", renamed)
    handed = places.handed_on.search(renamed)
    if not handed or (renamed == text and not (listed and handed.start() == 0)):
        return renamed, False
    before, rest = renamed[: handed.start()], renamed[handed.end() :].strip()
    if handed["infinitive"] is None:
        return f"{before} {rest}".strip(), False
    if not rest.strip(":–-"):
        return f"{before}{rest}", True
    told = to_present(rest, known_only=bool(handed["comma"]))
    if told is not None:
        return f"{before} {told}".strip(), False
    # "at K22 indstiller til KKR Syddanmark, at budgettet godkendes": what is left needs no decider.
    return (f"{before.removesuffix(name)}{rest}" if before.endswith(name) else renamed), False


def _without_that(words: str) -> str:
    return words.removeprefix(f"{phrases('carry_forms')['that']} ")


@lru_cache(maxsize=128)
def _places(old: Forum, new: Forum) -> _Places:
    that, to = phrases("carry_forms")["that"], phrases("carry_forms")["to"]
    opened = rf"\b{_any(listing('carry_openers'))}"
    joined = rf"(?:\b{_any(listing('carry_joins'))}|,)\s+{that}\s+"
    decides = rf"(?=\s+{_any(known_presents())}\b)"
    leads = (
        (rf"{opened}\s*,?\s+{that}\s*,?\s+", ""),
        (rf"{opened}\s+{to}\s+", ""),
        (joined, decides),
        (rf"^(?:(?i:{that})\s+)?", decides),
    )
    recommends = rf"\s*\b{_any(listing('carry_recommends'))}(?:\s+{to})?"
    return _Places(
        deciders=tuple(re.compile(rf"(?P<lead>{lead}){_named(old)}{after}") for lead, after in leads),
        handed_on=re.compile(
            rf"{recommends}(?:\s+{_named(new)}\s*(?P<comma>,?)\s+(?P<infinitive>{that})\b,?|\s*,?\s+{that}\s+{_named(new)})"
        ),
    )


def _any(words: Iterable[str]) -> str:
    """One of these words, the longest first, in any letter case."""
    return f"(?i:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"


def _named(forum: Forum) -> str:
    """A name of the forum, whole: no genitive (K22's), compound (KKR-formandskabet), longer name (KKR Sjælland)."""
    return rf"(?<![\w-]){_any(forum.names)}(?![\w'’-])(?! [A-ZÆØÅ])"


def take_note(forum: Forum) -> Text:
    """The recommendation to a forum that is only told of what others have decided."""
    return (Block(BlockKind.PARAGRAPH, say("drafts", "take_note", forum=forum.name)),)
