"""The lists and accounts that the case commands print."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from commands.tables import as_table, few
from db.queries.cases import case_list, meetings_that_treated, waiting_treatments
from db.queries.facts import load_forums, load_meetings
from db.queries.imports import suggestions
from states.agenda import comes_on
from states.facts import MeetingFacts
from workflow.desk import registered

Json = dict[str, Any]


def cases(connection: Connection, *, everything: bool, forum: str | None) -> list[Json]:
    """The cases as `case list --json` prints them."""
    code = registered(load_forums(connection), forum).forum.code if forum else None
    when = _next_meetings(connection)
    waits = waiting_treatments(connection)
    return [
        {
            "id": row.id,
            "title": row.title,
            "state": row.state,
            "waits_at": [one.code for one in waits.get(row.id, ())],
            "next_meeting": when(waits.get(row.id, ())),
            "route": f"{row.route_key} (assumed)" if row.assumed and row.route_key != "assumed" else row.route_key,
            "assumed": row.assumed,
            "expected": row.expected,
            "officers": list(row.officers),
            "journal_numbers": list(row.journal_numbers),
        }
        for row in case_list(connection, everything=everything, forum=code)
    ]


def _next_meetings(connection: Connection) -> Callable[[Sequence[Any]], date | None]:
    """Tells the next meeting of a case from its open treatments, by the rule of `case show`."""
    meetings: dict[str, list[MeetingFacts]] = defaultdict(list)
    for meeting in load_meetings(connection):
        meetings[meeting.forum].append(meeting)
    treated = meetings_that_treated(connection)

    def when(waiting: Sequence[Any]) -> date | None:
        if not waiting:
            return None
        first = waiting[0]
        return comes_on(first.on, meetings[first.code], treated.get((first.case_id, first.code), ()))

    return when


def open_suggestions(connection: Connection) -> list[Json]:
    """The open suggestions as `case suggestions --json` prints them; the score is out of 1."""
    return [
        {
            "id": row.id,
            "case": row.case_id,
            "title": row.title,
            "other": row.other_id,
            "other_title": row.other_title,
            "score": row.score / 1000,
            "why": row.why,
        }
        for row in suggestions(connection)
    ]


def print_account(told: Json) -> None:
    """A case's account for people."""
    route = told["route"]
    print(f"Case {told['id']}: {told['title']}{' (closed: confidential)' if told['closed'] else ''}")
    print(f"State: {told['state']}{_waiting(told)}")
    known = f"{route['key']}, assumed" if route["assumed"] and route["key"] != "assumed" else route["key"]
    print(f"Route: {known}: {' → '.join(map(_stop, route['stops']))}")
    for stop in route["stops"]:
        _print_stop(stop)
    for label, name in (("Officers", "officers"), ("Journal numbers", "journal_numbers"), ("Asked", "purposes")):
        if told[name]:
            print(f"{label}: {', '.join(told[name])}")
    if told["joined"]:
        print(f"Joined into it: {', '.join(map(str, told['joined']))}")
    _print_answers(told["answers"])
    for one in told["reservations"]:
        whole = ", so it is gone" if one["lifted"] == one["of"] else ""
        print(f"Reservation ({one['stop']}): lifted for {one['lifted']} of {one['of']}{whole}")
    _print_history(told["history"])
    _print_rows("Tasks", ("id", "owner", "due", "state", "words"), told["tasks"])
    _print_deadlines(told["deadlines"])


def _print_deadlines(rows: list[Json]) -> None:
    """A table; below it what the law says of a missed one, and why one was moved or ended."""
    _print_rows("Deadlines", ("id", "kind", "date", "works_to", "state", "owners", "words"), rows)
    for row in rows:
        told = [f"if missed: {row['legal_default']}"] if row["legal_default"] else []
        told += [f"moved, revision {row['revision']}"] if row["revision"] > 1 else []
        why = f": {row['reason']}" if row["reason"] else ""
        told += [f"{row['state']} on {row['ended_on']}{why}"] if row["ended_on"] else []
        if told:
            print(f"  {row['id']}: {'; '.join(told)}")


def _print_answers(answers: list[Json]) -> None:
    missing = [one["name"] for one in answers if one["outcome"] is None]
    if answers:
        print(f"Answered: {len(answers) - len(missing)} of {len(answers)}")
    if missing:
        print(f"Not yet: {', '.join(missing)}")


def print_texts(texts: Json) -> None:
    """The texts before the forum where the case waits."""
    for name, text in texts.items():
        print(f"\n{name.capitalize()}:\n{text}")


def _waiting(told: Json) -> str:
    if not told["waits_at"]:
        return f" ({told['closed_words']})" if told["closed_words"] else ""
    return f", waits at {few(told['waits_at'])}, next meeting {told['next_meeting'] or 'not planned'}"


def _stop(stop: Json) -> str:
    name = f"[{stop['key']}]" if stop["here"] else stop["key"]
    return f"({name} skipped)" if stop["skipped"] else name


def _print_stop(stop: Json) -> None:
    """Why a stop was put in or left out, and what an empowered forum may decide until when."""
    scope, until = stop["scope"], stop["expires"]
    told = (stop["reason"], scope and f"may decide {scope}", until and f"until {until}")
    if any(told):
        print(f"  {stop['key']}{' (skipped)' if stop['skipped'] else ''}: {'; '.join(filter(None, told))}")


def _print_history(history: list[Json]) -> None:
    print("\nCourse:" if history else "\nCourse: nothing decided yet")
    for step in history:
        asked = f" (asked: {', '.join(step['purposes'])})" if step["purposes"] else ""
        told = " as a later paper tells" if step["told_by_paper"] else ""
        print(f"  {step['date'] or 'undated   '}  {step['forum']}: {step['outcome']}{asked}{told}")
        for line in (step["words"] or "").splitlines():
            print(f"      {line}")
        if step["additions"]:
            print(f"      added: {step['additions']}")
        if step["scope"] or step["expires"]:
            print(f"      empowered: {step['scope'] or 'without limits'}, until {step['expires'] or 'no set day'}")
        for part in step["parts"]:
            print(f"      part: {part['words']}: {part['outcome']}")
        if step["correction"]:
            print(f"      corrected: {step['correction']}")


def _print_rows(title: str, head: tuple[str, ...], rows: list[Json]) -> None:
    if rows:
        print(f"\n{title}:")
        as_table(head, [[row[name] for name in head] for row in rows])
