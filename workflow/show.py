"""The account of one case: the whole course, what is next, who must do what."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from db.queries.cases import (
    all_deadlines,
    case_decisions,
    case_row,
    case_stops,
    case_tasks,
    case_treatments,
    group_decisions,
    joined_cases,
)
from db.queries.facts import load_case, load_meetings
from states.agenda import comes_on
from states.council_ledger import lifted_at
from states.facts import CaseFacts
from states.machine import DONE_STATES
from states.paper import plain
from states.paper_json import load_text
from states.routes import Stop

Json = dict[str, Any]

FEW = 3
"""A group of so many forums is told by their codes, a larger one by its stop."""


def account(connection: Connection, case_id: int) -> Json:
    """The case as `case show --json` prints it; a joined number answers for the case that took it over.

    Raises UnknownCase.
    """
    case = load_case(connection, case_id)
    row = case_row(connection, case.id)
    treatments = case_treatments(connection, case.id)
    open_ones = [one for one in treatments if one.open]
    return {
        "id": case.id,
        "title": case.title,
        "state": case.state,
        "stop": case.here.stop.key if case.here else None,
        "route": _route(case, row, case_stops(connection, case.id)),
        "expected": row.expected,
        "closed": bool(treatments) and treatments[-1].closed,
        "purposes": list(dict.fromkeys(purpose for one in open_ones for purpose in one.purposes)),
        "next_forum": open_ones[0].code if open_ones else None,
        "waits_at": [one.code for one in open_ones],
        "answers": _answers(case, treatments),
        "reservations": _reservations(case),
        "next_meeting": _next_meeting(connection, treatments, open_ones),
        "officers": _officers(row.officers, open_ones or treatments[-1:]),
        "journal_numbers": list(dict.fromkeys([*row.journal_numbers, *_journal_numbers(treatments)])),
        "texts": _texts(open_ones),
        "history": _history(
            treatments,
            case_decisions(connection, case.id),
            [_of_group(case, one) for one in group_decisions(connection, case.id)],
        ),
        "tasks": [
            {"id": one.id, "words": one.words, "owner": one.owner, "due": one.due, "state": one.state}
            for one in case_tasks(connection, case.id)
        ],
        "deadlines": [_deadline(one) for one in all_deadlines(connection, case.id)],
        "joined": joined_cases(connection, case.id),
        "closed_words": row.closed_words,
    }


def _route(case: CaseFacts, row: Any, rows: dict[int, Any]) -> Json:
    """Each stop with the `reason` why it was put in or left out; `expires`: the last day to act, or to answer."""
    stops = [
        {
            "key": laid.stop.key,
            "forums": list(laid.stop.forums),
            "skipped": laid.skipped,
            "reservation": laid.stop.reservation,
            "here": laid == case.here,
            "reason": rows[laid.id].reason,
            "scope": rows[laid.id].scope,
            "expires": laid.expires,
        }
        for laid in case.stops
    ]
    return {"key": row.route_key, "version": row.route_version, "assumed": row.assumed, "stops": stops}


def _answers(case: CaseFacts, treatments: Sequence[Any]) -> list[Json]:
    """Where several forums treat the case side by side: who has answered what, and who has not (outcome None)."""
    here = case.here
    if here is None or not here.stop.is_group:
        return []
    latest = {one.code: one for one in treatments if one.stop_id == here.id}
    return [
        {"forum": code, "name": one.name, "outcome": one.outcome, "date": one.decided_on}
        for code, one in latest.items()
    ]


def _reservations(case: CaseFacts) -> list[Json]:
    """Forbehold for politisk godkendelse: for how many forums of the stop it is lifted, that is, who has approved."""
    reserved = [laid for laid in case.stops if laid.stop.reservation and not laid.skipped]
    return [{"stop": laid.stop.key, "lifted": lifted_at(case, laid), "of": len(laid.stop.forums)} for laid in reserved]


def _next_meeting(connection: Connection, treatments: Sequence[Any], open_ones: Sequence[Any]) -> Any:
    if not open_ones:
        return None
    code = open_ones[0].code
    treated = {one.meeting_id for one in treatments if one.code == code and one.state in DONE_STATES}
    return comes_on(open_ones[0].on, load_meetings(connection, code), treated)


def _officers(own: Sequence[str], treatments: Sequence[Any]) -> list[str]:
    """Those of the case and of the treatments that count now: who was taken off it does not come back."""
    return list(dict.fromkeys([*own, *(name for one in treatments for name in one.officers)]))


def _journal_numbers(treatments: Sequence[Any]) -> list[str]:
    return [one.journal_number for one in treatments if one.journal_number]


def _texts(open_ones: Sequence[Any]) -> Json:
    if not open_ones:
        return {}
    return {name: plain(load_text(blocks)) for name, blocks in open_ones[0].texts.items() if blocks}


def _history(treatments: Sequence[Any], decisions: dict[int, Any], groups: Sequence[Json]) -> list[Json]:
    """In the order of their days; where a day is not known, in the order in which they began."""
    done = [(one.id, _step(one, decisions.get(one.id))) for one in treatments if one.state in DONE_STATES]
    steps = sorted([*done, *((group.pop("id"), group) for group in groups)], key=lambda step: int(step[0]))
    if all(step["date"] for _, step in steps):
        steps.sort(key=lambda step: str(step[1]["date"]))
    return [step for _, step in steps]


def _of_group(case: CaseFacts, decision: Any) -> Json:
    """What an officer said came of a group: it is told of the stop, since no forum of it said so."""
    groups = (laid.stop for laid in case.stops if laid.stop.is_group and decision.code in laid.stop.forums)
    stop = next(groups, Stop(decision.code.lower(), (decision.code,)))
    name = " + ".join(stop.forums) if len(stop.forums) <= FEW else stop.key
    return {
        "id": decision.id,
        "forum": name,
        "name": name,
        "stop": stop.key,
        "date": decision.on,
        "purposes": [stop.purpose] if stop.purpose else [],
        "outcome": decision.outcome,
        "words": decision.words,
        "parts": list(decision.parts),
        "additions": decision.additions,
        "scope": decision.scope,
        "expires": decision.expires,
        "correction": None,
        "told_by_paper": False,
    }


def _step(one: Any, decision: Any) -> Json:
    return {
        "forum": one.code,
        "name": one.name,
        "stop": one.key,
        "date": one.decided_on,
        "purposes": list(one.purposes),
        "outcome": one.outcome,
        "words": one.words,
        "parts": list(decision.parts) if decision is not None else [],
        "additions": decision.additions if decision is not None else None,
        "scope": decision.scope if decision is not None else None,
        "expires": decision.expires if decision is not None else None,
        "correction": decision.reason if decision is not None and decision.corrects else None,
        "told_by_paper": decision is None,
    }


def _deadline(one: Any) -> Json:
    return {
        "id": one.id,
        "kind": one.kind,
        "date": one.on,
        "earliest": one.earliest,
        "latest": one.latest,
        "before": one.before,
        "works_to": one.works_to,
        "words": one.words,
        "state": one.state,
        "owners": list(one.owners),
        "addressees": list(one.addressees),
        "legal_default": one.legal_default,
        "revision": one.revision,
        "ended_on": one.ended_on,
        "reason": one.reason,
        "year_inferred": one.year_inferred,
    }
