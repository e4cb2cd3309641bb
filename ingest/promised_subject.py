"""What a promised case is about, in the words of its sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.phrases import pattern
from ingest.promised_where import Span, clause_start

_LONGEST = 120
"""Letters: a subject that runs on for longer is no title."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a case is about. `same_case`: the words only point back ("sagen", "punktet"), to the item's own case."""

    words: str
    same_case: bool = False


def subject_of(sentence: str, kind: str, verb: Span, when: Span, names: Sequence[Span]) -> Subject:
    """What comes: what "en sag om …" names, else the subject or the object of the verb."""
    if about := _about(sentence, verb, when, names):
        return _subject(about)
    sides = (_after, _before) if kind in ("treats", "returns", "gets") else (_before, _after)
    behind = (verb[0], verb[0]) if kind in ("returns", "gets") else verb  # their object is part of what was found
    told = (_bare(side(sentence, behind, when, names)) for side in sides)
    return _subject(next(filter(None, told), ""))


def _subject(words: str) -> Subject:
    same = bool(pattern("promises.same_case").match(words))
    return Subject("" if same else words[:_LONGEST].strip(), same)


def _about(sentence: str, verb: Span, when: Span, names: Sequence[Span]) -> str:
    """The words behind "en sag om", up to where the sentence turns to the meeting, or to something else."""
    match = pattern("promises.about").search(sentence, verb[0]) or pattern("promises.about").search(sentence)
    if match is None:
        return ""
    start = match.start("about")
    meeting = [one[0] for one in names if pattern("promises.at_meeting_before").search(sentence[one[1] : when[0]])]
    towards = [one[0] for one in names if pattern("promises.towards").search(sentence, start, one[0])]
    ends = (end for end in (when[0], verb[0], *meeting, *towards) if end > start)
    return _bare(_up_to_stop(sentence[start : min(ends, default=len(sentence))]))


def _up_to_stop(words: str) -> str:
    return pattern("promises.stop").split(f"{words} ", maxsplit=1)[0]


def _bare(words: str) -> str:
    return pattern("promises.bare").sub("", words.strip()).strip(" ,.–")


def _before(sentence: str, verb: Span, when: Span, names: Sequence[Span]) -> str:
    """The subject of a verb: what stands before it in its clause, without the time and the forums."""
    words = _without(sentence, (clause_start(sentence, verb[0]), verb[0]), (when, *names))
    return pattern("promises.passive").split(f"{words} ", maxsplit=1)[0]


def _after(sentence: str, verb: Span, when: Span, names: Sequence[Span]) -> str:
    """The object of a verb, or its subject where the sentence begins with the time."""
    words = _without(sentence, (verb[1], len(sentence)), (when, *names)).strip()
    return pattern("promises.object_stop").split(f"{words} ", maxsplit=1)[0]


def _without(sentence: str, part: Span, cut: Sequence[Span]) -> str:
    letters = list(sentence)
    for start, end in cut:
        letters[start:end] = " " * (end - start)
    return " ".join("".join(letters[part[0] : part[1]]).split())
