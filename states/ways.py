"""Udveje: what ways out there are, and the question that each is judged by. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from states.calendar import Ahead
from states.outcomes import Purpose
from states.planner import Leg, LegPlan, Plan, Verdict, bound, overall, solve
from states.timetable import Calendar, Slot, Timetable


class Way(StrEnum):
    """Udvejens art."""

    EXTRAORDINARY_MEETING = "extraordinary_meeting"
    DELEGATION = "delegation"
    PARALLEL = "parallel"
    RESERVATION = "reservation"
    WRITTEN_PROCEDURE = "written_procedure"
    EXTENSION = "extension"
    SEPARATE_ANSWERS = "separate_answers"
    LEGAL_DEFAULT = "legal_default"


NO_OTHER: Mapping[str, Timetable] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class WayOut:
    """Udvej: what can be done, and the last day to choose it.

    `forums`: whom it concerns, by code. `day`: the last day of an extra meeting or of written answers, the meeting that
    empowers or reserves, or the day that more time must reach. `days`: where several forums meet more, the day of each.
    `closes`: when the agenda of the meeting that must decide it closes; `added`: it is closed, so that an item has to
    be added to it. `reserved`: it carries the case to the councils only, whose approval is then a reservation.
    """

    kind: Way
    choose_by: date
    forums: tuple[str, ...] = ()
    day: date | None = None
    days: tuple[date, ...] = ()
    closes: date | None = None
    added: bool = False
    reserved: bool = False


@dataclass(frozen=True)
class Question:
    """A plan with everything that a way out is judged by.

    `notice`: how long before a meeting of each forum its items must be in. `chairs`: the forum that acts
    for another when empowered, by that other's code. `councils`: the codes of the councils. `default`: what the law
    says happens when the deadline is missed ("" where nothing is known). `fixed`: meetings to come whose agenda is
    fixed, by forum. `names`: the municipality of each council, by code.
    """

    legs: Sequence[Leg]
    calendars: Mapping[str, Calendar]
    plan: Plan
    today: date
    works_to: date
    notice: Mapping[str, Ahead]
    chairs: Mapping[str, str]
    councils: frozenset[str]
    default: str = ""
    fixed: Mapping[str, Sequence[Slot]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def tables(self) -> dict[str, Timetable]:
        """The sure meetings."""
        return {code: calendar.sure for code, calendar in self.calendars.items()}

    @cached_property
    def bound(self) -> int:
        """How many of the stops must keep the date."""
        return bound(self.legs)

    @property
    def is_late(self) -> bool:
        """Whether the meetings that are left do not carry it."""
        return self.plan.verdict is Verdict.LATE

    def solved(self, legs: Sequence[Leg] | None = None, tables: Mapping[str, Timetable] = NO_OTHER) -> list[LegPlan]:
        """The plan as it would be with other stops or other meetings."""
        return solve(legs or self.legs, {**self.tables, **tables}, self.today, self.works_to)

    def approving(self) -> int | None:
        """The place of the stop where the councils approve what binds them; None where there is none left."""
        return next((place for place, one in enumerate(self.legs[: self.bound]) if self._approves(one)), None)

    def _approves(self, one: Leg) -> bool:
        return one.purpose in (None, Purpose.APPROVE) and bool(self.councils.intersection(one.forums))

    def before_councils(self) -> "Question | None":
        """The same question without the councils, who can approve afterwards (the reservation); None where none are."""
        place = self.approving()
        if not place:
            return None
        legs, told = self.legs[:place], self.plan.legs[:place]
        return replace(self, legs=legs, plan=Plan(overall(told), told))

    def meetings(self, code: str) -> list[Slot]:
        """A forum's sure meetings from today to the day that is worked to, those with a fixed agenda too."""
        known = {slot.on: slot for slot in (*self.tables[code].slots, *self.fixed.get(code, ()))}
        return [known[on] for on in sorted(known) if self.today <= on <= self.works_to]
