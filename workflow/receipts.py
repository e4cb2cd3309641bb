"""Receipts: the others who were asked are told that somebody has taken it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from db.queries.outbox import known_keys
from db.queries.reminders import acknowledgements, recent_acknowledgements, reminded_of
from states.addresses import Address
from states.calendar import add_working_days
from states.letters import Draft, LetterKind
from states.reminding import Party, Receipt, Role
from states.twins import duty_of
from states.watched import Source, Watched
from states.zone import ZONE
from templates.receipt_words import receipt_facts
from workflow.acknowledge import NothingToTake, NotWatched, find_watched
from workflow.batch import Batch
from workflow.circles import Circles, load_circles

NEWS = timedelta(days=7)
"""A receipt that could not be queued for so long (holidays, a clock that stood still) is no news any more."""


def receipts(connection: Connection, *, today: date, link: str) -> Batch:  # noqa: ARG001 - as every producer is asked
    """One letter a person and day to the other owners, and to the head and the chair if they were asked: who took what.

    What was said on earlier days, so that a day's answers come together in the morning. Never to who took it, nor to
    those who had said so themselves. Nothing is told of what has ended meanwhile, nor of the day before a meeting's
    when there is nothing left to do with it.
    """
    since = datetime(today.year, today.month, today.day, tzinfo=UTC) - NEWS
    said = [one for one in recent_acknowledgements(connection, since) if _said_on(one) < today]
    if not said:
        return Batch()
    circles = load_circles(connection)
    found: dict[Party, list[Receipt]] = defaultdict(list)
    for one in said:
        for party, receipt in _of(connection, circles, one, today):
            found[party].append(receipt)
    told = _told_up_to(connection, found, today)
    drafts = [
        _draft(party, fresh, today)
        for party, own in found.items()
        if (fresh := _each_once([one for one in own if one.on >= told[party.key]]))
    ]
    return Batch(tuple(drafts)) if drafts else Batch()


def _said_on(said: Any) -> date:
    on: date = said.at.astimezone(ZONE).date()
    return on


def _key(day: date, party: str) -> str:
    return f"receipt:{day.isoformat()}:{party}"


def _told_up_to(connection: Connection, parties: Iterable[Party], today: date) -> dict[str, date]:
    """For each of them the day of the last letter: it told what was said before that day."""
    days = [today - timedelta(days=back) for back in range(NEWS.days + 1)]
    people = [party.key for party in parties]
    known = known_keys(connection, [_key(day, party) for party in people for day in days])
    return {party: max((day for day in days if _key(day, party) in known), default=date.min) for party in people}


def _each_once(receipts: Sequence[Receipt]) -> list[Receipt]:
    """The same duty, told by several papers, once for everybody who took it."""
    return list({(duty_of(one.watched), one.who): one for one in reversed(receipts)}.values())[::-1]


def _of(connection: Connection, circles: Circles, said: Any, today: date) -> Iterator[tuple[Party, Receipt]]:
    try:
        watched = find_watched(connection, said.subject, today)
    except (NotWatched, NothingToTake):
        return
    if watched.revision != said.revision or _is_too_near(watched, today):
        return
    who = circles.party(said.recipient)
    knows = {one.recipient for one in acknowledgements(connection, said.subject, said.revision)}
    for party, role in _others(connection, circles, watched):
        if party.key not in knows and party.is_reached(today):
            yield party, Receipt(watched, who.shown, role, _said_on(said))


def _is_too_near(watched: Watched, today: date) -> bool:
    """Whether nobody can do anything more with the news: the day of a cut-off or dispatch, and the one before."""
    return watched.source in (Source.CUT_OFF, Source.DISPATCH) and today >= add_working_days(watched.works_to, -1)


def _others(connection: Connection, circles: Circles, watched: Watched) -> Iterator[tuple[Party, Role]]:
    """The owners, and whoever else was asked, each once."""
    owners = {party.key: party for party in circles.circle(watched).owners}
    yield from ((party, Role.OWNER) for party in owners.values())
    asked = {row.recipient: Role(row.role) for row in reminded_of(connection, watched.subject, watched.revision)}
    for recipient, role in asked.items():
        if recipient not in owners and role is not Role.OWNER:
            yield circles.party(recipient), role


def _draft(party: Party, receipts: Sequence[Receipt], today: date) -> Draft:
    watched = [one.watched for one in receipts]
    cases = {one.case_id for one in watched}
    return Draft(
        key=_key(today, party.key),
        kind=LetterKind.RECEIPT,
        to=Address(party.email or "", party.name),
        facts=receipt_facts(receipts),
        case_id=cases.pop() if len(cases) == 1 else None,
        closed=any(one.closed for one in watched),
        named=tuple(sorted({one.case_id for one in watched if one.case_id is not None and not one.closed})),
    )
