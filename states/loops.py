"""Tilbagesendelse: what it would cost a case to be sent back, in meetings and in days. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from states.planner import Leg, Verdict, bound, plan
from states.routes import FEW
from states.standing import apart
from states.ways import Question


@dataclass(frozen=True, slots=True)
class Loop:
    """Sløjfe: a stop sends the case back to an earlier one, and it comes up again.

    `sender`, `to`: the forums of the two stops. `meetings`: the forum of each meeting that this takes. `last`: the
    forums of the last stop that must keep the date, `earliest` when they could then decide (None: no meeting is known),
    `days` how much later that is than without.
    """

    sender: tuple[str, ...]
    to: tuple[str, ...]
    meetings: tuple[str, ...]
    last: tuple[str, ...]
    earliest: date | None
    days: int | None
    verdict: Verdict


def loops(asked: Question, behind: Sequence[Leg]) -> tuple[Loop, ...]:
    """What each return would cost: from the stop where the case is to every one before it; from a later one, one stop.

    Nothing where nobody knows when the case will be through without. `behind`: the stops that it has passed; the
    question must know their calendars.
    """
    known = asked.plan.legs[asked.bound - 1].earliest is not None
    return tuple(_loops(asked, behind)) if known else ()


def _loops(asked: Question, behind: Sequence[Leg]) -> Iterator[Loop]:
    for back in range(1, len(behind) + 1):
        yield from _loop(asked, 0, [*behind[-back:], asked.legs[0]])
    for place in range(1, asked.bound):
        yield from _loop(asked, place, asked.legs[place - 1 : place + 1])


def _loop(asked: Question, place: int, again: Sequence[Leg]) -> Iterator[Loop]:
    """The return from a stop, and the stops that treat the case once more; more councils send nothing back."""
    sender, to = again[-1], again[0]
    if len(sender.forums) > FEW or len(to.forums) > FEW:
        return
    legs = apart([*asked.legs[: place + 1], *again, *asked.legs[place + 1 :]])
    found = plan(legs, asked.calendars, asked.today, asked.works_to)
    last = bound(asked.legs) - 1
    then, now = found.legs[last + len(again)].earliest, asked.plan.legs[last].earliest
    yield Loop(
        sender.forums,
        to.forums,
        tuple(code for one in again for code in one.forums),
        asked.legs[last].forums,
        then,
        (then - now).days if then and now else None,
        found.verdict,
    )
