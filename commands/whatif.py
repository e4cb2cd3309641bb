"""What would happen, before anything is saved."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands import edge
from commands.tables import as_json, as_table

if TYPE_CHECKING:
    from ingest.calendar_file import MeetingLine
    from states.duties import Duty
    from states.whatif import Moved, Shift
    from workflow.whatif import WhatIf
    from workflow.year import Carried

Several = list[str] | None

WHEEL = "wheel"
"""In place of a file of duties: those of the register's own yearly wheel. (A file of that name is ./wheel.)"""

NOTHING_SAID = (
    "Say what would be otherwise: --move, --add, --cancel, --close, --return, --postpone or --calendar; "
    "or what the calendar should carry: --duties."
)


def mount(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command("whatif")(whatif)


def whatif(
    move: Annotated[Several, typer.Option(help="FORUM:OLD=NEW, days as YYYY-MM-DD; may stand several times.")] = None,
    add: Annotated[Several, typer.Option(help="FORUM:DAY; may stand several times.")] = None,
    cancel: Annotated[Several, typer.Option(help="FORUM:DAY; may stand several times.")] = None,
    close: Annotated[Several, typer.Option(help="A day on which the offices are closed, YYYY-MM-DD.")] = None,
    return_: Annotated[Several, typer.Option("--return", help="A case that is sent back: ID or ID:STOP.")] = None,
    postpone: Annotated[list[int] | None, typer.Option(help="A case that loses its next meeting.")] = None,
    calendar: Annotated[
        Path | None, typer.Option(help="A file as for meeting load: its years' meetings for the forums it names.")
    ] = None,
    duties: Annotated[
        Path | None, typer.Option(help='CSV of yearly duties: route,due[,at,host,words,from]; or "wheel".')
    ] = None,
    today: Annotated[str | None, typer.Option(help="Plan as if it were this day, YYYY-MM-DD.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Show which cases would change verdict or last day, if the calendar or a case were otherwise. Saves nothing.

    With a calendar or duties: which cases with a date, and which duties of the year, it would carry, the worst first.

    Example: sagsgang whatif --move KKR:2027-06-20=2027-06-28 --cancel K22:2027-06-04

    Example: sagsgang whatif --calendar meetings-2028.csv --duties duties.csv
    """
    from workflow.whatif import WhatIf

    if not any((move, add, cancel, close, return_, postpone, calendar, duties)):
        edge.misused(NOTHING_SAID)
    day = edge.day_or_none(today) or edge.today()
    thought = WhatIf(
        calendar=_calendar(calendar, day) if calendar else (),
        meetings=[*map(_moved, move or ()), *map(_added, add or ()), *map(_cancelled, cancel or ())],
        returns=list(map(_returned, return_ or ())),
        postponed=edge.a_number(postpone or []),
        closed=frozenset(map(edge.day, close or ())),
    )
    if calendar or duties:
        _show_year(thought, duties, day, json=json)
    else:
        _show_shifts(thought, day, json=json)


def _calendar(file: Path, today: date) -> "Sequence[MeetingLine]":
    from db.queries.facts import load_forums
    from ingest.calendar_file import open_calendar
    from workflow.reading import read_content

    forums = [entry.forum for entry in edge.read(load_forums).values()]
    return open_calendar(read_content(file), file.name, forums=forums, today=today).lines


def _show_shifts(thought: "WhatIf", today: date, *, json: bool) -> None:
    from workflow.whatif import what_if

    found = [_told(shift) for shift in edge.read(lambda connection: what_if(connection, thought, today=today))]
    if json:
        as_json(found)
    elif found:
        head = ("case_id", "before", "after", "act_by_before", "act_by_after", "title")
        as_table(head, [[row[name] for name in head] for row in found])
    else:
        print("No case would be better or worse off.")


def _show_year(thought: "WhatIf", file: Path | None, today: date, *, json: bool) -> None:
    from db.queries.facts import load_forums
    from workflow.route_shelf import shelf
    from workflow.year import carried

    duties = _duties(file, thought, today)
    own = edge.settings().routes
    found = edge.read(
        lambda connection: carried(connection, thought, duties, shelf(load_forums(connection), own), today=today)
    )
    rows = [_duty(one) for one in found]
    summary = _summary([row["verdict"] for row in rows])
    if json:
        as_json({"summary": summary, "duties": rows})
        return
    print(summary)
    for row in rows:
        what = f"case {row['case_id']}" if row["case_id"] else row["route"]
        act_by = f", act by {row['act_by']}" if row["act_by"] else ""
        print(f"{row['verdict']}  {row['works_to']}  {row['title']} ({what}{act_by})")
        for sentence in row["why"]:
            print(f"  {sentence}")


def _duties(file: Path | None, thought: "WhatIf", today: date) -> "Sequence[Duty]":
    """The duties of a file, or those that the yearly wheel brings in the years of the calendar."""
    from ingest.duty_file import read_duties
    from workflow.reading import read_content
    from workflow.wheel_ahead import planned_duties

    if file is None:
        return ()
    if str(file) != WHEEL:
        return read_duties(read_content(file), file.name)
    years, routes = {line.on.year for line in thought.calendar}, edge.settings().routes
    return edge.read(lambda connection: planned_duties(connection, years, routes=routes, today=today))


def _summary(verdicts: list[str]) -> str:
    late, unknown = verdicts.count("late"), verdicts.count("unknown")
    noun, verb = "duty" if len(verdicts) == 1 else "duties", "is" if late == 1 else "are"
    also = f"; of {unknown} it cannot be told, since a calendar is missing" if unknown else ""
    return f"{late} of {len(verdicts)} {noun} {verb} late{also}."


def _duty(one: "Carried") -> dict[str, Any]:
    from templates.planning import reason_words

    return {
        "case_id": one.case_id,
        "title": one.title,
        "route": one.route or None,
        "verdict": one.plan.verdict,
        "deadline": one.due.on,
        "before": one.due.before,
        "works_to": one.due.works_to,
        "act_by": one.plan.legs[0].too_late_after if one.plan.verdict != "late" else None,
        "unknown": list(one.plan.unknown),
        "why": [reason_words(reason) for reason in one.why],
    }


def _told(shift: "Shift") -> dict[str, Any]:
    return {
        "case_id": shift.case_id,
        "title": shift.title,
        "before": shift.before,
        "after": shift.after,
        "act_by_before": shift.act_by_before,
        "act_by_after": shift.act_by_after,
    }


def _moved(word: str) -> "Moved":
    from states.whatif import Moved

    forum, _, days = word.partition(":")
    old, equals, new = days.partition("=")
    if not (forum and equals):
        edge.misused(f"{word!r}: write a moved meeting as FORUM:OLD=NEW, such as KKR:2027-06-20=2027-06-28.")
    return Moved(forum, edge.day(old), edge.day(new))


def _at(word: str) -> tuple[str, date]:
    forum, colon, day = word.partition(":")
    if not (forum and colon):
        edge.misused(f"{word!r}: write a meeting as FORUM:DAY, such as KKR:2027-06-20.")
    return forum, edge.day(day)


def _added(word: str) -> "Moved":
    from states.whatif import Moved

    forum, day = _at(word)
    return Moved(forum, None, day)


def _cancelled(word: str) -> "Moved":
    from states.whatif import Moved

    forum, day = _at(word)
    return Moved(forum, day, None)


def _returned(word: str) -> Any:
    from states.whatif import Returned

    number, _, stop = word.partition(":")
    if not number.isdigit():
        edge.misused(f"{word!r}: write a case that is sent back as ID or ID:STOP, such as 12:sdf.")
    return Returned(edge.a_number(int(number)), stop or None)
