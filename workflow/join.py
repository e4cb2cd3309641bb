"""Joining two cases that a person has found to be one, and dismissing what was only suggested."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.facts import load_cases
from db.queries.joins import (
    BELONGINGS,
    attachments_with,
    belongings,
    open_suggestion,
    route_version,
    suggestions_of,
)
from db.record import Update, Write
from states.errors import SagsgangError
from states.facts import CaseFacts, TreatmentFacts
from states.joining import OneCourse, joined_state, one_course
from states.machine import CONCLUDED, DONE_STATES, ENDED, TreatmentState
from workflow.desk import open_desk


class SameCase(SagsgangError):
    """A case is joined with another, not with itself."""

    def __init__(self, case_id: int) -> None:
        super().__init__(f"Both numbers are case {case_id}; there is nothing to join.")


class WhoseStop(SagsgangError):
    """Both cases are under way at different places."""

    def __init__(self, case: CaseFacts, other: CaseFacts) -> None:
        super().__init__(
            f"Case {case.id} is at {case.state} and case {other.id} at {other.state}: "
            f"say whose stop counts, --stop-of {case.id} or --stop-of {other.id}."
        )


class StopOfNeither(SagsgangError):
    """The stop counts of one of the two."""

    def __init__(self, stop_of: int, case_id: int, other: int) -> None:
        super().__init__(f"--stop-of {stop_of} is neither of the two cases: say {case_id} or {other}.")


class NoSuggestion(SagsgangError):
    """No open suggestion has this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no open suggestion {number}; see them with sagsgang case suggestions.")


def dismiss_suggestion(connection: Connection, number: int, *, by: str, now: datetime) -> None:
    """Keep that two cases are two, so that they are not suggested again. Raises NoSuggestion."""
    row = open_suggestion(connection, number)
    if row is None:
        raise NoSuggestion(number)
    with open_desk(connection, by=by, now=now) as desk:
        write = Update("suggestion", {"id": number}, {"state": "dismissed"}, {"state": "open"})
        desk.note("suggestion_dismissed", row.case_id, {"other": row.other_id}, write)


def join_cases(
    connection: Connection, case_id: int, other_id: int, *, stop_of: int | None, by: str, now: datetime
) -> str:
    """Make two cases one: all that `other_id` has becomes `case_id`'s, and its number goes on answering for it.

    `stop_of`: whose stop counts; it may be left out where one of the two has ended or is only assumed at the same
    place. The other's open treatment is closed. Returns the state. Raises SameCase, WhoseStop, StopOfNeither,
    UnknownCase.
    """
    cases = load_cases(connection, (case_id, other_id), lock=True)
    case, other = cases[case_id], cases[other_id]
    if case.id == other.id:
        raise SameCase(case.id)
    leader = _leader(case, other, stop_of, (case_id, other_id))
    with open_desk(connection, by=by, now=now) as desk:
        rows, state = _merged(connection, case, other, leader)
        facts = {"title": case.title, "joined": other.id, "stop_of": leader.id, "state": state}
        desk.note("joined", case.id, facts, *rows)
    return state


def _leader(case: CaseFacts, other: CaseFacts, stop_of: int | None, asked: tuple[int, int]) -> CaseFacts:
    if stop_of is not None:
        if stop_of not in (*asked, case.id, other.id):
            raise StopOfNeither(stop_of, case.id, other.id)
        return case if stop_of in (asked[0], case.id) else other
    if other.state in ENDED:
        return case
    if case.state in ENDED:
        return other
    if case.here and other.here and case.here.stop.forums == other.here.stop.forums:
        return other if _on_agenda(other) and not _on_agenda(case) else case
    raise WhoseStop(case, other)


def _on_agenda(case: CaseFacts) -> bool:
    return any(one.state is TreatmentState.ON_AGENDA for one in case.open_treatments)


def _merged(connection: Connection, case: CaseFacts, other: CaseFacts, leader: CaseFacts) -> tuple[list[Write], str]:
    """The rows that make one case of two, and the state it comes to."""
    course = one_course(case, other)
    state = joined_state(leader, case, course)
    rows: list[Write] = list(_stop_rows(case, other, course))
    rows.extend(_treatment_rows(case, other, leader, course))
    for table in BELONGINGS:
        keys = belongings(connection, table, other.id)
        rows.extend(Update(table, {"id": key}, {"case_id": case.id}) for key in keys)
    rows.extend(_attachment_rows(connection, case, other, leader, course))
    rows.extend(_heads(case, other, state, route_version(connection, other.id)))
    rows.extend(_suggestion_rows(connection, case.id, other.id))
    return rows, state


def _suggestion_rows(connection: Connection, case_id: int, gone: int) -> Iterator[Update]:
    """What was suggested, or dismissed, of the number that is gone holds for the case; what it has twice is closed."""
    rows = suggestions_of(connection, (case_id, gone))
    thirds = {_third(row, case_id) for row in rows if gone not in (row.case_id, row.other_id)}
    for row in rows:
        if gone not in (row.case_id, row.other_id):
            continue
        third = _third(row, gone)
        if third != case_id and third not in thirds:
            older, newer = sorted((case_id, third))
            yield Update("suggestion", {"id": row.id}, {"case_id": older, "other_id": newer})
        elif third == case_id or row.state == "open":
            yield Update("suggestion", {"id": row.id}, {"state": "joined"})


def _third(row: Any, number: int) -> int:
    return int(row.other_id if row.case_id == number else row.case_id)


def _stop_rows(case: CaseFacts, other: CaseFacts, course: OneCourse) -> Iterator[Update]:
    theirs = {laid.id for laid in other.stops}
    for laid in course.stops:
        changes: dict[str, Any] = {"position": laid.position}
        if laid.id in theirs:
            changes |= {"case_id": case.id, "key": laid.stop.key, "delegated_by": laid.delegated_by}
        yield Update("stop", {"id": laid.id}, changes)


def _treatment_rows(case: CaseFacts, other: CaseFacts, leader: CaseFacts, course: OneCourse) -> Iterator[Update]:
    for one in other.treatments:
        if one.stop_id in course.went:
            stop = course.went[one.stop_id]
            visit = one.visit + sum(mine.forum == one.forum for mine in case.at(stop.id))
            yield Update("treatment", {"id": one.id}, {"case_id": case.id, "stop_id": stop.id, "visit": visit})
    for one in _told_twice(case, other):
        yield Update(
            "treatment", {"id": one.id}, {"state": TreatmentState.SKIPPED, "reason": "the decision is recorded"}
        )
    for one in _closing(case, other, leader, course):
        changes = {"state": TreatmentState.LAPSED, "open": False, "reason": f"joined; case {leader.id}'s stop counts"}
        yield Update("treatment", {"id": one.id}, changes)


def _told_twice(case: CaseFacts, other: CaseFacts) -> list[TreatmentFacts]:
    """What one case's paper tells of a forum whose own decision the other case holds."""
    both = (*case.treatments, *other.treatments)
    recorded = {one.forum for one in both if one.state in DONE_STATES and not one.told}
    return [one for one in both if one.told and one.forum in recorded]


def _closing(case: CaseFacts, other: CaseFacts, leader: CaseFacts, course: OneCourse) -> Iterator[TreatmentFacts]:
    """The open treatments that end: the follower's, but where both wait at one forum the one on an agenda goes on."""
    follower = other if leader.id == case.id else case
    waiting = {one.forum: one for one in leader.open_treatments}
    for one in follower.open_treatments:
        rival = waiting.get(one.forum)
        printed = one.state is TreatmentState.ON_AGENDA and _stop_of(one, other, course) == _joined_stop(
            leader, case, course
        )
        if rival and printed and rival.state is not TreatmentState.ON_AGENDA:
            yield rival
        else:
            yield one


def _attachment_rows(
    connection: Connection, case: CaseFacts, other: CaseFacts, leader: CaseFacts, course: OneCourse
) -> Iterator[Update]:
    """What was attached at a treatment that ends here goes with the one that goes on, its own forum's first."""
    closing = list(_closing(case, other, leader, course))
    on = [one for one in (*case.open_treatments, *other.open_treatments) if one not in closing]
    for column in ("treatment_id", "left_out_from") if on else ():
        for one in closing:
            heir = next((rival for rival in on if rival.forum == one.forum), on[0])
            for key in attachments_with(connection, column, one.id):
                yield Update("attachment", {"id": key}, {column: heir.id})


def _stop_of(treatment: TreatmentFacts, other: CaseFacts, course: OneCourse) -> int:
    gone = course.went.get(treatment.stop_id) if treatment in other.treatments else None
    return gone.id if gone else treatment.stop_id


def _joined_stop(leader: CaseFacts, case: CaseFacts, course: OneCourse) -> int | None:
    """The stop where the joined case is, None where it has ended or is a draft."""
    here = leader.here
    if here is None or leader.id == case.id:
        return here.id if here else None
    return course.went[here.id].id


def _heads(case: CaseFacts, other: CaseFacts, state: str, version: int) -> Iterator[Update]:
    changes: dict[str, Any] = {
        "state": state,
        "version": case.version + 1,
        "expected": case.expected and other.expected,
        "assumed": case.assumed and other.assumed,
        "officers": list(dict.fromkeys([*case.officers, *other.officers])),
        "journal_numbers": list(dict.fromkeys([*case.journal_numbers, *other.journal_numbers])),
    }
    if state not in ENDED:
        changes["closed_words"] = None
    if case.assumed and not other.assumed:
        changes |= {"route_key": other.route_key, "route_version": version}
    yield Update("cases", {"id": case.id}, changes, {"version": case.version})
    gone = {"joined_into": case.id, "state": CONCLUDED, "version": other.version + 1}
    yield Update(
        "cases", {"id": other.id}, gone | {"closed_words": f"joined into case {case.id}"}, {"version": other.version}
    )
