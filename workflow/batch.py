"""A batch: letters that belong together, and the rows that are written with them or not at all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from db.record import Write
from states.letters import Draft
from workflow.desk import Desk


def nothing_along(_desk: Desk, _letters: Mapping[str, int]) -> Iterable[Write]:
    """Letters that nothing is written along with."""
    return ()


Along = Callable[[Desk, Mapping[str, int]], Iterable[Write]]
"""Makes the rows that are written together with letters, from the ids of those that were queued, by their keys.

A letter whose key was queued before (by another process) is not among them, and its rows must not be written.
"""


@dataclass(frozen=True, slots=True)
class Batch:
    """Bunke: drafts to be written and queued, and what is written `along` with them in the same transaction.

    Made from a look at the register (`f(connection, *, today, …) -> Batch`), worded outside of any transaction
    (templates/letters.py), and queued by `workflow.outbox.queue`.
    """

    drafts: tuple[Draft, ...] = ()
    along: Along = nothing_along
