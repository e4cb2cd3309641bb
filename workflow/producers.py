"""Who writes letters by himself, in the order in which they are asked."""

from functools import partial

from db.files import Files
from workflow.calls import calls
from workflow.clock import Producer
from workflow.notices import notices
from workflow.receipts import receipts
from workflow.reminders import reminders
from workflow.standstill import standstill
from workflow.wheel import questions


def producers(files: Files | None = None) -> tuple[tuple[str, Producer], ...]:
    """Each by the name under which the clock tells of it. The standstill comes last: it counts what it held up.

    `files`: where enclosures are kept; None: letters go without.
    """
    return (
        ("reminders", reminders),
        ("receipts", receipts),
        ("calls", calls),
        ("notices", partial(notices, files=files)),
        ("questions", questions),
        ("standstill", standstill),
    )
