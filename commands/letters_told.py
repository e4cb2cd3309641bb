"""Letters as the outbox commands print them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from commands.tables import WIDE, as_table, shorten
from db.queries.outbox import enclosures
from states.letters import DeliveryState
from states.zone import ZONE

Json = dict[str, Any]
HEAD = ("id", "state", "to", "kind")
WIDEST_ADDRESS = 34
"""Signs of an address in the list; longer ones are cut."""


def listed(row: Any) -> Json:
    """A letter as `outbox list --json` prints it; instants in local time with their offset."""
    return {
        "id": row.id,
        "state": row.state,
        "to": row.to_email,
        "name": row.to_name,
        "kind": row.kind,
        "subject": row.subject,
        "case": row.case_id,
        "message_id": row.message_id,
        "attempts": row.attempts,
        "queued_at": _local(row.dated),
        "next_at": _local(row.next_at),
        "sent_at": _local(row.sent_at),
        "waits_for_approval": row.waits_for_approval,
        "answer": row.answer,
    }


def whole(row: Any, withheld: str | None = None) -> Json:
    """A letter as `outbox show --json` prints it: with its text, and what goes with it.

    `withheld`: why it must not be sent any more.
    """
    return {
        **listed(row),
        "key": row.key,
        "closed": row.closed,
        "withheld": withheld,
        "failure": row.failure,
        "text": row.text,
        "html": row.html,
        "invitation": row.invitation,
        "enclosures": [{"name": one.name, "media_type": one.media_type, "size": one.size} for one in enclosures(row)],
    }


def print_letter(told: Json) -> None:
    """A whole letter for people: its head, how far it has come, whether it is kept here, and its text."""
    name = f" ({told['name']})" if told["name"] else ""
    print(f"Letter {told['id']} to {told['to']}{name}{', about a closed item' if told['closed'] else ''}")
    print(f"State: {told['state']}{', waits for approval' if told['waits_for_approval'] else ''}{_tries(told)}")
    for label, key in (("Queued", "queued_at"), ("Sent", "sent_at")):
        if told[key]:
            print(f"{label}: {for_people(told[key])}")
    for label, key in (("Case", "case"), ("Answer", "answer")):
        if told[key]:
            print(f"{label}: {told[key]}")
    for one in told["enclosures"]:
        print(f"Enclosed: {one['name']} ({one['size']:,} bytes)")
    if told["invitation"]:
        print("Enclosed: an entry for the recipient's calendar")
    if told["withheld"]:
        print(f"Stays here: {told['withheld']}: sagsgang outbox cancel {told['id']}.")
    print(f"\nSubject: {told['subject'] or '-'}\n")
    print((told["text"] or "It has no text yet: its template failed.").rstrip())


def print_letters(rows: Sequence[Json]) -> None:
    """The list of letters for people, no wider than a terminal; of one that did not leave, why not comes first."""
    shown = [(str(row["id"]), _stands(row), shorten(row["to"], WIDEST_ADDRESS), row["kind"]) for row in rows]
    room = WIDE - sum(max(len(cell) for cell in column) + 2 for column in zip(HEAD, *shown, strict=True))
    as_table((*HEAD, "subject"), [(*cells, shorten(_about(row), room)) for cells, row in zip(shown, rows, strict=True)])


def _stands(row: Json) -> str:
    if row["state"] == DeliveryState.RETRY:
        return f"retry {for_people(row['next_at'])}"
    return "to approve" if row["state"] == DeliveryState.QUEUED and row["waits_for_approval"] else str(row["state"])


def _about(row: Json) -> str:
    told = row["answer"] if row["state"] in (DeliveryState.RETRY, DeliveryState.FAILED) else None
    return " | ".join(words for words in (told, row["subject"]) if words)


def for_people(local: str) -> str:
    """A local instant as it is read by people: "2027-06-21 07:00"."""
    return local.replace("T", " ")[: len("2027-06-21 07:00")]


def _tries(told: Json) -> str:
    if not told["attempts"]:
        return ""
    again = f", next at {for_people(told['next_at'])}" if told["state"] == "retry" else ""
    return f", tried {told['attempts']} time{'s' if told['attempts'] != 1 else ''}{again}"


def _local(at: datetime | None) -> str | None:
    return at.astimezone(ZONE).isoformat(timespec="seconds") if at else None
