"""What plans stand on: when the forums meet, and what of a case is fixed already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.queries.calendars import Meets
from states.calendar import Ahead
from states.plan_told import Due
from states.planner import Leg, plan
from states.standing import Standing
from states.timetable import Calendar, Slot, Timetable, any_day, known_calendar, monthly_calendar
from states.ways import Question

CHAIR = "-F"
"""The code of a forum's chairmanship is its own with this behind it (KKR, KKR-F)."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every plan of one moment shares: when the forums meet, and up to when that was looked at.

    `notice`, `chairs`, `councils`: as in `states.adviser.Question`.
    """

    meets: Mapping[str, Meets]
    today: date
    until: date
    calendars: dict[str, Calendar]
    notice: Mapping[str, Ahead]
    chairs: Mapping[str, str]
    councils: frozenset[str]

    def calendar(self, code: str) -> Calendar:
        """The forum's calendar, compiled once."""
        if code not in self.calendars:
            self.calendars[code] = _calendar(self.meets[code], self.today, self.until)
        return self.calendars[code]


def surroundings(forums: Mapping[str, Meets], today: date, until: date) -> Surroundings:
    """What plans need, from every forum's meetings from today to the day `until`."""
    return Surroundings(
        meets=forums,
        today=today,
        until=until,
        calendars={},
        notice={code: forum.notice for code, forum in forums.items()},
        chairs={code: code + CHAIR for code in forums if code + CHAIR in forums},
        councils=frozenset(code for code, forum in forums.items() if forum.council),
    )


def _calendar(forum: Meets, today: date, until: date) -> Calendar:
    if forum.code.endswith(CHAIR) and forum.last is None:  # empowered, it decides on the day that it likes
        table = Timetable.of(any_day(today, until, 0))
        return Calendar(forum.code, table, table)
    if forum.council:
        return monthly_calendar(
            forum.code, forum.slots, cut_off=forum.notice, today=today, until=until, held=forum.last
        )
    return known_calendar(forum.code, forum.slots, cut_off=forum.notice, today=today, until=until, held=forum.last)


def placed_on(around: Surroundings, case: Standing, placed: Mapping[int, Slot]) -> dict[str, Calendar]:
    """A case that stands on a fixed agenda, or is planned for a meeting whose cut-off has passed, comes on there.

    `placed`: meetings by id. Returns the calendars that are this case's own.
    """
    own: dict[str, Calendar] = {}
    for one in case.waiting:
        slot = placed.get(one.meeting_id) if one.meeting_id else None
        if slot and slot.on >= around.today and _is_shut(slot, around, one.forum):
            own[one.forum] = _with(around.calendar(one.forum), Slot(slot.on, around.today))
    return own


def _is_shut(slot: Slot, around: Surroundings, forum: str) -> bool:
    return slot.cut_off < around.today or slot not in around.meets[forum].slots


def _with(calendar: Calendar, slot: Slot) -> Calendar:
    sure = Timetable.of((*(one for one in calendar.sure.slots if one.on != slot.on), slot))
    if calendar.is_known:
        return replace(calendar, sure=sure, possible=sure)
    return replace(calendar, sure=sure, possible=Timetable.of((*calendar.possible.slots, slot)))


def question(
    around: Surroundings,
    legs: Sequence[Leg],
    own: Mapping[str, Calendar],
    due: Due,
    default: str = "",
    *,
    behind: Sequence[Leg] = (),
) -> Question:
    """The plan of these stops, with all that a way out is judged by. `own`: calendars that only this case has.

    `behind`: the stops that it could be sent back to.
    """
    codes = dict.fromkeys(code for one in (*behind, *legs) for code in one.forums)
    calendars = {code: own.get(code) or around.calendar(code) for code in codes}
    return Question(
        legs=legs,
        calendars=calendars,
        plan=plan(legs, calendars, around.today, due.works_to),
        today=around.today,
        works_to=due.works_to,
        notice=around.notice,
        chairs=around.chairs,
        councils=around.councils,
        default=default,
        fixed={code: around.meets[code].fixed for code in codes if around.meets[code].fixed},
    )
