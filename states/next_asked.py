"""What comes next if nobody answers: who is asked from which day on, or from when on it counts as over. Pure."""

from datetime import date

from states.calendar import add_working_days
from states.ladder import chair_step, over_after, steps_ahead
from states.reminding import History, Line, Look, Party, Role, Then


def next_asked(look: Look, line: Line, lines: list[Line]) -> Then:
    """What the reader of a line is to know. `lines`: everybody who is asked today; they are not asked next.

    Where somebody has answered already, the others are asked only when it is over.
    """
    over = _over_from(look)
    if over is not None and over <= look.today:
        return Then(over=True)
    days = [] if look.history.answered else _days(look, line, lines, over)
    role, on = min(days, key=lambda one: one[1], default=(None, over))
    return Then(role, on)


def _days(look: Look, line: Line, lines: list[Line], over: date | None) -> list[tuple[Role, date]]:
    """From when on the head and the chair are asked, as far as they are yet to be."""
    told = {one.to.key for one in lines}
    circle = look.circle
    found = (
        (Role.HEAD, circle.head, _head_from(look, over) if line.role is Role.OWNER else None),
        (Role.CHAIR, circle.chair, _chair_on(look) if line.role is not Role.CHAIR else None),
    )
    return [
        (role, on)
        for role, party, on in found
        if party is not None and on is not None and party.key not in told and _is_new(look.history, party, on)
    ]


def _is_new(history: History, party: Party, on: date) -> bool:
    """Whether they are asked on a day for the first time."""
    return party.is_reached(on) and party.key not in history.sent


def _head_from(look: Look, over: date | None) -> date | None:
    """The first step to come that is near enough for the head of secretariat; else when it is over."""
    ahead = steps_ahead(look.ladder, look.watched)
    near = (step.on for step in ahead if step.on > look.today and step.left <= look.ladder.head_from)
    return next(near, over if look.ladder.after else None)


def _chair_on(look: Look) -> date | None:
    step = chair_step(look.ladder, look.watched)
    return step.on if step and step.on > look.today else None


def _over_from(look: Look) -> date | None:
    last = over_after(look.watched)
    return None if last is None else add_working_days(last, 1)
