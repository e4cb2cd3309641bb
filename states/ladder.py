"""The ladder: on which working days somebody is reminded of a day that is watched. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from states.calendar import add_working_days, last_working_day
from states.closing import ClosingDay, closing_days
from states.paper import DeadlineKind
from states.watched import Source, Watched


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rykkertrappe: how many working days before, and whether on the day itself and on each working day after it.

    `before` falls and holds no 0. `head_from`: so many working days before, and nearer, the head of secretariat is
    asked too if no owner has answered. `chair_from`: the first step so near is the one where the forum's chair is
    asked, if nobody has answered at all; 0 for never.
    """

    before: tuple[int, ...] = (30, 14, 7, 3, 1)
    head_from: int = 7
    chair_from: int = 1
    on_the_day: bool = True
    after: bool = True

    @property
    def chair_at(self) -> int | None:
        """The one step where the chair is asked: he is told in time to act, and is not nagged."""
        return next((left for left in self.before if left <= self.chair_from), None)


STANDARD = Ladder()
"""Reports, hearings, notices, contracts and promises; tasks too, but for the chair.

Six weeks before, a text can still be written and passed by a forum; a month's meeting fits in between 30 and 14; from
7 on others must be asked while they can still do something. Source: issue 5, part 2.
"""

BINDING = frozenset(
    {DeadlineKind.REPORT, DeadlineKind.HEARING, DeadlineKind.NOTICE, DeadlineKind.CONTRACT_EXPIRY, DeadlineKind.PROMISE}
)
"""What binds to the outside. A chair is asked for nothing else: what one of the staff was told to do is the head's."""

INSIDE = replace(STANDARD, chair_from=0)
"""Every other kind: tasks."""

OWN: Mapping[str, Ladder] = {
    Source.CUT_OFF: Ladder(before=(3,), head_from=0, chair_from=0, after=False),
    Source.DISPATCH: Ladder(before=(1,), chair_from=0),
    DeadlineKind.NEXT_MEETING: Ladder(before=(), on_the_day=False, after=False),
}
"""Kinds with a ladder of their own.

A cut-off comes round for every meeting, and the call for items went out two weeks before it: three days to write in
and the day itself do, the head hears of it on the day alone, and what is late after it is a matter for the agenda. An
agenda is asked for the day before it goes out, and on each working day until it is locked. The day of a forum's next
meeting is no duty: its cut-off and dispatch are.
"""


def built_in(kind: str) -> Ladder:
    """The ladder of a kind where the office has set none."""
    return OWN.get(kind) or (STANDARD if kind in BINDING else INSIDE)


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """Trin: one day of the ladder. `left`: working days left then; 0 on the day, below 0 after it."""

    on: date
    left: int

    @property
    def name(self) -> str:
        """What it is called in the register: "30", "0", "+1"."""
        return f"+{-self.left}" if self.left < 0 else str(self.left)


def step_named(name: str, on: date) -> Step:
    """The step that the register knows by this name (Step.name)."""
    return Step(on, -int(name[1:]) if name.startswith("+") else int(name))


def steps_between(ladder: Ladder, watched: Watched, first: date, last: date) -> list[Step]:
    """The steps that fall on the days from `first` to `last`, both counted, the earliest first.

    Vague words are asked about before the first day that they may mean; how many days they are over counts from the
    last one.
    """
    ahead = (step for step in steps_ahead(ladder, watched) if first <= step.on <= last)
    return [*ahead, *_steps_after(ladder, watched, first, last)]


def steps_ahead(ladder: Ladder, watched: Watched) -> tuple[Step, ...]:
    """The steps up to the day itself, the earliest first."""
    return _laid(ladder.before, ladder.on_the_day, watched.works_to, closing_days())


@lru_cache(maxsize=4096)
def _laid(
    before: tuple[int, ...], on_the_day: bool, works_to: date, closing: frozenset[ClosingDay]
) -> tuple[Step, ...]:
    """Very many deadlines share a few hundred days, and counting six weeks back is most of a look's work."""
    day, counted, found = last_working_day(works_to, closing), 0, []
    if on_the_day:
        found.append(Step(day, 0))
    for left in reversed(before):
        day, counted = add_working_days(day, counted - left, closing), left
        found.append(Step(day, left))
    return tuple(found[::-1])


def chair_step(ladder: Ladder, watched: Watched) -> Step | None:
    """The one step where the chair is asked; of vague words before their last day. None where there is none."""
    left, last = ladder.chair_at, over_after(watched)
    return None if left is None or last is None else Step(add_working_days(last, -left), left)


def next_step(ladder: Ladder, watched: Watched, after: date) -> date | None:
    """The day of the first step that falls later than the day `after`; None where none is left."""
    day = next((step.on for step in steps_ahead(ladder, watched) if step.on > after), None)
    if day is not None or (over := over_after(watched)) is None or not ladder.after:
        return day
    day = add_working_days(max(last_working_day(after), over), 1)
    return day if watched.ends is None or day <= watched.ends else None


def _steps_after(ladder: Ladder, watched: Watched, first: date, last: date) -> Iterator[Step]:
    end = min(last, watched.ends or last)
    if not ladder.after or watched.works_to >= end or (day := over_after(watched)) is None:
        return
    left = 0
    while (day := add_working_days(day, 1)) <= end:
        left -= 1
        if day >= first:
            yield Step(day, left)


def over_after(watched: Watched) -> date | None:
    """The last working day on which it is not yet over; None for vague words that have no end."""
    if watched.on is not None:
        return last_working_day(watched.works_to)
    return max(last_working_day(watched.latest), last_working_day(watched.works_to)) if watched.latest else None


def working_days_left(works_to: date, today: date) -> int:
    """Working days from today to the day that is worked to; 0 on the day, below 0 when it is over."""
    count = _between(*sorted((today, works_to)), closing_days())
    return count if works_to >= today else -count


@lru_cache(maxsize=4096)
def _between(first: date, last: date, closing: frozenset[ClosingDay]) -> int:
    near, far = last_working_day(first, closing), last_working_day(last, closing)
    count = 0
    while (near := add_working_days(near, 1, closing)) <= far:
        count += 1
    return count


LOOK_BACK = timedelta(days=30)
"""How far back a missed step is looked for where nothing in the register says from when on a day was watched."""
