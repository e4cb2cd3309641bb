"""The lists and extracts as plain values, for `--format json`."""

import json
from datetime import date
from typing import Any

from states.extract import Extract
from states.follow_up import Decided, FollowedTask
from states.paper import plain
from states.pipeline import OnTheWay
from templates.extract import decision_text
from templates.pipeline import field_of
from templates.printed import Printed
from workflow.follow_up import FollowUp
from workflow.pipeline import Pipeline

Json = dict[str, Any]


def as_printed(value: object) -> Printed:
    """A value as the bytes of a JSON file, days as ISO text."""
    return Printed((json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n").encode())


def pipeline_told(found: Pipeline) -> list[Json]:
    """Sager på vej, one object a case."""
    return [_case(one) for one in found.cases]


def _case(one: OnTheWay) -> Json:
    return {
        "case": one.case_id,
        "title": one.title,
        "stage": str(one.stage),
        "closed": one.closed,
        "fields": list(field_of(one)),
        "officers": list(one.officers),
        "holders": list(one.holders),
        "waits_at": list(one.waits_at),
        "ahead": [
            {
                "forums": list(leg.forums),
                "meeting": _day(leg.on),
                "month": leg.on.strftime("%Y-%m") if leg.on else None,
                "past": leg.past,
            }
            for leg in one.ahead
        ],
        "answered": one.answered,
        "asked": one.asked,
        "last_decision": {"forum": one.last.forum, "date": _day(one.last.on), "outcome": str(one.last.outcome)}
        if one.last
        else None,
        "withdrawn": one.withdrawn,
        "ended_on": _day(one.ended_on),
    }


def follow_up_told(found: FollowUp, today: date) -> Json:
    """The follow-up list: tasks, and the decisions without one."""
    return {
        "tasks": [_task(one, today) for one in found.tasks],
        "decisions_without_tasks": [
            {"case": one.case_id, "title": one.title, "closed": one.closed, **_decided(one.decision)}
            for one in found.decisions
        ],
    }


def _task(one: FollowedTask, today: date) -> Json:
    return {
        "task": one.id,
        "words": one.words,
        "owner": one.owner,
        "due": _day(one.due),
        "state": one.state,
        "overdue": one.overdue(today),
        "case": one.case_id,
        "title": one.title,
        "closed": one.closed,
        "decision": _decided(one.decision) if one.decision else None,
    }


def _decided(decision: Decided) -> Json:
    return {
        "forum": decision.forum,
        "date": _day(decision.on),
        "item": decision.number or None,
        "outcome": str(decision.outcome),
        "words": decision.words,
    }


def extract_told(found: Extract) -> Json:
    """An extract of minutes."""
    item = found.item
    return {
        "case": item.case_id,
        "forum": found.forum.code,
        "forum_name": found.forum.name,
        "date": _day(found.on),
        "number": item.number or None,
        "title": item.title,
        "closed": item.closed,
        "journal_number": item.journal_number,
        "recommendation": plain(item.recommendation),
        "decision": plain(decision_text(found)),
        "outcome": str(item.outcome) if item.outcome else None,
        "absent": [{"name": one.name, "party": one.party, "municipality": one.municipality} for one in item.absent],
    }


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
