"""What the council commands print."""

from typing import Any

from commands.tables import as_json, as_table, few
from states.council_ledger import CouncilLedger, CouncilRow
from templates.council_ledger import demand, reservation, summary
from workflow.councils import Noted

Json = dict[str, Any]
MISSING = ("municipality", "state", "sent", "agenda", "asked")


def told(ledger: CouncilLedger) -> Json:
    """The ledger as `council list --json` prints it. `needed`: how many answers the join rule still asks for."""
    return {
        "case": ledger.case_id,
        "title": ledger.title,
        "closed": ledger.closed,
        "stop": ledger.stop.key,
        "phase": ledger.phase,
        "join": {"rule": ledger.stop.join.rule, "number": ledger.stop.join.number, "answers_by": ledger.expires},
        "asked": len(ledger.rows),
        "missing": len(ledger.missing),
        "needed": ledger.needed,
        "summary": summary(ledger),
        "demand": demand(ledger),
        "reservation": {"lifted": ledger.lifted, "of": len(ledger.rows), "words": reservation(ledger)}
        if ledger.stop.reservation
        else None,
        "councils": [_council(row, reserved=ledger.stop.reservation) for row in ledger.rows],
    }


def _council(row: CouncilRow, *, reserved: bool) -> Json:
    return {
        "forum": row.council.code,
        "number": row.council.number,
        "municipality": row.council.name,
        "state": row.state,
        "sent": row.known.sent_on,
        "agenda": row.known.agenda_on,
        "asked": row.known.asked_again_on,
        "outcome": row.outcome,
        "on": row.answered_on,
        "words": row.words,
        "remarks": row.known.remarks if row.lifts else None,
        "lifted": row.lifts if reserved else None,
    }


def print_missing(ledger: CouncilLedger, *, json: bool) -> None:
    """The councils that are waited for, with what is known of each."""
    rows = [_council(row, reserved=ledger.stop.reservation) for row in ledger.missing]
    if json:
        as_json(rows)
    elif rows:
        as_table(MISSING, [[row[name] for name in MISSING] for row in rows])
    else:
        print(f"No council is waited for in case {ledger.case_id}.")


def say_noted(done: Noted, what: str) -> None:
    """What was noted of which councils, and whom it could not be about."""
    print(f"Case {done.ledger.case_id} ({done.ledger.title}): {what} {few(done.councils)}.")
    if done.left_out:
        print(f"Left out, since they were never sent it: {few(done.left_out)}.")
