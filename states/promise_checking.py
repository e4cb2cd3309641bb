"""Promises that an agenda does not keep, as findings of its check. Pure."""

from collections.abc import Collection, Iterable, Iterator

from states.checking import Code, Finding
from states.facts import MeetingFacts
from states.paper import Paper
from states.promises import Promised, PromiseState, due_at, is_about


def check_noted(
    promises: Iterable[Promised], paper: Paper, meeting: MeetingFacts, meetings: Collection[MeetingFacts],
    *, told: Iterable[str],
) -> Iterator[Finding]:  # fmt: skip
    """The promises that are due at a meeting and stand on no item of its paper; what nobody has looked at is asked.

    `meetings`: the forum's. `told`: the titles of what is missed for another reason already: one finding, not two.
    """
    missed = tuple(told)
    cases = {item.case_id for item in paper.items if item.case_id is not None}
    titles = [item.title for item in paper.items]
    for one in promises:
        if not due_at(one, meeting, meetings) or one.case_id in cases:
            continue
        if any(is_about(one.subject, title) for title in (*titles, *missed)):
            continue
        if one.state is PromiseState.OPEN:
            yield Finding(None, one.subject, Code.PROMISED_AND_MISSING, _missing(one))
        else:
            yield Finding(None, one.subject, Code.PROMISE_NOT_LOOKED_AT, _not_looked_at(one))


def _missing(one: Promised) -> str:
    mend = (
        "put a case on it, or say what came of it: "
        f"sagsgang promise keep {one.id}, move {one.id} --to DATE --reason WORDS, or drop {one.id} --reason WORDS"
    )
    return f"“{one.subject}” was promised {_when(one)}{_source(one)} and is not on this agenda: {mend}."


def _not_looked_at(one: Promised) -> str:
    mend = f"sagsgang promise accept {one.id}, or dismiss {one.id}"
    return (
        f"“{one.subject}” may be promised {_when(one)}{_source(one)}, is not on this agenda, "
        f"and nobody has looked at it: {mend}."
    )


def _when(one: Promised) -> str:
    if one.earliest and one.earliest == one.latest:
        return f"for {one.latest}"
    if one.earliest and one.latest:
        return f"between {one.earliest} and {one.latest}"
    if one.earliest or one.latest:
        return f"from {one.earliest}" if one.earliest else f"until {one.latest}"
    return "for a coming meeting"


def _source(one: Promised) -> str:
    words = " ".join(one.words.split())
    said = words if len(words) <= 120 else f"{words[:119]}…"
    return f" ({one.source}: “{said}”)" if one.source else f" (“{said}”)"
