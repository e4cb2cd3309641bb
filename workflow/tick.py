"""What the clock does: empowerments that ended unused go back, groups that waited for a date go on."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.decisions import expired_stops
from db.queries.facts import load_cases
from db.record import Insert, Write
from states.course import Move, keys
from states.facts import CaseFacts
from states.machine import DONE_STATES, route_machine
from states.triggers import Trigger
from states.zone import ZONE
from workflow.desk import Desk, open_desk
from workflow.moves import move_case


def tick(connection: Connection, *, by: str, now: datetime) -> list[str]:
    """Handle what is due at this moment, each row once. Returns a line for each thing done."""
    done: list[str] = []
    expired = expired_stops(connection, now.astimezone(ZONE).date())
    cases = load_cases(connection, [row.case_id for row in expired], lock=True)
    with open_desk(connection, by=by, now=now) as desk:
        for row in expired:
            case = cases[row.case_id]
            if case.state == row.key:  # else somebody was faster
                done.append(_lapse(case, row, desk) if row.delegated_by else _close_group(case, row, desk))
    return done


def _close_group(case: CaseFacts, row: Any, desk: Desk) -> str:
    """The date has come: whoever has answered has answered, and the case goes on."""
    answered = [one.forum for one in case.at(row.id) if one.state in DONE_STATES]
    trigger = Trigger.CONCLUDE if case.state == case.route[-1].key else Trigger.FORWARD
    state = route_machine(keys(case.route)).after(case.state, trigger)
    words = f"{len(answered)} of {len(row.forums)} had answered by {row.expires}"
    rows = move_case(case, Move(trigger, state), desk, words=words, reason=f"no answer by {row.expires}")
    facts = {"title": case.title, "answered": answered, "asked": len(row.forums), "by": row.expires, "to": state}
    desk.note("answers_closed", case.id, facts, *rows)
    return f"Case {case.id} ({case.title}): {words}. It is now: {state}."


def _lapse(case: CaseFacts, row: Any, desk: Desk) -> str:
    """The case is back at the forum that empowered, the empowerment's two stops are left out, somebody must act."""
    giver = next(laid for laid in case.stops if laid.id == row.delegated_by)
    state = route_machine(keys(case.route)).after(case.state, Trigger.RETURN_TO, giver.stop.key)
    words = f"The empowerment of {row.forums[0]} ended on {row.expires} unused: decide what happens now."
    rows: list[Write] = list(
        move_case(case, Move(Trigger.RETURN_TO, state), desk, reason="the empowerment ended unused")
    )
    task = {"id": desk.ledger.next_id(), "case_id": case.id, "words": words, "owner": giver.stop.forums[0]}
    rows.append(Insert("task", task))
    facts = {"title": case.title, "forum": row.forums[0], "expired": row.expires, "to": state}
    desk.note("empowerment_lapsed", case.id, facts, *rows)
    return f"Case {case.id} ({case.title}): {words} It is back at {state}."
