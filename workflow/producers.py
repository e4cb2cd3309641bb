"""Who writes letters by himself, in the order in which they are asked."""

from workflow.calls import calls
from workflow.clock import Producer
from workflow.receipts import receipts
from workflow.reminders import reminders
from workflow.standstill import standstill
from workflow.wheel import questions


def producers() -> tuple[tuple[str, Producer], ...]:
    """Each by the name under which the clock tells of it. The standstill comes last: it counts what it held up."""
    return (
        ("reminders", reminders),
        ("receipts", receipts),
        ("calls", calls),
        ("questions", questions),
        ("standstill", standstill),
    )
