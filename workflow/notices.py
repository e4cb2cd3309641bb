"""Letters that follow from decisions: an extract to the forum that has the case next, a request to each council.

They follow, too, from answers that were closed by a date: the case goes on with those that were in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from db.files import Files
from db.queries.causes import (
    ANSWERS_CLOSED,
    decisions,
    forum_addresses,
    queued_causes,
    turning_points,
)
from db.queries.facts import load_case, load_forums
from db.queries.outbox import known_keys
from db.record import Update, Write
from states.addresses import Address
from states.facts import CaseFacts, LaidStop
from states.forums import RegisteredForum
from states.letters import Draft
from states.zone import ZONE
from workflow.batch import Along, Batch
from workflow.desk import Desk
from workflow.extract_letters import (
    ANSWERS,
    BACK,
    NOWHERE,
    ON,
    RECALLED,
    Recipient,
    Told,
    coming,
    extract_key,
    told_of_stop,
)
from workflow.requests import requests

NEWS_FOR = timedelta(days=14)
"""So long a decision is news. When older minutes are read in, their forums know long since what came of them."""


def notices(connection: Connection, *, today: date, link: str, files: Files | None = None) -> Batch:
    """The letters that decisions and closed answers give cause to, and with them that each cause was seen to.

    A forum, or a council, without an address gets no letter, and the cause is seen to all the same; health names it.
    """
    causes = queued_causes(connection)
    if not causes:
        return Batch()
    found = decisions(connection, [row.payload["decision"] for row in causes if row.kind == "decision"])
    office = _Office(connection, load_forums(connection), forum_addresses(connection), today, link, files)
    fresh = [row for row in found.values() if row.current and today - row.on <= NEWS_FOR]
    news = [office.decided(row) for row in fresh] + [office.closed(row) for row in causes if _is_closing(row, today)]
    batches = [office.letters(one) for one in news if one is not None]
    drafts = tuple(draft for batch in batches for draft in batch.drafts)
    return Batch(drafts, _along([batch.along for batch in batches], [row.id for row in causes]))


def _along(others: Sequence[Along], causes: Sequence[int]) -> Along:
    def along(desk: Desk, numbers: Mapping[str, int]) -> Iterable[Write]:
        handled = [Update("outbox", {"id": one}, {"state": "handled"}, {"state": "queued"}) for one in causes]
        return [*handled, *(write for other in others for write in other(desk, numbers))]

    return along


def _is_closing(cause: Any, today: date) -> bool:
    """Whether answers were closed, and not long since."""
    closed_on: date = cause.queued_at.astimezone(ZONE).date()
    return cause.kind == ANSWERS_CLOSED and today - closed_on <= NEWS_FOR


@dataclass(frozen=True, slots=True)
class _News:
    """What moved a case: a decision at a stop, or the date that closed its answers (`by_date`); `id`: of that row.

    `corrects`: the wrong decision that this one mends.
    """

    id: int
    case: CaseFacts
    stop: LaidStop
    corrects: int | None = None
    by_date: bool = False


@dataclass(frozen=True, slots=True)
class _Office:
    """What all letters of one look share."""

    connection: Connection
    forums: Mapping[str, RegisteredForum]
    addresses: Mapping[str, str]
    today: date
    link: str
    files: Files | None

    def decided(self, decision: Any) -> _News:
        """What a decision did."""
        case = load_case(self.connection, decision.case_id)
        return _News(decision.id, case, _decided_at(case, decision), decision.corrects)

    def closed(self, cause: Any) -> _News | None:
        """What closed answers did; None where the stop is no more, since its case was joined with another."""
        case = load_case(self.connection, cause.case_id)
        stop = next((laid for laid in case.stops if laid.id == cause.payload["stop"]), None)
        return _News(cause.id, case, stop, by_date=True) if stop else None

    def letters(self, news: _News) -> Batch:
        """The letters about what moved one case."""
        come = _comes_to(self.connection, news.case, news.id)
        drafts: list[Draft] = []
        along: list[Along] = []
        codes = _waiting_there(news.case, come, news.stop)
        councils = [code for code in codes if self.forums[code].forum.municipality]
        if come and councils:
            asked = self._requests(news.case, come, councils, corrected=news.corrects is not None)
            drafts += asked.drafts
            along.append(asked.along)
        if come:
            drafts += self._extracts(news, come, [code for code in codes if code not in councils])
        drafts += self._recalls(news, codes)
        return Batch(tuple(drafts), _all(along))

    def _requests(self, case: CaseFacts, stop: LaidStop, councils: Sequence[str], *, corrected: bool) -> Batch:
        return requests(
            self.connection,
            case.id,
            councils,
            stop.stop.key,
            corrected=corrected,
            today=self.today,
            link=self.link,
            files=self.files,
        ).batch

    def _extracts(self, news: _News, come: LaidStop, codes: Sequence[str]) -> Iterator[Draft]:
        reached = [code for code in codes if code in self.addresses]
        if not reached:
            return
        told = self._told(news)
        comes_on = coming(self.connection, news.case, reached, self.today)
        on = ANSWERS if news.by_date else ON
        why = BACK if come.position < news.stop.position else on
        for code in reached:
            yield self._draft(told, news.id, code, why, comes_on[code])

    def _recalls(self, news: _News, now: Sequence[str]) -> Iterator[Draft]:
        """To the forums that were told of the wrong decision and do not have the case after the right one."""
        if news.corrects is None:
            return
        keys = {
            extract_key(news.corrects, code, email): code for code, email in self.addresses.items() if code not in now
        }
        for key in sorted(known_keys(self.connection, keys)):
            yield self._draft(self._told(news), news.id, keys[key], RECALLED, NOWHERE)

    def _told(self, news: _News) -> Told:
        corrected = news.corrects is not None
        return told_of_stop(self.connection, news.case, news.stop, self.link, self.files, corrected=corrected)

    def _draft(self, told: Told, moved_by: int, code: str, why: str, comes_on: Mapping[str, Any]) -> Draft:
        to = Address(self.addresses[code], self.forums[code].forum.name)
        return told.draft(extract_key(moved_by, code, to.email), Recipient(to, code), why, comes_on)


def _all(alongs: Sequence[Along]) -> Along:
    def along(desk: Desk, numbers: Mapping[str, int]) -> Iterable[Write]:
        return [write for one in alongs for write in one(desk, numbers)]

    return along


def _comes_to(connection: Connection, case: CaseFacts, moved_by: int) -> LaidStop | None:
    """The stop that this decision or closing, and no later one, brought the case to, and where it still waits.

    What it begins has a number after its own: numbers are given out in order, whatever the table.
    """
    begun = [one for one in case.open_treatments if one.id > moved_by]
    if not begun:
        return None
    first = min(begun, key=lambda one: one.id)
    last = max((one for one in turning_points(connection, case.id) if one < first.id), default=None)
    return next(laid for laid in case.stops if laid.id == first.stop_id) if last == moved_by else None


def _waiting_there(case: CaseFacts, come: LaidStop | None, decided: LaidStop) -> list[str]:
    """The forums that the case has come to; none where it stays, such as at a forum that postponed it."""
    if come is None or come.id == decided.id:
        return []
    return [one.forum for one in case.open_treatments if one.stop_id == come.id]


def _decided_at(case: CaseFacts, decision: Any) -> LaidStop:
    """The stop where it was taken; one that was said for a whole group, where the group is."""
    for one in case.treatments:
        if one.id == decision.treatment_id:
            return next(laid for laid in case.stops if laid.id == one.stop_id)
    groups = [laid for laid in case.stops if decision.code in laid.stop.forums and case.at(laid.id)]
    return groups[-1]
