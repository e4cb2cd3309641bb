"""Dates that bind somebody, with the words they stand in."""

from collections.abc import Iterable, Iterator
from datetime import date

from ingest.dates import FoundDate, find_dates
from ingest.phrases import pattern
from ingest.sentences import sentences
from states.paper import Block, BlockKind, DeadlineKind, FoundDeadline

_REACH = 90
"""How far before a date the words that make a deadline of it may begin."""


def deadlines_in(text: Iterable[Block], meeting: date | None) -> list[FoundDeadline]:
    """The binding dates of a section, each once, in reading order.

    What is past, recurs by law, or is only expected binds nobody. Where the meeting's date is not known, dates without
    a year are left out.
    """
    found: dict[tuple[date | None, date | None, DeadlineKind], FoundDeadline] = {}
    for sentence in _sentences(text):
        for deadline in _of_sentence(sentence, meeting):
            found.setdefault((deadline.on, deadline.earliest, deadline.kind), deadline)
    return list(found.values())


def next_meeting_in(text: str, meeting: date | None) -> FoundDeadline | None:
    """The date of the next meeting, if a text tells it."""
    said = pattern("deadlines.next_meeting").search(text)
    for found in find_dates(text, meeting) if said else ():
        if said and found.start > said.start() and found.on and (meeting is None or found.on > meeting):
            return FoundDeadline(text, DeadlineKind.NEXT_MEETING, found.on, year_inferred=found.year_inferred)
    return None


def _sentences(text: Iterable[Block]) -> Iterator[str]:
    for block in text:
        if block.kind is BlockKind.TABLE:
            yield from (" | ".join(cell for cell in row if cell) for row in block.rows)
        else:
            yield from sentences(block.text)


def _of_sentence(sentence: str, meeting: date | None) -> Iterator[FoundDeadline]:
    if pattern("deadlines.recurring").search(sentence):
        return
    if coming := next_meeting_in(sentence, meeting):
        yield coming
        return
    for found in find_dates(sentence, meeting):
        if _is_past(found, meeting):
            continue
        before = sentence[max(found.start - _REACH, 0) : found.start]
        kind = _kind(sentence, before, found)
        if kind:
            exclusive = bool(pattern("deadlines.exclusive").search(before)) and not pattern("dates.period_end").match(
                sentence, found.start
            )
            yield FoundDeadline(sentence, kind, found.on, found.earliest, found.latest, exclusive, found.year_inferred)


def _is_past(found: FoundDate, meeting: date | None) -> bool:
    last = found.on or found.latest
    return meeting is not None and last is not None and last < meeting


def _kind(sentence: str, before: str, found: FoundDate) -> DeadlineKind | None:
    if pattern("deadlines.contract").search(sentence) and pattern("deadlines.expiry").search(before) and found.on:
        return DeadlineKind.CONTRACT_EXPIRY
    bound = any(pattern(f"deadlines.{key}").search(before) for key in ("lead", "noun", "duty"))
    hearing = pattern("deadlines.hearing").search(sentence)
    if bound or (hearing and pattern("deadlines.closing").search(before)):
        return None if found.on is None and _is_loose(sentence) else _duty(sentence)
    if found.on and pattern("deadlines.promise").search(sentence) and pattern("deadlines.meeting_word").search(before):
        return None if pattern("deadlines.told").search(before) else DeadlineKind.PROMISE
    return None


def _is_loose(sentence: str) -> bool:
    """A vague date counts only where the words do not merely expect it."""
    return bool(pattern("deadlines.uncertain").search(sentence))


def _duty(sentence: str) -> DeadlineKind:
    for kind in (DeadlineKind.HEARING, DeadlineKind.REPORT, DeadlineKind.NOTICE):
        if pattern(f"deadlines.{kind}").search(sentence):
            return kind
    return DeadlineKind.TASK
