"""Deadlines as the commands print them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from shutil import get_terminal_size
from typing import Any

from commands.tables import as_table
from states.deadline_list import LATE, ListedDeadline
from states.deadlines import DeadlineState, Step, why_worked_to
from states.people import Reached
from workflow.deadline_list import Course

_HEAD = ("id", "work_to", "left", "kind", "case", "owners", "words")
_NARROWEST = 8
"""Letters of the words, and of the owners, that are shown however narrow the terminal is."""
_OWNERS = 24
"""Letters of the owners in a column, at most; on a narrow terminal a third of what is left."""
_BETWEEN = 2
"""Blanks between two columns."""


def deadline_json(one: ListedDeadline, today: date) -> dict[str, Any]:
    """A deadline as `deadline list --json` prints it. `days`: working days left, negative when over."""
    return {
        "id": one.id,
        "case": one.case_id,
        "title": one.title or None,
        "forum": one.forum,
        "kind": one.kind,
        "words": one.words,
        "due": one.days.on,
        "before": one.days.before,
        "earliest": one.days.earliest,
        "latest": one.days.latest,
        "works_to": one.days.works_to,
        "days": one.left(today),
        "state": one.standing(today),
        "owners": list(one.owners),
        "addressees": list(one.addressees),
        "revision": one.revision,
        "legal_default": one.legal_default or None,
        "source": one.source or None,
        "closed": one.closed,
        "ended_on": one.ended_on,
        "reason": one.reason or None,
    }


def print_deadlines(found: Sequence[ListedDeadline], today: date) -> None:
    """A table no wider than the terminal; what is late says so."""
    rows = [_row(one, today) for one in found]
    narrow = range(len(_HEAD) - 2)
    taken = sum(max(len(cells[place]) for cells in (list(_HEAD), *rows)) + _BETWEEN for place in narrow)
    room = get_terminal_size().columns - taken - _BETWEEN
    longest = max((len(cells[-2]) for cells in rows), default=0)
    owners = max(min(longest, _OWNERS, room // 3), _NARROWEST)
    words = max(room - owners, _NARROWEST)
    as_table(_HEAD, [[*cells[:-2], _short(cells[-2], owners), _short(cells[-1], words)] for cells in rows])
    if any(one.days.on is None for one in found):
        print("? vague words, from the first day that they may mean; once it is known: sagsgang deadline move ID DATE")


def _row(one: ListedDeadline, today: date) -> list[str]:
    first = one.days.works_to or one.days.earliest or one.days.latest
    vague = "" if one.days.on else "?"
    case = str(one.case_id) if one.case_id else "-"
    closed = " (closed: confidential)" if one.closed else ""
    owners = ", ".join(one.owners) or "-"
    words = " ".join(one.words.split()) + closed
    kind = one.kind if isinstance(one.id, int) else "-"  # it stands before the colon
    return [str(one.id), f"{first or '-'}{vague}", _left(one, today), kind, case, owners, words]


def _left(one: ListedDeadline, today: date) -> str:
    """How many working days are left; of a late one that it is, and how many it is over."""
    standing, left = one.standing(today), one.left(today)
    if standing == LATE:
        return f"LATE {left}"
    return str(left) if standing == DeadlineState.OPEN else standing


def _short(words: str, room: int) -> str:
    return words if len(words) <= room else f"{words[: room - 1]}…"


def deadline_line(one: ListedDeadline) -> str:
    """One deadline as it now stands: its state, its day, and the day it is worked to, with the reason."""
    state = "" if one.state == DeadlineState.OPEN else f" is {one.state} on {one.ended_on}"
    return f"Deadline {one.id}{state}: {one.words}, {_days(one)}"


def _days(one: ListedDeadline) -> str:
    if one.days.on is None:
        return f"{one.days}"
    why = why_worked_to(one.days)
    return f"{one.days}, worked to {one.days.works_to}{f' ({why})' if why else ''}"


def notes(one: ListedDeadline, reached: Iterable[Reached], today: date) -> Iterator[str]:
    """What somebody should know who has just entered or changed a deadline."""
    if one.standing(today) == LATE:
        yield "The last working day for it is over: it is late."
    if one.days.on is None:
        yield f"The words are vague; once the day is known: sagsgang deadline move {one.id} DATE --reason WORDS"
    if not one.owners:
        asked = f"the case's officers ({', '.join(one.officers)}) are" if one.officers else "the head of secretariat is"
        yield f"It has no owner: {asked} reminded. To name one: sagsgang deadline edit {one.id} --owner ADDRESS"
    for owner in reached:
        if owner.email is None:
            way = f'sagsgang person set "{owner.words}" --email ADDRESS'
            yield f"{owner.words} cannot be written to: {owner.reason}. {way}"


def print_course(told: Course, today: date) -> None:
    """One deadline with everything that happened to it."""
    one = told.deadline
    print(f"Deadline {one.id}: {one.words}")
    for name, value in _facts(told, today):
        print(f"  {name}: {value}")
    if told.steps:
        print("\nCourse:")
    for step in told.steps:
        why = f" ({step['reason']})" if step["reason"] else ""
        print(f"  {step['at']}  {_what(step)}, by {step['by']}{why}")
    _print_sent(told)


def _facts(told: Course, today: date) -> Iterator[tuple[str, str]]:
    one = told.deadline
    standing, left = one.standing(today), one.left(today)
    yield "state", f"{standing}{f', {left} working days left' if left is not None else f' on {one.ended_on}'}"
    yield "due", _days(one) + (" (the words name no year)" if told.year_inferred else "")
    yield "kind", one.kind
    if one.case_id:
        yield "case", f"{one.case_id} {one.title}{' (closed: confidential)' if one.closed else ''}"
    yield "owners", ", ".join(one.owners) or f"none; the case's officers: {', '.join(one.officers) or 'none'}"
    if one.addressees:
        yield "goes to", ", ".join(one.addressees)
    if one.legal_default:
        yield "if missed", one.legal_default
    if one.source:
        yield "source", one.source
    if one.reason:
        yield "why", one.reason
    yield "revision", f"{one.revision}{f', since {told.since}' if told.since else ''}"


def _what(step: Mapping[str, Any]) -> str:
    if step["what"] == Step.MOVED:
        granted = "extended" if step.get("extended") else "moved"
        return f"{granted} from {_when(step, 'on', '')} to {_when(step, 'to', 'to_')}"
    if step["what"] == Step.EDITED:
        changed = [name for name in step if name not in ("what", "at", "by", "reason")]
        return f"changed: {', '.join(f'{name} (was {_plain(step[name])})' for name in changed)}"
    day = f" on {step['on']}" if step.get("on") and step["on"] != step["at"] else ""
    return f"{step['what']}{day}"


def _when(step: Mapping[str, Any], on: str, side: str) -> str:
    if step[on]:
        return f"{'before ' if step[f'{side}before'] else ''}{step[on]}"
    return f"{step.get(f'{side}earliest') or '…'}..{step.get(f'{side}latest') or '…'}"


def _plain(value: Any) -> str:
    return ", ".join(value) or "none" if isinstance(value, list) else str(value or "none")


def _print_sent(told: Course) -> None:
    if told.reminders:
        print("\nReminders:")
        head = ("due_on", "step", "role", "recipient", "late", "revision", "delivery")
        as_table(
            head,
            [["late" if name == "late" and row[name] else row[name] or "" for name in head] for row in told.reminders],
        )
    for row in told.acknowledgements:
        print(f"“I have it”: {row['recipient']}, {row['at'][:10]} (revision {row['revision']})")


def course_json(told: Course, today: date) -> dict[str, Any]:
    """A deadline with its whole course, as `deadline show --json` prints it."""
    return deadline_json(told.deadline, today) | {
        "since": told.since,
        "year_inferred": told.year_inferred,
        "course": told.steps,
        "reminders": told.reminders,
        "acknowledgements": told.acknowledgements,
    }
