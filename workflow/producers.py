"""Who writes letters by himself, in the order in which they are asked."""

from functools import partial

from db.files import Files
from states.addresses import Address
from workflow.calls import calls
from workflow.clock import Producer
from workflow.council_reminders import council_reminders
from workflow.meeting_changes import meeting_changes
from workflow.notices import notices
from workflow.receipts import receipts
from workflow.reminders import reminders
from workflow.sending import dispatches
from workflow.standstill import standstill
from workflow.wheel import questions


def producers(files: Files | None = None, organizer: Address | None = None) -> tuple[tuple[str, Producer], ...]:
    """Each by the name under which the clock tells of it. The standstill comes last: it counts what it held up.

    `files`: where enclosures are kept; None: letters go without. `organizer`: who invites to
    meetings, and whose the deadlines in letters are.
    """
    return (
        ("reminders", partial(reminders, organizer=organizer)),
        ("receipts", receipts),
        ("calls", calls),
        ("notices", partial(notices, files=files)),
        ("councils", partial(council_reminders, files=files)),
        ("agendas", partial(dispatches, files=files, organizer=organizer)),
        ("meeting changes", partial(meeting_changes, organizer=organizer)),
        ("questions", questions),
        ("standstill", standstill),
    )
