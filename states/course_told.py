"""What one forum did with a case, as the telling of its course needs it."""

from dataclasses import dataclass
from datetime import date

from states.outcomes import Outcome, Purpose


@dataclass(frozen=True, slots=True)
class CourseStep:
    """Behandling: one recorded decision on a case.

    `purposes`: what the forum was asked; `words`: its decision in its own words ("" where none are kept).
    `reservation`: decided "med forbehold for politisk godkendelse". `council`: the forum is a municipality's council,
    so that many of them can be told in one sentence.
    """

    forum_name: str
    on: date | None
    purposes: tuple[Purpose, ...]
    outcome: Outcome
    words: str
    reservation: bool = False
    council: bool = False
