"""Requests to the councils: what a case asks of each, by when, and what happens if it does not answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from db.files import Files
from db.queries.causes import forum_addresses
from db.queries.facts import load_case, load_forums
from db.record import Write
from states.addresses import Address
from states.council_ledger import CouncilLedger, CouncilRow, Phase
from states.facts import CaseFacts, LaidStop, TreatmentFacts
from states.letters import Draft, LetterKind
from states.paper import plain
from templates.letter_words import asked_words
from templates.words import day
from workflow.batch import Along, Batch
from workflow.council_refusals import NobodyLeft, NotThereYet, WaitsNoMore
from workflow.councils import Noted, ledger_of, note_asked_again, row_of, row_writes
from workflow.decision_letters import Subject, due, enclosed, subject, told_at
from workflow.desk import Desk
from workflow.prepared import Prepared
from workflow.printing import section


def requests(
    connection: Connection,
    case_id: int,
    names: Sequence[str] = (),
    stop: str | None = None,
    *,
    again: bool = False,
    corrected: bool = False,
    today: date,
    link: str,
    files: Files | None = None,
) -> Prepared:
    """One letter to each council that the case waits for (or those that are named); with it, that it was sent the case.

    `again`: to those that were sent it before and have not answered. `corrected`: what the forum decided was corrected.
    A council without an address gets none. Raises NoCouncilStop, NotACouncilStop, NotAskedThere, NotThereYet,
    WaitsNoMore, NobodyLeft.
    """
    ledger = ledger_of(connection, case_id, stop)
    if ledger.phase is not Phase.HERE:
        raise NotThereYet(ledger)
    forums = load_forums(connection)
    named = [row_of(ledger, name, forums) for name in names]
    for row in named:
        if not row.waits:
            raise WaitsNoMore(row)
    rows = named or [row for row in ledger.missing if again == (row.known.sent_on is not None)]
    if not rows:
        raise NobodyLeft(ledger, "that was sent it is waited for" if again else "is left to be sent it")
    asked = _asked(connection, ledger, today, link, files, again=again, corrected=corrected)
    drafts, sent = asked.letters(rows)
    unreached = tuple(row.council.name for row in rows if row.council.code not in {one.code for one in sent})
    return Prepared(Batch(tuple(drafts), _noting_sent(sent, ledger, today)), unreached)


def reminding_requests(
    connection: Connection,
    ledger: CouncilLedger,
    rows: Iterable[CouncilRow],
    step: str,
    *,
    today: date,
    link: str,
    files: Files | None = None,
) -> Batch:
    """The same letter once more to those of these councils that have an address; with it, that they were asked again.

    `step`: which of its reminders each gets; it gets that once.
    """
    drafts, sent = _asked(connection, ledger, today, link, files, again=True, step=step).letters(rows)
    return Batch(tuple(drafts), _noting(sent, ledger, "asked_again_on", today))


def request_key(treatment_id: int, email: str, again: date | None = None) -> str:
    """What a request is called for ever; one that is sent again has its day."""
    return f"request:{treatment_id}:{email}{f':{again}' if again else ''}"


def reminder_key(case_id: int, treatment_id: int, step: str) -> str:
    """What a reminder that the clock writes is called for ever. A treatment is one council's, at one visit."""
    return f"request-again:{case_id}:{treatment_id}:{step}"


@dataclass(frozen=True, slots=True)
class _Sent:
    key: str
    code: str
    treatment_id: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """What all requests of a case say. `step`: which reminder they are, where the clock writes them."""

    connection: Connection
    about: Subject
    stop: LaidStop
    again: bool
    corrected: bool
    today: date
    files: Files | None
    addresses: Mapping[str, Address]
    step: str = ""

    def letters(self, rows: Iterable[CouncilRow]) -> tuple[list[Draft], list[_Sent]]:
        """The letters, and what was sent to whom."""
        decided, extracts = _decided_before(self.connection, self.about, self.stop)
        enclosures = enclosed(self.about, extracts, self.files)
        facts = {**self.about.facts, **self._facts(), "decisions": decided, "enclosed": bool(enclosures)}
        drafts, sent = [], []
        for row in rows:
            to = self.addresses.get(row.council.code)
            if to is None or row.treatment_id is None:
                continue
            key = self._key(row.treatment_id, to.email)
            treatment = next(one for one in self.about.case.treatments if one.id == row.treatment_id)
            own = {**facts, **_of_council(row, treatment, closed=self.about.closed)}
            case, closed, named = self.about.case.id, self.about.closed, self.about.named
            drafts.append(Draft(key, LetterKind.REQUEST, to, own, case, enclosures, closed=closed, named=named))
            sent.append(_Sent(key, row.council.code, row.treatment_id))
        return drafts, sent

    def _key(self, treatment_id: int, email: str) -> str:
        if self.step:
            return reminder_key(self.about.case.id, treatment_id, self.step)
        return request_key(treatment_id, email, self.today if self.again else None)

    def _facts(self) -> dict[str, Any]:
        expires = self.stop.expires if self.stop.expires and self.stop.expires >= self.today else None
        said = due(self.connection, self.about.case.id, self.today)
        if self.about.closed:
            said["legal_default"] = ""
        return {
            **said,
            "by": day(expires) if expires else "",
            "reservation": self.stop.stop.reservation,
            "again": self.again,
            "corrected": self.corrected,
        }


def _asked(
    connection: Connection,
    ledger: CouncilLedger,
    today: date,
    link: str,
    files: Files | None,
    *,
    again: bool,
    corrected: bool = False,
    step: str = "",
) -> _Asked:
    case, forums = load_case(connection, ledger.case_id), load_forums(connection)
    addresses = {code: Address(email, forums[code].forum.name) for code, email in forum_addresses(connection).items()}
    about, stop = subject(connection, case, link), case.laid(ledger.stop.key)
    return _Asked(connection, about, stop, again, corrected, today, files, addresses, step)


def _of_council(row: CouncilRow, treatment: TreatmentFacts, *, closed: bool) -> dict[str, Any]:
    recommended = None if closed else section(treatment.texts, "recommendation")
    return {
        "council": row.council.code,
        "asked": asked_words(treatment.purposes),
        "recommendation": plain(recommended).split("\n") if recommended else [],
        "sent": day(row.known.sent_on) if row.known.sent_on else "",
    }


def _decided_before(connection: Connection, about: Subject, stop: LaidStop) -> tuple[list[dict[str, Any]], list[Any]]:
    """What was decided at the last stop before this one that decided anything."""
    been = [one for one in about.case.stops if one.position < stop.position and _is_decided(about.case, one)]
    return told_at(connection, about, been[-1]) if been else ([], [])


def _is_decided(case: CaseFacts, stop: LaidStop) -> bool:
    return any(one.outcome is not None for one in case.at(stop.id))


def _noting_sent(sent: Sequence[_Sent], ledger: CouncilLedger, today: date) -> Along:
    """That the councils whose letters were queued were sent the case, where that was not noted before."""
    return _noting(sent, ledger, "sent_on", today, once=True)


def _noting(sent: Sequence[_Sent], ledger: CouncilLedger, name: str, today: date, *, once: bool = False) -> Along:
    """That this was done today for the councils whose letters were queued; `once`: an earlier day stands."""

    def along(desk: Desk, numbers: Mapping[str, int]) -> Iterable[Write]:
        now = ledger_of(desk.connection, ledger.case_id, ledger.stop.key)
        new = {one.treatment_id for one in sent if one.key in numbers}
        rows = (row for row in now.rows if row.treatment_id in new and not (once and getattr(row.known, name)))
        return [write for row in rows for write in row_writes(desk, row, {name: today})]

    return along


def noting_asked_again(
    case_id: int, found: Prepared, stop: str | None, *, by: str, now: datetime
) -> Callable[[Connection], Noted]:
    """What notes that the councils of these letters were reminded; before the letters are queued, and with them."""
    codes = [draft.facts["council"] for draft in found.batch.drafts]
    return lambda connection: note_asked_again(connection, case_id, codes, None, stop, by=by, now=now)
