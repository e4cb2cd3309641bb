"""A case with everything that the register says of it, as plain data: what its page in an archive is made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from states.paper import Text


@dataclass(frozen=True, slots=True)
class ToldFile:
    """Bilag, as it was given at one treatment. `left_out`: from some treatment on it goes with the case no more."""

    name: str
    digest: str
    left_out: bool


@dataclass(frozen=True, slots=True)
class ToldDecision:
    """Beslutning, one entry: those that were corrected later (`current` is False) are told too.

    `forum`: its code. `parts`: outcome and words of each part. `reason`: why it corrects an earlier entry. `new_case`:
    the case that followed.
    """

    forum: str
    on: date
    outcome: str
    words: str
    additions: str | None
    parts: tuple[tuple[str, str], ...]
    scope: str | None
    expires: date | None
    reason: str | None
    current: bool
    new_case: int | None


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """What is known of a council's treatment beside its outcome: when it was asked and met, and what it remarked."""

    sent_on: date | None
    agenda_on: date | None
    asked_again_on: date | None
    remarks: str | None


@dataclass(frozen=True, slots=True)
class ToldTreatment:
    """Behandling: one forum's treatment, its texts by section, its files and every entry of what was decided.

    `outcome`, `words`: as a paper that was read in told it, where no entry was made.
    """

    forum: str
    visit: int
    state: str
    meeting_id: int | None
    meets_on: date | None
    decided_on: date | None
    purposes: tuple[str, ...]
    texts: Mapping[str, Text]
    officers: tuple[str, ...]
    journal_number: str | None
    outcome: str | None
    words: str | None
    reason: str | None
    closed: bool
    files: tuple[ToldFile, ...]
    decisions: tuple[ToldDecision, ...]
    answer: ToldAnswer | None


@dataclass(frozen=True, slots=True)
class ToldStop:
    """Stop on the route. `state`: planned, skipped. `forums`: their codes."""

    key: str
    forums: tuple[str, ...]
    purpose: str | None
    reservation: bool
    state: str
    reason: str | None
    scope: str | None
    expires: date | None


@dataclass(frozen=True, slots=True)
class ToldTask:
    """Opgave. `state`: open, done, dropped."""

    words: str
    owner: str | None
    due: date | None
    state: str


@dataclass(frozen=True, slots=True)
class ToldMove:
    """Flytning af en frist: the days it had until then, and why it was moved; `extended`: more time was granted."""

    on: date | None
    earliest: date | None
    latest: date | None
    before: bool
    reason: str
    extended: bool


@dataclass(frozen=True, slots=True)
class ToldDeadline:
    """Frist, in the words it stands in. `state`: open, met, missed, waived, moved, the last four since `ended_on`.

    `moves`: each time it was moved, the days it had before and why. `addressees`: who is to have what is due.
    """

    kind: str
    words: str
    on: date | None
    earliest: date | None
    latest: date | None
    before: bool
    works_to: date | None
    owners: tuple[str, ...]
    state: str
    addressees: tuple[str, ...] = ()
    legal_default: str | None = None
    ended_on: date | None = None
    reason: str | None = None
    moves: tuple[ToldMove, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldCase:
    """Sag med hele sit forløb. `state`: the key of the stop where it is, or draft, concluded, withdrawn.

    `decisions`: those that belong to no treatment (what came of a group).
    """

    id: int
    title: str
    state: str
    route: str
    route_version: int
    assumed: bool
    expected: bool
    opened_on: date
    officers: tuple[str, ...]
    journal_numbers: tuple[str, ...]
    joined_into: int | None
    closed_words: str | None
    stops: tuple[ToldStop, ...]
    treatments: tuple[ToldTreatment, ...]
    decisions: tuple[ToldDecision, ...]
    tasks: tuple[ToldTask, ...]
    deadlines: tuple[ToldDeadline, ...]

    @property
    def closed(self) -> bool:
        """Whether a forum has treated it, or will, behind closed doors (lukket)."""
        return any(one.closed for one in self.treatments)

    @property
    def here(self) -> ToldStop | None:
        """The stop where the case is, None where it is at none."""
        return next((stop for stop in self.stops if stop.key == self.state), None)

    @property
    def due(self) -> Iterator[ToldDeadline]:
        """The deadlines that are not over."""
        return (one for one in self.deadlines if one.state == "open")
