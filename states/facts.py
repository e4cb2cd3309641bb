"""What the rules are told of a case: frozen facts, read from the register or made up in a test."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from states.machine import OPEN_STATES, TreatmentState
from states.outcomes import Outcome, Purpose
from states.routes import Stop

TOLD = "told by a later forum's paper"
"""The reason of a treatment that only another forum's paper tells of: nobody recorded the decision itself."""


@dataclass(frozen=True, slots=True)
class LaidStop:
    """A stop of one case. `skipped`: it is left out, for a reason that the register keeps."""

    id: int
    position: int
    stop: Stop
    skipped: bool = False
    delegated_by: int | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class TreatmentFacts:
    """One forum's treatment of a case.

    `texts`: section name → stored blocks, or None. `told`: only a paper tells of it.
    """

    id: int
    stop_id: int
    forum: str
    visit: int
    state: TreatmentState
    meeting_id: int | None = None
    outcome: Outcome | None = None
    words: str | None = None
    decided_on: date | None = None
    purposes: tuple[Purpose, ...] = ()
    texts: dict[str, Any] = field(default_factory=dict)
    officers: tuple[str, ...] = ()
    journal_number: str | None = None
    group_title: str | None = None
    attachment_marks: int = 0
    told: bool = False
    closed: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the forum still has to act."""
        return self.state in OPEN_STATES


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case with its stops in order and its treatments in the order they began."""

    id: int
    title: str
    state: str
    version: int
    route_key: str
    assumed: bool
    expected: bool
    stops: tuple[LaidStop, ...]
    treatments: tuple[TreatmentFacts, ...]
    officers: tuple[str, ...] = ()
    journal_numbers: tuple[str, ...] = ()

    @property
    def route(self) -> tuple[Stop, ...]:
        """The stops that count: those not skipped."""
        return tuple(laid.stop for laid in self.stops if not laid.skipped)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every stop key the case has ever used, skipped ones too."""
        return tuple(laid.stop.key for laid in self.stops)

    def laid(self, key: str) -> LaidStop:
        """The stop with this key."""
        return next(laid for laid in self.stops if laid.stop.key == key)

    @property
    def here(self) -> LaidStop | None:
        """The stop where the case is; None for a draft or an ended case."""
        return next((laid for laid in self.stops if laid.stop.key == self.state), None)

    def at(self, stop_id: int) -> tuple[TreatmentFacts, ...]:
        """The treatments at a stop, oldest first."""
        return tuple(treatment for treatment in self.treatments if treatment.stop_id == stop_id)

    @property
    def open_treatments(self) -> tuple[TreatmentFacts, ...]:
        """The treatments that wait for their forum."""
        return tuple(treatment for treatment in self.treatments if treatment.is_open)


def newest(treatments: Iterable[TreatmentFacts]) -> dict[str, TreatmentFacts]:
    """Each forum's latest treatment."""
    return {treatment.forum: treatment for treatment in treatments}


class MeetingState(StrEnum):
    """Mødets tilstand. Locked: its agenda has been sent."""

    PLANNED = "planned"
    LOCKED = "locked"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting of a forum as the rules need it. `at` is local time, HH:MM."""

    id: int
    forum: str
    on: date
    state: str
    at: str | None = None
    place: str | None = None
