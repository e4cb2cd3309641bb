"""Reminders to the councils (rykkere): whoever was sent a case and has not answered is asked again before the day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from sqlalchemy import Connection

from db.files import Files
from db.queries.agendas import case_deadlines
from db.queries.council_reminders import AskedCouncil, asked_councils, unsent_requests
from db.queries.outbox import known_keys
from db.record import Write
from states.calendar import days_before, is_working_day
from states.council_ledger import Phase
from workflow.batch import Batch
from workflow.councils import ledger_of
from workflow.decision_letters import first_ahead
from workflow.desk import Desk
from workflow.requests import reminder_key, reminding_requests

STEPS = (5, 15)
"""Working days before the day that counts, the last reminder first: three weeks are time to get on an agenda, and in
one week a council that has decided can still write."""


def council_reminders(connection: Connection, *, today: date, link: str, files: Files | None = None) -> Batch:
    """The requests that are to be sent again today, and with them that these councils were asked again.

    The day that counts is the last one on which answers do, else the case's first open deadline ahead with an exact
    day. A council is asked again once for each step that came after it was sent the case, whatever days follow, and not
    if somebody has asked it again since that step; of several that were missed, the last. Who has not had the request
    yet is not reminded.
    """
    if not is_working_day(today):
        return Batch()
    asked = asked_councils(connection)
    days = _days_that_count(connection, asked, today)
    due = [(one, step) for one in asked if (step := _step(one, days.get((one.case_id, one.stop)), today))]
    unsent = unsent_requests(connection, {one.case_id for one, _ in due}) if due else set()
    keys = {one.treatment_id: reminder_key(one.case_id, one.treatment_id, step) for one, step in due}
    known = known_keys(connection, keys.values())
    reached = [
        (one, step)
        for one, step in due
        if (one.case_id, one.email) not in unsent and keys[one.treatment_id] not in known
    ]
    return _all(_letters(connection, reached, today, link, files))


def _days_that_count(connection: Connection, asked: Iterable[AskedCouncil], today: date) -> dict[tuple[int, str], date]:
    """By case and stop; those without a day are left out."""
    stops = {(one.case_id, one.stop): one.expires for one in asked}
    deadlines = case_deadlines(connection, {case for (case, _), expires in stops.items() if expires is None})
    firsts = {case: first_ahead(rows, today) for case, rows in deadlines.items()}
    days = {key: expires or (row.on if (row := firsts.get(key[0])) else None) for key, expires in stops.items()}
    return {key: day for key, day in days.items() if day is not None and day >= today}


def _step(one: AskedCouncil, day: date | None, today: date) -> str:
    """What the reminder that is due to it is called; "" for none."""
    if day is None:
        return ""
    last = max(one.sent_on, one.asked_again_on or date.min)
    for count in STEPS:
        on = days_before(day, count, working=True)
        if on <= today:
            return str(count) if last < on else ""
    return ""


def _letters(
    connection: Connection, due: Iterable[tuple[AskedCouncil, str]], today: date, link: str, files: Files | None
) -> Iterator[Batch]:
    for (case_id, stop, step), found in groupby(due, lambda one: (one[0].case_id, one[0].stop, one[1])):
        ledger = ledger_of(connection, case_id, stop)
        codes = {one.code for one, _ in found}
        rows = [row for row in ledger.missing if row.council.code in codes]
        if ledger.phase is Phase.HERE:
            yield reminding_requests(connection, ledger, rows, step, today=today, link=link, files=files)


def _all(batches: Iterable[Batch]) -> Batch:
    found = tuple(batches)

    def along(desk: Desk, numbers: Mapping[str, int]) -> Iterable[Write]:
        return [write for one in found for write in one.along(desk, numbers)]

    return Batch(tuple(draft for one in found for draft in one.drafts), along) if found else Batch()
