"""Extracts of minutes: what one forum decided on one case, ready to go with the next forum's item."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import printed_items
from db.queries.cases import case_decisions, case_treatments
from db.queries.facts import load_case, load_forums
from states.errors import SagsgangError
from states.extract import Extract
from states.facts import TOLD
from states.machine import DONE_STATES
from states.outcomes import Outcome, Purpose
from states.paper import Item
from workflow.desk import registered
from workflow.printing import attendees, section, words_as_text


class NotDecidedThere(SagsgangError):
    """The forum has said nothing of the case."""

    def __init__(self, case_id: int, forum: str, decided: Sequence[str]) -> None:
        super().__init__(
            f"{forum} has no decision on case {case_id}; it was decided by {', '.join(decided)}."
            if decided
            else f"No forum has decided case {case_id} yet."
        )


class NotDecidedThen(SagsgangError):
    """The forum decided the case at another meeting."""

    def __init__(self, case_id: int, forum: str, asked: date, decided: Sequence[str]) -> None:
        known = ", ".join(decided)
        super().__init__(f"{forum} decided nothing on case {case_id} on {asked}; it was decided by {known}.")


class OnlyTold(SagsgangError):
    """What the forum decided is known from another forum's paper alone."""

    def __init__(self, case_id: int, forum: str) -> None:
        super().__init__(
            f"What {forum} decided on case {case_id} is only told by a later forum's paper, so there are no minutes to "
            f"take it from. Read them in first: sagsgang import FILE --forum {forum}."
        )


class ClosedDecision(SagsgangError):
    """What is written would carry the words of a confidential item."""

    def __init__(self, case_id: int, forum: str) -> None:
        super().__init__(
            f"{forum}'s item about case {case_id} is closed (lukket), and this would carry its title and words. "
            "If it shall be written all the same, say --closed."
        )


def extract(
    connection: Connection,
    case_id: int,
    forum: str | None = None,
    on: date | None = None,
    *,
    closed: bool = False,
) -> Extract:
    """What a forum decided on a case, at its latest meeting that did or at the one `on`; without a forum, the latest.

    `closed`: also where the item is confidential. A joined case answers for the one that took it over. Only reads.
    Raises UnknownCase, UnknownForum, NotDecidedThere, NotDecidedThen, OnlyTold, ClosedDecision.
    """
    forums = load_forums(connection)
    code = registered(forums, forum).forum.code if forum else None
    case = load_case(connection, case_id)
    row = _chosen(case.id, case_treatments(connection, case.id), code, on)
    if row.closed and not closed:
        raise ClosedDecision(case.id, row.code)
    decision = case_decisions(connection, case.id).get(row.id)
    return Extract(
        forum=forums[row.code].forum,
        on=_day(row),
        item=_item(row, case.title, _printed(connection, row)),
        parts=tuple((part["words"], Outcome(part["outcome"])) for part in (decision.parts if decision else ())),
        additions=(decision.additions or "") if decision else "",
    )


def _chosen(case_id: int, treatments: Sequence[Any], forum: str | None, on: date | None) -> Any:
    done = sorted((one for one in treatments if one.state in DONE_STATES), key=lambda one: (_day(one), one.id))
    there = [one for one in done if forum in (None, one.code)]
    if not there:
        raise NotDecidedThere(case_id, forum or "", [_told(one) for one in done])
    then = [one for one in there if on is None or on in (one.decided_on, one.on)]
    if not then and on is not None:
        raise NotDecidedThen(case_id, there[-1].code, on, [_told(one) for one in there])
    if then[-1].reason == TOLD:
        raise OnlyTold(case_id, then[-1].code)
    return then[-1]


def _day(row: Any) -> date:
    """The day of the decision; one that only a paper tells of, without a day, comes first."""
    day: date | None = row.decided_on or row.on
    return day or date.min


def _told(row: Any) -> str:
    return f"{row.code} on {_day(row)}" if row.decided_on or row.on else f"{row.code} (undated)"


def _printed(connection: Connection, row: Any) -> Any:
    """The item on the meeting's fixed agenda, None where there is none."""
    items = printed_items(connection, row.meeting_id) if row.meeting_id else []
    return next((item for item in items if item.treatment_id == row.id), None)


def _item(row: Any, title: str, printed: Any) -> Item:
    return Item(
        number=(printed.number or "") if printed else "",
        title=printed.title if printed else title,
        journal_number=row.journal_number,
        officers=tuple(row.officers),
        recommendation=section(row.texts, "recommendation"),
        decision=section(row.texts, "decision") or words_as_text(row.words),
        purposes=tuple(Purpose(purpose) for purpose in row.purposes),
        outcome=Outcome(row.outcome),
        absent=attendees(printed.absent) if printed else (),
        case_id=row.case_id,
        closed=row.closed,
    )
