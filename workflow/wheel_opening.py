"""Opening the case of a yearly duty: last year's texts and officers, its deadline, and what is still missing, as tasks.

What is carried from last year is left as it was, years and figures too, and each section says so at its head.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.queries.attachments import given_to_cases
from db.queries.facts import load_case
from db.queries.wheel import open_deadline_days
from db.record import Insert, Update, Write
from states.calendar import add_working_days
from states.facts import CaseFacts, TreatmentFacts
from states.paper import Block, BlockKind
from states.paper_json import dump_text
from states.plan_told import Due
from states.routes import Route, lay
from states.wheel import KnownDuty, TurnState, YearlyDuty, fill_year, says_year
from states.wheel_rules import Occurrence, due_of
from templates.carried import carried_mark
from templates.words import listing, say
from workflow.cases import clean_title, marks_in
from workflow.desk import Desk, registered
from workflow.opening import Contents, open_case
from workflow.texts import text_of
from workflow.wheel_lead import Lead, Lookout

SECTIONS = ("background", "recommendation", "presentation")
LEAST = 5
"""Working days that a task has at least, however late the case is opened."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Overført: last time's case, which occurrence it was, and the draft that its texts are taken from.

    `marks`: what its own texts may say at their head of where they came from.
    """

    case: CaseFacts
    occurrence: str
    draft: TreatmentFacts | None
    marks: frozenset[str] = frozenset()

    @property
    def officers(self) -> tuple[str, ...]:
        """Who had it last time."""
        return (self.draft.officers if self.draft else ()) or self.case.officers


def case_title(duty: YearlyDuty, occurrence: str) -> str:
    """What the case of a turn is called. Raises LongTitle."""
    return clean_title(turn_title(duty, occurrence))


def turn_title(duty: YearlyDuty, occurrence: str) -> str:
    """The duty's title; each time another, so that the case of one is not taken for that of the next.

    A title that says no year gets it at its end, and one that comes more than once a year its month (or day).
    """
    year, *rest = map(int, occurrence.split("-"))
    title = fill_year(duty.title, year)
    if not rest:
        return title if says_year(duty.title) else say("wheel", "yearly", title=title, year=year)
    when = listing("months")[rest[0] - 1]
    if len(rest) > 1:
        when = say("wheel", "day", day=rest[1], month=when)
    if not says_year(duty.title):
        when = say("wheel", "yearly", title=when, year=year)
    return say("wheel", "turn", title=title, when=when)


def carried_from(connection: Connection, known: KnownDuty, occurrence: str, route: Route) -> Carried | None:
    """The case of the last turn before this one, if one is known."""
    earlier = [one for one in known.turns if one.case_id is not None and one.occurrence < occurrence]
    last = max(earlier, key=lambda one: one.occurrence, default=None)
    if last is None or last.case_id is None:
        return None
    case = load_case(connection, last.case_id)
    written = [one for one in case.treatments if any(one.texts.get(name) for name in SECTIONS)]
    there = [one for one in written if one.forum in route.stops[0].forums] or written
    marks = frozenset(carried_mark(one.case_id, one.occurrence) for one in earlier if one.case_id)
    return Carried(case, last.occurrence, there[-1] if there else None, marks)


def open_turn(connection: Connection, desk: Desk, look: Lookout, known: KnownDuty, one: Occurrence, lead: Lead) -> int:
    """Open the case of a duty, once: the turn is written with it. Returns the case's number."""
    duty = known.duty
    route = _laid(look, duty)
    last = carried_from(connection, known, one.name, route)
    title = case_title(duty, one.name)
    opened = open_case(desk, title, route, contents=_contents(duty, one, last))
    due = due_of(duty, one)
    rows = [
        *opened.writes,
        turn_row(desk, known, one.name, TurnState.OPENED, due=due.on, case_id=opened.id),
        deadline_row(desk, opened.id, duty, due),
        *_tasks(desk, opened.id, duty, one, last, lead.act_by),
    ]
    facts = {
        "title": title,
        "duty": duty.key,
        "occurrence": one.name,
        "due": due.on,
        "late": lead.opens_on < look.today,
    }
    desk.note("wheel_opened", opened.id, facts | {"carried_from": last.case.id if last else None}, *rows)
    return opened.id


def _laid(look: Lookout, duty: YearlyDuty) -> Route:
    given = {"host": registered(look.forums, duty.host).forum.code} if duty.host else {}
    return lay(look.route(duty), sorted(look.surroundings.councils), **given)


def _contents(duty: YearlyDuty, one: Occurrence, last: Carried | None) -> Contents:
    begun = {name: dump_text(text_of(fill_year(words, one.year))) for name, words in duty.texts.items()}
    texts = begun | (_carried_texts(last) if last else {})
    purposes = last.draft.purposes if last and last.draft and duty.purpose is None else ()
    return Contents(
        texts=texts,
        purposes=(duty.purpose,) if duty.purpose else purposes,
        officers=duty.officers or (last.officers if last else ()),
        attachment_marks=marks_in(texts),
        closed=bool(last and any(treatment.closed for treatment in last.case.treatments)),
    )


def _carried_texts(last: Carried) -> dict[str, Any]:
    texts: Mapping[str, Any] = last.draft.texts if last.draft else {}
    head = dump_text((Block(BlockKind.PARAGRAPH, carried_mark(last.case.id, last.occurrence)),))
    own = {name: [block for block in texts.get(name) or () if block["text"] not in last.marks] for name in SECTIONS}
    return {name: [*head, *blocks] for name, blocks in own.items() if blocks}


def turn_row(
    desk: Desk,
    known: KnownDuty,
    occurrence: str,
    state: TurnState,
    *,
    due: date | None = None,
    case_id: int | None = None,
    reason: str | None = None,
) -> Write:
    """A turn that is new, or moves on from where it stood; somebody who was faster makes it a conflict."""
    turn = known.turn(occurrence)
    values = {"state": state, "due": due, "case_id": case_id, "reason": reason}
    if turn is None:
        row = {"id": desk.ledger.next_id(), "wheel_id": known.id, "occurrence": occurrence}
        return Insert("wheel_turn", row | values)
    return Update("wheel_turn", {"id": turn.id}, values, {"state": turn.state})


def deadline_row(desk: Desk, case_id: int, duty: YearlyDuty, due: Due) -> Insert:
    """The deadline of a duty's case."""
    row = {
        "id": desk.ledger.next_id(),
        "case_id": case_id,
        "kind": due.kind,
        "words": due.words,
        "source": duty.source or None,
        "on": due.on,
        "before": due.before,
        "works_to": due.works_to,
        "owners": list(duty.owners or duty.officers),
        "addressees": list(duty.addressees),
        "legal_default": duty.default or None,
        "since": desk.today,
    }
    return Insert("deadline", row)


def missing_deadline(desk: Desk, case_id: int, duty: YearlyDuty, due: Due) -> Iterator[Insert]:
    """The deadline for a case that stands already, unless it has one on that day."""
    if due.on not in open_deadline_days(desk.connection, case_id):
        yield deadline_row(desk, case_id, duty, due)


def _tasks(
    desk: Desk, case_id: int, duty: YearlyDuty, one: Occurrence, last: Carried | None, act_by: date
) -> Iterator[Insert]:
    """What somebody must do before the case goes on its first agenda."""
    words = [say("wheel", "attachment", name=name) for name in _slots(desk.connection, duty, one, last)]
    if last and last.draft:
        words.insert(0, say("wheel", "check_texts", case=last.case.id, year=last.occurrence))
    owner = next(iter((*duty.officers, *duty.owners, *(last.officers if last else ()))), None)
    due = max(act_by, add_working_days(desk.today, LEAST))
    for said in words:
        row = {"id": desk.ledger.next_id(), "case_id": case_id, "words": said, "owner": owner, "due": due}
        yield Insert("task", row | {"since": desk.today})


def _slots(connection: Connection, duty: YearlyDuty, one: Occurrence, last: Carried | None) -> list[str]:
    """The files that belong to the case: those that the duty names, else those of last time, their years untouched."""
    if duty.attachments or last is None:
        return [fill_year(name, one.year) for name in duty.attachments]
    _, given = given_to_cases(connection, [last.case.id]).get(last.case.id, ((), ()))
    return list(dict.fromkeys(file.name for file in given if file.left_out_from is None))
