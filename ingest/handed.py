"""To whom a decision hands its case: the forums that get it back, or that are empowered."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.names import Mention, mentions
from ingest.phrases import pattern
from ingest.sentences import sentences
from states.forums import Forum
from states.outcomes import Outcome
from states.paper import Text

HANDS_ON = frozenset({Outcome.RETURNED, Outcome.DELEGATED})
"""The outcomes that need somebody to hand the case to."""


def handed_to(
    decision: Text, recommendation: Text, outcome: Outcome | None, forums: Sequence[Forum], own: str | None
) -> tuple[str, ...]:
    """The codes of the forums to whom the words hand the case; several only where the words join them.

    A decision that names nobody may follow a recommendation that does. `own`, a code: the paper's forum, whose
    chairmanship "formandskabet" is. Empty for other outcomes, and where the words leave it open.
    """
    if outcome not in HANDS_ON:
        return ()
    bodies = [_with_code(forum) for forum in forums if not forum.municipality]
    said = (sentence for text in (decision, recommendation) for block in text for sentence in sentences(block.text))
    return next((codes for sentence in said if (codes := _in_sentence(sentence, outcome, bodies, own))), ())


def _with_code(forum: Forum) -> Forum:
    """In a decision a forum also goes by its code."""
    return replace(forum, aliases=(*forum.aliases, forum.code))


def _in_sentence(sentence: str, outcome: Outcome, bodies: Sequence[Forum], own: str | None) -> tuple[str, ...]:
    named = sorted(_named(sentence, bodies, own), key=lambda one: one.start)
    verb = pattern(f"outcomes.{outcome}").search(sentence) or pattern(f"handed.{outcome}.verb").search(sentence)
    for place, one in enumerate(named):
        passive = pattern(f"handed.{outcome}.passive").match(sentence[one.end :])
        if passive or (verb and _governed(sentence[verb.start() : one.start], outcome)):
            return tuple(dict.fromkeys(other.forum.code for other in _together(sentence, named[place:])))
    return ()


def _governed(before: str, outcome: Outcome) -> bool:
    """Whether the words from the verb to a name hand the case to the one named, and not to another before."""
    governs = pattern(f"handed.{outcome}.governs").search(before)
    return bool(governs) and not pattern(f"handed.{outcome}.over").search(before)


def _named(sentence: str, bodies: Sequence[Forum], own: str | None) -> Iterator[Mention]:
    """The other forums that a sentence names, in full, by their codes in capitals, or as "formandskabet"."""
    for one in mentions(sentence, bodies):
        by_code = one.printed.casefold() == one.forum.code.casefold()
        if one.forum.code != own and (one.printed == one.forum.code or not by_code):
            yield one
    if chair := _chair_of(own, bodies):
        for found in pattern("handed.chair").finditer(sentence):
            yield Mention(chair, found.start(), found.end(), found[0])


def _chair_of(own: str | None, bodies: Sequence[Forum]) -> Forum | None:
    """The forum that is the chairmanship of another; where several names fit, the one that says most of it."""
    forum = next((one for one in bodies if one.code == own), None)
    fitting = [
        (len(name), chair)
        for chair in bodies
        for name in (forum.names if forum else ())
        if any(_chairs(title, name) for title in chair.names)
    ]
    return max(fitting, key=lambda one: one[0])[1] if fitting else None


def _chairs(title: str, name: str) -> bool:
    """Whether a title is a chairmanship's, of the forum with this name: it stands there as a word or begins one."""
    is_chair = pattern("handed.chair_name").search(title)
    return bool(is_chair) and f" {name.casefold()}" in f" {title.casefold()}"


def _together(sentence: str, named: Sequence[Mention]) -> Iterator[Mention]:
    """The first of the names, and those that are joined to it ("X og Y")."""
    yield named[0]
    for before, after in pairwise(named):
        if not pattern("prior.conjunction").match(sentence[before.end : after.start]):
            return
        yield after
