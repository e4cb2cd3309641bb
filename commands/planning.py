"""What `sagsgang plan` does and prints."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from commands import edge
from commands.tables import as_json, as_table
from db.queries.facts import load_forums
from states.loops import Loop
from states.plan_told import AlsoDue, Due, ToldLeg, ToldPlan
from templates.planning import also_words, reason_words, return_words, stop_words, way_words
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A route without a case: where it waits, its host council, and the last day of a group that waits for a date."""

    key: str
    at: str | None = None
    host: str | None = None
    answers_by: date | None = None


def of_case(case: int, until: Due | None, default: str, today: date) -> ToldPlan:
    """The plan of a case in the register."""
    return edge.read(lambda connection: plan_case(connection, case, until, default=default, today=today))


def of_route(asked: Asked, until: Due, default: str, today: date) -> ToldPlan:
    """The plan of a route without a case."""
    own = edge.settings().routes
    return edge.read(
        lambda connection: plan_route(
            connection,
            shelf(load_forums(connection), own).get(asked.key),
            asked.at,
            until,
            default=default,
            host=asked.host,
            answers_by=asked.answers_by,
            today=today,
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
            "kind": told.due.kind or None,
            "words": told.due.words or None,
            "reasons": [reason_words(reason) for reason in told.due.reasons()],
        },
        "stops": [_stop(one, told) for one in told.legs],
        "ways_out": [
            {"kind": way.kind, "choose_by": way.choose_by, "words": way_words(way, told), "forums": list(way.forums),
             "day": way.day}
            for way in told.ways
        ],
        "unknown": list(told.unknown),
        "returns": [_return(loop, told) for loop in told.returns],
        "other_deadlines": [_also(also) for also in told.others],
    }  # fmt: skip


def _return(loop: Loop, told: ToldPlan) -> dict[str, Any]:
    return {
        "from": list(loop.sender),
        "to": list(loop.to),
        "meetings": list(loop.meetings),
        "days": loop.days,
        "earliest": loop.earliest,
        "verdict": loop.verdict,
        "words": return_words(loop, told),
    }


def _also(also: AlsoDue) -> dict[str, Any]:
    return {
        "kind": also.kind,
        "words": also.words,
        "date": also.on,
        "before": also.before,
        "works_to": also.works_to,
        "earliest": also.earliest,
        "latest": also.latest,
        "verdict": also.verdict,
        "told": also_words(also),
    }


def _stop(one: ToldLeg, told: ToldPlan) -> dict[str, Any]:
    forums = one.plan.leg.forums
    return {
        "stop": one.plan.leg.stop,
        "forum": told.forum_of(one.plan.leg),
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
        row = _stop(one, told)
        print(f"{stop_words(told, one.plan.leg)}: {words[row['verdict']]} ({row['verdict']})")
        for sentence in row["reasons"]:
            print(f"  {sentence}")
    for loop in told.returns:
        print(f"↺ {return_words(loop, told)}")
    for also in told.others:
        print(also_words(also))
    for way in told.ways:
        print(f"→ {way.kind}, choose by {way.choose_by}: {way_words(way, told)}")
