"""The people that minutes name: each gets a seat in the forum once."""

from datetime import date, datetime

from sqlalchemy import Connection

from db.queries.imports import people_named, seats
from db.record import Insert, Write
from states.forums import RegisteredForum
from states.paper import Paper
from workflow.desk import open_desk


def take_people(
    connection: Connection, entry: RegisteredForum, paper: Paper, on: date, *, by: str, now: datetime
) -> None:
    """Keep those present and those who sent apologies as members of the forum, as printed, from this meeting on.

    A name that is spelled in another way is another person until somebody says otherwise.
    """
    named = dict.fromkeys((one.name, one.party, one.municipality) for one in (*paper.participants, *paper.apologies))
    seated = seats(connection, entry.id)
    new = [seat for seat in named if seat not in seated]
    if not new:
        return
    known = people_named(connection, (name for name, _, _ in new))
    with open_desk(connection, by=by, now=now) as desk:
        rows: list[Write] = []
        for name, party, municipality in new:
            if name not in known:
                known[name] = desk.ledger.next_id()
                rows.append(Insert("person", {"id": known[name], "name": name}))
            seat = {"person_id": known[name], "forum_id": entry.id, "party": party, "municipality": municipality}
            rows.append(Insert("membership", {"id": desk.ledger.next_id(), **seat, "since": on}))
        desk.note("people_met", None, {"forum": entry.forum.code, "on": on, "people": len(new)}, *rows)
