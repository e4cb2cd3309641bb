"""Udveje: what can be done where the meetings that are left do not carry a case to its deadline, or only just. Pure.

Each way out is judged by planning again as if it were taken: what does not help is not proposed. `choose_by` is the
last day on which it can be chosen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from states.calendar import add_working_days, as_notice
from states.extra_meetings import more_meetings
from states.planner import Leg, Verdict, overall, solve
from states.timetable import Slot, Timetable, any_day
from states.ways import Question, Way, WayOut

ASKING_DAYS = 10
"""Working days before a deadline by which more time should be asked for."""


def ways_out(asked: Question) -> tuple[WayOut, ...]:
    """Every way out that helps and can still be chosen; none where the plan is safe or a calendar is missing."""
    if asked.plan.verdict not in (Verdict.LATE, Verdict.TIGHT):
        return ()
    before = asked.before_councils()
    meetings = _meetings(asked, before, Way.EXTRAORDINARY_MEETING)
    found = (
        *meetings,
        *_delegation(asked, before),
        *_parallels(asked, before),
        *_reservation(asked, meetings),
        *_meetings(asked, before, Way.WRITTEN_PROCEDURE),
        *_extension(asked),
        *_separate_answers(asked),
        *_legal_default(asked),
    )
    return tuple(way for way in found if asked.today <= way.choose_by)


def _meetings(asked: Question, before: Question | None, kind: Way) -> tuple[WayOut, ...]:
    """More meetings for the whole way; where they cannot help the councils, for the way up to them."""
    found = tuple(more_meetings(asked, kind))
    if found or before is None or before.plan.verdict is Verdict.SAFE:
        return found
    return tuple(replace(way, reserved=asked.is_late) for way in more_meetings(before, kind))


def _delegation(asked: Question, before: Question | None) -> Iterator[WayOut]:
    """The forum that ends the route empowers its chairmanship, at its last meeting before the deadline.

    Where the councils approve afterwards, it is the forum before them.
    """
    way = before or asked
    one, planned = way.legs[way.bound - 1], way.plan.legs[way.bound - 1]
    if len(one.forums) != 1 or one.forums[0] not in asked.chairs or planned.verdict is Verdict.SAFE:
        return
    code = one.forums[0]
    decides = planned.latest if planned.verdict is Verdict.TIGHT else None  # it need not empower where it can decide
    if meetings := [slot for slot in asked.meetings(code) if decides is None or slot.on < decides]:
        slot = meetings[-1]
        yield WayOut(
            Way.DELEGATION,
            slot.on,
            (code, asked.chairs[code]),
            slot.on,
            closes=slot.cut_off,
            added=_is_closed(asked, code, slot),
            reserved=before is not None and _too_late_for_councils(asked, asked.legs[way.bound : asked.bound], slot.on),
        )


def _too_late_for_councils(asked: Question, after: Sequence[Leg], decided: date) -> bool:
    """Whether those who approve afterwards cannot do so in time."""
    return overall(solve(after, asked.tables, decided, asked.works_to)) is Verdict.LATE


def _is_closed(asked: Question, code: str, slot: Slot) -> bool:
    """Whether an item can only come to the meeting by being added to its agenda."""
    return slot.cut_off < asked.today or slot.on in {fixed.on for fixed in asked.fixed.get(code, ())}


def _parallels(asked: Question, before: Question | None) -> Iterator[WayOut]:
    found = tuple(_parallel(asked))
    if not found and before is not None and before.plan.verdict is not Verdict.SAFE:
        found = tuple(replace(way, reserved=asked.is_late) for way in _parallel(before))
    yield from found


def _parallel(asked: Question) -> Iterator[WayOut]:
    """Two stops that follow one another treat the case side by side."""
    for place in range(asked.bound - 1):
        first, second = asked.legs[place : place + 2]
        if not _side_by_side(first, second):
            continue
        both = replace(first, forums=first.forums + second.forums, needed=first.needed + second.needed)
        tried = asked.solved(legs=(*asked.legs[:place], both, *asked.legs[place + 2 :]))
        wanted = (Verdict.SAFE, Verdict.TIGHT) if asked.is_late else (Verdict.SAFE,)
        if overall(tried) in wanted and (by := tried[place].too_late_after):
            yield WayOut(Way.PARALLEL, by, first.forums + second.forums, tried[place].latest)


def _side_by_side(first: Leg, second: Leg) -> bool:
    """Whether two stops can be one: all of both must act, and none of them twice."""
    every = all(one.needed == len(one.forums) and one.until is None for one in (first, second))
    return every and not set(first.forums) & set(second.forums)


def _reservation(asked: Question, meetings: Sequence[WayOut]) -> Iterator[WayOut]:
    """What the forum before the councils decides is sent in time, subject to the councils' approval.

    Where that forum has no meeting in time, it is the extra one that decides so (`meetings`).
    """
    place = asked.approving()
    if place is None or asked.plan.legs[place].verdict is Verdict.SAFE:
        return
    if place == 0:
        yield WayOut(Way.RESERVATION, asked.works_to, day=asked.works_to)
        return
    before = asked.plan.legs[place - 1]
    listed = [slot.on for code in before.leg.forums[-1:] for slot in asked.meetings(code)]
    extra = [on for way in meetings for code, on in zip(way.forums, way.days, strict=True) if code in before.leg.forums]
    if on := before.latest or max((*listed[-1:], *extra), default=None):
        yield WayOut(Way.RESERVATION, on, before.leg.forums, on)


def _extension(asked: Question) -> Iterator[WayOut]:
    """More time is asked for, up to the day when the route would be through; at once where the deadline is over."""
    if asked.is_late:
        by = max(asked.today, add_working_days(asked.works_to, -ASKING_DAYS))
        yield WayOut(Way.EXTENSION, by, day=asked.plan.legs[asked.bound - 1].earliest)


def _separate_answers(asked: Question) -> Iterator[WayOut]:
    """KL, or each council, answers alone; they need their own meeting's notice."""
    if asked.is_late:
        notice = max((as_notice(asked.notice.get(code, 0)) for code in asked.councils), default=0)
        called = Timetable.of(any_day(asked.today, asked.works_to, notice))
        if (place := called.last(asked.works_to)) is not None:
            yield WayOut(Way.SEPARATE_ANSWERS, called.slots[place].cut_off)


def _legal_default(asked: Question) -> Iterator[WayOut]:
    """Nothing is sent, and the law's own answer applies."""
    if asked.default:
        yield WayOut(Way.LEGAL_DEFAULT, asked.works_to)
