"""Taking in a file of councils' answers, all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from db.errors import Conflict
from db.queries.facts import load_case, load_forums
from db.record import Write
from ingest.council_file import CouncilsRefused
from states.council_ledger import APPROVALS, CouncilLedger, CouncilRow, Phase
from states.council_lines import CouncilLine
from states.errors import SagsgangError
from states.forums import RegisteredForum
from workflow.asked import Asked
from workflow.council_refusals import NotThereYet, RemarksNeedApproval, StopHasEnded, WaitsNoMore
from workflow.councils import been, check_order, ledger_of, reply, row_of, row_writes
from workflow.desk import open_desk
from workflow.errors import AlreadyDecided

Pair = tuple[CouncilLine, CouncilRow]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a file: how many councils answered by it, how many were only noted, how many were as they stood.

    `state`: where the case is then.
    """

    answered: int
    noted: int
    same: int
    state: str


def load_answers(
    connection: Connection,
    case_id: int,
    lines: Sequence[CouncilLine],
    name: str,
    stop: str | None,
    *,
    by: str,
    now: datetime,
) -> Loaded:
    """Write what every line of a file says of its council; an answer goes the way of `reply`, with all that follows.

    An empty column says nothing. An answer that is there already, the same, is left. Raises CouncilsRefused, naming
    every line that cannot be used: unknown, not of this stop, twice, answered otherwise already, days that cannot be;
    and what `ledger_of` raises, NotThereYet.
    """
    ledger = ledger_of(connection, case_id, stop, lock=True)
    if ledger.phase is Phase.AHEAD:
        raise NotThereYet(ledger)
    pairs = _pairs(ledger, lines, load_forums(connection), name)
    noted: set[int] = set()
    with open_desk(connection, by=by, now=now) as desk:
        _refuse(name, [(line, _problem(ledger, line, row, desk.today)) for line, row in pairs])
        writes: list[Write] = []
        for line, row in pairs:
            rows = list(row_writes(desk, row, _said(line)))
            writes += rows
            noted |= {line.line} if rows else set()
        facts = {"title": ledger.title, "file": name, "councils": [row.council.code for _, row in pairs]}
        if writes:
            desk.note("councils_loaded", ledger.case_id, facts, *writes)
    answered = _answer(connection, ledger, pairs, name, by=by, now=now)
    other = len(noted - answered)
    state = load_case(connection, ledger.case_id).state
    return Loaded(len(answered), other, len(pairs) - len(answered) - other, state)


def _pairs(
    ledger: CouncilLedger, lines: Sequence[CouncilLine], forums: dict[str, RegisteredForum], name: str
) -> list[Pair]:
    pairs: list[Pair] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for line in lines:
        try:
            row = row_of(ledger, line.council, forums)
        except SagsgangError as refusal:
            problems.append(f"line {line.line}: {refusal}")
            continue
        first = seen.setdefault(row.council.code, line.line)
        if first != line.line:
            problems.append(f"line {line.line}: {row.council.name} stands on line {first} already")
        pairs.append((line, row))
    if problems:
        raise CouncilsRefused(name, problems)
    return pairs


def _refuse(name: str, checked: Sequence[tuple[CouncilLine, SagsgangError | None]]) -> None:
    problems = [f"line {line.line}: {refusal}" for line, refusal in checked if refusal]
    if problems:
        raise CouncilsRefused(name, problems)


def _problem(ledger: CouncilLedger, line: CouncilLine, row: CouncilRow, today: date) -> SagsgangError | None:
    try:
        _check_days(line, row, today)
        _check_answer(ledger, line, row)
    except SagsgangError as refusal:
        return refusal
    return None


def _check_days(line: CouncilLine, row: CouncilRow, today: date) -> None:
    council = row.council.name
    for what, day in (("sent", line.sent), ("on", line.on), ("asked", line.asked)):
        been(f"{council}: {what}", day, today)
    answered = line.on or row.answered_on or (today if line.outcome else None)
    if line.sent or line.agenda or line.outcome:
        check_order(council, line.sent or row.known.sent_on, line.agenda or row.known.agenda_on, answered)


def _check_answer(ledger: CouncilLedger, line: CouncilLine, row: CouncilRow) -> None:
    if line.remarks and line.outcome not in APPROVALS:
        raise RemarksNeedApproval(row.council.name)
    if line.outcome is None or row.waits or _stands(line, row):
        return
    if row.outcome is None:
        raise WaitsNoMore(row)
    raise AlreadyDecided(ledger.case_id, row.council.code, row.answered_on, row.words)


def _stands(line: CouncilLine, row: CouncilRow) -> bool:
    """Whether the answer is in the register as the line says it."""
    said = line.words is None or line.words.split() == (row.words or "").split()
    return line.outcome == row.outcome and line.on in (None, row.answered_on) and said


def _said(line: CouncilLine) -> dict[str, date | str]:
    said = {"sent_on": line.sent, "agenda_on": line.agenda, "remarks": line.remarks, "asked_again_on": line.asked}
    return {column: value for column, value in said.items() if value is not None}


def _answer(
    connection: Connection, ledger: CouncilLedger, pairs: Sequence[Pair], name: str, *, by: str, now: datetime
) -> set[int]:
    """Record the answers one after another. Returns the lines that had one."""
    answered: set[int] = set()
    problems: list[str] = []
    ended = 0
    for line, row in pairs:
        if line.outcome is None or _stands(line, row):
            continue
        try:
            if ended:
                raise StopHasEnded(row.council.name, ended)
            asked = Asked(
                case_id=ledger.case_id, outcome=line.outcome, words=line.words or "", forum=row.council.code,
                on=line.on, treatment_id=row.treatment_id, answer=True,
            )  # fmt: skip
            done = reply(connection, asked, by=by, now=now)
        except Conflict:
            raise
        except SagsgangError as refusal:
            problems.append(f"line {line.line}: {refusal}")
        else:
            answered.add(line.line)
            ended = ended if done.state == ledger.stop.key else line.line
    if problems:
        raise CouncilsRefused(name, problems)
    return answered
