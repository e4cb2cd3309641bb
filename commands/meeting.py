"""Commands about meetings."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands import edge
from commands.tables import as_json, as_table, counted

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from sqlalchemy import Connection

app = typer.Typer(help="Meetings: their calendar, agenda, people and minutes.", no_args_is_help=True)
ForumCode = Annotated[str, typer.Argument(metavar="FORUM", help="The forum's code, such as KKR.")]
Date = Annotated[str | None, typer.Option("--meeting", help="Which meeting, YYYY-MM-DD (else the first not held).")]
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]
Reason = Annotated[
    str | None, typer.Option(help="Why; needed when the agenda is locked already.", callback=edge.some_words)
]


@app.command()
def add(
    forum: ForumCode,
    date: Annotated[str, typer.Argument(help="YYYY-MM-DD.")],
    time: Annotated[str | None, typer.Option(help="HH:MM.")] = None,
    place: Annotated[str | None, typer.Option(help="Where.")] = None,
) -> None:
    """Plan a meeting of a forum.

    Example: sagsgang meeting add KKR 2027-06-20 --time 10:00 --place Middelfart
    """
    from workflow.meetings import add_meeting

    on, at = edge.day(date), edge.clock(time)
    meeting = edge.write(
        lambda connection: add_meeting(connection, forum, on, at=at, place=place, by=edge.who(), now=edge.now()),
        "meeting add",
    )
    print(f"{meeting.forum} meets on {meeting.on}.")


@app.command("list")
def list_(forum: Annotated[str | None, typer.Argument(help="Only this forum's.")] = None, json: Json = False) -> None:
    """List meetings, the earliest first.

    Example: sagsgang meeting list KKR
    """
    from db.queries.facts import load_forums, load_meetings
    from workflow.desk import registered

    def look(connection: "Connection") -> list[dict[str, Any]]:
        code = registered(load_forums(connection), forum).forum.code if forum else None
        return [
            {"forum": one.forum, "date": one.on, "time": one.at, "place": one.place, "state": one.state}
            for one in load_meetings(connection, code)
        ]

    rows = edge.read(look)
    if json:
        as_json(rows)
    else:
        head = ("forum", "date", "time", "place", "state")
        as_table(head, [[row[name] for name in head] for row in rows])


@app.command()
def show(forum: ForumCode, meeting: Date = None, json: Json = False) -> None:
    """Show a meeting: its days, its people, and what stands on its agenda.

    Example: sagsgang meeting show KKR --meeting 2027-06-20
    """
    from commands.meetings import print_meeting, told_meeting

    on = edge.day_or_none(meeting)
    told = edge.read(lambda connection: told_meeting(connection, forum, on))
    if json:
        as_json(told)
    else:
        print_meeting(told)


@app.command()
def lock(forum: ForumCode, meeting: Date = None, reason: Reason = None) -> None:
    """Fix the agenda as it is sent; locking it again takes in what waits since, for a reason.

    Example: sagsgang meeting lock KKR
    """
    from workflow.locking import lock_agenda

    on = edge.day_or_none(meeting)
    locked = edge.write(
        lambda connection: lock_agenda(connection, forum, on, reason=reason, by=edge.who(), now=edge.now()),
        "meeting lock",
    )
    print(f"The agenda of {locked.paper.forum_code} {locked.paper.on} is locked.")
    for change in locked.changes:
        print(f"  changed: {change}")


@app.command()
def order(
    forum: ForumCode,
    cases: Annotated[
        list[int], typer.Argument(metavar="ID...", help="The cases, in the order wanted.", callback=edge.a_number)
    ],
    meeting: Date = None,
    reason: Reason = None,
) -> None:
    """Put cases first on the agenda, in this order; it sticks.

    Example: sagsgang meeting order KKR 12 7 9
    """
    from workflow.meetings import order_agenda

    on = edge.day_or_none(meeting)
    edge.write(
        lambda connection: order_agenda(connection, forum, on, cases, reason=reason, by=edge.who(), now=edge.now()),
        "meeting order",
    )
    print("The order is kept.")


@app.command()
def hold(forum: ForumCode, meeting: Date = None) -> None:
    """Close a meeting when every case on its agenda has its decision.

    Example: sagsgang meeting hold KKR
    """
    from workflow.meetings import hold_meeting

    on = edge.day_or_none(meeting)
    held = edge.write(
        lambda connection: hold_meeting(connection, forum, on, by=edge.who(), now=edge.now()), "meeting hold"
    )
    print(f"{held.forum} {held.on} is held.")


@app.command()
def cancel(
    forum: ForumCode,
    date: Annotated[str, typer.Argument(help="YYYY-MM-DD.")],
    reason: Annotated[str, typer.Option(help="Why; it is kept.", callback=edge.some_words)],
) -> None:
    """Cancel a meeting; its cases wait for the forum's next one.

    Example: sagsgang meeting cancel KKR 2027-06-20 --reason "For få sager"
    """
    from workflow.cancelling import cancel_meeting

    on = edge.day(date)
    done = edge.write(
        lambda connection: cancel_meeting(connection, forum, on, reason=reason, by=edge.who(), now=edge.now()),
        "meeting cancel",
    )
    waiting = f"; {len(done.cases)} of its cases wait for the next one" if done.cases else ""
    print(f"{done.forum} {done.on} is cancelled{waiting}.")
    if done.letters:
        print(f"{counted(len(done.letters), 'letter')} about it had not left, and will not.")
