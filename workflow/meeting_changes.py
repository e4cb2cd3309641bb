"""Meetings that change after their agenda was sent: whoever was told of one is told what is otherwise now."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.columns import canonical
from db.queries.meeting_letters import meeting_letters, sent_meetings
from db.queries.outbox import known_keys
from states.addresses import Address
from states.facts import MeetingState
from states.letters import DeliveryState, Draft, LetterKind
from templates.letter_words import change_words
from workflow.agenda_letter import invite, meeting_entry
from workflow.batch import Batch
from workflow.public_papers import Confidential, confidential

TOLD = "told"
"""Where a letter's facts keep what its recipient was told of the meeting."""

FINGERPRINT_LETTERS = 16


def told_of(at: str | None, place: str | None, sequence: int, *, cancelled: bool = False) -> dict[str, Any]:
    """What a letter says of a meeting: `at` HH:MM; `sequence`: of its calendar entry."""
    return {"at": at or "", "place": place or "", "cancelled": cancelled, "sequence": sequence}


def meeting_changes(
    connection: Connection,
    *,
    today: date,
    link: str,  # noqa: ARG001  # every producer is asked alike
    organizer: Address | None = None,
) -> Batch:
    """To everybody who was sent the agenda of a meeting to come: that it is cancelled, or where and when it is now.

    It counts what each was told last, by a letter that left or is on its way. `organizer`: who asks to the meeting;
    without, nothing goes to calendars.
    """
    found = [draft for row in sent_meetings(connection, today) for draft in _of(connection, row, today, organizer)]
    there = known_keys(connection, [draft.key for draft in found]) if found else set()
    return Batch(tuple(draft for draft in found if draft.key not in there))


def _of(connection: Connection, meeting: Any, today: date, organizer: Address | None) -> Iterator[Draft]:
    now = told_of(meeting.at, meeting.place, 0, cancelled=meeting.state == MeetingState.CANCELLED)
    outdated = [one for one in _last_told(meeting_letters(connection, meeting.id)) if _differs(one.told, now)]
    if not outdated:
        return
    reason = _reason(meeting, confidential(connection))
    entry = meeting_entry(connection, meeting.id, 1, today)
    if entry and meeting.cancel_reason and not reason:
        entry = replace(entry, words="")
    for one in outdated:
        sequence = max(entry.sequence if entry else 0, one.sequence + 1)
        told = now | {"sequence": sequence}
        facts = change_words(meeting.name, meeting.on, one.told, told)
        yield Draft(
            key=f"meeting-change:{meeting.id}:{_fingerprint(one.letter, now)}:{one.to.email}",
            kind=LetterKind.CHANGE,
            to=one.to,
            facts={**facts, "reason": reason, "invited": bool(entry and organizer), TOLD: told},
            invitation=invite(replace(entry, sequence=sequence) if entry else None, organizer, one.to),
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """What one recipient was told last, by which letter, and the highest sequence of all that they were told."""

    to: Address
    letter: int
    told: dict[str, Any]
    sequence: int


def _last_told(letters: Sequence[Any]) -> list[_Told]:
    """By address, from the letters that left or are to leave, the first first."""
    found: dict[str, _Told] = {}
    for row in sorted(letters, key=lambda one: int(one.id)):
        if row.state in (DeliveryState.CANCELLED, DeliveryState.FAILED) or TOLD not in row.facts:
            continue
        told, before = row.facts[TOLD], found.get(row.to_email.casefold())
        highest = max(told["sequence"], before.sequence if before else 0)
        found[row.to_email.casefold()] = _Told(Address(row.to_email, row.to_name), row.id, told, highest)
    return list(found.values())


def _differs(told: dict[str, Any], now: dict[str, Any]) -> bool:
    if told["cancelled"] and now["cancelled"]:
        return False
    return any(told[name] != now[name] for name in ("at", "place", "cancelled"))


def _fingerprint(letter: int, now: dict[str, Any]) -> str:
    """Of what is so now after what that letter said: a meeting may change, and change back."""
    return hashlib.sha256(canonical([letter, now]).encode()).hexdigest()[:FINGERPRINT_LETTERS]


def _reason(meeting: Any, secret: Confidential) -> str:
    """Why it was cancelled; not where the words name a closed item."""
    reason = str(meeting.cancel_reason or "")
    return "" if any(title.casefold() in reason.casefold() for title in secret.titles) else reason
