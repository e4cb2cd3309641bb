"""Asking: who is to be told of a watched day today, at which step, in which role, and why. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from states.ladder import (
    LOOK_BACK,
    Ladder,
    Step,
    chair_step,
    next_step,
    over_after,
    step_named,
    steps_ahead,
    steps_between,
)
from states.next_asked import next_asked
from states.reminding import Gap, Line, Look, Outcome, Party, Role, Why
from states.watched import Source, Watched

LOST = "the last letter could not be delivered"
"""Why somebody with an address is not reached."""


def begins(watched: Watched, look_from: date | None, latest: date | None, today: date) -> tuple[date, date] | None:
    """From which days on steps are looked for, for owners and for others; None where nothing is asked any more.

    `look_from`: the day that the last look left (deadline.remind_on), None for a first or a new one. `latest`: the day
    of the last step sent in this revision. A deadline that was over when it came is not asked for, and what fell before
    it came was not missed. Nor was what fell before the first look at a task or a promise of which nobody knows since
    when it is one. Else so much is taken for missed as a clock may have stood still without anybody noticing
    (LOOK_BACK).
    """
    if look_from is not None:
        return look_from, look_from
    after = latest and date.fromordinal(latest.toordinal() + 1)
    kept = watched.source is Source.DEADLINE
    new = watched.since is None and after is None
    if new and (over_after(watched) or watched.works_to) < (today if kept else today - LOOK_BACK):
        return None
    if kept or (new and watched.source in (Source.TASK, Source.PROMISE)):
        floor = watched.since or after or today
    else:
        floor = max(today - LOOK_BACK, watched.since or date.min)
    return floor, max(floor, after or floor)


def ask(look: Look) -> Outcome:
    """Who is to be told what today, and when to look again."""
    asked = _one_each([*_owners(look), *_head(look), *_chair(look)])
    lines = [replace(line, then=next_asked(look, line, asked)) for line in asked]
    ladders = [look.ladder, *(_own(look.ladder, party) for party in look.circle.owners)]
    days = [day for ladder in ladders if (day := next_step(ladder, look.watched, look.today))]
    if look.watched.on is None and (step := chair_step(look.ladder, look.watched)) and step.on > look.today:
        days.append(step.on)  # of vague words no step falls there
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
    """The head is asked in the place of owners whom nobody reaches, after a silence, and always when it is over.

    Not on the day itself that it came: what is over when it is entered is told to its owners first.
    """
    head = look.circle.head
    if head is None or not head.is_reached(look.today):
        return
    alone, about = _why_alone(look)
    begin = look.begin if alone else look.begin_others
    steps = steps_between(look.ladder, look.watched, begin, look.today)
    if alone is Why.UNDELIVERED:
        steps = sorted({*_lost_steps(look), *steps})
    if alone is None:
        quiet, came = _is_quiet(look), look.watched.since or date.min
        steps = [step for step in steps if (step.left < 0 and step.on > came) or (quiet and _after_silence(look, step))]
        alone = Why.OVER if steps and steps[-1].left < 0 else Why.SILENCE
        people = _hearing(look) if alone is Why.SILENCE else look.circle.owners
        about = tuple(party.shown for party in people)
    yield from _line(look, head, Role.HEAD, alone, steps, about, _asked_since(look))


def _why_alone(look: Look) -> tuple[Why | None, tuple[str, ...]]:
    """Why the head stands in the owners' place, if so, and for whom."""
    owners = look.circle.owners
    if not owners:
        return Why.NO_OWNER, ()
    if not _is_quiet(look) or _hearing(look):
        return None, ()
    if lost := tuple(party.shown for party in owners if _is_lost_on(look, party)):
        return Why.UNDELIVERED, lost
    away = any(party.is_away(look.today) and party.email for party in owners)
    return (Why.AWAY if away else Why.UNREACHABLE), tuple(party.shown for party in owners)


def _hearing(look: Look) -> list[Party]:
    """The owners whom letters reach, as far as anybody knows: none of them was sent one in vain last."""
    owners = look.circle.owners
    return [party for party in owners if party.is_reached(look.today) and not _is_lost_on(look, party)]


def _is_lost_on(look: Look, party: Party) -> bool:
    return party.is_reached(look.today) and look.history.is_lost_on(party.key)


def _lost_steps(look: Look) -> list[Step]:
    """The steps that owners were written to about in vain, and that no owner was told of."""
    history, keys = look.history, [party.key for party in look.circle.owners]
    arrived = {name for key in keys for name in history.arrived(key)}
    sent = {name: day for key in keys for name, day in history.sent.get(key, {}).items()}
    return [step_named(name, day) for name, day in sent.items() if name not in arrived]


def _is_quiet(look: Look) -> bool:
    """Whether no owner has answered."""
    return not any(party.key in look.history.answered for party in look.circle.owners)


def _after_silence(look: Look, step: Step) -> bool:
    """Whether a step is near enough, and the owners were to be asked before it: a first question is no silence.

    Nor is it one where letters went out, and none of them came to whoever is the owner now.
    """
    if look.history.sent and _asked_since(look) is None:
        return False
    since = look.watched.since or _asked_since(look) or look.begin
    return step.left <= look.ladder.head_from and any(
        since <= earlier.on < step.on for earlier in steps_ahead(look.ladder, look.watched)
    )


def _asked_since(look: Look) -> date | None:
    """The day of the first step that an owner was reminded at, as far as the letter came."""
    days = [day for party in look.circle.owners for day in look.history.arrived(party.key).values()]
    return min(days, default=None)


def _chair(look: Look) -> Iterator[Line]:
    chair = look.circle.chair
    if chair is None or look.history.answered or not chair.is_reached(look.today):
        return
    step = chair_step(look.ladder, look.watched)
    last = [step] if step and look.begin_others <= step.on <= look.today else []
    people = _hearing(look) or ((look.circle.head,) if look.circle.head else ())
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
    told = {name for recipient in look.history.sent for name in look.history.arrived(recipient)}
    steps = {*_lost_steps(look), *steps_between(look.ladder, look.watched, look.begin, look.today)}
    left = tuple(sorted(step for step in steps if step.name not in told))
    people = (*look.circle.owners, *((look.circle.head,) if look.circle.head else ()))
    lost = [party for party in people if _is_lost_on(look, party)]
    if not left or look.history.answered or any(party.is_reached(look.today) for party in people if party not in lost):
        return None
    return Gap(look.watched, left, tuple(replace(party, reason=LOST) if party in lost else party for party in people))
