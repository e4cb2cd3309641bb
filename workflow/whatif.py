"""What would become of every case's date, if the calendar or a case were otherwise. Nothing is saved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection

from db.queries.calendars import Meets, meets
from db.queries.facts import load_forums
from ingest.calendar_file import MeetingLine
from states.closing import closing_days
from states.errors import SagsgangError
from states.plan_told import Due
from states.standing import Standing
from states.timetable import Slot
from states.whatif import Moved, Returned, Shift, moved, returned
from workflow.desk import registered
from workflow.plan_all import PlannedCase, cases_with_dates, last_day, meetings_of, plan_each
from workflow.surroundings import Surroundings, surroundings

Dated = Sequence[tuple[Standing, Due]]


class NotDated(SagsgangError):
    """A case that is not planned cannot be thought otherwise."""

    def __init__(self, case_id: int) -> None:
        super().__init__(f"Case {case_id} is no open case with an exact deadline, so that nothing of it would change.")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Hvad nu hvis: everything that is thought to be otherwise.

    `calendar`: meetings that stand for all those of their years that are planned by the forums they name.
    `postponed`: cases that lose the meeting they come on next. `closed`: days on which nobody works.
    """

    meetings: Sequence[Moved] = ()
    returns: Sequence[Returned] = ()
    postponed: Sequence[int] = ()
    closed: frozenset[date] = field(default_factory=frozenset)
    calendar: Sequence[MeetingLine] = ()


def what_if(connection: Connection, thought: WhatIf, *, today: date) -> list[Shift]:
    """The cases whose verdict or last day to act would be another, those that would be worse off first.

    Raises UnknownForum, NotDated, NoSuchMeetingThere, AlreadyThere, CannotReturn.
    """
    other = think(connection, thought, today=today)
    return shifts(other.before, other.planned(surroundings(other.forums, today, last_day(other.dated, today))))


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The register as it is thought to be: the open cases with a date, when the forums meet, the plans as they are."""

    dated: Dated
    forums: Mapping[str, Meets]
    placed: Mapping[int, Slot]
    before: Sequence[PlannedCase]

    def planned(self, around: Surroundings) -> list[PlannedCase]:
        """The plans of the cases as they would be."""
        return plan_each(around, self.dated, self.placed)


def think(connection: Connection, thought: WhatIf, *, today: date) -> Otherwise:
    """What the register would be. Raises what `what_if` raises."""
    dated = cases_with_dates(connection)
    forums = meets(connection, today)
    placed = meetings_of(connection, dated)
    around = surroundings(forums, today, last_day(dated, today))
    before = plan_each(around, dated, placed)
    changes = [*_replaced(connection, forums, thought.calendar, today), *_by_code(connection, thought.meetings)]
    changed = _other_cases(dated, before, thought, around)
    return Otherwise(changed, _other_calendar(forums, changes), _other_places(placed, dated, changes), before)


def _replaced(
    connection: Connection, forums: Mapping[str, Meets], lines: Sequence[MeetingLine], today: date
) -> Iterator[Moved]:
    """What a calendar changes: in its years, the forums that it names meet on its days and no other."""
    known = load_forums(connection) if lines else {}
    years = {line.on.year for line in lines}
    listed: dict[str, dict[date, MeetingLine]] = {}
    for line in lines:
        days = listed.setdefault(registered(known, line.forum).forum.code, {})
        if line.on >= today and not line.cancelled:
            days[line.on] = line
    for code, days in listed.items():
        there = {slot.on for slot in forums[code].slots}
        fixed = {slot.on for slot in forums[code].fixed}  # an agenda that has been sent stands
        yield from (Moved(code, on, None) for on in sorted(there) if on.year in years and on not in days)
        for on, line in days.items():
            if on not in fixed and (on not in there or line.cut_off):
                yield Moved(code, on if on in there else None, on, line.cut_off)


def _by_code(connection: Connection, changes: Sequence[Moved]) -> list[Moved]:
    """The changes with each forum by its code, whatever it was called."""
    known = load_forums(connection)
    return [replace(change, forum=registered(known, change.forum).forum.code) for change in changes]


def _other_calendar(forums: Mapping[str, Meets], changes: Sequence[Moved]) -> dict[str, Meets]:
    other = dict(forums)
    for change in changes:
        there = other[change.forum]
        slots = moved(change.forum, there.slots, change, there.notice)
        last = max((slot.on for slot in slots), default=None)
        other[change.forum] = replace(there, slots=slots, last=max(filter(None, (there.last, last)), default=None))
    return other


def _other_places(placed: Mapping[int, Slot], dated: Dated, changes: Sequence[Moved]) -> dict[int, Slot]:
    """What was planned for a meeting goes with it; what was planned for a cancelled one waits for the next."""
    forums = {one.meeting_id: one.forum for case, _ in dated for one in case.waiting}
    days = {(change.forum, change.old): change.new for change in changes if change.old}
    found: dict[int, Slot] = {}
    for number, slot in placed.items():
        key = (forums.get(number, ""), slot.on)
        if key not in days:
            found[number] = slot
        elif new := days[key]:
            found[number] = Slot(new, new - (slot.on - slot.cut_off))
    return found


def _other_cases(
    dated: Dated, before: Sequence[PlannedCase], thought: WhatIf, around: Surroundings
) -> list[tuple[Standing, Due]]:
    returns = {change.case_id: change.to for change in thought.returns}
    plans = {one.case.case_id: one for one in before}
    for case_id in (*returns, *thought.postponed):
        if case_id not in plans:
            raise NotDated(case_id)
    closing = closing_days() | thought.closed
    changed: list[tuple[Standing, Due]] = []
    for case, due in dated:
        other = returned(case, returns[case.case_id]) if case.case_id in returns else case
        if case.case_id in thought.postponed:
            other = _later(other, plans[case.case_id], around)
        changed.append((other, replace(due, closing=closing) if thought.closed else due))
    return changed


def _later(case: Standing, planned: PlannedCase, around: Surroundings) -> Standing:
    """The case as it is when it loses the meeting that it would come on."""
    first = planned.plan.legs[0]
    closes = [
        slot.cut_off
        for code in first.leg.forums
        for slot in around.calendar(code).sure.slots
        if slot.on == first.earliest
    ]
    days = (max((around.today, *closes)) - around.today).days + 1
    return replace(case, waiting=tuple(replace(one, meeting_id=None) for one in case.waiting), ready_in=days)


def shifts(before: Sequence[PlannedCase], after: Sequence[PlannedCase]) -> list[Shift]:
    """What is otherwise in the second of two sets of plans, what is worse first."""
    then = {one.case.case_id: one for one in before}
    found = [
        Shift(one.case.case_id, one.case.title, then[one.case.case_id].plan.verdict, one.plan.verdict, *days)
        for one in after
        if (days := (_act_by(then[one.case.case_id]), _act_by(one)))[0] != days[1]
        or then[one.case.case_id].plan.verdict != one.plan.verdict
    ]
    return sorted(found, key=lambda shift: (-shift.worse_by, shift.act_by_after or date.max, shift.case_id))


def _act_by(one: PlannedCase) -> date | None:
    return one.plan.legs[0].too_late_after
