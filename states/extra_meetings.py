"""Ekstraordinære møder og skriftlig behandling: a day more on which a forum decides, found by trying. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from states.planner import Leg, LegPlan, Verdict, overall
from states.routes import FEW
from states.timetable import Slot, Timetable, any_day
from states.ways import Question, Way, WayOut

ANSWER_DAYS = 7
"""Calendar days that a forum gets to answer in writing."""

MORE = "+"
"""Stands behind a forum's code where it is thought to meet more often, at one stop only."""


def more_meetings(asked: Question, kind: Way) -> Iterator[WayOut]:
    """An extra meeting, or answers in writing, at one stop; at several where one is not enough."""
    own = [place for place in range(asked.bound) if _can_be_called(asked, asked.legs[place], kind)]
    ways = [way for place in own if (way := _at(asked, (place,), kind))]
    if not ways and asked.is_late:
        late = tuple(place for place in own if asked.plan.legs[place].verdict is Verdict.LATE)
        every = (_at(asked, places, kind) for places in (late, tuple(own)) if len(places) > 1)
        ways = [way for way in every if way][:1]
    yield from ways


def _can_be_called(asked: Question, one: Leg, kind: Way) -> bool:
    """Nobody calls a meeting of 22 councils, and no council decides in writing (kommunestyrelsesloven § 8)."""
    councils = asked.councils.intersection(one.forums)
    if councils and (kind is Way.WRITTEN_PROCEDURE or len(one.forums) > 1):
        return False
    return one.until is None and (len(one.forums) <= FEW or not councils)


@dataclass(frozen=True, slots=True)
class _Called:
    """A forum that meets once more for a stop: its code, the code of its fuller calendar, and its days to choose."""

    place: int
    code: str
    days: tuple[Slot, ...]

    @property
    def more(self) -> str:
        return f"{self.code}{MORE}{self.place}"


def _at(asked: Question, places: tuple[int, ...], kind: Way) -> WayOut | None:
    """The latest meetings at these stops that help: each a working day that has none yet."""
    called = [_called(asked, place, code, kind) for place in places for code in _whom(asked.plan.legs[place])]
    legs = _with_more(asked.legs, called)
    tried = asked.solved(legs, {one.more: _table(asked, one, one.days) for one in called})
    if not _helps(asked, places, tried):
        return None
    ends = _ends(asked, legs, tried)
    choices = [[slot for slot in reversed(one.days) if slot.on <= ends[one.place]] for one in called]
    for chosen in zip(*choices, strict=False):
        days = dict(zip(called, chosen, strict=True))
        tables = {one.more: _table(asked, one, (slot,)) for one, slot in days.items()}
        if _helps(asked, places, asked.solved(legs, tables)):
            return _way(kind, days)
    return None


def _way(kind: Way, days: Mapping[_Called, Slot]) -> WayOut:
    codes = tuple(one.code for one in days)
    return WayOut(
        kind,
        min(slot.cut_off for slot in days.values()),
        codes,
        max(slot.on for slot in days.values()),
        tuple(slot.on for slot in days.values()),
    )


def _whom(planned: LegPlan) -> tuple[str, ...]:
    """Whom to call: in a group those who do not make it, else all."""
    return planned.missing if planned.missing and len(planned.leg.forums) > 1 else planned.leg.forums


def _called(asked: Question, place: int, code: str, kind: Way) -> _Called:
    notice = ANSWER_DAYS if kind is Way.WRITTEN_PROCEDURE else asked.notice.get(code, 0)
    taken = {slot.on for slot in asked.tables[code].slots}
    free = any_day(asked.today, asked.works_to, notice)
    return _Called(place, code, tuple(slot for slot in free if slot.cut_off >= asked.today and slot.on not in taken))


def _table(asked: Question, one: _Called, days: Sequence[Slot]) -> Timetable:
    return Timetable.of((*asked.tables[one.code].slots, *days))


def _with_more(legs: Sequence[Leg], called: Sequence[_Called]) -> list[Leg]:
    """The stops, with each called forum under the code of its fuller calendar at its stop only."""
    named = {(one.place, one.code): one.more for one in called}
    return [
        replace(one, forums=tuple(named.get((place, code), code) for code in one.forums))
        for place, one in enumerate(legs)
    ]


def _ends(asked: Question, legs: Sequence[Leg], tried: Sequence[LegPlan]) -> list[date]:
    """The last day on which each stop may be through, where the called forums could meet on any day."""
    ends = []
    for place in range(asked.bound):
        last = place + 1 >= asked.bound
        closes = None if last else tried[place + 1].too_late_after
        ends.append(closes - timedelta(days=legs[place + 1].gap) if closes else asked.works_to)
    return ends


def _helps(asked: Question, places: tuple[int, ...], tried: Sequence[LegPlan]) -> bool:
    """Whether a late case is late no more; or whether a stop without a meeting to spare would get one."""
    if asked.is_late:
        return overall(tried) is not Verdict.LATE
    if len(places) > 1:
        return overall(tried) is Verdict.SAFE
    before, after = asked.plan.legs[places[0]], tried[places[0]]
    return before.slack_meetings == 0 and (after.slack_meetings or 0) > 0 and overall(tried) is not Verdict.LATE
