"""Letters that somebody asked for by hand, and who ought to have one and cannot be reached."""

from dataclasses import dataclass

from workflow.batch import Batch


@dataclass(frozen=True, slots=True)
class Prepared:
    """Letters that are ready to be worded. `unreached`: who ought to have one, and has no address."""

    batch: Batch
    unreached: tuple[str, ...] = ()
