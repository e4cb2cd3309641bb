"""Kommunalbestyrelsernes svar: where each council stands with a case that was sent to them. Pure."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from states.course import answers
from states.errors import SagsgangError
from states.facts import CaseFacts, LaidStop, TreatmentFacts
from states.machine import DONE_STATES, DRAFT, TreatmentState
from states.outcomes import Outcome
from states.routes import JoinRule, Stop

APPROVALS = frozenset({Outcome.APPROVED, Outcome.APPROVED_WITH_ADDITION, Outcome.ADOPTED})
"""What lifts a reservation (forbehold): to take note of a case, or to discuss it, is not to approve it."""


class CouncilState(StrEnum):
    """Hvor langt en kommunalbestyrelse er. `answered`: in another way than yes or no; `no_answer`: the stop ended."""

    NOT_SENT = "not_sent"
    SENT = "sent"
    ON_AGENDA = "on_agenda"
    APPROVED = "approved"
    APPROVED_WITH_REMARKS = "approved_with_remarks"
    REJECTED = "rejected"
    ANSWERED = "answered"
    NO_ANSWER = "no_answer"


WAITING = frozenset({CouncilState.NOT_SENT, CouncilState.SENT, CouncilState.ON_AGENDA})
YES = frozenset({CouncilState.APPROVED, CouncilState.APPROVED_WITH_REMARKS})


class Phase(StrEnum):
    """Whether the case has yet to come to its councils, is there, or has gone on."""

    AHEAD = "ahead"
    HERE = "here"
    OVER = "over"


class NoCouncilStop(SagsgangError):
    """The route passes no council."""

    def __init__(self, case_id: int, stops: Sequence[str]) -> None:
        super().__init__(
            f"Case {case_id} goes to no council; its stops: {', '.join(stops) or 'none'}. "
            f"Give it a route that does: sagsgang case route {case_id} KEY (see sagsgang route list)."
        )


class NotACouncilStop(SagsgangError):
    """The stop that was named is none of councils."""

    def __init__(self, case_id: int, key: str, known: Sequence[str]) -> None:
        super().__init__(f"Case {case_id} has no stop {key!r} where councils answer; it has {', '.join(known)}.")


@dataclass(frozen=True, slots=True)
class Council:
    """Kommunalbestyrelse as it is told here: the forum's code, the municipality's name and number.

    A stop may have other forums beside the councils (Regionsrådet): they have their own name and no number.
    """

    code: str
    name: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a council's treatment beside its outcome. `id`: the row's key, 0 where there is none."""

    id: int = 0
    sent_on: date | None = None
    agenda_on: date | None = None
    remarks: str | None = None
    asked_again_on: date | None = None


@dataclass(frozen=True, slots=True)
class CouncilRow:
    """One council's line. `treatment_id`: None until the case has come there."""

    council: Council
    state: CouncilState
    treatment_id: int | None = None
    known: Known = Known()
    outcome: Outcome | None = None
    words: str | None = None
    answered_on: date | None = None

    @property
    def waits(self) -> bool:
        """Whether its answer is waited for."""
        return self.state in WAITING

    @property
    def lifts(self) -> bool:
        """Whether a reservation is lifted as far as this council goes: it has approved."""
        return self.state in YES

    @property
    def since(self) -> date | None:
        """The day of what the state tells: when it was sent, is on the agenda, or was answered; else None."""
        match self.state:
            case CouncilState.NOT_SENT | CouncilState.NO_ANSWER:
                return None
            case CouncilState.SENT:
                return self.known.sent_on
            case CouncilState.ON_AGENDA:
                return self.known.agenda_on
            case _:
                return self.answered_on

    @property
    def remarks(self) -> str | None:
        """What it added to its approval; the words of any other answer, which say what it means."""
        if self.state is CouncilState.APPROVED:
            return None
        return self.known.remarks if self.state in YES and self.known.remarks else self.words


@dataclass(frozen=True, slots=True)
class CouncilLedger:
    """All councils of one stop, in its order. `expires`: the last day to answer under the rule by_date."""

    case_id: int
    title: str
    closed: bool
    stop: Stop
    phase: Phase
    rows: tuple[CouncilRow, ...]
    expires: date | None = None

    def count(self, state: CouncilState) -> int:
        """How many councils are in a state."""
        return Counter(row.state for row in self.rows)[state]

    @property
    def missing(self) -> tuple[CouncilRow, ...]:
        """Those whose answer is waited for."""
        return tuple(row for row in self.rows if row.waits)

    @property
    def needed(self) -> int | None:
        """How many answers the join rule still asks for; None where a date ends the stop, or it has ended."""
        if self.phase is Phase.OVER or self.stop.join.rule is JoinRule.BY_DATE:
            return None
        if self.stop.join.rule is JoinRule.ALL:
            return len(self.missing)
        answered = sum(row.outcome is not None for row in self.rows)
        return max(min(self.stop.join.number, len(self.rows)) - answered, 0)

    @property
    def lifted(self) -> int:
        """For how many a reservation is lifted: those that have approved."""
        return sum(row.lifts for row in self.rows)


def council_stop(case: CaseFacts, councils: Collection[str], key: str | None = None) -> LaidStop:
    """The stop whose ledger is meant: that with `key`, else where the case is, else the last it was at, else the next.

    `councils`: the codes of all councils. Raises NoCouncilStop, NotACouncilStop.
    """
    stops = [laid for laid in case.stops if not laid.skipped and any(code in councils for code in laid.stop.forums)]
    if not stops:
        raise NoCouncilStop(case.id, [stop.key for stop in case.route])
    if key is not None:
        named = [laid for laid in stops if laid.stop.key == key]
        if not named:
            raise NotACouncilStop(case.id, key, [laid.stop.key for laid in stops])
        return named[0]
    here = [laid for laid in stops if laid == case.here]
    been = [laid for laid in stops if case.at(laid.id)]
    return (here or been[-1:] or stops)[0]


def council_ledger(
    case: CaseFacts, laid: LaidStop, councils: Mapping[str, Council], known: Mapping[int, Known]
) -> CouncilLedger:
    """The ledger of a stop. `councils`: by code, one for each forum of the stop; `known`: by treatment."""
    phase = _phase(case, laid)
    visits = {code: [one for one in case.at(laid.id) if one.forum == code] for code in laid.stop.forums}
    return CouncilLedger(
        case_id=case.id,
        title=case.title,
        closed=bool(case.treatments) and case.treatments[-1].closed,
        stop=laid.stop,
        phase=phase,
        rows=tuple(_row(councils[code], visits[code], known, phase) for code in laid.stop.forums),
        expires=laid.expires,
    )


def lifted_at(case: CaseFacts, laid: LaidStop) -> int:
    """For how many forums of a stop a reservation is lifted."""
    return sum(outcome in APPROVALS for outcome in answers(case, laid))


def _phase(case: CaseFacts, laid: LaidStop) -> Phase:
    """A case that was sent back behind the stop has yet to come there again."""
    if case.here == laid:
        return Phase.HERE
    behind = case.here is not None and case.here.position < laid.position
    return Phase.AHEAD if behind or case.state == DRAFT else Phase.OVER


def _row(council: Council, visits: Sequence[TreatmentFacts], known: Mapping[int, Known], phase: Phase) -> CouncilRow:
    counting = [one for one in visits if one.is_open or one.state in DONE_STATES]
    if not counting:
        last = visits[-1] if visits else None
        state = CouncilState.NO_ANSWER if phase is Phase.OVER else CouncilState.NOT_SENT
        return CouncilRow(council, state, last.id if last else None, known.get(last.id, Known()) if last else Known())
    latest, told = counting[-1], _told(counting, known)
    state = _open_state(latest, told) if latest.is_open else _answered_state(latest.outcome, told)
    return CouncilRow(council, state, latest.id, told, latest.outcome, latest.words, latest.decided_on)


def _told(visits: Sequence[TreatmentFacts], known: Mapping[int, Known]) -> Known:
    """What is known of the latest visit; a council that postponed the case need not be sent it again."""
    latest = known.get(visits[-1].id, Known())
    if len(visits) < 2 or visits[-2].outcome is not Outcome.POSTPONED:
        return latest
    before = _told(visits[:-1], known)
    return replace(
        latest,
        sent_on=latest.sent_on or before.sent_on,
        asked_again_on=latest.asked_again_on or before.asked_again_on,
    )


def _open_state(treatment: TreatmentFacts, known: Known) -> CouncilState:
    if known.agenda_on or treatment.state is TreatmentState.ON_AGENDA:
        return CouncilState.ON_AGENDA
    return CouncilState.SENT if known.sent_on else CouncilState.NOT_SENT


def _answered_state(outcome: Outcome | None, known: Known) -> CouncilState:
    if outcome is Outcome.REJECTED:
        return CouncilState.REJECTED
    if outcome not in APPROVALS:
        return CouncilState.ANSWERED
    remarked = known.remarks or outcome is Outcome.APPROVED_WITH_ADDITION
    return CouncilState.APPROVED_WITH_REMARKS if remarked else CouncilState.APPROVED
