"""Asking: who is to be told of a watched day today, at which step, in which role, and why. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from states.ladder import LOOK_BACK, Ladder, Step, next_step, over_after, steps_ahead, steps_between
from states.reminding import Gap, Line, Look, Outcome, Party, Role, Why
from states.watched import Source, Watched


def begins(watched: Watched, look_from: date | None, latest: date | None, today: date) -> tuple[date, date] | None:
    """From which days on steps are looked for, for owners and for others; None where nothing is asked any more.

    `look_from`: the day that the last look left (deadline.remind_on), None for a first or a new one. `latest`: the day
    of the last step sent in this revision. A deadline that was over when it came is not asked for, and what fell before
    it came was not missed. Of what has no day of its own in the register (tasks, meetings), so much is taken
    for missed as a clock may have stood still without anybody noticing (LOOK_BACK).
    """
    if look_from is not None:
        return look_from, look_from
    after = latest and date.fromordinal(latest.toordinal() + 1)
    floor = today if watched.source is Source.DEADLINE else today - LOOK_BACK
    if watched.since is not None:
        floor = watched.since if watched.source is Source.DEADLINE else max(watched.since, floor)
    elif after is None and (over_after(watched) or watched.works_to) < floor:
        return None
    elif watched.source is Source.DEADLINE:
        floor = after or today
    return floor, max(floor, after or floor)


def ask(look: Look) -> Outcome:
    """Who is to be told what today, and when to look again."""
    lines = _one_each([*_owners(look), *_head(look), *_chair(look)])
    ladders = [look.ladder, *(_own(look.ladder, party) for party in look.circle.owners)]
    days = [day for ladder in ladders if (day := next_step(ladder, look.watched, look.today))]
    return Outcome(tuple(lines), None if lines else _gap(look), min(days, default=None))


def _own(ladder: Ladder, party: Party) -> Ladder:
    if party.before is None:
        return ladder
    return Ladder(party.before, ladder.head_from, ladder.chair_from, ladder.on_the_day, ladder.after)


def _owners(look: Look) -> Iterator[Line]:
    why = Why.OFFICER if look.circle.stand_in else Why.OWNER
    for party in look.circle.owners:
        if party.is_reached(look.today):
            steps = steps_between(_own(look.ladder, party), look.watched, look.begin, look.today)
            yield from _line(look, party, Role.OWNER, why, steps)


def _head(look: Look) -> Iterator[Line]:
    """The head is asked in the place of owners whom nobody reaches, after a silence, and always when it is over."""
    head = look.circle.head
    if head is None or not head.is_reached(look.today):
        return
    alone, about = _why_alone(look)
    begin = look.begin if alone else look.begin_others
    steps = steps_between(look.ladder, look.watched, begin, look.today)
    if alone is None:
        quiet = _is_quiet(look)
        steps = [step for step in steps if step.left < 0 or (quiet and _after_silence(look, step))]
        alone = Why.OVER if steps and steps[-1].left < 0 else Why.SILENCE
        about = tuple(party.shown for party in look.circle.owners)
    yield from _line(look, head, Role.HEAD, alone, steps, about, _asked_since(look))


def _why_alone(look: Look) -> tuple[Why | None, tuple[str, ...]]:
    """Why the head stands in the owners' place, if so, and for whom."""
    owners = look.circle.owners
    if not owners:
        return Why.NO_OWNER, ()
    if not _is_quiet(look) or any(party.is_reached(look.today) for party in owners):
        return None, ()
    away = any(party.is_away(look.today) and party.email for party in owners)
    return (Why.AWAY if away else Why.UNREACHABLE), tuple(party.shown for party in owners)


def _is_quiet(look: Look) -> bool:
    """Whether no owner has answered."""
    return not any(party.key in look.history.answered for party in look.circle.owners)


def _after_silence(look: Look, step: Step) -> bool:
    """Whether a step is near enough, and the owners were to be asked before it: a first question is no silence."""
    since = look.watched.since
    return step.left <= look.ladder.head_from and any(
        earlier.on < step.on and (since is None or earlier.on >= since)
        for earlier in steps_ahead(look.ladder, look.watched)
    )


def _asked_since(look: Look) -> date | None:
    """The day of the first step that an owner was reminded at."""
    keys = {party.key for party in look.circle.owners}
    days = [day for key, steps in look.history.sent.items() if key in keys for day in steps.values()]
    return min(days, default=None)


def _chair(look: Look) -> Iterator[Line]:
    chair = look.circle.chair
    if chair is None or look.history.answered or not chair.is_reached(look.today):
        return
    steps = steps_between(look.ladder, look.watched, look.begin_others, look.today)
    last = [step for step in steps if step.left == look.ladder.chair_at]
    people = look.circle.owners or ((look.circle.head,) if look.circle.head else ())
    about = tuple(party.shown for party in people)
    yield from _line(look, chair, Role.CHAIR, Why.LAST, last, about, _asked_since(look))


def _line(
    look: Look,
    to: Party,
    role: Role,
    why: Why,
    steps: Sequence[Step],
    about: tuple[str, ...] = (),
    since: date | None = None,
) -> Iterator[Line]:
    """The line, unless they have answered or were told already. A step before one that was sent is overtaken by it."""
    if to.key in look.history.answered:
        return
    sent = look.history.sent.get(to.key, {})
    last = max(sent.values(), default=date.min)
    left = tuple(step for step in steps if step.name not in sent and step.on > last)
    if left:
        fresh = look.anew and role is Role.OWNER and bool(look.history.sent) and not sent
        late = left[-1].on < look.today and not fresh
        yield Line(look.watched, to, role, why, left, late, about, since, fresh)


def _one_each(lines: Sequence[Line]) -> list[Line]:
    """One line a person: who is asked in two roles is asked in the first, at the steps of both."""
    found: dict[str, Line] = {}
    for line in lines:
        first = found.setdefault(line.to.key, line)
        if first is not line:
            steps = {step.name: step for step in (*first.steps, *line.steps)}
            found[line.to.key] = replace(first, steps=tuple(sorted(steps.values())), late=first.late and line.late)
    return list(found.values())


def _gap(look: Look) -> Gap | None:
    """The steps of today that nobody is told of, though nobody has answered and nobody was told of them before."""
    told = {name for steps in look.history.sent.values() for name in steps}
    steps = steps_between(look.ladder, look.watched, look.begin, look.today)
    left = tuple(step for step in steps if step.name not in told)
    people = (*look.circle.owners, *((look.circle.head,) if look.circle.head else ()))
    reached = any(party.is_reached(look.today) for party in people)
    return Gap(look.watched, left, people) if left and not reached and not look.history.answered else None
