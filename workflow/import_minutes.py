"""The decisions of minutes: each is recorded on its case; what contradicts the register is only a doubt."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection

from db.queries.agendas import waiting_at
from db.queries.facts import load_case, load_forums
from db.record import Event, Update
from states.facts import CaseFacts, MeetingFacts, TreatmentFacts
from states.machine import DONE_STATES, TreatmentTrigger, treatment_after
from states.outcomes import Outcome
from states.paper import Doubt, Item, Paper, PaperKind, plain
from states.triggers import Trigger
from workflow.asked import Asked, AskedTask
from workflow.decide import decide
from workflow.desk import open_desk
from workflow.routing import insert_stop

UNDECIDED = frozenset({Outcome.NO_CONSENSUS, Outcome.NO_DECISION})


@dataclass(slots=True)
class Taken:
    """How many decisions were recorded, and what was doubted."""

    decided: int = 0
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, item: Item, message: str) -> None:
        """Note what was not taken as it stood, with the item and its first line."""
        self.doubts.append(Doubt(f"item {item.number}: {message}", item.source_lines[0] if item.source_lines else None))


def take_decisions(
    connection: Connection, meeting: MeetingFacts, paper: Paper, case_of: Mapping[int, int], *, by: str, now: datetime
) -> Taken:
    """Record what the minutes say was decided. A case without a decision waits for the forum's next meeting.

    `case_of`: an item's place in the paper → case. An agenda decides nothing.
    """
    taken = Taken()
    if paper.kind is not PaperKind.MINUTES:
        return taken
    for place, item in enumerate(paper.items, 1):
        if place not in case_of:
            continue
        case = load_case(connection, case_of[place])
        treatment = _treatment(case, meeting)
        if treatment is not None and treatment.state in DONE_STATES:
            _compare(item, treatment, taken)
        elif treatment is None or not treatment.is_open:
            taken.doubt(item, f"case {case.id} is not on this meeting any more; its decision was not recorded")
        elif item.outcome is None:
            _carry_over(connection, case, treatment, by=by, now=now)
            taken.doubt(item, f"no decision was understood; case {case.id} waits for the next meeting")
        else:
            asked = _asked(connection, case, treatment, item, meeting, taken, by=by, now=now)
            decide(connection, asked, by=by, now=now)
            taken.decided += 1
    _carry_over_the_rest(connection, meeting, set(case_of.values()), by=by, now=now)
    return taken


def _carry_over_the_rest(
    connection: Connection, meeting: MeetingFacts, told: Set[int], *, by: str, now: datetime
) -> None:
    """What stood on the agenda and is not in the minutes waits for the next meeting."""
    for row in waiting_at(connection, load_forums(connection)[meeting.forum].id):
        if row.meeting_id == meeting.id and row.case_id not in told:
            case = load_case(connection, row.case_id)
            treatment = next(one for one in case.treatments if one.id == row.id)
            _carry_over(connection, case, treatment, by=by, now=now)


def _treatment(case: CaseFacts, meeting: MeetingFacts) -> TreatmentFacts | None:
    return next((one for one in reversed(case.treatments) if one.meeting_id == meeting.id), None)


def _compare(item: Item, treatment: TreatmentFacts, taken: Taken) -> None:
    """The register has a decision: it stands, and what differs is said."""
    if item.outcome not in (None, treatment.outcome):
        taken.doubt(
            item, f"the minutes say {item.outcome}, the register {treatment.outcome}; the register was not changed"
        )
    elif item.decision is not None and _words(item) != " ".join((treatment.words or "").split()):
        taken.doubt(item, "the minutes have other words than the recorded decision; the register was not changed")


def _words(item: Item) -> str:
    return " ".join(plain(item.decision).split())


def _carry_over(connection: Connection, case: CaseFacts, treatment: TreatmentFacts, *, by: str, now: datetime) -> None:
    state = treatment_after(treatment.state, TreatmentTrigger.UNPLACE)
    row = Update("treatment", {"id": treatment.id}, {"state": state, "meeting_id": None}, {"open": True})
    with open_desk(connection, by=by, now=now) as desk:
        desk.ledger.add(Event("carried_over", case.id, {"title": case.title, "forum": treatment.forum}, (row,)))


def _asked(
    connection: Connection,
    case: CaseFacts,
    treatment: TreatmentFacts,
    item: Item,
    meeting: MeetingFacts,
    taken: Taken,
    *,
    by: str,
    now: datetime,
) -> Asked:
    """The decision as a person would have entered it; where the words leave a choice the case stays, with a doubt."""
    outcome, words = item.outcome or Outcome.NO_DECISION, plain(item.decision)
    asked = Asked(
        case_id=case.id, outcome=outcome, words=words, forum=treatment.forum, meeting=meeting.on, then=None, to=None
    )
    stays = replace(asked, then=Trigger.POSTPONE)
    named = [code for code in item.handed_to if code != treatment.forum]
    if outcome in UNDECIDED:
        taken.doubt(item, f"{outcome} says not what happens to case {case.id}; it stays with {treatment.forum}")
        return stays
    if outcome is Outcome.RETURNED:
        return _returned(connection, case, asked, item, named, taken, by=by, now=now)
    if outcome is not Outcome.DELEGATED:
        return asked
    if len(named) != 1:
        whom = f"name several ({', '.join(named)})" if named else "do not say who is empowered"
        taken.doubt(item, f"the words {whom}; case {case.id} stays with {treatment.forum}")
        return stays
    return replace(asked, to=named[0])


def _returned(
    connection: Connection,
    case: CaseFacts,
    asked: Asked,
    item: Item,
    named: Sequence[str],
    taken: Taken,
    *,
    by: str,
    now: datetime,
) -> Asked:
    """Back to the forum that the words name (put in before this stop if the route lacks it), with a task."""
    earlier = case.route[: [stop.key for stop in case.route].index(case.state)]
    key = next((stop.key for stop in reversed(earlier) if named and set(named) <= set(stop.forums)), None)
    if key is None and len(named) != 1:
        whom = f"name several ({', '.join(named)}) that are no stop of the route" if named else "do not say to whom"
        taken.doubt(item, f"the words {whom}; case {case.id} stays with {asked.forum}")
        return replace(asked, then=Trigger.POSTPONE)
    if key is None:
        key = insert_stop(
            connection, case.id, named[0], before=case.state, reason="named in the minutes", by=by, now=now
        )
    forums = load_forums(connection)
    return replace(asked, to=key, tasks=tuple(AskedTask(asked.words, forums[code].forum.name) for code in named))
