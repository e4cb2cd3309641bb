"""Promises as the commands print them."""

from collections.abc import Sequence
from typing import Any

from commands.tables import as_table
from states.promises import Promised, PromiseState
from workflow.promises import Followed

_LONGEST = 60
"""Letters of a subject in a column."""


def promise_line(promise: Promised) -> str:
    """One promise as it now stands."""
    kept = f" at {promise.forum} {promise.kept_on}" if promise.kept_on else f", {days_of(promise)}"
    return f"Promise {promise.id} is {promise.state}{kept}: {promise.subject}"


def days_of(promise: Promised) -> str:
    """Between which days it falls, for people."""
    if promise.earliest and promise.earliest == promise.latest:
        return str(promise.latest)
    if not promise.earliest and not promise.latest:
        return "a coming meeting"
    return f"{promise.earliest or ''}..{promise.latest or ''}"


def print_promises(found: Sequence[Followed]) -> None:
    """A table of promises; below it the words of those nobody has looked at, and what seems to keep one."""
    head = ("id", "forum", "state", "when", "subject")
    rows = [[one.promise.id, one.promise.forum, _state(one), days_of(one.promise), _short(one)] for one in found]
    as_table(head, rows)
    for one in found:
        if one.kept_by:
            told = f"{one.kept_by.forum} {one.kept_by.on} item {one.kept_by.number} ({one.kept_by.title})"
            print(f"{one.promise.id} seems kept at {told}: sagsgang promise keep {one.promise.id}")
    proposed = [one.promise for one in found if one.promise.state is PromiseState.PROPOSED]
    if proposed:
        print("\nOnly proposed; sagsgang promise accept PROMISE, or dismiss PROMISE:")
    for promise in proposed:
        print(f"{promise.id} {promise.source}: “{' '.join(promise.words.split())}”")


def _state(one: Followed) -> str:
    return f"{one.promise.state}, overdue" if one.overdue else str(one.promise.state)


def _short(one: Followed) -> str:
    subject = one.promise.subject if len(one.promise.subject) <= _LONGEST else f"{one.promise.subject[: _LONGEST - 1]}…"
    return f"{subject} (closed: confidential)" if one.promise.closed else subject


def promise_json(one: Followed) -> dict[str, Any]:
    """A promise as `promise list --json` prints it."""
    promise, kept = one.promise, one.kept_by
    return {
        "id": promise.id,
        "forum": promise.forum,
        "subject": promise.subject,
        "words": promise.words,
        "state": promise.state,
        "source": promise.source,
        "made_on": promise.made_on,
        "case": promise.case_id,
        "earliest": promise.earliest,
        "latest": promise.latest,
        "overdue": one.overdue,
        "kept_on": promise.kept_on,
        "seems_kept": {"on": kept.on, "item": kept.number, "title": kept.title, "case": kept.case_id} if kept else None,
        "reason": promise.reason,
        "course": list(promise.course),
        "closed": promise.closed,
    }
