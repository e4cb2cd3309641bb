"""The list of promises as a sheet: those that count, those that are only proposed, and the ended ones."""

from collections.abc import Iterator, Sequence
from datetime import date

from states.promises import Promised, PromiseState
from states.sheet import Sheet, SheetFact, SheetKind, SheetSection
from templates.list_words import Forums, paragraphs, short_day, table, titled
from templates.words import say, weekday_and_day

Listed = tuple[Promised, bool]
"""A promise, and whether it is overdue."""


def promises_sheet(promises: Sequence[Listed], forums: Forums, *, on: date) -> Sheet:
    """The promises as they stand `on` that day, in the order given."""
    sections = tuple(_sections(promises, forums))
    return Sheet(
        kind=SheetKind.PROMISES,
        title=_say("title"),
        on=on,
        facts=(SheetFact(_say("made"), weekday_and_day(on)),),
        sections=sections or (SheetSection("", paragraphs(_say("none"))),),
    )


def _say(name: str, **places: str) -> str:
    return say("promises", name, **places)


def _sections(promises: Sequence[Listed], forums: Forums) -> Iterator[SheetSection]:
    for name, states, last in (
        ("open", (PromiseState.OPEN,), "when"),
        ("proposed", (PromiseState.PROPOSED,), "when"),
        ("ended", (PromiseState.KEPT, PromiseState.DROPPED, PromiseState.DISMISSED), "state"),
    ):
        rows = [_row(one, forums, late, last) for one, late in promises if one.state in states]
        if rows:
            yield SheetSection(_say(name), (table([_say(key) for key in ("forum", "subject", last, "words")], rows),))


def _row(one: Promised, forums: Forums, late: bool, last: str) -> tuple[str, ...]:
    third = _ended(one) if last == "state" else _when(one, late)
    return forums[one.forum].name, titled(one.subject, closed=one.closed), third, _words(one)


def _words(one: Promised) -> str:
    words = _say("said", words=one.words, day=short_day(one.made_on)) if one.made_on else one.words
    moved = one.course[-1]["reason"] if one.course else None
    return f"{words} {_say('moved', reason=moved)}" if moved else words


def _when(one: Promised, late: bool) -> str:
    when = _days(one.earliest, one.latest)
    return _say("overdue", when=when) if late else when


def _days(earliest: date | None, latest: date | None) -> str:
    if earliest and latest:
        first, last = short_day(earliest), short_day(latest)
        return first if earliest == latest else _say("between", first=first, last=last)
    if earliest or latest:
        return _say("from", day=short_day(earliest)) if earliest else _say("until", day=short_day(latest or date.max))
    return _say("some")


def _ended(one: Promised) -> str:
    if one.kept_on:
        return _say("kept_on", day=short_day(one.kept_on))
    return _say("dropped_since", reason=one.reason) if one.reason else _say(one.state)
