"""Cases that look like one already known: suggested to a person, never joined by itself or by journal number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import Connection

from db.queries.imports import cases_with_texts, suggested_pairs
from db.record import Insert
from states.differences import title_key
from states.paper import plain
from states.paper_json import load_text
from workflow.desk import open_desk

NEAR = timedelta(days=400)
"""How far apart two meetings may be for their cases to be one; a yearly duty comes again, and is another."""

ALIKE = 0.86
"""Titles at least this alike (0 to 1) are suggested by themselves; the score is rapidfuzz's token_sort_ratio."""

SOMEWHAT = 0.6
"""Titles at least this alike are suggested when the texts share enough words too."""

SHARED = 0.3
"""The part of the rarer text's long words that must stand in the other."""

_LONG_WORD = re.compile(r"\w{7,}")
_NAME = re.compile(r"\b[A-ZÆØÅ]\w+(?:[ -][A-ZÆØÅ]\w+)+")


@dataclass(slots=True)
class _Seen:
    """A case as it is compared: title, long words, names of several words, and the meetings whose agendas it is on.

    A case that was decided at a meeting without standing on its agenda may be the item that does.
    """

    id: int
    title: str
    words: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    meetings: set[int] = field(default_factory=set)


def suggest_for(connection: Connection, case_ids: Iterable[int], around: date, *, by: str, now: datetime) -> int:
    """Compare new cases with those known around a day (their meeting's, or today); note each likely pair once.

    Returns how many are new.
    """
    new = sorted(set(case_ids))
    if not new:
        return 0
    seen = _seen(connection, around)
    pairs = suggested_pairs(connection, new)
    with open_desk(connection, by=by, now=now) as desk:
        count = 0
        for older, newer, score, why in _likely(seen, new):
            if (older, newer) in pairs:
                continue
            row = {"id": desk.ledger.next_id(), "case_id": older, "other_id": newer, "score": score, "why": why}
            desk.note("suggested", newer, {"other": older, "why": why}, Insert("suggestion", row))
            count += 1
    return count


def _seen(connection: Connection, around: date) -> dict[int, _Seen]:
    found: dict[int, _Seen] = {}
    for row in cases_with_texts(connection, around - NEAR, around + NEAR):
        case = found.setdefault(row.id, _Seen(row.id, row.title))
        if row.meeting_id is not None and (row.open or row.printed):
            case.meetings.add(row.meeting_id)
        text = _text(row.texts)
        case.words.update(word.casefold() for word in _LONG_WORD.findall(text))
        case.names.update(_NAME.findall(text))
    return found


def _text(texts: dict[str, Any]) -> str:
    return "\n".join(plain(load_text(blocks)) for blocks in texts.values() if blocks)


def _likely(seen: dict[int, _Seen], new: list[int]) -> Iterator[tuple[int, int, int, str]]:
    for case_id in new:
        case = seen.get(case_id)
        if case is None:
            continue
        for other in seen.values():
            if other.id >= case.id or other.meetings & case.meetings:
                continue  # each pair once, the older first; two items of one agenda are two cases
            found = _compare(other, case)
            if found:
                yield other.id, case.id, *found


def _compare(old: _Seen, new: _Seen) -> tuple[int, str] | None:
    """The score in thousandths and the reason, or None where the two do not look like one case."""
    title = fuzz.token_sort_ratio(title_key(old.title), title_key(new.title)) / 100
    smaller = min(len(old.words), len(new.words))
    shared = len(old.words & new.words) / smaller if smaller else 0.0
    if title < SOMEWHAT or (title < ALIKE and shared < SHARED):
        return None
    names = sorted(old.names & new.names)[:3]
    why = ["same title" if title == 1 else f"titles {title:.0%} alike", f"{shared:.0%} of the words shared"]
    why.extend([f"both name {', '.join(names)}"] if names else [])
    return round(1000 * (0.7 * title + 0.3 * shared)), "; ".join(why)
