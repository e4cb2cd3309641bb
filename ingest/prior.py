"""What earlier forums did, as a background tells it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.dates import find_dates
from ingest.meaning import heaviest, outcome_of
from ingest.names import Mention, mentions
from ingest.phrases import pattern, table
from ingest.sentences import sentences
from states.forums import Forum
from states.outcomes import Outcome
from states.paper import PriorStep, Text

_WEIGHT = [Outcome(name) for name, _ in table("outcomes")]


@dataclass(frozen=True, slots=True)
class _Actors:
    """Forums named together ("X og Y"), from `start` to `end`; `agent`: named after the verb ("godkendt af X")."""

    forums: tuple[Forum, ...]
    start: int
    end: int
    agent: bool


def prior_steps(text: Text, forums: Sequence[Forum], own: str | None, meeting: date | None) -> tuple[PriorStep, ...]:
    """The steps that a background tells of forums other than the paper's own (`own`, a code), one a forum.

    Where a forum is told of more than once, the weightiest outcome stands, with its sentence. Plans are no steps.
    """
    told = (
        step
        for block in text
        for sentence in sentences(block.text)
        for step in _of_sentence(sentence, forums, own, meeting)
    )
    return weightiest(told)


def weightiest(steps: Iterable[PriorStep]) -> tuple[PriorStep, ...]:
    """One step a forum: the one with the weightiest outcome."""
    found: dict[str, PriorStep] = {}
    for step in steps:
        known = found.get(step.forum)
        if known is None or _WEIGHT.index(step.outcome) < _WEIGHT.index(known.outcome):
            found[step.forum] = step
    return tuple(found.values())


def printed_decision(where: str, text: Text, forums: Sequence[Forum], meeting: date | None) -> PriorStep | None:
    """The step told by another forum's printed decision: the heading ("Beslutning i K22 den 3. maj") and its text."""
    named = mentions(where, forums)
    words = " ".join(block.text for block in text)
    outcome = outcome_of([block.text for block in text], ())
    if not named or outcome is None:
        return None
    days = [one.on for one in find_dates(where, meeting, past=True) if one.on]
    return PriorStep(named[0].forum.code, outcome, words, days[0] if days else None)


def _of_sentence(sentence: str, forums: Sequence[Forum], own: str | None, meeting: date | None) -> Iterator[PriorStep]:
    if pattern("prior.unsure").match(sentence):
        return
    actors = _actors(sentence, mentions(sentence, forums))
    if not actors:
        return
    days = [
        one for one in find_dates(sentence, meeting, past=True) if one.on and (meeting is None or one.on <= meeting)
    ]
    for place, group in enumerate(actors):
        left = actors[place - 1].end if place else 0
        right = actors[place + 1].start if place + 1 < len(actors) else len(sentence)
        outcome = _told(sentence, group, left, right)
        start = left if group.agent or not place else group.end
        on = {day.on for day in days if start <= day.start < right}
        for forum in group.forums if outcome else ():
            if forum.code != own and outcome:
                yield PriorStep(forum.code, outcome, sentence, next(iter(on)) if len(on) == 1 else None)


def _actors(sentence: str, named: Sequence[Mention]) -> list[_Actors]:
    """The forums that act in a sentence, those named together as one; what a preposition governs does not act."""
    groups: list[list[Mention]] = []
    for mention in named:
        if groups and pattern("prior.conjunction").match(sentence[groups[-1][-1].end : mention.start]):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    found: list[_Actors] = []
    for group in groups:
        before = sentence[: group[0].start]
        agent = bool(pattern("prior.agent").search(before)) and _has_participle(before)
        if agent or not pattern("prior.object").search(before):
            found.append(_Actors(tuple(one.forum for one in group), group[0].start, group[-1].end, agent))
    return found


def _has_participle(before: str) -> bool:
    clause = pattern("prior.clause").split(before)[-1]
    return bool(pattern("prior.participle").search(clause)) and heaviest(clause) is not None


def _told(sentence: str, group: _Actors, left: int, right: int) -> Outcome | None:
    """What the sentence tells of the group: after its name, before it where it is the agent or the verb comes first."""
    before, after = sentence[left : group.start], sentence[group.end : right]
    if group.agent:
        relative = pattern("prior.relative").match(after)
        return (relative and _done(after[relative.end() :])) or _done(pattern("prior.clause").split(before)[-1])
    if outcome := _done(after):
        return outcome
    return _done(pattern("prior.clause").split(before)[-1]) if pattern("prior.verb_first").search(before) else None


def _done(words: str) -> Outcome | None:
    """The outcome that words tell of the past; what shall or will be done is left out."""
    return heaviest(pattern("prior.future").sub(" ", words).strip(" ,"))
