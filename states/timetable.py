"""Mødekalender: a forum's meetings, compiled so that the next or the last one is found at once. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from states.calendar import Ahead, Notice, as_notice, is_working_day, last_working_day
from states.closing import ClosingDay, closing_days

ONE_DAY = timedelta(days=1)
MONTHS_AFTER = 8
"""So far beyond the day looked to a council's months are laid out: a late case is told when it will be through."""

JULY = 7
"""No council meets in July. Source: domain practice."""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A meeting that a case can come on. `cut_off`: the last day on which it can be put on the agenda."""

    on: date
    cut_off: date


class Room(NamedTuple):
    """The last meeting that works, and how many work. A plain tuple: the planner makes one for each forum."""

    last: Slot
    meetings: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """A forum's meetings by their day, with what each search needs.

    `_soonest[i]`: the first meeting among those whose cut-off is the i-th or a later one. `_openest[i]`: among the
    meetings up to the i-th, the one whose cut-off is the latest. `_in_turn`: agendas close in the order of meetings.
    """

    slots: tuple[Slot, ...]
    _days: tuple[date, ...]
    _cut_offs: tuple[date, ...]
    _soonest: tuple[int, ...]
    _openest: tuple[int, ...]
    _in_turn: bool

    @classmethod
    def of(cls, slots: Iterable[Slot]) -> "Timetable":
        """The timetable of these meetings, given in any order. A cut-off after its meeting counts as the meeting."""
        ordered = tuple(sorted({Slot(slot.on, min(slot.on, slot.cut_off)) for slot in slots}))
        by_cut_off = sorted(range(len(ordered)), key=lambda place: ordered[place].cut_off)
        return cls(
            ordered,
            tuple(slot.on for slot in ordered),
            tuple(ordered[place].cut_off for place in by_cut_off),
            _soonest(by_cut_off),
            _openest(ordered),
            by_cut_off == list(range(len(ordered))),
        )

    def first(self, ready: date) -> int | None:
        """The place of the first meeting that a case that is ready on this day can come on."""
        place = bisect_left(self._cut_offs, ready)
        return self._soonest[place] if place < len(self._soonest) else None

    def last(self, by: date) -> int | None:
        """Among the meetings on this day or before, the place of the one that a case can be put on the latest."""
        place = bisect_right(self._days, by)
        return self._openest[place - 1] if place else None

    def usable(self, ready: date, by: date) -> int:
        """How many meetings up to the day `by` a case that is ready on the day `ready` can come on."""
        if self._in_turn:
            return max(0, bisect_right(self._days, by) - bisect_left(self._cut_offs, ready))
        return sum(1 for slot in self.slots if slot.on <= by and slot.cut_off >= ready)

    def room(self, ready: date, by: date) -> Room | None:
        """The room that a case has here: `usable` and the meeting that `last` finds, in one; None without a meeting."""
        end = bisect_right(self._days, by)
        meetings = end - bisect_left(self._cut_offs, ready) if self._in_turn else self.usable(ready, by)
        return Room(self.slots[self._openest[end - 1]], meetings) if meetings > 0 else None

    def between(self, first: date, last: date) -> int:
        """How many meetings there are after `first`, up to `last`; negative where `last` lies before."""
        if last < first:
            return -(bisect_right(self._days, first) - bisect_right(self._days, last))
        return bisect_right(self._days, last) - bisect_right(self._days, first)


def _soonest(by_cut_off: list[int]) -> tuple[int, ...]:
    found: list[int] = []
    for place in reversed(by_cut_off):
        found.append(min(place, found[-1]) if found else place)
    return tuple(reversed(found))


def _openest(slots: tuple[Slot, ...]) -> tuple[int, ...]:
    found: list[int] = []
    for place, slot in enumerate(slots):
        better = not found or slot.cut_off >= slots[found[-1]].cut_off
        found.append(place if better else found[-1])
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known of when a forum meets: `sure` is certain, `possible` is the most that could be.

    They are one where the forum's meetings are known as far as one looks. `known_to`: the last meeting known.
    """

    forum: str
    sure: Timetable
    possible: Timetable
    known_to: date | None = None
    estimated: bool = False

    @property
    def is_known(self) -> bool:
        """Whether nothing is guessed."""
        return self.sure is self.possible

    def reaches(self, day: date) -> bool:
        """Whether nothing is guessed up to this day."""
        return self.is_known or (self.known_to is not None and self.known_to >= day)


def known_calendar(
    forum: str, slots: Iterable[Slot], *, cut_off: Ahead, today: date, until: date, held: date | None = None
) -> Calendar:
    """The calendar of a forum whose meetings are put in one by one, looked at from `today` up to the day `until`.

    After the last meeting put in nobody knows: there it might meet on any working day. `cut_off`: the notice of one.
    `held`: the last meeting that is not among the slots, since it is over or its agenda fixed.
    """
    listed = tuple(slots)
    sure = Timetable.of(listed)
    last = max((day for day in (*(slot.on for slot in listed), held) if day), default=None)
    if last is not None and last >= until:
        return Calendar(forum, sure, sure, last)
    begin = max(today, last + ONE_DAY) if last else today
    return Calendar(forum, sure, Timetable.of((*listed, *any_day(begin, until, cut_off))), last)


def any_day(first: date, last: date, notice: Ahead) -> Iterable[Slot]:
    """A meeting on every working day of the interval, called `notice` before it (a number: calendar days)."""
    return _called(first, last, as_notice(notice), closing_days())


@lru_cache(maxsize=64)
def _called(first: date, last: date, notice: Notice, closing: frozenset[ClosingDay]) -> tuple[Slot, ...]:
    return tuple(Slot(day, notice.before(day)) for day in _working_days(first, last, closing))


@lru_cache(maxsize=64)
def _working_days(first: date, last: date, closing: frozenset[ClosingDay]) -> tuple[date, ...]:
    """Asked with the closing days, so that what was found with others is not found again."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(day for day in days if is_working_day(day, closing))


def monthly_calendar(
    forum: str, slots: Iterable[Slot] = (), *, cut_off: Ahead, today: date, until: date, held: date | None = None
) -> Calendar:
    """The calendar of a council: the meetings put in, and where a month has none, one on a day not known.

    A council meets once a month, not in July. Sure is then the last working day of the month, for what was sent in
    before the first could have met that month. `held`: as in `known_calendar`.
    """
    listed = tuple(slots)
    met = {_first(slot.on) for slot in listed} | ({_first(held)} if held else set())
    count = (until.year - today.year) * 12 + until.month - today.month + MONTHS_AFTER
    months = [_month(_first(today), number) for number in range(count)]
    guessed = [month for month in months if month.month != JULY and month not in met]
    sure = [Slot(last_working_day(_month(month, 1) - ONE_DAY), as_notice(cut_off).before(month)) for month in guessed]
    possible = [slot for slot in any_day(today, until, cut_off) if _first(slot.on) in guessed]
    known_to = guessed[0] - ONE_DAY if guessed and guessed[0] > _first(today) else None
    return Calendar(forum, Timetable.of((*listed, *sure)), Timetable.of((*listed, *possible)), known_to, estimated=True)


def _first(day: date) -> date:
    return day.replace(day=1)


def _month(first: date, later: int) -> date:
    months = first.year * 12 + first.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)
