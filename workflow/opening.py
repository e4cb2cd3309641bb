"""Opening a case: its row, the stops of its route, and the treatments that it begins with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.record import Insert, Write
from states.facts import TOLD, LaidStop
from states.machine import DRAFT, TreatmentState
from states.outcomes import Outcome
from states.routes import JoinRule, Route, Stop
from workflow.desk import Desk
from workflow.moves import stop_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What one forum's treatment holds when it begins: texts as stored blocks, and what is printed beside."""

    texts: Mapping[str, Any] = field(default_factory=dict)
    purposes: Sequence[str] = ()
    officers: Sequence[str] = ()
    journal_number: str | None = None
    attachment_marks: int = 0
    group_title: str | None = None
    closed: bool = False
    source: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What an earlier forum did, as a paper tells it."""

    outcome: Outcome
    words: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that is opened when its rows are written. `treatments`: the open ones, at the stop where it begins."""

    id: int
    treatments: tuple[int, ...]
    writes: tuple[Write, ...]


def open_case(
    desk: Desk,
    title: str,
    route: Route,
    *,
    assumed: bool = False,
    expected: bool = False,
    draft: bool = True,
    at: int = 0,
    past: Sequence[Past] = (),
    contents: Contents = Contents(),
    state: TreatmentState = TreatmentState.PLANNED,
    meeting_id: int | None = None,
    answers_by: date | None = None,
) -> Opened:
    """A new case on a route that is laid. It begins at stop number `at` (0 the first); `past` tells of those before.

    As a `draft` it is not on its way yet, but its first texts have a home; `expected`: only its title is known;
    `answers_by`: the last day of its groups that wait for a date.
    """
    case_id = desk.ledger.next_case_id()
    stops = tuple(_laid(desk, place, stop, answers_by) for place, stop in enumerate(route.stops, 1))
    here = stops[at]
    row = {
        "id": case_id,
        "title": title,
        "state": DRAFT if draft else here.stop.key,
        "route_key": route.key,
        "route_version": route.version,
        "assumed": assumed,
        "expected": expected,
        "officers": list(contents.officers),
        "journal_numbers": [contents.journal_number] if contents.journal_number else [],
        "opened_on": desk.today,
    }
    told = _past_rows(case_id, stops, past, desk)  # first: treatments are told in the order of their ids
    writes: list[Write] = [Insert("cases", row), *(stop_row(case_id, stop) for stop in stops), *told]
    began = [(desk.ledger.next_id(), code) for code in here.stop.forums]
    writes.extend(_first_row(case_id, here, key, code, desk, contents, state, meeting_id) for key, code in began)
    return Opened(case_id, tuple(key for key, _ in began), tuple(writes))


def _laid(desk: Desk, place: int, stop: Stop, answers_by: date | None) -> LaidStop:
    until = answers_by if stop.join.rule is JoinRule.BY_DATE else None
    return LaidStop(desk.ledger.next_id(), place, stop, expires=until)


def _first_row(
    case_id: int,
    here: LaidStop,
    key: int,
    code: str,
    desk: Desk,
    contents: Contents,
    state: TreatmentState,
    meeting_id: int | None,
) -> Insert:
    asked = [here.stop.purpose] if here.stop.purpose and not contents.purposes else list(contents.purposes)
    row = {"id": key, "case_id": case_id, "stop_id": here.id, "forum_id": desk.forums[code].id, "visit": 1}
    return Insert("treatment", row | {"state": state, "meeting_id": meeting_id} | content_columns(contents, asked))


def content_columns(contents: Contents, purposes: Sequence[str]) -> dict[str, Any]:
    """The columns of a treatment that hold its contents."""
    return {
        "texts": dict(contents.texts),
        "purposes": list(purposes),
        "officers": list(contents.officers),
        "journal_number": contents.journal_number,
        "attachment_marks": contents.attachment_marks,
        "group_title": contents.group_title,
        "closed": contents.closed,
        "source": contents.source,
    }


def _past_rows(case_id: int, stops: Sequence[LaidStop], past: Sequence[Past], desk: Desk) -> Iterator[Insert]:
    for stop, step in zip(stops, past, strict=False):
        for code in stop.stop.forums:
            row = {
                "id": desk.ledger.next_id(),
                "case_id": case_id,
                "stop_id": stop.id,
                "forum_id": desk.forums[code].id,
                "state": TreatmentState.DECIDED,
                "open": False,
                "outcome": step.outcome,
                "words": step.words,
                "decided_on": step.on,
                "reason": TOLD,
            }
            yield Insert("treatment", row)
