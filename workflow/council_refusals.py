"""What the councils' ledger refuses, said to the person who keeps it."""

from datetime import date

from states.council_ledger import CouncilLedger, CouncilRow
from states.errors import SagsgangError


class NotAskedThere(SagsgangError):
    """The forum is none of those that the case was sent to."""

    def __init__(self, ledger: CouncilLedger, name: str) -> None:
        super().__init__(
            f"{name} is none of the {len(ledger.rows)} that case {ledger.case_id} goes to at its stop "
            f"{ledger.stop.key}. Nothing was written."
        )


class NotThereYet(SagsgangError):
    """The case has not come to its councils."""

    def __init__(self, ledger: CouncilLedger) -> None:
        super().__init__(
            f"Case {ledger.case_id} has not come to its stop {ledger.stop.key} yet, so there is nothing to note "
            f"of the councils there. See where it is with sagsgang case show {ledger.case_id}. Nothing was written."
        )


class NobodyLeft(SagsgangError):
    """There is no council that this could be about."""

    def __init__(self, ledger: CouncilLedger, what: str) -> None:
        super().__init__(
            f"No council {what} for case {ledger.case_id}: see sagsgang council list {ledger.case_id}. "
            "Nothing was written."
        )


class WaitsNoMore(SagsgangError):
    """The council's answer is not waited for."""

    def __init__(self, row: CouncilRow) -> None:
        on = f", {row.since}" if row.since else ""
        super().__init__(
            f"{row.council.name} is not waited for any more ({row.state.replace('_', ' ')}{on}). Nothing was written."
        )


class NotSentYet(SagsgangError):
    """A council is asked again that was never asked."""

    def __init__(self, ledger: CouncilLedger, row: CouncilRow) -> None:
        name = row.council.name
        super().__init__(
            f"{name} has not been sent case {ledger.case_id}, so it cannot be asked again. Say when it was sent: "
            f'sagsgang council sent {ledger.case_id} "{name}" --on DATE. Nothing was written.'
        )


class LiesAhead(SagsgangError):
    """A day that cannot have been yet."""

    def __init__(self, what: str, on: date, today: date) -> None:
        super().__init__(f"{what} {on} lies ahead (today is {today}): say the day it was. Nothing was written.")


class OutOfOrder(SagsgangError):
    """Two days of a council that cannot follow one another."""

    def __init__(self, council: str, first: str, first_on: date, then: str, then_on: date) -> None:
        super().__init__(
            f"{council} cannot {then} on {then_on} what it was {first} on {first_on}: look at the dates. "
            "Nothing was written."
        )


class RemarksNeedApproval(SagsgangError):
    """Remarks are what a council adds to its approval."""

    def __init__(self, council: str) -> None:
        super().__init__(
            f"Remarks go with an approval, and {council} has not approved: what else it said is its --words. "
            "Nothing was written."
        )


class StopHasEnded(SagsgangError):
    """A file brings more answers than the stop waits for."""

    def __init__(self, council: str, line: int) -> None:
        super().__init__(
            f"with line {line} the stop has the answers that it asks for and the case moves on; "
            f"{council} is not waited for any more. Leave the line's outcome out."
        )
