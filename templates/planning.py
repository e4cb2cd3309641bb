"""A plan in Danish words: the reasons of its dates, and its ways out."""

from collections.abc import Sequence
from datetime import date

from states.adviser import Way, WayOut
from states.plan_told import Reason, ToldPlan
from states.routes import FEW
from templates.words import day, enumerate_words, say


def reason_words(reason: Reason) -> str:
    """A reason as a sentence."""
    words = say("plan_reasons", reason.because, **{key: _value(value) for key, value in reason.values.items()})
    return words[:1].upper() + words[1:]


def _value(value: object) -> str:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, tuple):
        return _forums(value)
    return str(value)


def _forums(codes: Sequence[str]) -> str:
    """Forums by their codes; more councils than can be told one by one are counted."""
    if len(codes) > 2 * FEW:
        return say("plan_forms", "councils", count=len(codes))
    return enumerate_words(codes)


def way_words(way: WayOut, plan: ToldPlan) -> str:
    """A way out as a draft that can be used as it stands."""
    named = {
        "forums": enumerate_words(way.forums),
        "forum": way.forums[0] if way.forums else "",
        "chair": way.forums[-1] if way.forums else "",
        "day": day(way.day) if way.day else "",
        "choose_by": day(way.choose_by),
        "works_to": day(plan.due.works_to),
        "default": plan.default,
    }
    return say("ways_out", _phrase(way), **named)


def _phrase(way: WayOut) -> str:
    if way.kind is Way.RESERVATION and not way.forums:
        return "reservation_now"
    if way.kind is Way.EXTENSION and way.day is None:
        return "extension_open"
    return way.kind
