"""Named places on the paths of writing and sending, where a test can end the process as a power cut would.

Nothing happens at them in the program itself: no setting installs a hook, only a test in a process of its own.
"""

from collections.abc import Callable

POINTS = (
    # A command's transaction (db/transaction.py) and its rows (workflow/decide.py, db/record.py).
    "transaction.begun",
    "transaction.noted",
    "decide.held",
    "decide.planned",
    "ledger.opened",
    "ledger.rows",
    "ledger.journal",
    "transaction.committing",
    "transaction.committed",
    # Letters are queued (workflow/outbox.py).
    "queue.looked",
    "queue.built",
    "queue.letters",
    "queue.deliveries",
    # A letter is sent (db/deliveries.py, workflow/posting.py).
    "claim.chosen",
    "claim.taken",
    "send.claimed",
    "send.composed",
    "send.answered",
    "send.marking",
    "send.marked",
)
"""In the order in which a decision and its letter reach them. tests/faults ends a process at each."""

_KNOWN = frozenset(POINTS)
_hooks: list[Callable[[str], object]] = []


class UnknownPoint(Exception):
    """Our own slip: a place that no test would ever reach."""


def crashpoint(name: str) -> None:
    """Say that this place is reached. Raises UnknownPoint for a name that is not in POINTS."""
    if name not in _KNOWN:
        raise UnknownPoint(name)
    for hook in _hooks:
        hook(name)


def install(hook: Callable[[str], object]) -> None:
    """From now on tell `hook` each place that is reached. For tests, in a process of their own."""
    _hooks.append(hook)
