"""A plan in Danish words: the reasons of its dates, its ways out, and what it costs to be sent back."""

from collections.abc import Sequence
from datetime import date

from states.loops import Loop
from states.plan_told import AlsoDue, Councils, Reason, ToldPlan, called
from states.planner import Leg, Verdict
from states.ways import Way, WayOut
from templates.words import day, enumerate_words, listing, phrases, say


def reason_words(reason: Reason) -> str:
    """A reason as a sentence."""
    words = say("plan_reasons", reason.because, **{key: _value(value) for key, value in reason.values.items()})
    return _sentence(words)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _value(value: object) -> str:
    if isinstance(value, date):
        return weekday(value)
    if isinstance(value, tuple):
        return _forums(value)
    return str(value)


def weekday(on: date) -> str:
    """A date as one plans with it: "tirsdag den 20. juni 2023"."""
    return say("dates", "full", weekday=listing("weekdays")[on.weekday()], day=day(on))


def _forums(names: Sequence[str | Councils]) -> str:
    """Forums by their names; more councils than can be told one by one are counted."""
    return enumerate_words(
        [say("plan_forms", "councils", count=one.count) if isinstance(one, Councils) else one for one in names]
    )


def stop_words(told: ToldPlan, one: Leg) -> str:
    """A stop by its forums: "KKR", "SDF og SUN", "De 22 kommunalbestyrelser"."""
    return _sentence(_forums(called(one.forums, told.names)))


def way_words(way: WayOut, plan: ToldPlan) -> str:
    """A way out as a draft that can be used as it stands."""
    forums = called(way.forums, plan.names)
    named = {
        "forums": _forums(forums),
        "forum": _forums(forums[:1]),
        "chair": _forums(forums[-1:]),
        "day": weekday(way.day) if way.day else "",
        "choose_by": weekday(way.choose_by),
        "closes": weekday(way.closes) if way.closes else "",
        "works_to": weekday(plan.due.works_to),
        "default": plan.default,
        "meetings": _meetings(way, plan),
    }
    words = say("ways_out", _phrase(way), **named)
    return f"{words} {say('ways_out', 'reserved')}" if way.reserved else words


def _meetings(way: WayOut, plan: ToldPlan) -> str:
    """Each forum with the last day of its meeting: "K22 senest fredag den 2. juni 2023 og KKR senest …"."""
    names = called(way.forums, plan.names)
    return enumerate_words(
        [
            say("plan_forms", "meeting_by", forum=_forums((name,)), day=weekday(on))
            for name, on in zip(names, way.days, strict=False)
        ]
    )


def _phrase(way: WayOut) -> str:
    if way.kind is Way.RESERVATION and not way.forums:
        return "reservation_now"
    if way.kind is Way.EXTENSION and way.day is None:
        return "extension_open"
    if way.kind is Way.DELEGATION and way.added:
        return "delegation_added"
    return way.kind


def return_words(loop: Loop, plan: ToldPlan) -> str:
    """What a return would cost, as a sentence."""
    costs = [
        say("plan_returns", "more_meetings" if place else "meeting", forum=name)
        for place, name in enumerate(called(loop.meetings, plan.names))
    ]
    sent = say(
        "plan_returns",
        "sent_back",
        sender=_forums(called(loop.sender, plan.names)),
        to=_forums(called(loop.to, plan.names)),
        costs=enumerate_words(costs),
    )
    return f"{sent} {_sentence(_then(loop, plan))}"


def _then(loop: Loop, plan: ToldPlan) -> str:
    last = _forums(called(loop.last, plan.names))
    if loop.earliest is None:
        return say("plan_returns", "no_meeting", forum=last)
    verdict = phrases("plan_returns")[_VERDICTS[loop.verdict]]
    if loop.days is None:
        return say("plan_returns", "then", forum=last, day=weekday(loop.earliest), verdict=verdict)
    chapter = "then_same" if loop.days == 0 else "then_later"
    return say("plan_returns", chapter, forum=last, day=weekday(loop.earliest), days=loop.days, verdict=verdict)


_VERDICTS = {
    Verdict.SAFE: "keeps",
    Verdict.TIGHT: "just_keeps",
    Verdict.LATE: "misses",
    Verdict.UNKNOWN: "unknown",
}


def also_words(also: AlsoDue) -> str:
    """Another deadline of the case, as a sentence."""
    if also.on is None or also.works_to is None or also.verdict is None:
        days = {"earliest": also.earliest, "latest": also.latest}
        told = {name: weekday(on) if on else say("plan_forms", "open_end") for name, on in days.items()}
        return say("plan_also", "vague", words=also.words, **told)
    verdict = phrases("verdicts")[also.verdict].lower()
    entry = "exact_before" if also.before else "exact"
    return say("plan_also", entry, day=weekday(also.on), words=also.words, verdict=verdict)
