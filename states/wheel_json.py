"""Duties of the wheel as they are stored: plain data, days as ISO text. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from states.outcomes import Purpose
from states.paper import DeadlineKind
from states.shift import Shift
from states.wheel import (
    AfterElection,
    LawDate,
    MeetingsBefore,
    Recurrence,
    Rule,
    TermYears,
    YearlyDuty,
    dump_month_day,
    month_day,
)

_PLAIN = ("key", "title", "route", "before", "every", "first", "ask", "words", "host", "source", "default", "margin")
_LISTS = ("owners", "officers", "addressees", "attachments")


def dump_duty(duty: YearlyDuty) -> dict[str, Any]:
    """The duty as it is stored."""
    plain = {name: getattr(duty, name) for name in _PLAIN}
    lists = {name: list(getattr(duty, name)) for name in _LISTS}
    rest = {
        "recurrence": dump_recurrence(duty.recurrence),
        "seen": [day.isoformat() for day in duty.seen],
        "purpose": str(duty.purpose) if duty.purpose else None,
        "texts": dict(duty.texts),
        "shift": str(duty.shift),
        "kind": str(duty.kind),
        "ready": dump_month_day(duty.ready) if duty.ready else None,
    }
    return plain | lists | rest


def stored_duty(stored: Mapping[str, Any]) -> YearlyDuty:
    """The duty that `dump_duty` stored."""
    values: dict[str, Any] = {name: stored[name] for name in _PLAIN}
    values |= {name: tuple(stored[name]) for name in _LISTS}
    return YearlyDuty(
        **values,
        recurrence=stored_recurrence(stored["recurrence"]),
        seen=tuple(map(date.fromisoformat, stored["seen"])),
        purpose=Purpose(stored["purpose"]) if stored["purpose"] else None,
        texts=dict(stored["texts"]),
        shift=Shift(stored["shift"]),
        kind=DeadlineKind(stored["kind"]),
        ready=month_day(stored["ready"]) if stored.get("ready") else None,  # duties from before it have none
    )


def dump_recurrence(rule: Recurrence) -> dict[str, Any]:
    """The rule as plain data, under the name of its kind."""
    match rule:
        case LawDate(on):
            return {"on": dump_month_day(on)}
        case Rule(words, first):
            return {"rule": words, "from": first.isoformat()}
        case MeetingsBefore(count, forum, by):
            return {"meetings_before": count, "forum": forum, "by": dump_month_day(by)}
        case TermYears(years, on):
            return {"term_years": list(years), "on": dump_month_day(on)}
        case AfterElection(days):
            return {"after_election": days}


def stored_recurrence(stored: Mapping[str, Any]) -> Recurrence:
    """The rule that `dump_recurrence` stored."""
    if "rule" in stored:
        return Rule(stored["rule"], date.fromisoformat(stored["from"]))
    if "meetings_before" in stored:
        return MeetingsBefore(stored["meetings_before"], stored["forum"], month_day(stored["by"]))
    if "term_years" in stored:
        return TermYears(tuple(stored["term_years"]), month_day(stored["on"]))
    if "after_election" in stored:
        return AfterElection(stored["after_election"])
    return LawDate(month_day(stored["on"]))
