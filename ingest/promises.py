"""Promises found in a paper: sentences that say that a case comes to a forum at a later meeting. Proposed only."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.phrases import pattern, table
from ingest.promised_subject import Subject, subject_of
from ingest.promised_when import When, whens
from ingest.promised_where import clause_start, named_in, where
from ingest.sentences import sentences
from states.forums import Forum
from states.outcomes import Outcome
from states.paper import BlockKind, Item, ItemKind, Paper, PaperKind, Text
from states.promises import FoundPromise, is_about

_AGREED = frozenset({Outcome.APPROVED, Outcome.APPROVED_WITH_ADDITION, Outcome.ADOPTED, Outcome.DECIDED})
"""What makes the words of a recommendation the forum's own."""

_FORUM_ACTS = frozenset({"gets", "treats"})
_NEWS = frozenset({"treats"})
"""What a forum does with what is before it: of another forum that is news, and no promise to it."""


_MOST = 6
"""Times, or verbs, of a sentence that promises: where there are more, a calendar is told, or nothing is."""


@dataclass(frozen=True, slots=True)
class _Verb:
    """How a case is said to come, from `start` to `end` of a sentence."""

    kind: str
    start: int
    end: int

    def gap(self, when: When) -> int:
        return max(when.start - self.end, self.start - when.end, 0)


def find_promises(paper: Paper, forums: Sequence[Forum]) -> tuple[FoundPromise, ...]:
    """The promises in a paper's texts, in printed order; what an item says twice of one forum is one.

    Nothing is found in a paper whose date or forum is not known. What is told of the past, what is only possible, what
    comes to every meeting, and other bodies' meetings promise nothing.
    """
    if paper.on is None or paper.forum_code is None:
        return ()
    return tuple(
        found
        for place, item in enumerate(paper.items, 1)
        for found in _each_once(_of_item(place, item, paper, paper.on, paper.forum_code, forums))
    )


def _of_item(
    place: int, item: Item, paper: Paper, on: date, own: str, forums: Sequence[Forum]
) -> Iterator[FoundPromise]:
    for text in _texts(item, paper.kind):
        heading = ""
        for block in text:
            if block.kind is BlockKind.HEADING:
                heading = block.text
            for sentence in sentences(block.text) if block.kind is not BlockKind.TABLE else ():
                for found in _of_sentence(sentence, on, own, forums):
                    yield _titled(replace(found, place=place, number=item.number), item, heading)


def _texts(item: Item, kind: PaperKind) -> Iterator[Text]:
    """The sections that may promise. What is expected at the next meeting is read elsewhere (ingest/coming.py)."""
    if item.kind in (ItemKind.CASE, ItemKind.SINCE_LAST):
        yield from (text for text in (item.background, item.presentation) if text)
    if item.kind is ItemKind.CASE and kind is PaperKind.MINUTES and item.outcome in _AGREED and item.recommendation:
        yield item.recommendation
    if item.kind is not ItemKind.MINUTES_APPROVAL and item.decision:
        yield item.decision


def _titled(found: FoundPromise, item: Item, heading: str) -> FoundPromise:
    """What a sentence leaves unsaid is told by the item: its title, or the heading where it holds several matters."""
    several = item.kind is not ItemKind.CASE
    if found.same_case:
        subject = heading if several and heading else item.title
        return replace(found, subject=subject, same_case=not several)
    if not several or not heading:
        return replace(found, subject=found.subject[:1].upper() + found.subject[1:])
    if is_about(found.subject, heading):
        return replace(found, subject=max(heading, found.subject, key=len))
    return replace(found, subject=f"{heading}: {found.subject}")


def _of_sentence(sentence: str, on: date, own: str, forums: Sequence[Forum]) -> Iterator[FoundPromise]:
    if pattern("promises.doubtful").search(sentence) or pattern("deadlines.recurring").search(sentence):
        return
    verbs = list(_verbs(sentence))
    times = whens(sentence, on) if 0 < len(verbs) <= _MOST else []
    if len(times) > _MOST:
        return
    for when in times:
        verb = min(verbs, key=lambda one: one.gap(when))
        if _is_told(sentence, when, verb, on) or _has_another(sentence, when, verb, times):
            continue
        if found := _promise(sentence, when, verb, own, forums):
            yield found


def _verbs(sentence: str) -> Iterator[_Verb]:
    for kind, expression in table("promises.verbs"):
        for match in expression.finditer(sentence):
            before, after = sentence[: match.start()], sentence[match.end() :]
            doubted = pattern("promises.doubtful_before").search(before)
            if not doubted and not pattern("promises.doubtful_after").match(after):
                yield _Verb(kind, match.start(), match.end())


def _is_told(sentence: str, when: When, verb: _Verb, on: date) -> bool:
    """Whether a sentence only tells what was, or what was promised earlier, at a day that is over."""
    told = pattern("promises.told")
    if when.is_dated:
        return when.end <= verb.start and bool(told.search(sentence, clause_start(sentence, when.start), when.start))
    before = sentence[: min(when.start, verb.start)]
    return bool(told.search(before)) and any(whens(before, on, past=True))


def _has_another(sentence: str, when: When, verb: _Verb, times: Sequence[When]) -> bool:
    """Whether a time belongs to another clause than the verb, which has a time of its own."""
    begins = clause_start(sentence, verb.start)
    within = [begins == clause_start(sentence, one.start) for one in times]
    return any(within) and not within[times.index(when)]


def _promise(sentence: str, when: When, verb: _Verb, own: str, forums: Sequence[Forum]) -> FoundPromise | None:
    spot = where(
        named_in(sentence, forums), sentence, (when.start, when.end), (verb.start, verb.end),
        forum_acts=verb.kind in _FORUM_ACTS,
    )  # fmt: skip
    if spot.other or (spot.forum and spot.forum != own and verb.kind in _NEWS):
        return None
    subject = subject_of(sentence, verb.kind, (verb.start, verb.end), (when.start, when.end), spot.names)
    if not (when.at_meeting or spot.forum or _is_case(sentence, verb, subject)):
        return None
    return FoundPromise(
        place=0,
        number="",
        forum=spot.forum or own,
        subject=subject.words,
        words=sentence,
        earliest=when.earliest,
        latest=when.latest,
        next_meeting=when.next_meeting,
        same_case=subject.same_case,
    )


def _is_case(sentence: str, verb: _Verb, subject: Subject) -> bool:
    """Whether it is a case that comes: where neither a meeting nor a forum is named, other things come too."""
    named = pattern("promises.a_case").search(sentence[: verb.end])
    return bool(named) and (subject.same_case or verb.kind in ("gets", "returns", "comes"))


def _each_once(found: Iterable[FoundPromise]) -> list[FoundPromise]:
    """What is said twice of one forum is one promise, in the words that say most of when it comes."""
    kept: list[FoundPromise] = []
    for one in found:
        twin = next((place for place, other in enumerate(kept) if _same(one, other)), None)
        if twin is None:
            kept.append(one)
        elif _says_when(one) > _says_when(kept[twin]):
            kept[twin] = one
    return kept


def _same(one: FoundPromise, other: FoundPromise) -> bool:
    """Two matters, or one that comes twice, are two promises."""
    if one.forum != other.forum or one.same_case != other.same_case:
        return False
    twice = _says_when(one) == _says_when(other) and (one.earliest, one.latest) != (other.earliest, other.latest)
    return not twice and (one.words == other.words or is_about(one.subject, other.subject))


def _says_when(one: FoundPromise) -> int:
    return 2 if one.earliest or one.latest else int(one.next_meeting)
