"""The reads of "sager på vej": every case that is not long over, in a few statements however many there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from db.models import Row as Register
from db.queries.facts import load_cases
from db.queries.prepared import Prepared, among
from states.facts import CaseFacts
from states.machine import CONCLUDED, ENDED
from states.zone import ZONE

_TABLES = Register.metadata.tables
_CASE, _TREATMENT, _EVENT = (_TABLES[name] for name in ("cases", "treatment", "event"))
_WRITTEN = Prepared(
    select(_EVENT.c.case_id, _EVENT.c.kind, func.max(_EVENT.c.at).label("at"))
    .where(among(_EVENT.c.case_id, "ids"))
    .group_by(_EVENT.c.case_id, _EVENT.c.kind)
)


def courses(connection: Connection, since: date) -> list[CaseFacts]:
    """Every open case, and those where something was decided or written on or after `since`, by number."""
    ids = list(connection.execute(_cases(since)).scalars())
    return list(load_cases(connection, ids).values())


def _cases(since: date) -> Select[Any]:
    """Open cases; of the ended, those that have a decision or a journal entry from that day on."""
    decided = select(_TREATMENT.c.id).where(_TREATMENT.c.case_id == _CASE.c.id, _TREATMENT.c.decided_on >= since)
    began = datetime.combine(since, time(), ZONE)
    written = select(_EVENT.c.seq).where(_EVENT.c.case_id == _CASE.c.id, _EVENT.c.at >= began)
    recent = or_(_CASE.c.state.not_in(ENDED), decided.exists(), written.exists())
    return select(_CASE.c.id).where(_CASE.c.joined_into.is_(None), recent).order_by(_CASE.c.id)


def ended_on(connection: Connection, cases: Sequence[CaseFacts]) -> Mapping[int, date]:
    """The day on which each ended case ended: of its last decision, or when it was withdrawn or brought to its end."""
    ended = [case for case in cases if case.state in ENDED]
    days = _last_written(connection, ended)
    for case in ended:
        decided = [one.decided_on for one in case.treatments if one.decided_on]
        if case.state == CONCLUDED and decided:
            days[case.id] = max(decided)
    return days


def _last_written(connection: Connection, cases: Sequence[CaseFacts]) -> dict[int, date]:
    """The local day of each case's withdrawal, or of its last entry where it was not withdrawn."""
    found: dict[int, list[tuple[bool, datetime]]] = defaultdict(list)
    for row in _WRITTEN.rows(connection, ids=[case.id for case in cases]):
        found[row.case_id].append((row.kind == "withdrawn", row.at))
    return {case_id: max(entries)[1].astimezone(ZONE).date() for case_id, entries in found.items()}
