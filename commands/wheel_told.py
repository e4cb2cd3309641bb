"""The yearly wheel as it is told on the terminal and to programs."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from commands.tables import as_table

if TYPE_CHECKING:
    from workflow.wheel_ahead import Coming, ListedDuty


def duty_json(one: "ListedDuty") -> dict[str, Any]:
    """A duty as JSON."""
    from states.wheel_json import dump_duty
    from states.wheel_rules import in_words

    last = one.last
    return {
        "key": one.duty.key,
        "title": one.duty.title,
        "state": one.state,
        "rule": in_words(one.duty),
        "next": coming_json(one.next) if one.next else None,
        "last": {"occurrence": last.occurrence, "state": last.state, "due": last.due, "case_id": last.case_id}
        if last
        else None,
        "duty": dump_duty(one.duty),
    }


def coming_json(one: "Coming") -> dict[str, Any]:
    """One time that a duty comes, as JSON."""
    return {
        "key": one.key,
        "title": one.title,
        "occurrence": one.occurrence,
        "due": one.due,
        "before": one.before,
        "works_to": one.works_to,
        "about": one.about if one.due is None else None,
        "opens_on": one.opens_on,
        "act_by": one.act_by,
        "verdict": one.verdict,
        "asks_on": one.asks_on,
        "state": one.state,
        "case_id": one.case_id,
        "reason": one.reason,
        "refused": one.refused or None,
    }


def print_duties(found: "Sequence[ListedDuty]") -> None:
    """A line for each duty, and how those that are only offered come into force."""
    from states.wheel_rules import in_words

    head = ("key", "state", "next due", "opens", "last", "rule", "title")
    as_table(head, [_row(one, in_words(one.duty)) for one in found])
    offered = sum(1 for one in found if one.state == "offered")
    if offered:
        print(f"\n{offered} offered: they open nothing until you say so, with sagsgang wheel start KEY or --all.")


def _row(one: "ListedDuty", rule: str) -> tuple[object, ...]:
    coming, last = one.next, one.last
    due = _due(coming) if coming else None
    became = f"{last.occurrence} {f'case {last.case_id}' if last.case_id else last.state}" if last else None
    return (one.duty.key, one.state.replace("_", " "), due, coming.opens_on if coming else None, became, rule,
            one.duty.title)  # fmt: skip


def _due(one: "Coming") -> str:
    if one.due is None:
        return f"ask ({one.occurrence})"
    return f"before {one.due}" if one.before else str(one.due)


def print_coming(found: "Sequence[Coming]", until: date) -> None:
    """What comes, what opens first, first."""
    if not found:
        print(f"Nothing comes up to {until}. Which duties are in force? sagsgang wheel list")
        return
    head = ("opens", "due", "plan", "state", "key", "title")
    as_table(head, [(one.opens_on, _due(one), one.verdict, _state(one), one.key, one.title) for one in found])
    for one in found:
        if one.refused:
            print(f"\n{one.key} {one.occurrence} cannot be opened: {one.refused}")


def _state(one: "Coming") -> str:
    """What has become of it, or when its day is asked for."""
    if one.state is not None:
        return str(one.state)
    return f"asks {one.asks_on}" if one.asks_on else "waits"
