"""The councils' ledger as lines of a file: its columns, what a line says, and cells that no spreadsheet works out."""

import re
from dataclasses import dataclass
from datetime import date

from states.outcomes import Outcome

COLUMNS = ("number", "municipality", "sent", "agenda", "outcome", "on", "words", "remarks", "asked")
"""`asked`: when it was asked again (the last reminder)."""

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet would take for a formula, or what `guarded` has been at. Source: OWASP, CSV Injection."""


@dataclass(frozen=True, slots=True)
class CouncilLine:
    """What a line of the file says of one council; None where the column is empty: nothing is said of it.

    `council`: as it is written, a number or a name.
    """

    line: int
    council: str
    sent: date | None = None
    agenda: date | None = None
    outcome: Outcome | None = None
    on: date | None = None
    words: str | None = None
    remarks: str | None = None
    asked: date | None = None


def guarded(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell
