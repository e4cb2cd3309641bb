"""What `sagsgang plan` does and prints."""

from datetime import date
from typing import Any

from commands import edge
from commands.tables import as_json, as_table
from db.queries.facts import load_forums
from states.plan_told import Due, ToldLeg, ToldPlan
from templates.planning import reason_words, way_words
from templates.words import phrases
from workflow.plan import plan_case, plan_route
from workflow.plan_all import PlannedCase, plan_all
from workflow.route_shelf import shelf

BEFORE = "before "
"""What stands before a day that does not count itself."""


def due(words: str) -> Due:
    """A deadline as it is typed. Raises BadDate."""
    exclusive = words.strip().lower().startswith(BEFORE)
    return Due(edge.day(words.strip()[len(BEFORE) :] if exclusive else words), exclusive)


def of_case(case: int, until: Due | None, today: date) -> ToldPlan:
    """The plan of a case in the register."""
    return edge.read(lambda connection: plan_case(connection, case, until, today=today))


def of_route(key: str, at: str | None, until: Due, default: str, today: date) -> ToldPlan:
    """The plan of a route without a case."""
    own = edge.settings().routes
    return edge.read(
        lambda connection: plan_route(
            connection, shelf(load_forums(connection), own).get(key), at, until, default=default, today=today
        )
    )


def show_all(today: date, *, json: bool) -> None:
    """Print every case that has a date, the worst first."""
    rows = [_row(one) for one in edge.read(lambda connection: plan_all(connection, today=today))]
    if json:
        as_json(rows)
    elif rows:
        head = ("verdict", "act_by", "deadline", "case_id", "waits_at", "title")
        as_table(head, [[row[name] for name in head] for row in rows])
    else:
        print("No open case has a deadline with an exact date.")


def _row(one: PlannedCase) -> dict[str, Any]:
    first = one.plan.legs[0]
    return {
        "case_id": one.case.case_id,
        "title": one.case.title,
        "verdict": one.plan.verdict,
        "deadline": one.due.on,
        "works_to": one.due.works_to,
        "waits_at": first.leg.forums[0] if len(first.leg.forums) == 1 else first.leg.stop,
        "act_by": first.too_late_after,
        "unknown": list(one.plan.unknown),
    }


def _json(told: ToldPlan) -> dict[str, Any]:
    return {
        "case_id": told.case_id,
        "title": told.title or None,
        "verdict": told.verdict,
        "deadline": {
            "date": told.due.on,
            "before": told.due.before,
            "works_to": told.due.works_to,
            "reasons": [reason_words(reason) for reason in told.due.reasons()],
        },
        "stops": [_stop(one) for one in told.legs],
        "ways_out": [
            {"kind": way.kind, "choose_by": way.choose_by, "words": way_words(way, told), "forums": list(way.forums),
             "day": way.day}
            for way in told.ways
        ],
        "unknown": list(told.unknown),
    }  # fmt: skip


def _stop(one: ToldLeg) -> dict[str, Any]:
    forums = one.plan.leg.forums
    return {
        "stop": one.plan.leg.stop,
        "forum": forums[0] if len(forums) == 1 else one.plan.leg.stop,
        "forums": list(forums),
        "earliest": one.plan.earliest,
        "latest": one.plan.latest,
        "slack_days": one.plan.slack_days,
        "slack_meetings": one.plan.slack_meetings,
        "too_late_after": one.plan.too_late_after,
        "verdict": one.plan.verdict,
        "in_time": list(one.plan.by_date),
        "not_in_time": list(one.plan.missing),
        "reasons": [reason_words(reason) for reason in one.reasons],
    }


def show(told: ToldPlan, *, json: bool) -> None:
    """Print a plan."""
    if json:
        as_json(_json(told))
    else:
        _print(told)


def _print(told: ToldPlan) -> None:
    words = phrases("verdicts")
    if told.case_id:
        print(f"Case {told.case_id} {told.title}")
    print(f"{words[told.verdict].upper()} ({told.verdict}): {told.due.works_to}")
    for reason in told.due.reasons():
        print(f"  {reason_words(reason)}")
    for one in told.legs:
        row = _stop(one)
        print(f"{row['forum']}: {words[row['verdict']]} ({row['verdict']})")
        for sentence in row["reasons"]:
            print(f"  {sentence}")
    for way in told.ways:
        print(f"→ {way.kind}, choose by {way.choose_by}: {way_words(way, told)}")
