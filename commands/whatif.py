"""What would happen, before anything is saved."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands import edge
from commands.tables import as_json, as_table

if TYPE_CHECKING:
    from states.whatif import Moved, Shift

Several = list[str] | None


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
    today: Annotated[str | None, typer.Option(help="Plan as if it were this day, YYYY-MM-DD.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Show which cases would change verdict or last day, if the calendar or a case were otherwise. Saves nothing.

    Example: sagsgang whatif --move KKR:2027-06-20=2027-06-28 --cancel K22:2027-06-04
    """
    from workflow.whatif import WhatIf, what_if

    if not any((move, add, cancel, close, return_, postpone)):
        edge.misused("Say what would be otherwise: --move, --add, --cancel, --close, --return or --postpone.")
    thought = WhatIf(
        meetings=[*map(_moved, move or ()), *map(_added, add or ()), *map(_cancelled, cancel or ())],
        returns=list(map(_returned, return_ or ())),
        postponed=edge.a_number(postpone or []),
        closed=frozenset(map(edge.day, close or ())),
    )
    day = edge.day_or_none(today) or edge.today()
    found = [_told(shift) for shift in edge.read(lambda connection: what_if(connection, thought, today=day))]
    if json:
        as_json(found)
    elif found:
        head = ("case_id", "before", "after", "act_by_before", "act_by_after", "title")
        as_table(head, [[row[name] for name in head] for row in found])
    else:
        print("No case would be better or worse off.")


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
