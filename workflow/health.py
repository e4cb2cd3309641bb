"""How the office's machinery stands: the clock, the letters, the dates, the journal, the backup."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from db.beats import last_beat
from db.queries.clock import head_of_secretariat
from db.queries.health import forums_without_address, late_deadlines, owners_soon, register_born
from db.queries.outbox import failed, stuck_since, waiting_for_approval
from db.verify import verify, verify_tail
from states.beats import BACKUP, CLOCK
from states.health import Found, Health, judge, overdue_before
from states.zone import ZONE
from workflow.people import reach_all

SOON = timedelta(days=45)
"""So far ahead it is asked whether letters will reach whom they are for: the ladder's first step and a little more."""

LAST_EVENTS = 1_000
"""Of the journal, so many are looked at each time; the whole of it by `full`, and by sagsgang verify."""


def health(
    connection: Connection, *, now: datetime, backup_days: int, can_send: bool = True, full: bool = False
) -> Health:
    """How it stands now. `backup_days`: how old the latest backup may be; `full`: verify the whole register."""
    today = now.astimezone(ZONE).date()
    findings = verify(connection) if full else verify_tail(connection, LAST_EVENTS)
    stuck = stuck_since(connection, overdue_before(now))
    found = Found(
        clock=last_beat(connection, CLOCK),
        backup=last_beat(connection, BACKUP),
        born=register_born(connection),
        due_unsent=stuck.count,
        server_says=stuck.words,
        waiting_for_approval=len(waiting_for_approval(connection)),
        failed_letters=len(failed(connection)),
        late_deadlines=late_deadlines(connection, today),
        unreachable=_unreachable(connection, now),
        has_head=head_of_secretariat(connection) is not None,
        faults=tuple(map(str, findings)),
        can_send=can_send,
    )
    return judge(found, now=now, backup_days=backup_days)


def _unreachable(connection: Connection, now: datetime) -> tuple[str, ...]:
    today = now.astimezone(ZONE).date()
    until = today + SOON
    owners = reach_all(connection, sorted(owners_soon(connection, until)))
    people = (reached.name or words for words, reached in owners.items() if reached.email is None)
    return (*people, *forums_without_address(connection, today, until))


def told_health(health: Health) -> dict[str, Any]:
    """As `sagsgang health --json` and the page say it: no titles, no texts. `red`: the checks that are, by name."""
    found = health.found
    return {
        "ok": health.ok,
        "red": list(health.red),
        "last_beat": found.clock.at.isoformat(timespec="seconds") if found.clock else None,
        "beat_age_seconds": health.beat_age_seconds,
        "due_unsent": found.due_unsent,
        "waiting_for_approval": found.waiting_for_approval,
        "failed_letters": found.failed_letters,
        "late_deadlines": found.late_deadlines,
        "unreachable": list(found.unreachable),
        "chain": "broken" if found.faults else "whole",
        "backup_age_days": health.backup_age_days,
        "problems": list(health.problems),
        "warnings": list(health.warnings),
    }
