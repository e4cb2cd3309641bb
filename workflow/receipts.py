"""Receipts: the others who were asked are told that somebody has taken it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from db.queries.outbox import known_keys
from db.queries.reminders import acknowledgements, recent_acknowledgements, reminded_of
from states.addresses import Address
from states.letters import Draft, LetterKind
from states.reminding import Party, Role
from states.watched import Watched
from states.zone import ZONE
from templates.reminder_words import receipt_facts
from workflow.acknowledge import NothingToTake, NotWatched, find_watched
from workflow.batch import Batch
from workflow.circles import Circles, load_circles

NEWS = timedelta(days=7)
"""A receipt that could not be queued for so long (holidays, a clock that stood still) is no news any more."""


def receipts(connection: Connection, *, today: date, link: str) -> Batch:  # noqa: ARG001 - as every producer is asked
    """Short letters to the other owners, and to the head and the chair if they were asked, of who has taken what.

    Never to who took it, nor to those who had said so themselves. Nothing is told of what has ended meanwhile.
    """
    since = datetime(today.year, today.month, today.day, tzinfo=UTC) - NEWS
    said = recent_acknowledgements(connection, since)
    if not said:
        return Batch()
    circles = load_circles(connection)
    drafts = [draft for one in said for draft in _of(connection, circles, one, today)]
    there = known_keys(connection, [draft.key for draft in drafts])
    fresh = tuple(draft for draft in drafts if draft.key not in there)
    return Batch(fresh) if fresh else Batch()


def _of(connection: Connection, circles: Circles, said: Any, today: date) -> Iterator[Draft]:
    try:
        watched = find_watched(connection, said.subject, today)
    except (NotWatched, NothingToTake):
        return
    if watched.revision != said.revision:
        return
    who = circles.party(said.recipient)
    knows = {one.recipient for one in acknowledgements(connection, said.subject, said.revision)}
    for party, role in _others(connection, circles, watched):
        if party.key not in knows and party.is_reached(today):
            yield Draft(
                key=f"receipt:{said.id}:{party.key}",
                kind=LetterKind.RECEIPT,
                to=Address(party.email or "", party.name),
                facts=receipt_facts(watched, who.shown, role, said.at.astimezone(ZONE).date()),
                case_id=watched.case_id,
                closed=watched.closed,
                named=() if watched.closed or watched.case_id is None else (watched.case_id,),
            )


def _others(connection: Connection, circles: Circles, watched: Watched) -> Iterator[tuple[Party, Role]]:
    """The owners, and whoever else was asked, each once."""
    owners = {party.key: party for party in circles.circle(watched).owners}
    yield from ((party, Role.OWNER) for party in owners.values())
    asked = {row.recipient: Role(row.role) for row in reminded_of(connection, watched.subject, watched.revision)}
    for recipient, role in asked.items():
        if recipient not in owners and role is not Role.OWNER:
            yield circles.party(recipient), role
