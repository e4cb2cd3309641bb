"""The councils' ledger: what was sent to them when, whose agenda has it, who was asked again, what they answered."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.queries.councils import known_of_councils, municipality_names
from db.queries.facts import load_case, load_forums
from db.record import Insert, Update, Write
from states.council_ledger import (
    APPROVALS,
    Council,
    CouncilLedger,
    CouncilRow,
    Known,
    Phase,
    council_ledger,
    council_stop,
)
from states.forums import RegisteredForum
from workflow.asked import Asked
from workflow.council_refusals import (
    LiesAhead,
    NobodyLeft,
    NotAskedThere,
    NotSentYet,
    NotThereYet,
    OutOfOrder,
    RemarksNeedApproval,
    WaitsNoMore,
)
from workflow.decide import Decided, decide
from workflow.decided_where import waiting_for
from workflow.desk import Desk, open_desk, registered


@dataclass(frozen=True, slots=True)
class Noted:
    """What was written of which councils (their names); `left_out`: those that it could not be about."""

    ledger: CouncilLedger
    councils: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def ledger_of(connection: Connection, case_id: int, stop: str | None = None, *, lock: bool = False) -> CouncilLedger:
    """The ledger of a case's councils; `stop`: the key, where it goes to them more than once.

    A joined number answers for the case that took it over. Raises UnknownCase, NoCouncilStop, NotACouncilStop.
    """
    case = load_case(connection, case_id, lock=lock)
    forums = load_forums(connection)
    laid = council_stop(case, {code for code, entry in forums.items() if entry.forum.municipality}, stop)
    names = municipality_names(connection)
    councils = {code: _council(forums[code], names) for code in laid.stop.forums}
    return council_ledger(case, laid, councils, known_of_councils(connection, case.id))


def _council(entry: RegisteredForum, names: Mapping[str, str]) -> Council:
    number = entry.forum.municipality
    return Council(entry.forum.code, names.get(number or "", entry.forum.name), number)


def row_of(ledger: CouncilLedger, name: str, forums: dict[str, RegisteredForum]) -> CouncilRow:
    """The line of a council by its number, its code or a name. Raises UnknownForum, NotAskedThere."""
    word = name.strip()
    for row in ledger.rows:
        if word.casefold() in {(row.council.number or row.council.code).casefold(), row.council.name.casefold()}:
            return row
    named = [entry for entry in forums.values() if word and entry.forum.municipality == word]
    entry = named[0] if named else registered(forums, word)
    found = next((row for row in ledger.rows if row.council.code == entry.forum.code), None)
    if found is None:
        raise NotAskedThere(ledger, entry.forum.name)
    return found


def note_sent(
    connection: Connection,
    case_id: int,
    names: Sequence[str],
    on: date | None,
    stop: str | None,
    *,
    by: str,
    now: datetime,
) -> Noted:
    """The case was sent to these councils; without names, to all that wait and were not sent it. Else today.

    Raises UnknownForum, NotAskedThere, NotThereYet, NobodyLeft, LiesAhead.
    """

    def work(desk: Desk, ledger: CouncilLedger) -> Noted:
        day = been("The day when it was sent,", on, desk.today)
        rows = [row_of(ledger, name, desk.forums) for name in names]
        rows = rows or [row for row in ledger.missing if row.known.sent_on is None]
        if not rows:
            raise NobodyLeft(ledger, "is left to be sent it")
        return _note(desk, ledger, "councils_sent", rows, {"sent_on": day})

    return _at_the_desk(connection, case_id, stop, work, by=by, now=now)


def note_agenda(
    connection: Connection, case_id: int, name: str, on: date, stop: str | None, *, by: str, now: datetime
) -> Noted:
    """A council's meeting of that day, ahead or past, has the case on its agenda.

    Raises UnknownForum, NotAskedThere, NotThereYet, OutOfOrder.
    """

    def work(desk: Desk, ledger: CouncilLedger) -> Noted:
        row = row_of(ledger, name, desk.forums)
        check_order(row.council.name, row.known.sent_on, on, row.answered_on)
        return _note(desk, ledger, "council_on_agenda", [row], {"agenda_on": on})

    return _at_the_desk(connection, case_id, stop, work, by=by, now=now)


def note_asked_again(
    connection: Connection,
    case_id: int,
    names: Sequence[str],
    on: date | None,
    stop: str | None,
    *,
    by: str,
    now: datetime,
) -> Noted:
    """These councils were reminded; without names, all that were sent the case and have not answered.

    Those that were never sent it are left out, and told. Raises UnknownForum, NotAskedThere, NotThereYet, NobodyLeft,
    WaitsNoMore, NotSentYet, LiesAhead.
    """

    def work(desk: Desk, ledger: CouncilLedger) -> Noted:
        day = been("The day of the reminder,", on, desk.today)
        named = [row_of(ledger, name, desk.forums) for name in names]
        for row in named:
            _check_asked(ledger, row)
        rows = named or [row for row in ledger.missing if row.known.sent_on]
        if not rows:
            raise NobodyLeft(ledger, "that was sent it is waited for")
        done = _note(desk, ledger, "councils_asked_again", rows, {"asked_again_on": day})
        never = [row for row in ledger.missing if row not in rows and row.known.sent_on is None]
        return replace(done, left_out=() if named else tuple(row.council.name for row in never))

    return _at_the_desk(connection, case_id, stop, work, by=by, now=now)


def _check_asked(ledger: CouncilLedger, row: CouncilRow) -> None:
    if not row.waits:
        raise WaitsNoMore(row)
    if row.known.sent_on is None:
        raise NotSentYet(ledger, row)


def note_remarks(
    connection: Connection, case_id: int, name: str, remarks: str, stop: str | None, *, by: str, now: datetime
) -> Noted:
    """What a council that has approved remarked; no words take the remarks back.

    Raises UnknownForum, NotAskedThere, NotThereYet, RemarksNeedApproval.
    """

    def work(desk: Desk, ledger: CouncilLedger) -> Noted:
        row = row_of(ledger, name, desk.forums)
        if row.outcome not in APPROVALS:
            raise RemarksNeedApproval(row.council.name)
        return _note(desk, ledger, "council_remarks", [row], {"remarks": remarks.strip() or None})

    return _at_the_desk(connection, case_id, stop, work, by=by, now=now)


def reply(connection: Connection, asked: Asked, *, remarks: str | None = None, by: str, now: datetime) -> Decided:
    """Record a council's answer and all that follows (see `decide`), with what it remarked to its approval.

    An answer may come before the case was sent: councils also act by themselves. Raises RemarksNeedApproval, and
    what `decide` raises.
    """
    case = load_case(connection, asked.case_id, lock=True)
    forums = load_forums(connection)
    code = registered(forums, asked.forum).forum.code if asked.forum else None
    if remarks and asked.outcome not in APPROVALS:
        raise RemarksNeedApproval(forums[code].forum.name if code else "it")
    treatment_id = waiting_for(case, code)
    if remarks and treatment_id:
        known = known_of_councils(connection, case.id).get(treatment_id, Known())
        facts = {"title": case.title, "councils": [code], "remarks": remarks}
        with open_desk(connection, by=by, now=now) as desk:
            desk.note("council_remarks", case.id, facts, _write(desk, treatment_id, known, {"remarks": remarks}))
    return decide(connection, asked, by=by, now=now)


def check_order(council: str, sent: date | None, agenda: date | None, answered: date | None) -> None:
    """A council's meeting comes after it was asked and not after it answered. Raises OutOfOrder."""
    if sent and agenda and agenda < sent:
        raise OutOfOrder(council, "sent", sent, "treat", agenda)
    if agenda and answered and answered < agenda:
        raise OutOfOrder(council, "to treat", agenda, "have answered", answered)


def been(what: str, on: date | None, today: date) -> date:
    """The day, else today. Raises LiesAhead."""
    if on and on > today:
        raise LiesAhead(what, on, today)
    return on or today


def _at_the_desk(
    connection: Connection,
    case_id: int,
    stop: str | None,
    work: Callable[[Desk, CouncilLedger], Noted],
    *,
    by: str,
    now: datetime,
) -> Noted:
    ledger = ledger_of(connection, case_id, stop, lock=True)
    if ledger.phase is Phase.AHEAD:
        raise NotThereYet(ledger)
    with open_desk(connection, by=by, now=now) as desk:
        return work(desk, ledger)


def _note(
    desk: Desk, ledger: CouncilLedger, kind: str, rows: Sequence[CouncilRow], changes: Mapping[str, Any]
) -> Noted:
    """What is as it was already is not written again."""
    writes = [write for row in rows for write in row_writes(desk, row, changes)]
    facts = {"title": ledger.title, "councils": [row.council.code for row in rows], **changes}
    if writes:
        desk.note(kind, ledger.case_id, facts, *writes)
    return Noted(ledger, tuple(row.council.name for row in rows))


def row_writes(desk: Desk, row: CouncilRow, changes: Mapping[str, Any]) -> Iterator[Write]:
    """The write that makes a council's row say this; none where it does already."""
    other = {name: value for name, value in changes.items() if getattr(row.known, name) != value}
    if other and row.treatment_id is not None:
        yield _write(desk, row.treatment_id, row.known, other)


def _write(desk: Desk, treatment_id: int, known: Known, changes: Mapping[str, Any]) -> Write:
    if known.id:
        return Update("council_answer", {"id": known.id}, changes)
    return Insert("council_answer", {"id": desk.ledger.next_id(), "treatment_id": treatment_id, **changes})
