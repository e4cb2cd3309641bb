"""Sagens gang: what the forums have done with a case, told in Danish from the recorded decisions."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from states.course_told import CourseStep
from states.outcomes import Outcome
from states.paper import Block, BlockKind, Text
from templates.words import day, enumerate_words, listing, say

_SENTENCE_ENDS = (".", "!", "?", ".«", "!«", "?«")


def course_paragraph(steps: Sequence[CourseStep]) -> Text:
    """One paragraph that tells the steps in the order given; () where there are none.

    Councils that follow one another are told together: "17 kommunalbestyrelser har godkendt sagen; 2 har afvist sagen
    (Kommunalbestyrelsen i Vejen og Kommunalbestyrelsen i Vejle)".
    """
    sentences = [_ended(told) for told in _told(steps)]
    return (Block(BlockKind.PARAGRAPH, " ".join(sentences)),) if sentences else ()


def _told(steps: Sequence[CourseStep]) -> Iterator[str]:
    for council, run in groupby(steps, key=lambda step: step.council):
        together = tuple(run)
        if council and len(together) > 1:
            yield _councils(together)
        else:
            yield from map(_one, together)


def _ended(told: str) -> str:
    return told if told.endswith(_SENTENCE_ENDS) else f"{told}."


def _one(step: CourseStep) -> str:
    when = say("course_forms", "when", day=day(step.on)) if step.on else ""
    if step.outcome is Outcome.NO_DECISION and step.purposes:
        told = say("course_forms", "asked", forum=step.forum_name, when=when, asked=_asked(step))
    else:
        told = say("course", step.outcome, forum=step.forum_name, when=when)
    if step.reservation:
        told = say("course_forms", "reservation", told=told)
    words = _quotable(step)
    return say("course_forms", "quoted", told=told, words=words) if words else told


def _asked(step: CourseStep) -> str:
    names = [say("course_forms", "case"), *[say("course_forms", "case_again")] * (len(step.purposes) - 1)]
    return enumerate_words(
        [say("course_asked", purpose, it=name) for purpose, name in zip(step.purposes, names, strict=True)]
    )


def _quotable(step: CourseStep) -> str:
    """The forum's words on one line, where the outcome alone does not say what was decided."""
    return " ".join(step.words.split()) if step.outcome in listing("course_quotes") else ""


def _councils(steps: Sequence[CourseStep]) -> str:
    by_answer: dict[tuple[Outcome, bool], list[CourseStep]] = {}
    for step in steps:
        by_answer.setdefault((step.outcome, step.reservation), []).append(step)
    # The answer of most comes first; a sort is stable, so equal numbers keep the order in which they came.
    answers = sorted(by_answer.values(), key=len, reverse=True)
    return "; ".join(_answer(alike, first=place == 0) for place, alike in enumerate(answers))


def _answer(steps: Sequence[CourseStep], *, first: bool) -> str:
    """What councils that answered alike did. The first answer counts them; those that differ are named as well."""
    told = say("course_of_councils", steps[0].outcome, when=_period([step.on for step in steps if step.on]))
    if steps[0].reservation:
        told = say("course_forms", "reservation", told=told)
    form = "more_councils" if not first else "council" if len(steps) == 1 else "councils"
    counted = say("course_forms", form, count=len(steps), told=told)
    if first and not any(map(_quotable, steps)):
        return counted
    return say("course_forms", "named", told=counted, who=enumerate_words([_council(step) for step in steps]))


def _council(step: CourseStep) -> str:
    words = _quotable(step)
    return say("course_forms", "council_quoted", forum=step.forum_name, words=words) if words else step.forum_name


def _period(dates: Sequence[date]) -> str:
    if not dates:
        return ""
    first, last = min(dates), max(dates)
    if first == last:
        return say("course_forms", "when", day=day(first))
    return say("course_forms", "between", first=day(first), last=day(last))
