"""What `sagsgang plan` does and prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from commands import edge
from commands.tables import WIDE, as_table, shorten
from db.queries.facts import load_case, load_forums
from states.forums import Forum
from states.loops import Loop
from states.pipeline import is_closed
from states.plan_told import AlsoDue, Due, ToldLeg, ToldPlan
from templates.list_words import titled
from templates.planning import also_words, reason_words, return_words, stop_words, way_words
from templates.words import phrases, say
from workflow.plan import plan_case, plan_route
from workflow.plan_all import PlannedCase, plan_all
from workflow.plan_choice import Choice, Chosen, choose
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


@dataclass(frozen=True, slots=True)
class Found:
    """A plan with what its documents need: what it is a plan of, and every forum by its code."""

    told: ToldPlan
    title: str
    forums: dict[str, Forum]
    closed: bool = False


def of_case(case: int, until: Due | None, default: str, today: date) -> Found:
    """The plan of a case in the register."""

    def look(connection: Connection) -> Found:
        told = plan_case(connection, case, until, default=default, today=today)
        closed = is_closed(load_case(connection, case))
        title = say("drawing", "case", number=told.case_id, title=titled(told.title, closed=closed))
        return Found(told, title, _forums(connection), closed)

    return edge.read(look)


def of_route(asked: Asked, until: Due, default: str, today: date) -> Found:
    """The plan of a route without a case."""
    own = edge.settings().routes

    def look(connection: Connection) -> Found:
        route = shelf(load_forums(connection), own).get(asked.key)
        told = plan_route(
            connection,
            route,
            asked.at,
            until,
            default=default,
            host=asked.host,
            answers_by=asked.answers_by,
            today=today,
        )
        return Found(told, say("timeline", "route", key=route.key), _forums(connection))

    return edge.read(look)


def of_all(choice: Choice, today: date) -> Chosen:
    """The plans of every open case that has a date, those that were asked for."""
    return edge.read(lambda connection: choose(connection, plan_all(connection, today=today), choice))


def _forums(connection: Connection) -> dict[str, Forum]:
    return {code: entry.forum for code, entry in load_forums(connection).items()}


def print_all(cases: Sequence[PlannedCase]) -> None:
    """Print plans as a table that is no wider than a terminal."""
    rows = all_json(cases)
    if not rows:
        print("No open case that was asked for has a deadline with an exact date.")
        return
    head = ("verdict", "act_by", "deadline", "case_id", "waits_at", "title")
    room = WIDE - sum(max(len(str(row[name])) for row in (*rows, {name: name})) + 2 for name in head[:-1])
    as_table(head, [[*(row[name] for name in head[:-1]), shorten(row["title"], room)] for row in rows])


def all_json(cases: Sequence[PlannedCase]) -> list[dict[str, Any]]:
    """What `plan --all --json` prints."""
    return [_row(one) for one in cases]


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


def plan_json(told: ToldPlan) -> dict[str, Any]:
    """What `plan --json` prints."""
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


def print_plan(told: ToldPlan) -> None:
    """Print a plan for people."""
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
