"""To which forum a case is promised."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.names import mentions
from ingest.phrases import pattern
from states.forums import Forum

Span = tuple[int, int]

_PRONOUN = 4
"""How many letters the little words about a verb may take ("drøfter vi", "at drøfte")."""

_NEAR = 60
"""How many letters may stand between a verb and the forum that it governs."""


@dataclass(frozen=True, slots=True)
class Named:
    """A body named in a sentence. `forum`: its code, None for a body whose meetings are not ours."""

    forum: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spot:
    """The forum that is named (None: the paper's own is meant), or another body's meeting.

    `names`: where in the sentence bodies are named.
    """

    forum: str | None = None
    other: bool = False
    names: tuple[Span, ...] = ()


def named_in(sentence: str, forums: Sequence[Forum]) -> list[Named]:
    """Every forum and every other body that a sentence names, in reading order. "KKR's kommende møde" names KKR."""
    plain = pattern("promises.genitive_meeting").sub(_blank, sentence)
    found = [
        Named(None if one.forum.municipality else one.forum.code, one.start, one.end) for one in mentions(plain, forums)
    ]
    for match in pattern("promises.others").finditer(sentence):
        if all(match.end() <= one.start or match.start() >= one.end for one in found):
            found.append(Named(None, match.start(), match.end()))
    return sorted(found, key=lambda one: one.start)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def where(named: Sequence[Named], sentence: str, when: Span, verb: Span, *, forum_acts: bool) -> Spot:
    """The forum whose meeting it is: named at the meeting, else governed by the verb, else acting in its clause."""
    names = tuple((one.start, one.end) for one in named)
    begins = clause_start(sentence, min(when[0], verb[0]))
    at_meeting = (one for one in named if _is_at(sentence, one, when))
    governed = (one for one in named if _is_governed(sentence, one, verb))
    acting = (one for one in reversed(named) if begins <= one.start < verb[1]) if forum_acts else iter(())
    chosen = next(at_meeting, None) or next(governed, None) or next(acting, None)
    if chosen is not None:
        return Spot(chosen.forum, chosen.forum is None, names)
    ours = not forum_acts or pattern("promises.ours").search(
        sentence, max(begins - _PRONOUN, 0), min(verb[1] + _PRONOUN, len(sentence))
    )
    return Spot(None, not ours, names)


def _is_at(sentence: str, one: Named, when: Span) -> bool:
    if one.end <= when[0]:
        before = "at_meeting_before" if one.forum else "at_meeting_of_others"
        return bool(pattern(f"promises.{before}").search(sentence[one.end : when[0]]))
    return bool(pattern("promises.at_meeting_after").search(sentence[when[1] : one.start]))


def _is_governed(sentence: str, one: Named, verb: Span) -> bool:
    between = sentence[verb[1] : one.start]
    return verb[1] <= one.start <= verb[1] + _NEAR and bool(pattern("promises.governed").match(between))


def clause_start(sentence: str, before: int) -> int:
    """Where the clause begins in which a place of the sentence stands."""
    ends = [match.end() for match in pattern("promises.clause").finditer(sentence, 0, before)]
    return max(ends, default=0)
