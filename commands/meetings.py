"""What `sagsgang meeting show` prints."""

from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.queries.agendas import meeting_row
from db.queries.dispatches import dispatches
from states.paper_json import reading
from workflow.agenda import next_agenda
from workflow.versions import sent_on

Json = dict[str, Any]

LINES = (
    ("Time", "time"),
    ("Place", "place"),
    ("Cut-off", "cut_off"),
    ("Dispatch", "dispatch"),
    ("Locked again", "lock_reason"),
    ("Cancelled", "cancel_reason"),
)
"""What stands above a meeting's agenda for people: label, and the key of its value."""


def told_meeting(connection: Connection, forum: str, on: date | None) -> Json:
    """A meeting with its days, people and items, the versions that were sent, and what changed since the last one."""
    agenda = next_agenda(connection, forum, on)
    row = meeting_row(connection, agenda.meeting.id)
    return {
        "forum": agenda.meeting.forum,
        "date": agenda.meeting.on,
        "time": row.at,
        "place": row.place,
        "state": row.state,
        "cut_off": row.cut_off,
        "dispatch": row.dispatch,
        "lock_reason": row.lock_reason,
        "cancel_reason": row.cancel_reason,
        "participants": row.participants,
        "apologies": row.apologies,
        "groups": reading(agenda.paper)["groups"],
        "versions": [
            {"version": one.version, "date": sent_on(one), "by": one.by, "reason": one.reason}
            for one in dispatches(connection, agenda.meeting.id)
        ],
        "changes": [str(change) for change in agenda.changes],
    }


def print_meeting(told: Json) -> None:
    """A meeting for people."""
    print(f"{told['forum']} {told['date']}: {told['state']}")
    for label, name in LINES:
        if told[name]:
            print(f"{label}: {told[name]}")
    for one in told["versions"]:
        why = f": {one['reason']}" if one["reason"] else ""
        print(f"Sent, version {one['version']}: {one['date']} by {one['by']}{why}")
    for group in told["groups"]:
        print(f"\n{group['number']}. {group['title']}")
        for item in group["items"]:
            case = f"  (case {item['case_id']})" if item["case_id"] else ""
            print(f"  {item['number']} {item['title']}{case}")
    for change in told["changes"]:
        print(f"changed since it was locked: {change}")
