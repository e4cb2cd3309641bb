"""Kommunalbestyrelsernes svar in Danish: the roll-up, the list as a sheet, and the file of its lines."""

import csv
import io
from collections.abc import Iterator
from datetime import date

from states.council_ledger import YES, CouncilLedger, CouncilRow, CouncilState, Phase
from states.council_lines import COLUMNS, guarded
from states.outcomes import Purpose
from states.routes import JoinRule
from states.sheet import Sheet, SheetFact, SheetKind, SheetSection
from templates.list_words import short_day, table, titled
from templates.printed import Printed
from templates.words import day, say, weekday_and_day

_FOR_ANSWERS = (Purpose.GIVE_INPUT, Purpose.DISCUSS, Purpose.TAKE_NOTE)
"""What councils are asked for that they cannot say yes to."""


def summary(ledger: CouncilLedger) -> str:
    """The roll-up: "17 af 22 har godkendt; 2 har godkendt med bemærkninger; 1 har afvist; 2 mangler"."""
    return "; ".join(_counts(ledger))


def _counts(ledger: CouncilLedger) -> Iterator[str]:
    answered, everyone = ledger.count(CouncilState.ANSWERED), len(ledger.rows)
    approvals = sum(row.state in YES or row.state is CouncilState.REJECTED for row in ledger.rows)
    asked_for_answers = ledger.stop.purpose in _FOR_ANSWERS
    if not approvals and (answered or asked_for_answers):
        yield _say("count_answered", count=answered, all=everyone)
        answered = 0
    else:
        yield _say("count_approved", count=ledger.count(CouncilState.APPROVED), all=everyone)
    told = {
        "approved_with_remarks": ledger.count(CouncilState.APPROVED_WITH_REMARKS),
        "rejected": ledger.count(CouncilState.REJECTED),
        "other": answered,
        "missing": len(ledger.missing),
        "no_answer": ledger.count(CouncilState.NO_ANSWER),
    }
    yield from (_say(f"count_{name}", count=count) for name, count in told.items() if count)


def demand(ledger: CouncilLedger) -> str:
    """What the stop's join rule still asks for, as a sentence."""
    if ledger.phase is not Phase.HERE:
        return _say(ledger.phase)
    match ledger.stop.join.rule:
        case JoinRule.BY_DATE:
            return _say("by_date", day=day(ledger.expires)) if ledger.expires else _say("by_date_open")
        case JoinRule.NUMBER:
            number = min(ledger.stop.join.number, len(ledger.rows))
            return _say("number" if ledger.needed else "number_in", number=number, count=ledger.needed)
        case _:
            return _say("all" if ledger.needed else "all_in", count=ledger.needed)


def reservation(ledger: CouncilLedger) -> str:
    """For how many the reservation (forbehold) is lifted; "" where there is none."""
    if not ledger.stop.reservation:
        return ""
    everyone = len(ledger.rows)
    return _say("lifted_whole" if ledger.lifted == everyone else "lifted_for", count=ledger.lifted, all=everyone)


def ledger_sheet(ledger: CouncilLedger, *, on: date) -> Sheet:
    """The ledger as it stands `on` that day, one line a council."""
    title = titled(ledger.title, closed=ledger.closed)
    facts = {
        "case": _say("named", number=ledger.case_id, title=title),
        "made": weekday_and_day(on),
        "status": f"{summary(ledger)}.",
        "demand": demand(ledger),
        "reservation": reservation(ledger),
    }
    reserved = ["reservation"] if ledger.stop.reservation else []
    head = [_say(name) for name in ("municipality", "state", "day", *reserved, "remarks")]
    return Sheet(
        kind=SheetKind.COUNCILS,
        title=_say("title"),
        on=on,
        facts=tuple(SheetFact(_say(name), value) for name, value in facts.items() if value),
        sections=(SheetSection("", (table(head, [_cells(row, ledger) for row in ledger.rows]),)),),
    )


def _cells(row: CouncilRow, ledger: CouncilLedger) -> list[str]:
    reserved = [_say("lifted" if row.lifts else "kept")] if ledger.stop.reservation else []
    return [
        row.council.name,
        state_words(row),
        short_day(row.since) if row.since else _say("no_day"),
        *reserved,
        _remarks(row),
    ]


def state_words(row: CouncilRow) -> str:
    """A council's state; of another answer than yes or no, which."""
    words = say("council_states", row.state)
    if row.state is CouncilState.ANSWERED and row.outcome:
        return _say("other", state=words, outcome=say("outcomes", row.outcome).lower())
    return words


def _remarks(row: CouncilRow) -> str:
    again = row.known.asked_again_on if row.waits else None
    return row.remarks or (_say("asked_again", day=day(again)) if again else "")


def ledger_csv(ledger: CouncilLedger, *, for_excel: bool = False) -> Printed:
    """The ledger's lines as `council load` takes them in, each cell a string (no formulas).

    `for_excel`: semicolons and a mark of its encoding, as Excel with Danish settings opens it.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";" if for_excel else ",", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in ledger.rows:
        writer.writerow([guarded(cell) for cell in _line(row)])
    return Printed(written.getvalue().encode("utf-8-sig" if for_excel else "utf-8"))


def _line(row: CouncilRow) -> list[str]:
    known = row.known
    said = {
        "number": row.council.number,
        "municipality": row.council.name,
        "sent": known.sent_on,
        "agenda": known.agenda_on,
        "outcome": row.outcome,
        "on": row.answered_on,
        "words": row.words,
        "remarks": known.remarks if row.state in YES else None,
        "asked": known.asked_again_on,
    }
    return ["" if said[column] is None else str(said[column]) for column in COLUMNS]


def _say(entry: str, **values: object) -> str:
    return say("councils", entry, **values)
