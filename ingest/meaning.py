"""What a recommendation asks, and what a decision means."""

import re
from collections.abc import Iterable, Sequence

from ingest.phrases import pattern, table
from ingest.sentences import sentences
from states.outcomes import ANSWER_TO, Outcome, Purpose
from states.paper import Block, BlockKind

_WEIGHT = tuple(Outcome(name) for name, _ in table("outcomes"))
_PURPOSE_WEIGHT = (
    Purpose.APPROVE,
    Purpose.ADOPT,
    Purpose.DECIDE,
    Purpose.DELEGATE,
    Purpose.GIVE_INPUT,
    Purpose.DISCUSS,
    Purpose.TAKE_NOTE,
)
_MILD = {Outcome.DISCUSSED, Outcome.GAVE_INPUT, Outcome.NO_DECISION}
"""Outcomes that a later sentence of the same decision may go beyond."""
_ADDED_TO = {Outcome.APPROVED, Outcome.ADOPTED}


def purposes_of(recommendation: Iterable[Block]) -> tuple[Purpose, ...]:
    """What a recommendation asks the forum to do, in the order of its words.

    What somebody else is empowered or advised to do is not asked of the forum. A recommendation without any of the
    known verbs ("at projektet forlænges") asks for a decision.
    """
    texts = _from_beginning(recommendation)
    found: dict[Purpose, None] = {}
    for place, text in enumerate(texts):
        found |= dict.fromkeys(_asked(text, opening=place == 0))
        if found and pattern("recommendation.governs_parts").search(text):
            break
    asks = texts and pattern("recommendation.begins").match(texts[0])
    return tuple(found) or ((Purpose.DECIDE,) if asks else ())


def _from_beginning(recommendation: Iterable[Block]) -> list[str]:
    """The texts of a recommendation from the words with which it begins ("Det indstilles, at …"), if it has them."""
    blocks = (_row_text(block) if block.kind is BlockKind.TABLE else block.text for block in recommendation)
    texts = [sentence for text in blocks for sentence in sentences(text)]
    for place, text in enumerate(texts):
        if begins := pattern("recommendation.begins").search(text):
            return [text[begins.start() :], *texts[place + 1 :]]
    return texts


def _row_text(block: Block) -> str:
    return " ".join(cell for row in block.rows for cell in row)


def _asked(text: str, *, opening: bool) -> list[Purpose]:
    own = pattern("recommendation.empowered").sub(lambda found: found[0].split()[0], text)
    hits = [(*found.span(), Purpose(name)) for name, verb in table("purposes") for found in verb.finditer(own)]
    for governed in pattern("recommendation.governed").finditer(own):
        hits = [hit for hit in hits if not governed.start("clause") < hit[0] < governed.end("clause")]
    if advised := _forwarded(own, opening=opening):
        hits = [hit for hit in hits if not advised.start() < hit[0] < advised.end()]
        hits.append((*advised.span(), Purpose.DECIDE))
    return [purpose for _, _, purpose in sorted(hits, key=lambda hit: hit[:2])]


def outcome_of(decision: Sequence[str], purposes: Sequence[Purpose], *, advises: bool = False) -> Outcome | None:
    """What a decision means, told by its paragraphs; None where the words leave it open.

    "godkendte indstillingen" means what the recommendation asked. `advises`: the recommendation was to recommend.
    """
    said = [sentence for paragraph in decision for sentence in sentences(paragraph)]
    spoken = [sentence for sentence in said if _forum_speaks(sentence)]
    outcome = _settled(spoken, purposes, advises) or _settled(said, purposes, advises)
    if outcome is None and any(pattern("decision.asks_others").search(sentence) for sentence in said):
        return Outcome.DECIDED
    if outcome is None and said and any(pattern("decision.statement").search(sentence) for sentence in said):
        return Outcome.NO_DECISION
    if outcome in _ADDED_TO and not advises and any(pattern("decision.addition").search(sentence) for sentence in said):
        return Outcome.APPROVED_WITH_ADDITION
    return outcome


def is_advice(recommendation: Iterable[Block]) -> bool:
    """Whether the recommendation asks the forum to recommend something to another."""
    return any(_forwarded(text, opening=place == 0) for place, text in enumerate(_from_beginning(recommendation)))


def _forwarded(text: str, *, opening: bool) -> re.Match[str] | None:
    """Where a recommendation asks the forum to recommend; the words with which it opens are not that."""
    begins = pattern("recommendation.begins").match(text) if opening else None
    return pattern("recommendation.forwarded").search(text, begins.end() if begins else 0)


def _forum_speaks(sentence: str) -> bool:
    main = sentence[: _main_end(sentence)]
    speaker = pattern("decision.forum_speaks").search(main)
    verbs = [found.start() for _, verb in table("outcomes") if (found := verb.search(sentence))]
    return bool(verbs) and (min(verbs) < 2 or (speaker is not None and speaker.start() < 60))


def _settled(said: Sequence[str], purposes: Sequence[Purpose], advises: bool) -> Outcome | None:
    settled: Outcome | None = None
    for sentence in said:
        outcome = _of_sentence(sentence, purposes, advises)
        if outcome and (settled is None or _WEIGHT.index(outcome) < _WEIGHT.index(settled)):
            settled = outcome
        if settled and settled not in _MILD:
            break
    return settled


def _of_sentence(sentence: str, purposes: Sequence[Purpose], advises: bool) -> Outcome | None:
    outcome = heaviest(sentence)
    firm = outcome in {Outcome.POSTPONED, Outcome.RETURNED, Outcome.REJECTED, Outcome.NO_CONSENSUS}
    if not firm and pattern("decision.as_recommended").search(sentence):
        if advises:
            return Outcome.RECOMMENDED
        return next((ANSWER_TO[purpose] for purpose in _PURPOSE_WEIGHT if purpose in purposes), None)
    return outcome


def heaviest(sentence: str) -> Outcome | None:
    """The weightiest outcome that the words of a sentence tell.

    What stands in a subordinate clause is left out, unless it is a finite verb that goes on with the main clause.
    """
    main = _main_end(sentence)
    for name, verb in table("outcomes"):
        if any(found.start() < main or _goes_on(sentence, found) for found in verb.finditer(sentence)):
            return Outcome(name)
    return None


def _main_end(sentence: str) -> int:
    clause = pattern("decision.subordinate").search(sentence)
    return clause.start() if clause else len(sentence)


def _goes_on(sentence: str, verb: re.Match[str]) -> bool:
    before = sentence[max(verb.start() - 40, 0) : verb.start()]
    return bool(pattern("decision.coordinated").search(before) and pattern("decision.finite").match(verb[0]))
